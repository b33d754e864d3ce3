"""Speakers: the subject of a verb of speech, wherever it stands, and the verb whose quotation holds an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actions.clauses import OBLIQUES, case_of, is_passive, is_verbal, surface_subjects
from extract.context.quotes import Quotation, find_quotations, quotation_at
from extract.context.words import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

_KEY = "realpolitik_quotations"


def who_speaks(source: Token) -> list[Token]:
    """Return the nominals that speak: the subject, the by-phrase of a passive, or the nominal under "according to"."""
    if is_verbal(source) and not any(c.text.lower() == "according" for c in source.children):
        if is_passive(source):
            if source.lemma_ in speech("citing", "verb"):
                return surface_subjects(source) + [c for c in source.children if c.dep_ in OBLIQUES and "by" in case_of(c)]
            return [c for c in source.children if c.dep_ in OBLIQUES and "by" in case_of(c)]
        if source.lemma_ in ("quote", "cite"):
            return surface_subjects(source) + [c for c in source.children if c.dep_ in ("obj", "iobj")]
        subjects = surface_subjects(source)
        if subjects or source.lemma_ == "tell":
            return subjects
        # After a quotation the subject may follow its verb ("..., said Iran"), and parsers take it for an object.
        return [c for c in source.children if c.i > source.i and c.dep_ in ("nsubj", "obj", "iobj", "dep")][:1]
    if source.pos_ in ("NOUN", "PROPN", "PRON") or any(c.text.lower() in ("according", "per") for c in source.children):
        if source.lemma_ in speech("claim", "noun") and not any(c.text.lower() == "according" for c in source.children):
            return [
                c
                for c in source.children
                if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and "by" in case_of(c)) or c.dep_ == "amod"
            ]
        return [source]
    return []


def has_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.children)


def speech_of_quotation(doc: Doc, trigger: Token) -> Token | None:
    """Return the verb of speech whose quotation holds the event, where its own clause has none."""
    quotations = _quotations(doc)
    index = quotation_at(quotations, trigger.idx)
    if index < 0:
        return None
    quotation = quotations[index]
    if quotation.end - quotation.start < 12 and not _is_whole(doc, quotation):
        return None
    here = _speech_in(doc, trigger.sent, quotations, quotation)
    if here is not None:
        return here
    sentences = list(_paragraph_sentences(doc, quotation))
    for sentence in sorted(sentences, key=lambda s: abs(s.start - trigger.sent.start)):
        if sentence.start != trigger.sent.start and _touches(sentence, quotations):
            found = _speech_in(doc, sentence, quotations, quotation)
            if found is not None:
                return found
    return _speech_before(doc, quotations, index)


def _speech_before(doc: Doc, quotations: list[Quotation], index: int) -> Token | None:
    """Return the speech that an earlier paragraph ends with ("He said:"), or whose quotation it left open."""
    quotation = quotations[index]
    start = doc.text.rfind("\n", 0, quotation.start) + 1
    while quotation.carried and index > 0:
        index -= 1
        quotation = quotations[index]
        start = doc.text.rfind("\n", 0, quotation.start) + 1
        for sentence in _paragraph_sentences(doc, quotation):
            found = _speech_in(doc, sentence, quotations, quotation)
            if found is not None:
                return found
    before = doc.text[:start].rstrip()
    if doc.text[start : quotation.start].strip(' "'):
        return None
    if before.endswith((":", ",", "said", "says")):
        for sentence in doc.sents:
            if sentence.text.strip() and sentence.start_char < len(before) <= sentence.end_char + 2:
                return _speech_in(doc, sentence, quotations, quotation)
    return None


def _speech_in(doc: Doc, sentence: Span, quotations: list[Quotation], quotation: Quotation) -> Token | None:
    """Return the verb of speech of a sentence that stands outside of quotation marks, the nearest to the quotation."""
    verbs = [
        t
        for t in sentence
        if is_verbal(t)
        and t.lemma_ in speech("speech", "verb") | speech("quote", "verb")
        and quotation_at(quotations, t.idx) < 0
    ]
    verbs = [v for v in verbs if who_speaks(v)]
    if not verbs:
        return None
    return min(verbs, key=lambda v: min(abs(v.idx - quotation.end), abs(v.idx - quotation.start)))


def _touches(sentence: Span, quotations: list[Quotation]) -> bool:
    return any(q.start - 1 <= sentence.end_char and sentence.start_char <= q.end + 1 for q in quotations)


def _paragraph_sentences(doc: Doc, quotation: Quotation) -> Iterator[Span]:
    left = doc.text.rfind("\n", 0, quotation.start) + 1
    right = doc.text.find("\n", quotation.end)
    right = len(doc.text) if right < 0 else right
    for sentence in doc.sents:
        if sentence.start_char < right and sentence.end_char > left and sentence.text.strip():
            yield sentence


def _is_whole(doc: Doc, quotation: Quotation) -> bool:
    return doc.text[quotation.start : quotation.end].rstrip().endswith((".", "!", "?", ","))


def _quotations(doc: Doc) -> list[Quotation]:
    """Return the document's quotations, found once."""
    kept = doc.user_data.get(_KEY)
    if kept is None:
        kept = find_quotations(doc.text)
        doc.user_data[_KEY] = kept
    return kept if isinstance(kept, list) else find_quotations(doc.text)
