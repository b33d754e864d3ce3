"""Whose words a clause is: the words of attribution above and beside it, and who speaks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.grammar.clauses import surface_subjects
from extract.grammar.quotations import MARKS
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.verbs import OBLIQUES, case_of, is_infinitive, is_passive, is_verbal
from extract.language.lemmas import lemma_of
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 25
_NEAR_MARK = 8
_EDGE = 12
_TELLING = frozenset({"says", "claims", "confirms", "warns", "hints"})
_REPORTED = frozenset({"ccomp", "xcomp", "parataxis", "advcl", "acl", "obl", "nmod"})


# -- the words of attribution
# -------------------------------------------------------------------------------------------------


def sources_of(token: Token) -> Iterator[Token]:
    """Yield the words of attribution above and beside a token's clause, nearest first, then those
    at its sentence's edges.

    They are verbs of speech, nominals under "according to" or "per", nouns such as "reports" in
    "reports that", and adverbs such as "reportedly".
    """
    node = token
    for _ in range(_FAR):
        yield from _beside(node)
        head = node.head
        if head.i == node.i:
            break
        if not _is_quoted_as_saying(head) and node.dep_ in _REPORTED and reports(head, node):
            yield head
        node = head
    yield from _at_edges(token)


def _is_quoted_as_saying(verb: Token) -> bool:
    """Whether a verb is the "saying" of "quoted ... as saying", which adds nothing to "quoted"."""
    if verb.dep_ != "advcl" or "as" not in case_of(verb):
        return False
    return speech_verb(verb.head, "citation") is not None


def _at_edges(token: Token) -> Iterator[Token]:
    """Yield an "according to ..." that opens or closes the sentence, wherever the parser hung
    it."""
    words = [t for t in token.sent if t.pos_ != "PUNCT" and t.text.strip()]
    if not words:
        return
    for word in (words[0], *words[-_EDGE:]):
        if word.text.lower() != "according":
            continue
        source = word.head if word.dep_ in ("case", "mark", "advmod") else word
        if word == words[0] or source.right_edge.i >= words[-1].i:
            yield source


def _beside(node: Token) -> Iterator[Token]:
    """Yield the attributions that hang on a node: "officials said", "according to", "reportedly",
    "as the ministry put it"."""
    for child in sorted(node.children, key=lambda c: c.i):
        if any(rule(child) for rule in _BESIDE):
            yield child


def _is_speech_beside(child: Token) -> bool:
    """Read "..., officials said": a clause that has nothing for its content but the one beside it,
    and is not only the next one ("...; the unions protested")."""
    if not child.dep_.startswith("parataxis") or not _speaks(child) or _has_own_content(child):
        return False
    first, last = sorted((child.i, child.head.i))
    return not any(token.text == ";" for token in child.doc[first:last])


def _has_own_content(verb: Token) -> bool:
    """Tell whether a verb of speech has content of its own: "feared the gunmen", "said they left".

    Who is told ("told reporters") or quoted is none, nor is a clause behind a comma, which a parser
    may hang on it ("..., the court announced, a week after he had left").
    """
    return any(
        (child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "obj" and not _takes_persons(verb)))
        and child.i > verb.i
        and ("that" in case_of(child) or not _is_behind_comma(child, verb))
        for child in verb.children
    )


def _is_behind_comma(child: Token, verb: Token) -> bool:
    return any(token.text in ",:" for token in verb.doc[verb.i : child.i])


def _takes_persons(verb: Token) -> bool:
    """Tell whether the object of a verb of speech is who is told or quoted, or its subject behind
    it ("..., said Iran"), which parsers take for an object."""
    if lemma_of(verb) in ("quote", "cite") or lemma_of(verb) in word_set("hearer_verbs"):
        return True
    return not any(c.dep_.startswith("nsubj") for c in verb.children)


def _is_as_told(child: Token) -> bool:
    """Read "as the ministry put it"."""
    if not child.dep_.startswith("advcl") or "as" not in case_of(child):
        return False
    spoken = speech_verb(child, "clause")
    told = spoken is not None and spoken.sense in _TELLING
    return (told or lemma_of(child) == "put") and has_subject(child)


def _is_hearsay(child: Token) -> bool:
    """Read "reportedly"."""
    return child.dep_.startswith("advmod") and child.text.lower() in word_set("hearsay_adverbs")


def _is_according_to(child: Token) -> bool:
    """Read "according to officials", "per Reuters"."""
    if child.dep_ not in OBLIQUES and child.dep_.split(":")[0] not in ("advcl", "dep"):
        return False
    cases = {c.text.lower() for c in child.children if c.dep_ in ("case", "mark", "advmod")}
    return child.text.lower() == "according" or bool({"according", "per"} & cases)


_BESIDE: tuple[Callable[[Token], bool], ...] = (
    _is_speech_beside,
    _is_as_told,
    _is_hearsay,
    _is_according_to,
)
"""What hangs on a clause and says whose words it is."""


def reports(head: Token, clause: Token) -> bool:
    """Tell whether a governor tells what its clause says, as the words of its subject."""
    if head.pos_ in ("NOUN", "PROPN"):
        claims = lemma_of(head) in word_set("source_nouns")
        told = clause.dep_ in ("acl", "ccomp", "nmod") and {"that", "of"} & set(case_of(clause))
        return claims and bool(told)
    if clause.dep_ == "xcomp":
        spoken = speech_verb(head, "clause")
        # "is said to have met"; "made it clear that", where the clause hangs on "clear"
        return spoken is not None and (is_passive(head) or spoken.word == lemma_of(clause))
    if clause.dep_ in ("obl", "nmod"):
        return False
    if clause.dep_ == "advcl":
        return "as" in case_of(clause) and speech_verb(head, "citation") is not None
    return _speaks(head)


def _speaks(verb: Token) -> bool:
    """Tell whether a verb has what it governs as reported speech; an act of speech ("vowed") only
    beside a quotation."""
    spoken = speech_verb(verb)
    if spoken is None:
        return False
    if spoken.content == "finding":
        return not is_infinitive(verb)
    return spoken.content in ("clause", "citation") or is_beside_a_mark(verb)


def is_beside_a_mark(verb: Token) -> bool:
    """Tell whether a quotation mark stands near a verb in its sentence."""
    left = max(verb.sent.start, verb.i - _NEAR_MARK)
    right = min(verb.sent.end, verb.i + _NEAR_MARK + 1)
    return any(verb.doc[i].text in MARKS for i in range(left, right))


# -- who speaks
# -------------------------------------------------------------------------------------------------


def who_speaks(source: Token) -> list[Token]:
    """Return the nominals that speak a word of attribution: the subject, the by-phrase of a
    passive, or the nominal under "according to"."""
    according = any(c.text.lower() in ("according", "per") for c in source.children)
    if is_verbal(source) and not according:
        return _speakers_of_verb(source)
    if source.pos_ not in ("NOUN", "PROPN", "PRON") and not according:
        return []
    if lemma_of(source) in word_set("source_nouns") and not according:
        return [c for c in source.children if _owns_claim(c)]
    return [source]


def _owns_claim(child: Token) -> bool:
    return child.dep_ in ("nmod:poss", "amod") or (child.dep_ == "nmod" and "by" in case_of(child))


def _speakers_of_verb(verb: Token) -> list[Token]:
    by = [c for c in verb.children if c.dep_ in OBLIQUES and "by" in case_of(c)]
    cites = speech_verb(verb, "citation") is not None
    if is_passive(verb):
        return surface_subjects(verb) + by if cites else by
    subjects = surface_subjects(verb)
    if lemma_of(verb) in ("quote", "cite"):
        return subjects + [c for c in verb.children if c.dep_ in ("obj", "iobj")]
    if subjects or lemma_of(verb) == "tell":
        return subjects
    # After a quotation the subject may follow its verb ("..., said Iran"), and parsers take it for
    # an object.
    labels = ("nsubj", "obj", "iobj", "dep")
    return [c for c in verb.children if c.i > verb.i and c.dep_ in labels][:1]


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(c.dep_ == "nsubj" for c in verb.children)
