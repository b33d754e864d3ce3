"""The days that a document gives, sentence by sentence: its phrases of time, read against the day
of the report or of the heading above them, and what is counted from a day that was told before."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.context.counted_days import Counted, count_from, find_counted
from extract.context.document import DocumentIndex
from extract.context.time_phrases import Phrase, find_phrases
from extract.reading.day_lines import DatedStretch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from extract.context.time_rules import Days

# So many sentences back a happening may lie from which days are counted; a phrase that covers more
# days than these is no happening's day.
_BACK = 3
_LONGEST = 31
# So many words a stretch may have that is nothing but a phrase of time.
_LEAD_WORDS = 10


@lru_cache(maxsize=256)
def iso_day(iso: str) -> dt.date | None:
    """Return the day of ISO text, None where it is none.

    Examples
    --------
    >>> iso_day("2025-04-10"), iso_day("")
    (datetime.date(2025, 4, 10), None)
    """
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def stretch_at(doc: Doc, offset: int) -> DatedStretch | None:
    """Return the innermost stretch with a day of its own that holds a character, None where the
    article's day holds."""
    found = [DatedStretch(*s) for s in doc._.dated if s[0] <= offset < s[1]]
    return max(found, key=lambda s: (s.start, -s.end), default=None)


def base_of(doc: Doc, offset: int) -> dt.date | None:
    """Return the day against which phrases at a character are read: that of the heading above it,
    else of the report."""
    stretch = stretch_at(doc, offset)
    return iso_day(stretch.day if stretch else doc._.published)


def phrases_of(doc: Doc, sent: Span, *, future: bool = False) -> list[Phrase]:
    """Return the phrases of time of a sentence, with offsets in the document.

    What is counted from a happening told before ("two days later") is among them, and a stretch
    before the sentence that is nothing but a phrase of time, which the parser set apart. What is
    counted from words that follow is not: see :func:`counts_that_follow`.
    """
    # A sentence may tell hundreds of events, and each asks.
    kept = DocumentIndex.of(doc).phrases
    key = (sent.start, sent.end, future, doc._.published, doc._.dated)
    if key not in kept:
        kept[key] = _phrases_of(doc, sent, future=future)
    return list(kept[key])


def _phrases_of(doc: Doc, sent: Span, *, future: bool) -> list[Phrase]:
    offset = sent.start_char
    base = base_of(doc, offset)
    found = [
        p._replace(start=p.start + offset, end=p.end + offset)
        for p in find_phrases(sent.text, base, future=future)
    ]
    for counted in find_counted(sent.text):
        if counted.follows:
            found = [
                p for p in found if not _meet(p, counted, offset) or p.end > counted.end + offset
            ]
            continue
        days = _told_before(doc, sent, counted, found)
        if days is None:
            continue
        found = [p for p in found if not _meet(p, counted, offset)]
        found.append(Phrase(counted.start + offset, counted.end + offset, *days))
    return sorted(found) or _lead(doc, sent, future=future)


def _meet(phrase: Phrase, counted: Counted, offset: int) -> bool:
    return phrase.start < counted.end + offset and counted.start + offset < phrase.end


def is_counted(doc: Doc, sent: Span) -> bool:
    """Tell whether a sentence counts days from a happening told before that has no day."""
    return any(
        not c.follows and _told_before(doc, sent, c, []) is None for c in find_counted(sent.text)
    )


def counts_that_follow(sent: Span) -> list[Counted]:
    """Return what a sentence counts from words that follow, with offsets in the document."""
    offset = sent.start_char
    return [
        c._replace(start=c.start + offset, end=c.end + offset)
        for c in find_counted(sent.text)
        if c.follows
    ]


def _told_before(doc: Doc, sent: Span, counted: Counted, found: list[Phrase]) -> Days | None:
    """Return the days of a count from a happening told before: in the sentence itself, in one of
    those before it, else from the heading above."""
    at = counted.start + sent.start_char
    here = [p for p in found if p.end <= at and _is_short(p)]
    stretch = stretch_at(doc, sent.start_char)
    base = _days_of(here) or _days_before(doc, sent, stretch.start if stretch else 0)
    if base is None and stretch is not None:
        day = iso_day(stretch.day)
        base = (day, day) if day else None
    return count_from(base, counted) if base else None


def _days_before(doc: Doc, sent: Span, first: int) -> Days | None:
    """Return the last day that one of the sentences before tells, from a character on."""
    for _ in range(_BACK):
        if sent.start == 0:
            return None
        sent = doc[sent.start - 1].sent
        if sent.start_char < first:
            return None
        days = _days_of([p for p in phrases_of(doc, sent) if _is_short(p)])
        if days:
            return days
    return None


def _days_of(phrases: list[Phrase]) -> Days | None:
    return (phrases[-1].first, phrases[-1].last) if phrases else None


def _is_short(phrase: Phrase) -> bool:
    return (phrase.last - phrase.first).days <= _LONGEST


def _lead(doc: Doc, sent: Span, *, future: bool) -> list[Phrase]:
    """Return the phrase of a stretch before a sentence that is nothing else, and that no full stop
    ends: "On the night of 7 to 8 May" apart from its clause."""
    if sent.start == 0:
        return []
    before = doc[sent.start - 1].sent
    words = [t for t in before if not t.is_space]
    if not words or len(words) > _LEAD_WORDS or words[-1].is_punct:
        return []
    if any(t.pos_ in ("VERB", "AUX") for t in words) or "\n" in before.text:
        return []
    return phrases_of(doc, before, future=future)
