"""The clause walk: who stands where around a trigger, over Universal Dependencies.

Functions from tokens to tokens; they know voice, relative and participial clauses, control and
raising, and coordination. Surface places are what the text shows (the subject of a passive is a
surface subject); the deep places that frames name are derived from them by voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from extract.grammar.speech_verbs import is_speech_verb
from extract.grammar.verbs import (
    DEPTH,
    OBLIQUES,
    case_of,
    children,
    is_infinitive,
    is_nonfinite,
    is_passive,
    is_predicate,
    is_verbal,
)
from extract.language.lemmas import lemma_of
from extract.lexicon import rows, values, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})


def antecedent(pronoun: Token) -> Token:
    """Return what a relative pronoun stands for: the noun that its clause modifies; other tokens
    stand for themselves."""
    if pronoun.text.lower() not in word_set("relative_pronouns") or pronoun.pos_ not in (
        "PRON",
        "DET",
        "SCONJ",
    ):
        return pronoun
    node = pronoun.head
    for _ in range(DEPTH):
        if node.dep_ in ("acl:relcl", "acl", "advcl:relcl"):
            return node.head
        if node.head.i == node.i:
            break
        node = node.head
    return pronoun


# -- subjects
# -------------------------------------------------------------------------------------------------


def deep_subjects(verb: Token) -> list[Token]:
    """Return the deep subject: that of an active verb, the by-phrase of a passive one (so [] for an
    agentless passive)."""
    return agents(verb) if is_passive(verb) else surface_subjects(verb)


def agents(verb: Token) -> list[Token]:
    """Return the by-phrase of a passive verb."""
    return [c for c in verb.children if c.dep_ in OBLIQUES and "by" in case_of(c)][:1]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject that a predicate shows or inherits, one head token (its conjuncts are not
    unfolded); [] if none.

    Inherited: by a conjoined verb from the first; by an infinitive or a gerund from its governor's
    object (object control) or subject; by a participle from the noun it modifies; by "plan to ...",
    "refusal to ..." from the noun's owner.
    """
    if depth > DEPTH:
        return []
    own = _shown_subject(verb)
    if own is not None:
        return _speaker_behind(verb, own, depth + 1)
    if verb.head.i == verb.i:
        return []
    inherit = _INHERITING.get(verb.dep_)
    return inherit(verb, verb.head, depth + 1) if inherit else []


def _shown_subject(verb: Token) -> Token | None:
    labels = ("nsubj", "nsubj:pass", "nsubj:outer")
    own = [c for c in verb.children if c.dep_ in labels and not is_prepositional(c)]
    return next((c for c in own if c.dep_ != "nsubj:outer"), own[0]) if own else None


def _speaker_behind(verb: Token, subject: Token, depth: int) -> list[Token]:
    """Return what a relative pronoun as subject stands for: "adopted a resolution that condemns"
    is whoever adopted it."""
    meant = antecedent(subject)
    speaks = lemma_of(meant) in word_set("speech_noun") and not is_passive(verb)
    if meant.i != subject.i and speaks:
        return _owner(meant, depth) or [meant]
    return [meant]


def _from_first_conjunct(_verb: Token, head: Token, depth: int) -> list[Token]:
    return surface_subjects(head, depth) if is_predicate(head) else []


def _from_controller(_verb: Token, head: Token, depth: int) -> list[Token]:
    return controller(head, depth)


def _from_modified_noun(verb: Token, head: Token, depth: int) -> list[Token]:
    """The noun that a participle modifies does it; of a plan, or of a noun that speaks, its
    owner."""
    if head.pos_ not in _NOMINAL:
        return []
    speaks = lemma_of(head) in word_set("speech_noun") and not is_passive(verb)
    if is_infinitive(verb) or case_of(verb) or speaks:
        return _owner(head, depth)
    return [head]


def _from_relative_noun(_verb: Token, head: Token, _depth: int) -> list[Token]:
    return [head]


def _from_governor(verb: Token, head: Token, depth: int) -> list[Token]:
    """An infinitive, gerund or participle under a predicate or a noun."""
    if not is_nonfinite(verb):
        return []
    if not is_predicate(head):
        return _owner(head, depth)
    infinitive = is_infinitive(verb)
    if not infinitive and word_set("gerund_prepositions") & set(case_of(verb)):
        accused = objects(head, depth)
        if accused:
            return accused  # "accused them of shelling"
    said = _speech_between(verb, head) if verb.dep_ == "advcl" else None
    if said is not None:
        return surface_subjects(said, depth)
    if infinitive and lemma_of(head) in word_set("object_control_verb"):
        return controller(head, depth)
    return surface_subjects(head, depth)


def _speech_between(verb: Token, head: Token) -> Token | None:
    """Return the verb of speech between a clause and a participle that goes on with it: "...,
    Manila said, accusing them"."""
    if head.dep_ == "ccomp" and head.i < head.head.i < verb.i and is_speech_verb(head.head):
        return head.head
    between = [
        c
        for c in head.children
        if c.dep_ == "parataxis" and head.i < c.i < verb.i and is_speech_verb(c)
    ]
    return between[-1] if between else None


def _from_main_clause(verb: Token, head: Token, depth: int) -> list[Token]:
    return surface_subjects(head, depth) if is_nonfinite(verb) else []


_INHERITING: dict[str, Callable[[Token, Token, int], list[Token]]] = {
    "conj": _from_first_conjunct,
    "xcomp": _from_controller,
    "acl": _from_modified_noun,
    "amod": _from_modified_noun,
    "acl:relcl": _from_relative_noun,
    "advcl": _from_governor,
    "ccomp": _from_governor,
    "obl": _from_governor,
    "nmod": _from_governor,
    "parataxis": _from_main_clause,
}
"""From whom a predicate without a subject of its own has it, by its relation to what governs it."""


def controller(governor: Token, depth: int = 0) -> list[Token]:
    """Return the understood subject of a governor's infinitive: its object, its oblique ("called on
    X to"), or its subject."""
    if depth > DEPTH:
        return []
    if not is_predicate(governor):
        return _owner(governor, depth + 1)
    if is_passive(governor):
        return surface_subjects(governor, depth + 1)
    if lemma_of(governor) not in word_set("subject_control_verb"):
        direct = children(governor, "iobj") or children(governor, "obj")
        if direct:
            return [antecedent(direct[0])]
        under = _oblique_control().get(lemma_of(governor), frozenset())
        for oblique in governor.children:
            if oblique.dep_ in OBLIQUES and under & set(case_of(oblique)):
                return [oblique]
    return surface_subjects(governor, depth + 1)


@cache
def _oblique_control() -> Mapping[str, frozenset[str]]:
    """Return the prepositions under which a verb names who does its infinitive."""
    return {
        row["lemma"]: frozenset(values(row["prepositions"]))
        for row in rows("words/oblique_control")
    }


# -- owners of nouns
# -------------------------------------------------------------------------------------------------


def _owner(noun: Token, depth: int) -> list[Token]:
    """Return who has the plan or duty: its possessor, its modifier, its by-phrase, or the subject
    of its light verb."""
    if depth > DEPTH:
        return []
    for owns in _OWNING:
        for child in noun.children:
            if owns(child):
                return [antecedent(child)]
    return _owner_above(noun, depth)


def _is_possessor(child: Token) -> bool:
    return child.dep_ == "nmod:poss"


def _is_named_modifier(child: Token) -> bool:
    return child.dep_ == "amod" and (child.pos_ == "PROPN" or child.text[:1].isupper())


def _is_named_compound(child: Token) -> bool:
    return child.dep_ == "compound" and child.text[:1].isupper()


def _is_doer_phrase(child: Token) -> bool:
    return child.dep_ == "nmod" and bool({"by", "of"} & set(case_of(child)))


_OWNING: tuple[Callable[[Token], bool], ...] = (
    _is_possessor,
    _is_named_modifier,
    _is_named_compound,
    _is_doer_phrase,
)
"""What on a noun names its owner, the surest first."""


def _owner_above(noun: Token, depth: int) -> list[Token]:
    """Return the owner of a noun that names none: the subject of its verb, or the owner of the noun
    above."""
    spoken_in = noun.dep_ == "obl" and bool(word_set("medium_prepositions") & set(case_of(noun)))
    if (noun.dep_ in ("obj", "xcomp") or spoken_in) and is_verbal(noun.head):
        return deep_subjects(noun.head) or surface_subjects(noun.head, depth + 1)
    if noun.dep_ == "nsubj:pass":
        return agents(noun.head)
    if noun.dep_ in ("nmod", "conj") and depth < DEPTH and noun.head.pos_ == "NOUN":
        return _owner(noun.head, depth + 1)
    return []


# -- objects
# -------------------------------------------------------------------------------------------------


def objects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the deep object: the object of an active verb, the surface subject of a passive one;
    [] if none."""
    if depth > DEPTH:
        return []
    direct = _direct_objects(verb)
    if direct:
        return [antecedent(direct[0])]
    if is_passive(verb):
        return surface_subjects(verb, depth + 1)
    if not is_verbal(verb):
        return []
    return [verb.head] if _is_object_relative(verb) else _shared_object(verb)


def _direct_objects(verb: Token) -> list[Token]:
    """Return what a parser may have labelled the object; "warned them" has an iobj now and then."""
    return (
        [c for c in children(verb, "obj") if not is_prepositional(c)]
        or children(verb, "iobj")
        or [c for c in children(verb, "xcomp") if c.pos_ == "PROPN"]
        or _stolen_object(verb)
    )


def _is_object_relative(verb: Token) -> bool:
    """Tell whether the noun that a relative clause modifies is its object: "the town they took"."""
    subjects = children(verb, "nsubj")
    if (
        verb.dep_ != "acl:relcl"
        or not subjects
        or subjects[0].text.lower() in word_set("relative_pronouns")
    ):
        return False
    return not any(c.text.lower() in ("where", "when", "why") for c in verb.children)


def _shared_object(verb: Token) -> list[Token]:
    """Return the object that a verb shares with a later one: "shelled and took the town"."""
    if any(c.dep_ in OBLIQUES and c.i > verb.i for c in verb.children):
        return []
    for later in verb.children:
        if later.dep_ != "conj" or not is_verbal(later) or is_passive(later):
            continue
        shared = [c for c in later.children if c.dep_ == "obj"]
        if shared and not children(later, "nsubj", "cc:preconj"):
            return shared
    return []


def _stolen_object(verb: Token) -> list[Token]:
    """Return the object that a parser gave to the gerund behind it: "accusing them of failing" read
    as "them failing"."""
    if not is_verbal(verb) or is_passive(verb):
        return []
    for token in verb.doc[verb.i + 1 : verb.i + 9]:
        if token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "ADP"):
            return []
        if token.dep_ == "nsubj" and token.head.i > token.i and token.head.pos_ == "VERB":
            marks = [c for c in token.head.children if c.dep_ == "mark" and c.i > token.i]
            stolen = marks and marks[0].text.lower() in ("of", "from", "to", "for")
            return [token] if stolen else []
    return []


def indirect_objects(verb: Token) -> list[Token]:
    """Return the deep indirect object: "gave Ukraine arms", "Ukraine was given arms"."""
    direct = children(verb, "iobj")
    if direct:
        return direct[:1]
    if is_passive(verb) and children(verb, "obj"):
        return surface_subjects(verb)
    return []


# -- obliques and nouns
# -------------------------------------------------------------------------------------------------


def is_prepositional(token: Token) -> bool:
    """Tell whether a nominal stands under a preposition of its own (the genitive's mark is
    none)."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    return any(c.dep_ == "case" and c.i < token.i and c.pos_ == "ADP" for c in token.children)


def obliques(token: Token, preposition: str) -> list[Token]:
    """Return the nominals under ``preposition`` that hang on a token, nearest first; "with whom"
    gives the antecedent.

    A preposition outweighs the label of a subject or an object, which a parser gives a far oblique
    now and then.
    """
    return [
        antecedent(c)
        for c in token.children
        if (
            c.dep_ in OBLIQUES
            or (c.dep_ in ("nsubj", "obj", "iobj", "xcomp") and is_prepositional(c))
        )
        and preposition in case_of(c)
    ]


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and what is coordinated with it, in order: "A, B and C"."""
    open_ = [token]
    while open_:
        node = open_.pop()
        yield node
        open_ += [c for c in node.children if c.dep_ == "conj"][::-1]


def held_by(noun: Token) -> Iterator[Token]:
    """Yield a noun and its conjuncts, and what they hold: "two rounds of talks" gives "rounds" and
    "talks"."""
    for token in conjuncts(noun):
        yield token
        if lemma_of(token) in word_set("container_noun"):
            for inner in obliques(token, "of"):
                yield from conjuncts(inner)


def governing_verb(noun: Token) -> Token | None:
    """Return the verb of which a noun is the deep object ("launched a strike", "a strike was
    launched"), or None."""
    node = noun
    held = node.dep_ == "nmod" and "of" in case_of(node)
    if held and lemma_of(node.head) in word_set("container_noun"):
        node = node.head
    while node.dep_ == "conj" and node.head.pos_ == noun.pos_:
        node = node.head
    return node.head if node.dep_ in ("obj", "nsubj:pass") and is_verbal(node.head) else None


def clause_of(noun: Token) -> Token | None:
    """Return the verb in whose clause a noun stands, under whatever other nouns, or None."""
    node = noun
    for _ in range(DEPTH):
        if is_verbal(node.head) and node.dep_ in (*OBLIQUES, "obj", "conj", "nsubj", "nsubj:pass"):
            return node.head
        if node.head.i == node.i or is_verbal(node):
            return None
        node = node.head
    return None


def is_mutual(verb: Token) -> bool:
    """Tell whether those who do something do it to "each other" or "one another"."""
    return any(
        c.dep_ in ("obj", "iobj", *OBLIQUES)
        and c.text.lower() in ("each", "one", "other", "another")
        and {"other", "another"} & {t.text.lower() for t in (c, *c.children)}
        and {"each", "one"} & {t.text.lower() for t in (c, *c.children)}
        for c in verb.children
    )
