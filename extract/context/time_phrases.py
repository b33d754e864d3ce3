"""Phrases of time in running text, each with the days it means.

Own rules rather than a general parser: the phrases of news are few, and a report's tense decides
which Wednesday is meant. (dateparser was tried on the 120 phrases of the tests: it finds the day of
52, in 8 ms a sentence.)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.context.time_rules import RULES, Days, Setting


class Phrase(NamedTuple):
    """A phrase of time: character offsets in the text given, first and last day."""

    start: int
    end: int
    first: dt.date
    last: dt.date


def find_phrases(text: str, published: dt.date | None, *, future: bool = False) -> list[Phrase]:
    """Return the phrases of time in a text, in order, none within another.

    Parameters
    ----------
    text
        A sentence; wrapped lines and doubled spaces do no harm.
    published
        The day of the report; None leaves only dates that carry their year.
    future
        Whether the act is still to come: "on Friday" is then the next one.

    Examples
    --------
    >>> day = dt.date(2025, 4, 10)
    >>> found = find_phrases("on Wednesday, and again last month", day)
    >>> [(p.first.isoformat(), p.last.isoformat()) for p in found]
    [('2025-04-09', '2025-04-09'), ('2025-03-01', '2025-03-31')]
    """
    return list(_find(text, published, future))


@lru_cache(maxsize=4096)
def _find(text: str, published: dt.date | None, future: bool) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    taken: list[tuple[int, int]] = []
    for pattern, reading in RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            lead = _LEAD.match(match[0])
            start = match.start() + (lead.end() if lead else 0)
            since = _SINCE.search(text[max(0, start - 30) : start]) is not None
            days = _read(reading, match, Setting(published, future and not since))
            if days is not None:
                found.append(Phrase(start, match.end(), *days))
    return tuple(sorted(_with_since(text, found, published)))


def _read(
    reading: Callable[[re.Match[str], Setting], Days | None], match: re.Match[str], setting: Setting
) -> Days | None:
    try:
        days = reading(match, setting)
    except (ValueError, OverflowError):
        return None
    return days if days and days[0] <= days[1] else None


_LEAD = re.compile(
    r"(?:in|since|by|until|during|throughout|from|of)\s(?!the\s(?:past|last|next|coming|following|previous)\b|recent\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:-|–|to|until|through|and)\s*", re.IGNORECASE)


def _with_since(text: str, found: list[Phrase], published: dt.date | None) -> Iterator[Phrase]:
    """Join "from X to Y" and "between X and Y"; let "since X" last to the day of the report."""
    found = sorted(found)
    at = 0
    while at < len(found):
        phrase = found[at]
        before = text[max(0, phrase.start - 30) : phrase.start]
        if at + 1 < len(found) and re.search(r"\b(?:from|between)\s+$", before, re.IGNORECASE):
            later = found[at + 1]
            if _LINK.fullmatch(text[phrase.end : later.start]) and phrase.first <= later.last:
                yield Phrase(phrase.start, later.end, phrase.first, later.last)
                at += 2
                continue
        if published and _SINCE.search(before) and phrase.first <= published:
            phrase = phrase._replace(last=max(published, phrase.last))
        yield phrase
        at += 1
