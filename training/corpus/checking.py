"""Checks rows of the corpus: against their articles, against the vocabulary, among each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.evaluate.corpus_articles import SourceArticle, fingerprint, normalised
from extract.evaluate.corpus_documents import (
    SPLITS,
    CorpusDocument,
    EventRow,
    PartyRow,
    QuotationRow,
    Words,
)
from training.corpus.vocabulary import countries, types_and_modes


def check_documents(
    documents: Sequence[CorpusDocument], articles: Mapping[str, SourceArticle] | None
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, as document id and message; without articles, offsets are not checked.

    Messages hold no words of the text.
    """
    times = Counter(d.id for d in documents)
    for id_, count in times.items():
        if count > 1:
            yield id_, f"stands {count} times"
    ordered = [d.id for d in documents]
    if ordered != sorted(ordered):
        yield "-", "the rows are not sorted by id"
    for document in documents:
        for message in check_document(
            document, (articles or {}).get(document.id), articles is None
        ):
            yield document.id, message


def check_document(
    document: CorpusDocument, article: SourceArticle | None, alone: bool = False
) -> Iterator[str]:
    """Yield what is wrong with one row; ``alone`` says that it is checked without its article."""
    if document.split not in SPLITS:
        yield f"no such split: {document.split}"
    if not document.readers:
        yield "no reader is named"
    if document.has_events != bool(document.events):
        yield "has_events does not say what events say"
    yield from _entities(document)
    for n, mention in enumerate(document.mentions):
        if mention.paragraph > len(document.paragraphs):
            yield f"mention {n} is in a paragraph that is not there"
    if list(document.mentions) != sorted(document.mentions, key=lambda m: (m.start, -m.end)):
        yield "mentions are not in the order of the text"
    if len({e.id for e in document.events}) < len(document.events):
        yield "two events share an id"
    for event in document.events:
        for message in _event(document, event):
            yield f"event {event.id}: {message}"
    if alone:
        return
    if article is None:
        yield "its article is not among those given"
    elif fingerprint(article.text) != document.sha256:
        yield "the article's text is not the one annotated (attach fits the row to another copy)"
    else:
        yield from _offsets(document, article.text)


def _entities(document: CorpusDocument) -> Iterator[str]:
    ids = [e.id for e in document.entities]
    if len(set(ids)) < len(ids):
        yield "two entities share an id"
    known = set(ids)
    used = {m.entity for m in document.mentions}
    used |= {q.speaker for q in document.quotations if q.speaker}
    for event in document.events:
        used |= {v.entity for v in event.attribution if v.entity}
        for party in (event.actor, event.target):
            used |= {party.entity, *party.accepted} if party else set()
    for lost in sorted(used - known):
        yield f"entity {lost} is not declared"
    for entity in document.entities:
        if entity.country and entity.country not in countries():
            yield f"entity {entity.id}: no such country: {entity.country}"


def _event(document: CorpusDocument, event: EventRow) -> Iterator[str]:
    known = types_and_modes()
    for type_ in (event.type, *event.types_accepted):
        if type_ not in known:
            yield f"no such type: {type_}"
    if event.mode and event.mode not in known.get(event.type, ()):
        yield f"{event.type} has no mode {event.mode}"
    if event.type in event.types_accepted:
        yield "its type is an alternative to itself"
    if event.actor is None and event.target is None:
        yield "neither actor nor target"
    if event.required and (event.actor is None or event.target is None):
        yield "required, without actor or target"
    if event.actor and event.target and event.actor.entity == event.target.entity:
        yield "actor and target are the same entity"
    if event.day and event.day.start > event.day.end:
        yield "its day ends before it begins"
    if event.place and event.place.country and event.place.country not in countries():
        yield f"no such country: {event.place.country}"
    for party in (event.actor, event.target):
        if party is not None:
            yield from _party(document, party)


def _party(document: CorpusDocument, party: PartyRow) -> Iterator[str]:
    if party.entity in party.accepted:
        yield f"{party.entity} is an alternative to itself"
    if party.mention is None:
        return
    if not 0 <= party.mention < len(document.mentions):
        yield f"there is no mention {party.mention}"
    elif document.mentions[party.mention].entity != party.entity:
        yield f"mention {party.mention} is not of {party.entity}"


def _offsets(document: CorpusDocument, text: str) -> Iterator[str]:
    for name, words, start, end in _spans(document):
        if not 0 <= start < end <= len(text) or normalised(text[start:end]) != words:
            yield f"{name} does not stand at {start} to {end}"
    for quoted in document.quotations:
        if not _is_quoted(text, quoted):
            yield f"quotation at {quoted.start} to {quoted.end} does not begin or end so"
    for n, mark in enumerate(document.paragraphs, 1):
        if len(normalised(text[mark.start : mark.end])) != mark.length:
            yield f"paragraph {n} does not stand at {mark.start} to {mark.end}"


def _is_quoted(text: str, quoted: QuotationRow) -> bool:
    whole = normalised(text[quoted.start : quoted.end])
    return (
        whole.startswith(quoted.first)
        and whole.endswith(quoted.last)
        and len(whole.split()) == quoted.length
    )


def _spans(document: CorpusDocument) -> Iterable[tuple[str, str, int, int]]:
    def of(name: str, words: Words) -> tuple[str, str, int, int]:
        return name, words.words, words.start, words.end

    for n, mention in enumerate(document.mentions):
        yield of(f"mention {n}", mention)
    for event in document.events:
        yield of(f"trigger of {event.id}", event.trigger)
        if event.place:
            yield of(f"place of {event.id}", event.place)
        for voice in event.attribution:
            if voice.words is not None:
                yield f"who says {event.id}", voice.words, voice.start or 0, voice.end or 0
