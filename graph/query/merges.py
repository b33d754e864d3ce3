"""Why some reports are one event, in words.

Reports are the same event when they agree on who, to whom, what, the status (so a claim and its
denial stay two claims) and the day, and do not disagree on mode or place. A report dated by nothing
but its article joins one of up to three days before that tells of the same thing: at the same
place, or near in meaning beside the parties. The rules are in :mod:`graph.grouping`; a merge can be
taken back by a verdict on two reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.events import Event
from graph.grouping import ReportKeys, likeness_of, parties_of
from graph.wording import counted

if TYPE_CHECKING:
    from extract import Triple


def explain_merge(event: Event, reports: Sequence[Triple]) -> list[str]:
    """Say in words why the reports of an event are one event: a line for the whole, a line a
    report.

    Examples
    --------
    >>> event = Event(id="e-1", actor="ISR", target="SYR", type="ASSAULT", mode=None, contexts=(),
    ...     quad="material conflict", score=-9, status="asserted", reciprocal=False, first=None,
    ...     last=None, place=None, place_country=None, predicate="strike", n_articles=1,
    ...     n_outlets=1)
    >>> explain_merge(event, [])
    ['ISR ASSAULT SYR, asserted, without a date: 0 reports in 1 article, 1 independent voice']
    """
    sides = [side or "nobody named" for side in (event.actor, event.target)]
    told = ", ".join((f"{sides[0]} {event.type} {sides[1]}", event.status, _days(event)))
    sources = (
        f"{counted(len(reports), 'report')} in {counted(event.n_articles, 'article')}, "
        f"{counted(event.n_outlets, 'independent voice')}"
    )
    return [f"{told}: {sources}", *(_line(event, report, reports) for report in reports)]


def _days(event: Event) -> str:
    if event.first is None:
        return "without a date"
    return event.first if event.first == event.last else f"{event.first} to {event.last}"


def _line(event: Event, report: Triple, reports: Sequence[Triple]) -> str:
    details = (report.action.mode, report.place.name if report.place else None)
    agreed = "".join(f"; {part}" for part in details if part)
    return f"{report.id} ({report.article}): {_why(event, report, reports)}{agreed}"


def _why(event: Event, report: Triple, reports: Sequence[Triple]) -> str:
    date = report.date
    if date is None:
        return "no date: same article, or a copy of it"
    if date.source != "article":
        return "same day" + (f', "{date.text}"' if date.text else "")
    if event.first is None or date.start == event.first:
        return "same day, by the date of its article"
    likeness = max((_likeness(report, other) for other in reports if other != report), default=0)
    return f"dated by its article ({date.start}), near in meaning ({likeness:.2f}) to another"


def _likeness(one: Triple, other: Triple) -> float:
    return likeness_of(_keys(one), _keys(other))


def _keys(report: Triple) -> ReportKeys:
    """Return what is compared of a report, by itself: whose copy its article is, is not known
    here."""
    sides = [side for side in (report.actor, report.target) if side]
    words = [side.mention.text for side in sides if side.mention]
    names = [side.name for side in sides]
    return ReportKeys(
        id=report.id, article=report.article, actor="", target="", type=report.action.type,
        mode=report.action.mode or "", status=report.status, reciprocal=report.reciprocal,
        first=None, last=None, dated_by="", place=report.place.name if report.place else "",
        sentence=report.sentence.text, voice=report.article, outlet="", told=(),
        parties=parties_of(names, words, report.action.mention.text),
        countries=tuple(side.country for side in sides if side.country),
    )  # fmt: skip
