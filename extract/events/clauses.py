"""The clause walk: who stands where around a trigger, over Universal Dependencies.

Functions from tokens to tokens; they know voice, relative and participial clauses, control and
raising, and coordination, and nothing of actors or events. Surface places are what the text shows
(the subject of a passive is a surface subject); the deep places that frames name are derived from
them by voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.events.word_classes import words
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
OBLIQUES = frozenset(
    {"obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "nmod", "nmod:desc"}
)
_OBLIQUE_CONTROL = {
    "call": ("on", "upon", "for"),
    "appeal": ("to",),
    "plead": ("with",),
    "rely": ("on",),
    "wait": ("for",),
    "press": ("for",),
    "arrange": ("for",),
    "signal": ("to",),
    "count": ("on",),
}
_DEPTH = 8


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children whose label is one of ``deps``, or a subtype of it."""
    return [c for c in token.children if c.dep_ in deps or c.dep_.split(":")[0] in deps]


def case_of(token: Token) -> tuple[str, ...]:
    """Return the prepositions of a nominal, or the markers of a clause, in lower case; a fixed one
    whole too.

    "in favour of" gives ``("in", "in_favour_of", "in favour of")``.
    """
    found: list[str] = []
    for mark in token.children:
        if mark.dep_ not in ("case", "mark"):
            continue
        word = mark.text.lower()
        found.append(word)
        fixed = [c.text.lower() for c in mark.children if c.dep_ in ("fixed", "case")]
        if fixed:
            whole = [word, *fixed]
            found += ["_".join(whole), " ".join(whole)]
    if len(found) > 1 and not any(" " in f for f in found):
        found += ["_".join(found), " ".join(found)]
    return tuple(found)


def is_verbal(token: Token) -> bool:
    """Tell whether a token heads a clause as a verb; a gerund under a preposition or an article is
    a noun ("in fighting")."""
    if token.pos_ == "VERB" and token.text.lower().endswith("ing"):
        if any(c.dep_ == "case" or (c.dep_ == "det" and c.i < token.i) for c in token.children):
            return False
        if any("between" in case_of(c) for c in token.children) and not any(
            c.dep_ in ("obj", "aux") for c in token.children
        ):
            return False
        return not (
            token.dep_ == "csubj" and any(c.dep_ in ("obl", "nmod") for c in token.children)
        )
    if token.pos_ == "ADJ":
        return any(c.dep_ == "obl:agent" for c in token.children)
    return token.pos_ in ("VERB", "AUX")


def _form(token: Token, feature: str) -> str:
    values = token.morph.get(feature, [])
    return values[0] if values else ""


def is_past_participle(token: Token) -> bool:
    """Tell whether a verb is a past participle ("accused", "driven")."""
    return token.tag_ == "VBN" or (
        _form(token, "VerbForm") == "Part" and _form(token, "Tense") == "Past"
    )


def is_nonfinite(token: Token) -> bool:
    """Tell whether a verb is an infinitive, a gerund or a bare participle."""
    if any(c.dep_ in ("aux", "aux:pass") and _form(c, "VerbForm") == "Fin" for c in token.children):
        return False
    if any(c.dep_ == "mark" and c.text.lower() == "to" for c in token.children):
        return True
    form = _form(token, "VerbForm")
    if form:
        return form != "Fin"
    return token.tag_ in ("VBG", "VBN", "VB")


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Tell whether a verb is passive: by auxiliary or subject, as a bare past participle, or
    sharing a passive auxiliary."""
    if not is_verbal(verb):
        return False
    deps = {c.dep_ for c in verb.children}
    if deps & {"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"}:
        return True
    if not is_past_participle(verb) or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ == "conj" and depth < _DEPTH and is_verbal(verb.head):
        return is_passive(verb.head, depth + 1)
    if verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ in ("advcl", "xcomp", "acl:relcl", "parataxis", "root", "ROOT", "dep"):
        return "obj" not in deps or any("by" in case_of(c) for c in verb.children)
    return False


def antecedent(pronoun: Token) -> Token:
    """Return what a relative pronoun stands for: the noun that its clause modifies; other tokens
    stand for themselves."""
    if pronoun.text.lower() not in words("relative_pronouns") or pronoun.pos_ not in (
        "PRON",
        "DET",
        "SCONJ",
    ):
        return pronoun
    node = pronoun.head
    for _ in range(_DEPTH):
        if node.dep_ in ("acl:relcl", "acl", "advcl:relcl"):
            return node.head
        if node.head.i == node.i:
            break
        node = node.head
    return pronoun


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject that a predicate shows or inherits, one head token (its conjuncts are not
    unfolded); [] if none.

    Inherited: by a conjoined verb from the first; by an infinitive or a gerund from its governor's
    object (object control) or subject; by a participle from the noun it modifies; by "plan to ...",
    "refusal to ..." from the noun's owner.
    """
    if depth > _DEPTH:
        return []
    own = [
        c
        for c in verb.children
        if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer") and not _is_prepositional(c)
    ]
    if own:
        best = antecedent(next((c for c in own if c.dep_ != "nsubj:outer"), own[0]))
        if (
            best.i not in [c.i for c in own]
            and lemma_of(best).lower() in words("speech_noun")
            and not is_passive(verb)
        ):
            return _owner(best, depth + 1) or [best]  # "adopted a resolution that condemns"
        return [best]
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if dep == "conj":
        return surface_subjects(head, depth + 1) if _is_predicate(head) else []
    if dep == "xcomp":
        return controller(head, depth + 1)
    if dep in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM"):
        speaks = lemma_of(head) in words("speech_noun") and not is_passive(verb)
        if _is_infinitive(verb) or case_of(verb) or speaks:
            return _owner(head, depth + 1)
        return [head]
    if dep == "acl:relcl":
        return [head]
    if dep in ("advcl", "ccomp", "obl", "nmod") and is_nonfinite(verb):
        if not _is_predicate(head):
            return _owner(head, depth + 1)
        if words("gerund_prepositions") & set(case_of(verb)) and not _is_infinitive(verb):
            target = objects(head, depth + 1)
            if target:
                return target
        said = [
            c
            for c in head.children
            if c.dep_ == "parataxis"
            and head.i < c.i < verb.i
            and lemma_of(c) in words("speech_verb")
        ]
        if (
            head.dep_ == "ccomp"
            and head.i < head.head.i < verb.i
            and lemma_of(head.head) in words("speech_verb")
        ):
            said.append(head.head)
        if dep == "advcl" and said:
            return surface_subjects(said[-1], depth + 1)  # "..., Manila said, accusing them"
        if _is_infinitive(verb) and lemma_of(head) in words("object_control_verb"):
            return controller(head, depth + 1)
        return surface_subjects(head, depth + 1)
    if dep == "parataxis" and is_nonfinite(verb):
        return surface_subjects(head, depth + 1)
    return []


def controller(governor: Token, depth: int = 0) -> list[Token]:
    """Return the understood subject of a governor's infinitive: its object, its oblique ("called on
    X to"), or its subject."""
    if depth > _DEPTH:
        return []
    if not _is_predicate(governor):
        return _owner(governor, depth + 1)
    if is_passive(governor):
        return surface_subjects(governor, depth + 1)
    if lemma_of(governor) not in words("subject_control_verb"):
        direct = children(governor, "iobj") or children(governor, "obj")
        if direct:
            return [antecedent(direct[0])]
        for oblique in governor.children:
            if oblique.dep_ in OBLIQUES and set(case_of(oblique)) & set(
                _OBLIQUE_CONTROL.get(lemma_of(governor), ())
            ):
                return [oblique]
    return surface_subjects(governor, depth + 1)


def objects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the deep object: the object of an active verb, the surface subject of a passive one;
    [] if none."""
    if depth > _DEPTH:
        return []
    direct = [c for c in children(verb, "obj") if not _is_prepositional(c)] or children(
        verb, "iobj"
    )  # "warned them", "told them": the one object may be labelled iobj
    direct = (
        direct or [c for c in children(verb, "xcomp") if c.pos_ == "PROPN"] or _stolen_object(verb)
    )
    if direct:
        return [antecedent(direct[0])]
    if is_passive(verb):
        return surface_subjects(verb, depth + 1)
    if not is_verbal(verb):
        return []
    if verb.dep_ == "acl:relcl" and children(verb, "nsubj"):
        subject = children(verb, "nsubj")[0]
        adverbs = any(c.text.lower() in ("where", "when", "why") for c in verb.children)
        if subject.text.lower() not in words("relative_pronouns") and not adverbs:
            return [verb.head]
    for later in verb.children:
        if later.dep_ == "conj" and is_verbal(later) and not children(later, "nsubj", "cc:preconj"):
            shared = [c for c in later.children if c.dep_ == "obj"]
            if (
                shared
                and not is_passive(later)
                and not any(c.dep_ in OBLIQUES and c.i > verb.i for c in verb.children)
            ):
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
            return [token] if marks and marks[0].text.lower() in ("of", "from", "to", "for") else []
    return []


def indirect_objects(verb: Token) -> list[Token]:
    """Return the deep indirect object: "gave Ukraine arms", "Ukraine was given arms"."""
    direct = children(verb, "iobj")
    if direct:
        return direct[:1]
    if is_passive(verb) and children(verb, "obj"):
        return surface_subjects(verb)
    return []


def agents(verb: Token) -> list[Token]:
    """Return the by-phrase of a passive verb."""
    return [c for c in verb.children if c.dep_ in OBLIQUES and "by" in case_of(c)][:1]


def deep_subjects(verb: Token) -> list[Token]:
    """Return the deep subject: that of an active verb, the by-phrase of a passive one (so [] for an
    agentless passive)."""
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb)


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
            or (c.dep_ in ("nsubj", "obj", "iobj", "xcomp") and _is_prepositional(c))
        )
        and preposition in case_of(c)
    ]


def held_by(noun: Token) -> Iterator[Token]:
    """Yield a noun and its conjuncts, and what they hold: "two rounds of talks" gives "rounds" and
    "talks"."""
    for token in conjuncts(noun):
        yield token
        if lemma_of(token) in words("container_noun"):
            for inner in obliques(token, "of"):
                yield from conjuncts(inner)


def governing_verb(noun: Token) -> Token | None:
    """Return the verb of which a noun is the deep object ("launched a strike", "a strike was
    launched"), or None."""
    node = noun
    if (
        node.dep_ == "nmod"
        and "of" in case_of(node)
        and lemma_of(node.head) in words("container_noun")
    ):
        node = node.head
    while node.dep_ == "conj" and node.head.pos_ == noun.pos_:
        node = node.head
    if node.dep_ == "obj" and is_verbal(node.head):
        return node.head
    if node.dep_ == "nsubj:pass" and is_verbal(node.head):
        return node.head
    return None


def clause_of(noun: Token) -> Token | None:
    """Return the verb in whose clause a noun stands, under whatever other nouns, or None."""
    node = noun
    for _ in range(_DEPTH):
        if is_verbal(node.head) and node.dep_ in (*OBLIQUES, "obj", "conj", "nsubj", "nsubj:pass"):
            return node.head
        if node.head.i == node.i or is_verbal(node):
            return None
        node = node.head
    return None


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and what is coordinated with it, in order: "A, B and C"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def particle_of(verb: Token) -> str:
    """Return the particle of a phrasal verb, or ``""``."""
    return next((c.text.lower() for c in verb.children if c.dep_ == "compound:prt"), "")


def has_particle(verb: Token, particle: str) -> bool:
    """Tell whether a verb has a particle, whether the parser read a particle, an adverb or a
    preposition behind the verb."""
    for child in verb.children:
        if child.text.lower() == particle and child.dep_ in (
            "compound:prt",
            "advmod",
            "case",
            "obl",
            "xcomp",
        ):
            return True
        if child.dep_ in OBLIQUES and child.i > verb.i and not children(verb, "obj"):
            first = next(
                iter(sorted((c for c in child.children if c.dep_ == "case"), key=lambda c: c.i)),
                None,
            )
            parted = first is not None and any(
                c.dep_ == "obj" and verb.i < c.i < first.i for c in verb.children
            )
            if (
                first is not None
                and first.text.lower() == particle
                and (not parted or particle in ("to", "as"))
            ):
                return True
    return False


def modals(verb: Token) -> frozenset[str]:
    """Return the lemmas of a verb's auxiliaries, inherited along conjuncts: will, would, must,
    should, may."""
    found = {(lemma_of(c) or c.text.lower()) for c in verb.children if c.dep_ == "aux"}
    if (
        not found
        and verb.dep_ == "conj"
        and _is_predicate(verb.head)
        and not children(verb, "nsubj")
    ):
        return modals(verb.head)
    return frozenset(found)


def _is_prepositional(token: Token) -> bool:
    """Tell whether a nominal stands under a preposition of its own (the genitive's mark is
    none)."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    return any(c.dep_ == "case" and c.i < token.i and c.pos_ == "ADP" for c in token.children)


def is_negated(token: Token) -> bool:
    """Tell whether a predicate carries its own negation: not, n't, never, no longer."""
    for child in token.children:
        if child.dep_ in ("advmod", "neg", "cc", "det") and child.text.lower() in words(
            "negations"
        ):
            return True
        if (
            child.dep_ == "advmod"
            and child.text.lower() == "longer"
            and any(c.text.lower() == "no" for c in child.children)
        ):
            return True
    return False


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.text.lower() == "to" for c in verb.children)


def _is_predicate(token: Token) -> bool:
    return (
        is_verbal(token)
        or token.pos_ == "ADJ"
        or any(c.dep_ in ("cop", "nsubj", "nsubj:pass") for c in token.children)
    )


def _owner(noun: Token, depth: int) -> list[Token]:
    """Return who has the plan or duty: its possessor, its modifier, its by-phrase, or the subject
    of its light verb."""
    if depth > _DEPTH:
        return []
    for dep in ("nmod:poss", "amod", "compound", "nmod"):
        for child in noun.children:
            if child.dep_ != dep:
                continue
            if dep == "nmod" and not {"by", "of"} & set(case_of(child)):
                continue
            if dep == "amod" and child.pos_ != "PROPN" and not child.text[:1].isupper():
                continue
            if dep == "compound" and not child.text[:1].isupper():
                continue
            return [antecedent(child)]
    spoken_in = noun.dep_ == "obl" and bool(words("medium_prepositions") & set(case_of(noun)))
    if (noun.dep_ in ("obj", "xcomp") or spoken_in) and is_verbal(noun.head):
        return deep_subjects(noun.head) or surface_subjects(noun.head, depth + 1)
    if noun.dep_ in ("nsubj:pass",):
        return agents(noun.head)
    if noun.dep_ in ("nmod", "conj") and depth < _DEPTH:
        return _owner(noun.head, depth + 1) if noun.head.pos_ == "NOUN" else []
    return []
