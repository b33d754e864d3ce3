"""Who says so: the speaker and the outlet of what an event's sentence tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.cue_words import speech
from extract.context.outlets import Outlet, outlet_at
from extract.context.quoted import speech_of_quotation
from extract.context.speakers import has_subject, who_speaks
from extract.doc_attributes import SpokenBy
from extract.events.clauses import OBLIQUES, case_of, is_passive, is_verbal
from extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from extract.doc_attributes import CodedEvent

_DEPTH = 25
_LONGEST = 14


def attributions_of(doc: Doc, event: CodedEvent) -> tuple[SpokenBy, ...]:
    """Return who says that an event happened, nearest first; an article's own telling has no
    attribution.

    Covers reported clauses, parentheses ("..., officials said"), *according to*, quotations over
    sentences and paragraphs, nested sources (an official told a paper), hearsay adverbs, and nouns
    such as "reports that". A verb of speech that is the event itself ("warned") is no attribution
    of it.
    """
    trigger = doc[event.trigger]
    found: list[SpokenBy] = []
    seen: set[int] = set()
    inside = set(range(event.trigger_start, event.trigger_end)) | {event.trigger}
    for source in _sources(trigger):
        if source.i in seen or source.i in inside:
            continue
        seen.add(source.i)
        found += _spoken(doc, source, trigger)
    if not any(s.speaker >= 0 or s.outlet for s in found):
        speaker = speech_of_quotation(doc, trigger)
        if speaker is not None and speaker.i not in inside and speaker.i not in seen:
            found += _spoken(doc, speaker, trigger)
    unique = dict.fromkeys(found)
    return tuple(unique)


def _sources(trigger: Token) -> Iterator[Token]:
    """Yield the words of attribution above and beside an event's clause, nearest first, then those
    at its sentence's edges."""
    node = trigger
    for _ in range(_DEPTH):
        yield from _beside(node)
        head = node.head
        if head == node:
            break
        if _is_quoted_as_saying(head):
            node = head
            continue
        if node.dep_ in ("ccomp", "xcomp", "parataxis", "advcl", "acl", "obl", "nmod") and _reports(
            head, node
        ):
            yield head
        node = head
    yield from _at_edges(trigger)


def _is_quoted_as_saying(verb: Token) -> bool:
    """Whether a verb is the "saying" of "quoted ... as saying", which adds nothing to "quoted"."""
    return (
        verb.dep_ == "advcl"
        and "as" in case_of(verb)
        and verb.head.lemma_ in speech("citing", "verb")
    )


def _at_edges(trigger: Token) -> Iterator[Token]:
    """Yield an "according to ..." that opens or closes the sentence, wherever the parser hung
    it."""
    words = [t for t in trigger.sent if t.pos_ != "PUNCT" and t.text.strip()]
    if not words:
        return
    for word in (words[0], *words[-12:]):
        if word.text.lower() != "according":
            continue
        source = word.head if word.dep_ in ("case", "mark", "advmod") else word
        if word == words[0] or source.right_edge.i >= words[-1].i:
            yield source


def _beside(node: Token) -> Iterator[Token]:
    """Yield the attributions that hang on a node: "officials said", "according to", "reportedly",
    "as the ministry put it"."""
    for child in sorted(node.children, key=lambda c: c.i):
        dep = child.dep_.split(":")[0]
        if (
            (dep == "parataxis" and is_verbal(child) and _speaks(child))
            or (
                dep == "advcl"
                and "as" in case_of(child)
                and child.lemma_ in speech("speech", "verb") | {"put"}
                and has_subject(child)
            )
            or (dep == "advmod" and child.text.lower() in speech("hearsay", "adv"))
        ):
            yield child
        elif child.dep_ in OBLIQUES or dep in ("advcl", "dep"):
            cases = [c for c in child.children if c.dep_ in ("case", "mark", "advmod")]
            if (
                any(c.text.lower() == "according" for c in cases)
                or (child.text.lower() == "according")
                or (any(c.text.lower() == "per" for c in cases) and outlet_at(child.doc, child))
            ):
                yield child


def _reports(head: Token, clause: Token) -> bool:
    """Whether a governor tells what its clause says."""
    if head.pos_ in ("NOUN", "PROPN"):
        return (
            head.lemma_ in speech("claim", "noun")
            and clause.dep_ in ("acl", "ccomp", "nmod")
            and _is_that(clause)
        )
    if not is_verbal(head):
        return False
    lemma = head.lemma_
    if clause.dep_ == "xcomp":
        return lemma in speech("speech", "verb") and is_passive(head)
    if clause.dep_ in ("obl", "nmod"):
        return False
    if clause.dep_ == "advcl":
        return lemma in speech("citing", "verb") and "as" in case_of(clause)
    if lemma in speech("speech", "verb") or lemma in speech("finding", "verb"):
        return True
    return lemma in speech("citing", "verb") or (
        lemma in speech("quote", "verb") and _beside_a_mark(head)
    )


def _is_that(clause: Token) -> bool:
    return bool({"that", "of"} & set(case_of(clause)))


def _speaks(verb: Token) -> bool:
    if verb.lemma_ in speech("speech", "verb") | speech("finding", "verb") | speech(
        "citing", "verb"
    ):
        return True
    return verb.lemma_ in speech("quote", "verb") and _beside_a_mark(verb)


def _beside_a_mark(verb: Token) -> bool:
    doc = verb.doc
    left, right = verb.sent.start, verb.sent.end
    return any(
        doc[i].text in ('"', "''", "``")
        for i in range(max(left, verb.i - 8), min(right, verb.i + 9))
    )


def _spoken(doc: Doc, source: Token, trigger: Token) -> list[SpokenBy]:
    """Return what a word of attribution says: one record for each speaker, or one with the outlet
    alone."""
    if source.text.lower() in speech("hearsay", "adv"):
        return [SpokenBy(-1, "", source.idx, source.idx + len(source))]
    parts = [source]
    speakers: list[int] = []
    outlet: Outlet | None = None
    for nominal in who_speaks(source):
        named = outlet_at(doc, nominal)
        if abs(nominal.i - source.i) <= _LONGEST:
            parts += _words_of(nominal, trigger)
        if named is not None:
            outlet = outlet or named
            continue
        speakers += [i for i in _mentions(doc, nominal) if i not in speakers]
    through = _through(doc, source)
    if through is not None:
        outlet = outlet or through
        parts += list(doc[through.start : through.end])
    parts += [
        c
        for c in source.children
        if c.dep_ in ("aux", "aux:pass", "case") or (c.dep_ in ("mark",) and c.text.lower() == "as")
    ]
    for case in [c for c in source.children if c.dep_ == "case"]:
        parts += list(case.children)
    start, end = min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i)
    if start.i <= trigger.i <= end.i:
        near = [t for t in parts if (t.i < trigger.i) == (source.i < trigger.i)]
        start, end = min(near, key=lambda t: t.i), max(near, key=lambda t: t.i)
    first, last = start.idx, end.idx + len(end)
    name = outlet.name if outlet else ""
    if not speakers:
        return [SpokenBy(-1, name, first, last)]
    return [SpokenBy(speaker, name, first, last) for speaker in speakers]


def _through(doc: Doc, source: Token) -> Outlet | None:
    """Return the outlet that was told, or that cites the source: "told Reuters", "cited by
    Reuters", "told the BBC"."""
    for child in source.subtree if not is_verbal(source) else _own(source):
        if (
            (child.dep_ in ("iobj", "obj") and child.head == source)
            or child.dep_ in OBLIQUES
            or child.dep_ == "nmod"
        ):
            if child.dep_ in OBLIQUES | {"nmod"} and not word_set("telling_prepositions") & set(
                case_of(child)
            ):
                continue
            if child == source:
                continue
            found = outlet_at(doc, child)
            if found is not None:
                return found
    return None


def _own(verb: Token) -> Iterator[Token]:
    """Yield a verb's nominals, and those under its nouns of statement ("in a statement to
    Reuters")."""
    for child in verb.children:
        if child.dep_ in ("obj", "iobj") or child.dep_ in OBLIQUES:
            yield child
            yield from (c for c in child.children if c.dep_ == "nmod")
        elif child.dep_ in ("nsubj", "nsubj:pass"):
            for clause in child.children:
                if clause.dep_.startswith("acl") and clause.lemma_ in speech("citing", "verb"):
                    yield from (c for c in clause.children if c.dep_ in OBLIQUES)


def _words_of(nominal: Token, trigger: Token) -> list[Token]:
    """Return a nominal's words without its clauses, and without what holds the event."""
    words = [nominal]
    for child in nominal.children:
        if (
            child.dep_ in ("acl:relcl", "parataxis", "conj", "punct", "cc", "advcl", "ccomp")
            and child.dep_ != "conj"
        ):
            continue
        if child.dep_ == "acl" and child.lemma_ not in speech("citing", "verb"):
            continue
        if (
            child.dep_ == "case"
            and nominal.dep_ in OBLIQUES
            and child.text.lower() not in ("according", "per", "by", "to")
        ):
            continue
        words += [
            t
            for t in child.subtree
            if t.pos_ != "PUNCT" or child.dep_ in ("flat", "compound", "amod")
        ]
    if any(t.i == trigger.i for t in words):
        return [nominal]
    return words


def _mentions(doc: Doc, nominal: Token) -> list[int]:
    """Return the actors that a nominal refers to, its own head first; those that only modify it
    where it has none."""
    nominals = [
        nominal,
        *(c for c in nominal.conjuncts if c.i > nominal.i and c.head.dep_ != "ccomp"),
    ]
    exact = [
        i
        for i, m in enumerate(doc._.actors)
        for n in nominals
        if m.head == n.i or m.start <= n.i < m.end
    ]
    if exact:
        return list(dict.fromkeys(exact))
    within = {
        c.i
        for c in nominal.children
        if c.dep_ in ("amod", "compound", "nmod:poss", "appos", "flat")
    }
    within |= {
        c.i
        for c in nominal.children
        if c.dep_ == "nmod" and {"of", "from", "for", "in"} & set(case_of(c))
    }
    return [
        i
        for i, m in enumerate(doc._.actors)
        if any(m.start <= w < m.end or m.head == w for w in within)
    ][:2]
