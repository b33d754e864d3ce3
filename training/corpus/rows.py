"""Turns a reader's annotation of an article into a row of the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, cast

from extract.evaluate.corpus_articles import (
    SourceArticle,
    fingerprint,
    normalised,
    split_paragraphs,
)
from extract.evaluate.corpus_documents import (
    CorpusDocument,
    DayRow,
    EntityRow,
    EventRow,
    MentionRow,
    ParagraphMark,
    PartyRow,
    PlaceRow,
    QuotationRow,
    VoiceRow,
    Words,
)
from extract.models import Status
from training.corpus.annotation import Annotation, Event, Mention, Party, Place, Voice
from training.corpus.normal import NormalText
from training.corpus.placing import Span

QUOTED_WORDS = 3


def document_of(
    made: Annotation, article: SourceArticle, split: str, readers: Sequence[str]
) -> CorpusDocument:
    """Return the row of an annotation without problems; its order depends on the text alone."""
    mentions = sorted(made.mentions, key=lambda m: (m.span.start, -m.span.end, _number(m.entity)))
    index = {mention: n for n, mention in enumerate(mentions)}
    lines = sorted(made.events, key=lambda e: (e.trigger.start, e.line))
    pairs = [(event, *pair) for event in lines for pair in event.pairs()]
    return CorpusDocument(
        id=article.id,
        url=article.url,
        source=article.source or article.outlet,
        split=split,
        date=article.date,
        title=article.title,
        outlet=article.outlet,
        sha256=fingerprint(article.text),
        readers=tuple(readers),
        has_events=bool(made.has_events),
        paragraphs=paragraph_marks(article.text),
        entities=tuple(
            EntityRow.model_validate(made.entities[e]._asdict())
            for e in sorted(made.entities, key=_number)
        ),
        mentions=tuple(
            MentionRow(**_words(m.span), entity=m.entity, paragraph=m.paragraph) for m in mentions
        ),
        events=tuple(
            _event(f"v{n}", event, _party(actor, index), _party(target, index))
            for n, (event, actor, target) in enumerate(pairs, 1)
        ),
        quotations=tuple(
            quotation_row(q.speaker, q.paragraph, q.span)
            for q in sorted(made.quotations, key=lambda q: q.span.start)
        ),
    )


def paragraph_marks(text: str) -> tuple[ParagraphMark, ...]:
    """Return where the paragraphs stand, in the text as given and in the normalised."""
    normal = NormalText(text)
    marks = []
    for paragraph in split_paragraphs(text):
        at, last = normal.forth(paragraph.start), normal.forth(paragraph.end)
        stretch = normal.text[at:last].rstrip()
        marks.append(
            ParagraphMark(
                start=paragraph.start,
                end=paragraph.end,
                at=at,
                length=len(stretch),
                sha256=stretch_hash(stretch),
            )
        )
    return tuple(marks)


def stretch_hash(stretch: str) -> str:
    """Return the beginning of the hash of a stretch of normalised text."""
    return hashlib.sha256(stretch.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def quotation_row(speaker: str | None, paragraph: int, span: Span) -> QuotationRow:
    """Return a quotation without its text: three words of each end, and its length in words."""
    words = normalised(span.words).split()
    return QuotationRow(
        speaker=speaker,
        paragraph=paragraph,
        start=span.start,
        end=span.end,
        length=len(words),
        first=" ".join(words[:QUOTED_WORDS]),
        last=" ".join(words[-QUOTED_WORDS:]),
    )


def _event(id_: str, event: Event, actor: PartyRow | None, target: PartyRow | None) -> EventRow:
    return EventRow(
        id=id_,
        paragraph=event.paragraph,
        trigger=Words(**_words(event.trigger)),
        type=event.type,
        mode=event.mode,
        types_accepted=event.types_accepted,
        actor=actor,
        target=target,
        reciprocal=event.reciprocal,
        required=event.required,
        status=cast("Status", event.status),
        attribution=tuple(_voice(v) for v in event.attribution),
        day=DayRow(start=event.day[0], end=event.day[1]) if event.day else None,
        place=_place(event.place),
    )


def _party(party: Party | None, index: dict[Mention, int]) -> PartyRow | None:
    if party is None:
        return None
    mention = index[party.mention] if party.mention else None
    return PartyRow(entity=party.entity, mention=mention, accepted=party.accepted)


def _voice(voice: Voice) -> VoiceRow:
    words = _words(voice.span) if voice.span else dict.fromkeys(("words", "start", "end"))
    return VoiceRow(entity=voice.entity, outlet=voice.outlet, **words)


def _place(place: Place | None) -> PlaceRow | None:
    return PlaceRow(**_words(place.span), country=place.country) if place else None


def _words(span: Span) -> dict[str, Any]:
    return {"words": normalised(span.words), "start": span.start, "end": span.end}


def _number(entity: str) -> int:
    return int(entity[1:])
