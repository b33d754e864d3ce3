"""Fits the annotations of an article to another copy of its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extract.evaluate.corpus_articles import SourceArticle, fingerprint, normalised
from extract.evaluate.corpus_documents import (
    CorpusDocument,
    EventRow,
    MentionRow,
    ParagraphMark,
    PartyRow,
    QuotationRow,
)
from training.corpus.anchors import Block, Wanted, find_blocks, place
from training.corpus.normal import NormalText
from training.corpus.rows import stretch_hash


class Attached(NamedTuple):
    """A fitted document, how many stretches were sought, and which of them stand nowhere."""

    document: CorpusDocument
    sought: int
    lost: tuple[str, ...]


def attach(document: CorpusDocument, article: SourceArticle) -> Attached:
    """Return the document with the offsets of another copy of its article.

    Other white space and other forms of Unicode change nothing; of an edited text, what was taken
    out is lost: a mention is left out, an event whose trigger is lost too; other words of an event
    are emptied.

    Parameters
    ----------
    document
        A row of the corpus.
    article
        Anybody's copy of the article.
    """
    return _Fitting(document, article).fitted()


class _Fitting:
    def __init__(self, document: CorpusDocument, article: SourceArticle) -> None:
        self.document, self.article = document, article
        self.normal = NormalText(article.text)
        self.marks = dict(enumerate(document.paragraphs, 1))
        blocks = [
            Block(n, p.at, p.length, p.sha256, p.length == p.end - p.start)
            for n, p in self.marks.items()
        ]
        wanted = [self._wanted(words, start) for words, start in _stretches(document)]
        self.blocks = blocks
        self.placed = place(self.normal.text, blocks, wanted)
        self.lost: list[str] = []
        self.sought = 0

    def fitted(self) -> Attached:
        document = self.document
        mentions: list[MentionRow] = []
        index: dict[int, int] = {}
        for n, mention in enumerate(document.mentions):
            spot = self._spot(mention.words, mention.start, f"mention {n} of {mention.entity}")
            if spot:
                index[n] = len(mentions)
                mentions.append(mention.model_copy(update=_offsets(spot)))
        events = [e for event in document.events if (e := self._event(event, index))]
        quotations = [q for quoted in document.quotations if (q := self._quotation(quoted))]
        made = document.model_copy(
            update={
                "sha256": fingerprint(self.article.text),
                "paragraphs": tuple(self._paragraphs()),
                "mentions": tuple(mentions),
                "events": tuple(events),
                "quotations": tuple(quotations),
            }
        )
        return Attached(made, self.sought, tuple(self.lost))

    def _event(self, event: EventRow, index: dict[int, int]) -> EventRow | None:
        trigger = self._spot(event.trigger.words, event.trigger.start, f"trigger of {event.id}")
        if trigger is None:
            return None
        voices = []
        for voice in event.attribution:
            spot = None
            if voice.words is not None and voice.start is not None:
                spot = self._spot(voice.words, voice.start, f"who says {event.id}")
            emptied = {"words": None, "start": None, "end": None}
            voices.append(voice.model_copy(update=_offsets(spot) if spot else emptied))
        where = event.place
        if where is not None:
            spot = self._spot(where.words, where.start, f"place of {event.id}")
            where = where.model_copy(update=_offsets(spot)) if spot else None
        return event.model_copy(
            update={
                "trigger": event.trigger.model_copy(update=_offsets(trigger)),
                "actor": _renumbered(event.actor, index),
                "target": _renumbered(event.target, index),
                "attribution": tuple(voices),
                "place": where,
            }
        )

    def _quotation(self, quoted: QuotationRow) -> QuotationRow | None:
        first = self._spot(
            quoted.first, quoted.start, f"beginning of quotation in P{quoted.paragraph}"
        )
        last = self._spot(
            quoted.last,
            quoted.end - len(quoted.last),
            f"end of quotation in P{quoted.paragraph}",
        )
        if first is None or last is None or first[0] >= last[1]:
            return None
        length = len(self.article.text[first[0] : last[1]].split())
        return quoted.model_copy(update={"start": first[0], "end": last[1], "length": length})

    def _spot(self, words: str, start: int, what: str) -> tuple[int, int] | None:
        self.sought += 1
        spot = self.placed.get(self._wanted(words, start))
        if spot is None:
            self.lost.append(what)
            return None
        return self.normal.back(*spot)

    def _wanted(self, words: str, start: int) -> Wanted:
        number = max((n for n, p in self.marks.items() if p.start <= start), default=1)
        mark = self.marks[number]
        inside = start - mark.start
        if mark.length != mark.end - mark.start:
            inside = round(inside * mark.length / max(1, mark.end - mark.start))
        return Wanted(normalised(words), mark.at + inside, number)

    def _paragraphs(self) -> Iterator[ParagraphMark]:
        """Yield the paragraphs in the new copy; one that was edited is what lies between others."""
        found = find_blocks(self.normal.text, self.blocks)
        text = self.normal.text
        edge = 0
        for n, block in enumerate(self.blocks):
            start = found.get(block.number, edge)
            rest = self.blocks[n + 1 :]
            if block.number in found:
                end = start + block.length
            elif not rest or rest[0].number in found:
                end = found[rest[0].number] if rest else len(text)
            else:
                later = next((found[b.number] for b in rest if b.number in found), len(text))
                end = min(start + block.length, later)
            edge = max(start, end)
            start += len(text[start:edge]) - len(text[start:edge].lstrip())
            stretch = text[start:edge].rstrip()
            given = self.normal.back(start, start + len(stretch)) if stretch else (0, 0)
            yield ParagraphMark(
                start=given[0],
                end=given[1],
                at=start,
                length=len(stretch),
                sha256=stretch_hash(stretch),
            )


def _stretches(document: CorpusDocument) -> Iterator[tuple[str, int]]:
    for mention in document.mentions:
        yield mention.words, mention.start
    for event in document.events:
        yield event.trigger.words, event.trigger.start
        for voice in event.attribution:
            if voice.words is not None and voice.start is not None:
                yield voice.words, voice.start
        if event.place:
            yield event.place.words, event.place.start
    for quoted in document.quotations:
        yield quoted.first, quoted.start
        yield quoted.last, quoted.end - len(quoted.last)


def _renumbered(party: PartyRow | None, index: dict[int, int]) -> PartyRow | None:
    if party is None or party.mention is None:
        return party
    return party.model_copy(update={"mention": index.get(party.mention)})


def _offsets(spot: tuple[int, int]) -> dict[str, int]:
    return {"start": spot[0], "end": spot[1]}
