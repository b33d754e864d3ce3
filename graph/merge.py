"""Reports of the same happening become one event that keeps all its reports.

A *report* is one triple: one sentence of one article. Reports are the same event when they agree on who, to whom, what,
the status (so a claim and its denial stay two claims) and the day, and do not disagree on mode or place. The text is only
asked to confirm: a report dated by nothing but its article joins an event of one or two days before when its sentence
shares enough words with a report that names that day.

Everything is decided inside a small neighbourhood (one *block* of actor, target, type and status, a few days), from the set
of reports alone, never from the order in which they came. So merging is repeatable, and adding an article is cheap.
Every merge can be explained (:func:`explain_merge`) and taken back (a verdict ``different`` or ``same`` on two reports).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from extract.models import Article, Triple

WINDOW_DAYS = 2
"""How many days after a dated happening an article without a date of its own may still report it."""

COPY_DAYS = 3
"""Copies of an article printed within so many days of the first are dated by the first, where the text names no day."""

SAME_WORDS = 0.3
"""Share of words (Jaccard) that two sentences must have in common to confirm a merge across days."""

_WORD = re.compile(r"[^\W_]{4,}")

Block = tuple[str, str, str, str, bool]
Key = tuple[str, str]  # mode and place, "" where a report names none


class Report(NamedTuple):
    """What merging needs to know of one triple."""

    id: str
    article: str
    actor: str
    target: str
    type: str
    mode: str
    status: str
    reciprocal: bool
    first: dt.date | None
    last: dt.date | None
    dated_by: str  # "text", "article" or ""
    place: str
    sentence: str
    voice: str
    outlet: str
    told: tuple[str, ...]  # outlets the sentence itself attributes the report to

    @property
    def block(self) -> Block:
        """Who, to whom, what and in which status; the two sides of a reciprocal act are one dyad."""
        pair = sorted((self.actor, self.target)) if self.reciprocal else (self.actor, self.target)
        return pair[0], pair[1], self.type, self.status, self.reciprocal

    @property
    def cell(self) -> tuple[str, ...]:
        """The block and the days; without a day, only copies of one article can be the same report."""
        if self.first is None or self.last is None:
            return (*map(str, self.block), "", self.voice)
        return (*map(str, self.block), self.first.isoformat(), self.last.isoformat())


class Event(BaseModel):
    """One happening, with all the reports of it.

    ``n_articles`` counts articles; ``n_outlets`` counts voices that do not repeat each other (see :func:`count_voices`).
    ``first`` and ``last`` are ISO days, None where no report is dated.
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


def event_id(block: Block, first: str, last: str, key: Key, *more: str) -> str:
    """Return the id of an event: hashed from what its reports agree on, so that a further report leaves it as it is.

    Examples
    --------
    >>> event_id(("ISR", "SYR", "ASSAULT", "asserted", False), "2025-04-02", "2025-04-02", ("aerial", ""))
    'e-243d12761583e8e0'
    """
    actor, target, kind, status, reciprocal = block
    parts = (actor, target, kind, status, "both" if reciprocal else "one", first, last, *key, *more)
    return "e-" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def first_print(published: dt.date, copies: Iterable[dt.date]) -> dt.date:
    """Return the day on which the first copy of an article came out, at most :data:`COPY_DAYS` before this one.

    Examples
    --------
    >>> first_print(dt.date(2025, 4, 10), [dt.date(2025, 4, 9), dt.date(2024, 4, 9), dt.date(2025, 4, 11)]).isoformat()
    '2025-04-09'
    """
    return min([day for day in copies if 0 <= (published - day).days <= COPY_DAYS], default=published)


def report_of(
    triple: Triple, article: Article | None = None, voice: str | None = None, copies: Iterable[dt.date] = ()
) -> Report:
    """Return what merging needs of a triple.

    A place that is merely the country of one of the two sides adds nothing to them and does not keep reports apart.
    ``copies`` are the days on which copies of the article came out.
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


def share_of_words(one: str, other: str) -> float:
    """Return the Jaccard overlap of the words (four letters or more) of two sentences.

    Examples
    --------
    >>> share_of_words("Israel struck the T4 airbase", "Israel struck an airbase in Syria")
    0.75
    """
    left, right = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(left & right) / len(left | right) if left | right else 0.0


def _compatible(one: Key, other: Key) -> bool:
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _unify(one: Key, other: Key) -> Key:
    return one[0] or other[0], one[1] or other[1]


def _group_keys(keys: Iterable[Key]) -> dict[Key, Key]:
    """Say for each (mode, place) of a cell which group it belongs to.

    The more specific come first; a vaguer one joins a group if it fits exactly one, and stays by itself if it fits several.
    """
    groups: list[tuple[Key, list[Key]]] = []
    for key in sorted(set(keys), key=lambda k: (-sum(map(bool, k)), k)):
        fitting = [i for i, (group, _) in enumerate(groups) if _compatible(group, key)]
        if len(fitting) == 1:
            group, members = groups[fitting[0]]
            groups[fitting[0]] = (_unify(group, key), [*members, key])
        else:
            groups.append((key, [key]))
    return {key: group for group, members in groups for key in members}


def _anchor_of(report: Report, nearby: Sequence[Report]) -> Report | None:
    """Return the dated report of a day or two before that this undated one repeats, if the words confirm it."""
    if report.dated_by != "article" or report.first is None:
        return None
    best: tuple[float, int, str] | None = None
    anchor = None
    for other in nearby:
        if other.dated_by != "text" or other.first is None or other.first != other.last:
            continue
        days = (report.first - other.first).days
        if not 0 < days <= WINDOW_DAYS or not _compatible((report.mode, report.place), (other.mode, other.place)):
            continue
        overlap = 1.0 if other.voice == report.voice else share_of_words(report.sentence, other.sentence)
        rank = (-overlap, days, other.id)
        if overlap >= SAME_WORDS and (best is None or rank < best):
            best, anchor = rank, other
    return anchor


def assign_events(reports: Iterable[Report]) -> dict[str, str]:
    """Return the event id of each report, before verdicts.

    The answer for a report depends only on the reports of its block within :data:`WINDOW_DAYS` days.
    """
    blocks: dict[Block, list[Report]] = defaultdict(list)
    for report in reports:
        blocks[report.block].append(report)
    events: dict[str, str] = {}
    for block, members in blocks.items():
        cells: dict[tuple[str, ...], list[Report]] = defaultdict(list)
        by_day: dict[int, list[Report]] = defaultdict(list)
        for report in members:
            cells[report.cell].append(report)
            if report.first is not None and report.dated_by == "text":
                by_day[report.first.toordinal()].append(report)
        moved: list[tuple[Report, Report]] = []
        for cell in sorted(cells):
            staying = []
            has_dated = any(r.dated_by == "text" for r in cells[cell])
            for report in cells[cell]:
                anchor = None
                if not has_dated and report.first is not None:
                    day = report.first.toordinal()
                    near = [r for back in range(1, WINDOW_DAYS + 1) for r in by_day.get(day - back, ())]
                    anchor = _anchor_of(report, near) if near else None
                if anchor is None:
                    staying.append(report)
                else:
                    moved.append((report, anchor))
            group_of = _group_keys((r.mode, r.place) for r in staying)
            for report in staying:
                key = group_of[report.mode, report.place]
                events[report.id] = event_id(block, cell[-2], cell[-1], key)
        for report, anchor in moved:
            events[report.id] = events[anchor.id]
    return events


def apply_verdicts(
    events: dict[str, str], *, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Return the events after a reader's verdicts on pairs of reports.

    ``same`` joins the events of two reports (the smaller id stays); ``different`` takes the second report of a pair, by id,
    out of an event that holds both.

    Examples
    --------
    >>> apply_verdicts({"t-1": "e-a", "t-2": "e-b"}, same=[("t-1", "t-2")])
    {'t-1': 'e-a', 't-2': 'e-a'}
    >>> apply_verdicts({"t-1": "e-a", "t-2": "e-a"}, different=[("t-2", "t-1")])["t-2"] == "e-a"
    False
    """
    parent: dict[str, str] = {}

    def root(event: str) -> str:
        while event in parent:
            event = parent[event]
        return event

    for one, other in sorted(tuple(sorted(pair)) for pair in same):
        if one in events and other in events:
            low, high = sorted((root(events[one]), root(events[other])))
            if low != high:
                parent[high] = low
    judged = {report: root(event) for report, event in events.items()}
    for one, other in sorted(tuple(sorted(pair)) for pair in different):
        if one in judged and judged[one] == judged.get(other):
            apart = hashlib.sha256(f"{judged[other]}\x1f{other}".encode()).hexdigest()[:16]
            judged[other] = f"e-{apart}"
    return judged


def count_voices(reports: Iterable[tuple[str, str, Sequence[str]]]) -> int:
    """Count the independent voices among ``(outlet, voice, told)`` of reports.

    Two reports are one voice where they share an outlet, where their articles are copies of each other, or where one
    tells what the other's outlet said.

    Examples
    --------
    >>> count_voices([("BBC", "a-1", ()), ("BBC", "a-2", ()), ("AFP", "a-3", ())])
    2
    >>> count_voices([("BBC", "a-1", ()), ("Le Monde", "a-1", ())])
    1
    >>> count_voices([("Reuters", "a-1", ()), ("Daily News", "a-2", ("Reuters",))])
    1
    """
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for outlet, voice, told in reports:
        here = root(f"voice {voice}")
        for name in filter(None, (outlet, *told)):
            parent[root(f"outlet {name.casefold()}")] = here
            here = root(here)
    return len({root(node) for node in list(parent)})


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
        The articles they come from, for outlets and copies; a missing one counts as a voice of its own.
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
        _event(event, [held[k] for k in sorted(keys)], [reports[k] for k in sorted(keys)]) for event, keys in members.items()
    ]
    return sorted(events, key=lambda e: (e.first or "", e.id))


def _event(key: str, triples: Sequence[Triple], reports: Sequence[Report]) -> Event:
    """Build the event of some reports; the best report (most confident, then smallest id) speaks for it."""
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


def verdict_pairs(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    """Sort verdict rows into pairs by kind."""
    pairs: dict[str, list[tuple[str, str]]] = {"same": [], "different": []}
    for row in rows:
        if row["kind"] in pairs:
            pairs[row["kind"]].append((row["subject"], row["object"]))
    return pairs
