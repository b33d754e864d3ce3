"""Reports of the same happening become one event that keeps all its reports.

A *report* is one triple: one sentence of one article. Reports are the same event when they agree on
who, to whom, what, the status (so a claim and its denial stay two claims) and the day, and do not
disagree on mode or place. The text is only asked to confirm: a report dated by nothing but its
article joins an event of one or two days before when its sentence shares enough words with a report
that names that day.

Everything is decided inside a small neighbourhood (one *block* of actor, target, type and status, a
few days), from the set of reports alone, never from the order in which they came. So merging is
repeatable, and adding an article is cheap. Every merge can be explained (:func:`explain_merge`) and
taken back (a verdict ``different`` or ``same`` on two reports).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from extract.models import Article, Triple
from graph.grouping import (
    Report,
    apply_verdicts,
    assign_events,
    count_voices,
    first_print,
    share_of_words,
)


class Event(BaseModel):
    """One happening, with all the reports of it.

    ``n_articles`` counts articles; ``n_outlets`` counts voices that do not repeat each other (see
    :func:`count_voices`). ``first`` and ``last`` are ISO days, None where no report is dated.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    actor: str | None
    target: str | None
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    score: float
    status: str
    reciprocal: bool
    first: str | None
    last: str | None
    place: str | None
    place_country: str | None
    predicate: str
    n_articles: int
    n_outlets: int
    reports: tuple[Triple, ...]

    def to_json(self) -> str:
        """Return the event as one line of JSON."""
        return self.model_dump_json()


def report_of(
    triple: Triple,
    article: Article | None = None,
    voice: str | None = None,
    copies: Iterable[dt.date] = (),
) -> Report:
    """Return what merging needs of a triple.

    A place that is merely the country of one of the two sides adds nothing to them and does not
    keep reports apart. ``copies`` are the days on which copies of the article came out.
    """
    place = triple.place.name if triple.place else ""
    for side in (triple.actor, triple.target):
        if triple.place and side and side.id == triple.place.country and side.name == place:
            place = ""
    first = dt.date.fromisoformat(triple.date.start) if triple.date else None
    last = dt.date.fromisoformat(triple.date.end) if triple.date else None
    if triple.date and triple.date.source == "article" and first is not None:
        first = last = first_print(first, copies)
    return Report(
        id=triple.id,
        article=triple.article,
        actor=triple.actor.id if triple.actor else "",
        target=triple.target.id if triple.target else "",
        type=triple.action.type,
        mode=triple.action.mode or "",
        status=triple.status,
        reciprocal=triple.reciprocal,
        first=first,
        last=last,
        dated_by=triple.date.source if triple.date else "",
        place=place,
        sentence=triple.sentence.text,
        voice=voice or triple.article,
        outlet=(article.outlet or "") if article else "",
        told=tuple(sorted({said.outlet for said in triple.attribution if said.outlet})),
    )


def voices_of(articles: Iterable[Article]) -> dict[str, str]:
    """Return the voice of each article: the smallest id among its near-identical copies."""
    from graph.voices import group_copies

    return group_copies({article.id: article.text for article in articles if article.text})


def merge_reports(
    triples: Iterable[Triple],
    articles: Iterable[Article] = (),
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> list[Event]:
    """Merge the triples of many articles into events, sorted by day and id.

    Parameters
    ----------
    triples
        Reports; repeated ids count once.
    articles
        The articles they come from, for outlets and copies; a missing one counts as a voice of its
        own.
    same, different
        Verdicts on pairs of triple ids.
    """
    known = {article.id: article for article in articles}
    voices = voices_of(known.values())
    held = {triple.id: triple for triple in triples}
    printed: dict[str, list[dt.date]] = defaultdict(list)
    for article in known.values():
        if article.date:
            printed[voices.get(article.id, article.id)].append(dt.date.fromisoformat(article.date))
    reports = {}
    for key, triple in held.items():
        voice = voices.get(triple.article, triple.article)
        reports[key] = report_of(triple, known.get(triple.article), voice, printed[voice])
    assigned = apply_verdicts(assign_events(reports.values()), same=same, different=different)
    members: dict[str, list[str]] = defaultdict(list)
    for key, event in assigned.items():
        members[event].append(key)
    events = [
        _event(event, [held[k] for k in sorted(keys)], [reports[k] for k in sorted(keys)])
        for event, keys in members.items()
    ]
    return sorted(events, key=lambda e: (e.first or "", e.id))


def _event(key: str, triples: Sequence[Triple], reports: Sequence[Report]) -> Event:
    """Build the event of some reports; the best report (most confident, then smallest id) speaks
    for it."""
    best = min(triples, key=lambda t: (-t.confidence, t.id))
    firsts = [t.date.start for t in triples if t.date]
    lasts = [t.date.end for t in triples if t.date]
    text_dated = [t.date for t in triples if t.date and t.date.source == "text"]
    if text_dated:
        firsts, lasts = [d.start for d in text_dated], [d.end for d in text_dated]
    placed = [t.place for t, r in zip(triples, reports, strict=True) if t.place and r.place] or [
        t.place for t in triples if t.place
    ]
    place = min(placed, key=lambda p: (p.name, p.country or "")) if placed else None
    return Event(
        id=key,
        actor=best.actor.id if best.actor else None,
        target=best.target.id if best.target else None,
        type=best.action.type,
        mode=max((t.action.mode for t in triples if t.action.mode), default=None),
        contexts=tuple(sorted({c for t in triples for c in t.action.contexts})),
        quad=best.action.quad,
        score=best.action.score,
        status=best.status,
        reciprocal=best.reciprocal,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        place=place.name if place else None,
        place_country=place.country if place else None,
        predicate=best.action.predicate,
        n_articles=len({t.article for t in triples}),
        n_outlets=count_voices((r.outlet, r.voice, r.told) for r in reports),
        reports=tuple(triples),
    )


def explain_merge(event: Event) -> list[str]:
    """Say in words why the reports of an event are one event, a line a report.

    Examples
    --------
    >>> explain_merge(Event(id="e-1", actor="ISR", target="SYR", type="ASSAULT", mode=None, contexts=(),
    ...     quad="material conflict", score=-9, status="asserted", reciprocal=False, first=None, last=None, place=None,
    ...     place_country=None, predicate="strike", n_articles=1, n_outlets=1, reports=()))
    ['ISR ASSAULT SYR, asserted, without a date: 0 reports in 1 article, 1 independent voice']
    """
    days = (
        "without a date"
        if event.first is None
        else event.first
        if event.first == event.last
        else f"{event.first} to {event.last}"
    )
    head = (
        f"{event.actor or 'nobody named'} {event.type} {event.target or 'nobody named'}, {event.status}, {days}: "
        f"{_count(len(event.reports), 'report')} in {_count(event.n_articles, 'article')}, "
        f"{_count(event.n_outlets, 'independent voice')}"
    )
    return [head, *(_why(event, triple) for triple in event.reports)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _why(event: Event, triple: Triple) -> str:
    date = triple.date
    if date is None:
        why = "no date: same article, or a copy of it"
    elif date.source == "article" and event.first and date.start != event.first:
        others = [t.sentence.text for t in event.reports if t.date and t.date.source == "text"]
        share = max((share_of_words(triple.sentence.text, text) for text in others), default=0.0)
        why = f"dated by its article ({date.start}), {share:.0%} of the words of a report that names the day"
    elif date.source == "article":
        why = "same day, by the date of its article"
    else:
        why = "same day" + (f', "{date.text}"' if date.text else "")
    details = [triple.action.mode, triple.place.name if triple.place else None]
    agreed = ", ".join(part for part in details if part)
    return f"{triple.id} ({triple.article}): {why}" + (f"; {agreed}" if agreed else "")
