"""Who says so: the speaker and the outlet of what an event's sentence tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.document import DocumentIndex
from extract.context.outlets import Outlet, outlet_at
from extract.doc_attributes import SpokenBy
from extract.grammar.speech import sources_of, who_speaks
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.verbs import OBLIQUES, case_of, is_verbal
from extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from extract.doc_attributes import CodedEvent

_LONGEST = 14
_OWN_CASES = frozenset({"according", "per", "by", "to"})
_CLAUSES = frozenset({"acl:relcl", "parataxis", "punct", "cc", "advcl", "ccomp"})
_NAMED_PARTS = frozenset({"flat", "compound", "amod"})


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
    seen = set(range(event.trigger_start, event.trigger_end)) | {event.trigger}
    for source in sources_of(trigger):
        if source.i not in seen:
            seen.add(source.i)
            found += _spoken(doc, source, trigger)
    if not any(told.speaker >= 0 or told.outlet for told in found):
        verb = _verb_of_text(doc, trigger)
        if verb is not None and verb.i not in seen:
            found += _spoken(doc, verb, trigger)
    return tuple(dict.fromkeys(found))


def _verb_of_text(doc: Doc, trigger: Token) -> Token | None:
    """Return the verb that speaks the quotation around an event; or the statement after a colon,
    where its sentence says "we"."""
    spoken = DocumentIndex.of(doc).spoken
    if spoken.quotation_of(trigger) < 0 and not _speaks_as_one_self(trigger):
        return None
    return spoken.verb_of(trigger)


def _speaks_as_one_self(trigger: Token) -> bool:
    return any(t.text.lower() in word_set("speakers_words") for t in trigger.sent)


# -- what a word of attribution says
# -------------------------------------------------------------------------------------------------


def _spoken(doc: Doc, source: Token, trigger: Token) -> list[SpokenBy]:
    """Return what a word of attribution says: one record for each speaker, or one with the outlet
    alone."""
    if source.text.lower() in word_set("hearsay_adverbs"):
        return [SpokenBy(-1, "", source.idx, source.idx + len(source))]
    parts = [source, *_function_words(source)]
    speakers: list[int] = []
    outlet: Outlet | None = None
    for nominal in who_speaks(source):
        named = outlet_at(doc, nominal)
        if abs(nominal.i - source.i) <= _LONGEST:
            parts += _words_of(nominal, trigger)
        if named is None:
            speakers += [i for i in _mentions(doc, nominal) if i not in speakers]
        outlet = outlet or named
    if outlet is None and any(c.text.lower() == "per" for c in source.children):
        return []  # "per" names a source only where that is an outlet: "per cent", "per year"
    through = _through(doc, source)
    if through is not None:
        outlet = outlet or through
        parts += list(doc[through.start : through.end])
    first, last = _ends(parts, source, trigger)
    name = outlet.name if outlet else ""
    return [SpokenBy(speaker, name, first, last) for speaker in speakers or [-1]]


def _function_words(source: Token) -> Iterator[Token]:
    """Yield the auxiliaries and prepositions that belong to a word of attribution."""
    for child in source.children:
        if child.dep_ in ("aux", "aux:pass", "case") or (
            child.dep_ == "mark" and child.text.lower() == "as"
        ):
            yield child
        if child.dep_ == "case":
            yield from child.children


def _ends(parts: Iterable[Token], source: Token, trigger: Token) -> tuple[int, int]:
    """Return the character offsets of the words of attribution; where they stand on both sides of
    the event, those of its own side."""
    placed = sorted(parts, key=lambda t: t.i)
    if placed[0].i <= trigger.i <= placed[-1].i:
        placed = [t for t in placed if (t.i < trigger.i) == (source.i < trigger.i)]
    return placed[0].idx, placed[-1].idx + len(placed[-1])


def _through(doc: Doc, source: Token) -> Outlet | None:
    """Return the outlet that was told, or that cites the source: "told Reuters", "cited by
    Reuters", "told the BBC"."""
    for child in source.subtree if not is_verbal(source) else _own(source):
        if child != source and _may_be_outlet(child, source):
            found = outlet_at(doc, child)
            if found is not None:
                return found
    return None


def _may_be_outlet(child: Token, source: Token) -> bool:
    if child.dep_ in OBLIQUES | {"nmod"}:
        return bool(word_set("telling_prepositions") & set(case_of(child)))
    return child.dep_ in ("iobj", "obj") and child.head == source


def _own(verb: Token) -> Iterator[Token]:
    """Yield a verb's nominals, and those under its nouns of statement ("in a statement to
    Reuters")."""
    for child in verb.children:
        if child.dep_ in ("obj", "iobj") or child.dep_ in OBLIQUES:
            yield child
            yield from (c for c in child.children if c.dep_ == "nmod")
        elif child.dep_ in ("nsubj", "nsubj:pass"):
            for clause in child.children:
                if clause.dep_.startswith("acl") and speech_verb(clause, "citation"):
                    yield from (c for c in clause.children if c.dep_ in OBLIQUES)


def _words_of(nominal: Token, trigger: Token) -> list[Token]:
    """Return a nominal's words without its clauses, and without what holds the event."""
    words = [nominal]
    for child in nominal.children:
        if _is_of_name(child, nominal):
            keep_marks = child.dep_ in _NAMED_PARTS
            words += [t for t in child.subtree if keep_marks or t.pos_ != "PUNCT"]
    return [nominal] if any(t.i == trigger.i for t in words) else words


def _is_of_name(child: Token, nominal: Token) -> bool:
    if child.dep_ in _CLAUSES:
        return False
    if child.dep_ == "acl":
        return speech_verb(child, "citation") is not None
    under = child.dep_ == "case" and nominal.dep_ in OBLIQUES
    return not under or child.text.lower() in _OWN_CASES


def _mentions(doc: Doc, nominal: Token) -> list[int]:
    """Return the actors that a nominal refers to, its own head first; those that only modify it
    where it has none."""
    index = DocumentIndex.of(doc)
    joined = (c for c in nominal.conjuncts if c.i > nominal.i and c.head.dep_ != "ccomp")
    exact = index.at(nominal, *joined)
    return exact or index.at(*(c for c in nominal.children if _is_modifier(c)))[:2]


def _is_modifier(child: Token) -> bool:
    if child.dep_ == "nmod":
        return bool({"of", "from", "for", "in"} & set(case_of(child)))
    return child.dep_ in ("amod", "compound", "nmod:poss", "appos", "flat")
