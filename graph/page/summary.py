"""The words around the picture: the headline, the line below it, and the table for a reader without
scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.events import GraphEvent
from graph.page.columns import day_of
from graph.page.plain_words import plain
from graph.page.text import clean, safe_link
from graph.wording import MONTHS, counted

STRONGEST = 300
DEFAULT_TITLE = "Who did what to whom"


class Headline(NamedTuple):
    """The title of the page, and what it covers in one line."""

    title: str
    window: str
    counts: str


class StaticRow(NamedTuple):
    """One event of the table that needs no script."""

    date: str
    actor: str
    action: str
    target: str
    status: str
    outlets: str
    sentence: str
    link: str
    attribution: str


def headline(
    events: Sequence[GraphEvent], title: str | None, actors: int, quote: int | None = None
) -> Headline:
    """Return the page's headline.

    Examples
    --------
    >>> headline([], None, 0)
    Headline(title='Who did what to whom', window='', counts='No events yet')
    """
    days = [day_of(day) for event in events for day in (event.first, event.last)]
    known = [day for day in days if day is not None]
    return Headline(
        clean(title, 160) or DEFAULT_TITLE,
        window(min(known), max(known)) if known else "",
        _counts(events, actors, quote) if events else "No events yet",
    )


def _counts(events: Sequence[GraphEvent], actors: int, quote: int | None) -> str:
    """Return how much there is in one line, and what of the sentences is held back."""
    articles = {report.article for event in events for report in event.reports}
    outlets = {outlet for event in events for outlet in event.outlets}
    line = f"{counted(len(events), 'event')} among {counted(actors, 'actor')}"
    for number, noun, word in ((len(articles), "article", "in"), (len(outlets), "outlet", "of")):
        line += f" {word} {counted(number, noun)}" if number else ""
    return line + _held_back(quote)


def _held_back(quote: int | None) -> str:
    """Say what of the sentences is held back."""
    if quote is None:
        return ""
    return f", {quote} characters of each sentence" if quote else ", without sentences"


def window(first: int, last: int) -> str:
    """Return a range of days in words, as a newspaper writes it.

    Examples
    --------
    >>> window(20187, 20196), window(20187, 20230), window(20187, 20187)
    ('9–18 April 2025', '9 April – 22 May 2025', '9 April 2025')
    """
    start, end = (dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in (first, last))
    if start == end:
        return _day(end)
    if start.year != end.year:
        return f"{_day(start)} – {_day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {_day(end)}"
    return f"{start.day}–{_day(end)}"


def strongest(
    events: Sequence[GraphEvent], names: Mapping[str, str], limit: int = STRONGEST
) -> list[StaticRow]:
    """Return the events that most outlets tell of, the newest first among equals."""
    ranked = sorted(
        events, key=lambda event: (-event.n_outlets, -(day_of(event.last) or 0), event.id)
    )
    return [_row(event, names) for event in ranked[:limit]]


def _row(event: GraphEvent, names: Mapping[str, str]) -> StaticRow:
    report: Any = event.reports[0] if event.reports else None
    action = plain("types", clean(event.type, 60))
    return StaticRow(
        clean(event.first, 10),
        "" if event.actor is None else names[event.actor],
        f"{action} ({clean(event.mode, 60)})" if event.mode else action,
        "" if event.target is None else names[event.target],
        plain("statuses", event.status),
        ", ".join(clean(outlet, 80) for outlet in sorted(event.outlets)),
        clean(report.sentence, 600) if report else "",
        next(filter(None, (safe_link(told.url) for told in event.reports)), ""),
        clean(report.attribution, 200) if report else "",
    )


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
