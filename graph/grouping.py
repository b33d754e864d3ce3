"""Which reports are the same event: the rules alone, over light records, without articles, triples
or a store.

Everything is decided inside a small neighbourhood: one *block* (actor, target, type, status) and a
few days of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.meaning import Content, content_of, nearness

WINDOW_DAYS = 3
"""How many days after a dated happening an article without a date of its own may still report
it."""

REACH_DAYS = 3 * WINDOW_DAYS
"""How many days back a report can change what a report is joined to: what it is like, what that is
like, and whether those repeat a dated happening."""

COPY_DAYS = 3
"""Copies of an article printed within so many days of the first are dated by the first, where the
text names no day."""

Block = tuple[str, str, str, str, bool]
Key = tuple[str, str]  # mode and place, "" where a report names none


class ReportKeys(NamedTuple):
    """What merging needs to know of one report, that is of one triple."""

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
    dated_by: str  # "text", "heading", "import", "article" or ""
    place: str
    sentence: str
    voice: str
    outlet: str
    told: tuple[str, ...]  # outlets the sentence itself attributes the report to
    parties: tuple[str, ...] = ()  # the words that name the parties and the act
    countries: tuple[str, ...] = ()  # the countries of the parties
    sides: str = ""  # parties that the block knows by their country only, "" where there are none

    @property
    def is_dated(self) -> bool:
        """Whether more than the article's own day tells when it was."""
        return self.dated_by not in ("", "article")

    @property
    def block(self) -> Block:
        """Who, to whom, what and in which status; the two sides of a reciprocal act are one
        dyad."""
        pair = sorted((self.actor, self.target)) if self.reciprocal else (self.actor, self.target)
        return pair[0], pair[1], self.type, self.status, self.reciprocal

    @property
    def cell(self) -> tuple[str, ...]:
        """The block and the days; without a day, only copies of one article can be the same
        report."""
        if self.first is None or self.last is None:
            return (*map(str, self.block), self.sides, "", self.voice)
        days = (self.first.isoformat(), self.last.isoformat())
        return (*map(str, self.block), self.sides, *days)


def event_id(block: Block, first: str, last: str, key: Key, *more: str) -> str:
    """Return the id of an event: hashed from what its reports agree on, so that a further report
    leaves it as it is.

    Examples
    --------
    >>> block = ("ISR", "SYR", "ASSAULT", "asserted", False)
    >>> event_id(block, "2025-04-02", "2025-04-02", ("aerial", ""))
    'e-243d12761583e8e0'
    """
    actor, target, kind, status, reciprocal = block
    parts = (actor, target, kind, status, "both" if reciprocal else "one", first, last, *key, *more)
    return "e-" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def first_print(published: dt.date, copies: Iterable[dt.date]) -> dt.date:
    """Return the day on which the first copy of an article came out, at most :data:`COPY_DAYS`
    before this one.

    Examples
    --------
    >>> copies = [dt.date(2025, 4, 9), dt.date(2024, 4, 9), dt.date(2025, 4, 11)]
    >>> first_print(dt.date(2025, 4, 10), copies).isoformat()
    '2025-04-09'
    """
    return min(
        [day for day in copies if 0 <= (published - day).days <= COPY_DAYS], default=published
    )


SAME_THING = 0.35
"""The likeness from which two reports of an act of one kind tell of the same thing; chosen on half
of the pairs of the tests."""

_SHARED_NAME, _SHARED_NUMBER, _SAME_MODE = 0.3, 0.15, 0.15


def likeness_of(one: ReportKeys, other: ReportKeys) -> float:
    """Return how like two reports are that agree on who, to whom, what and where.

    Copies of one article, and reports that name the same place, are entirely like. Else the
    nearness in meaning of what they tell beside the parties counts, and a name or a number that
    both tell; one that tells nothing beside them is like those that do so neither.
    """
    if one.voice == other.voice or (one.place and one.place == other.place):
        return 1.0
    left, right = _content(one), _content(other)
    if left == right:
        return 1.0
    likeness = nearness(left.words, right.words)
    likeness += _SHARED_NAME * bool(left.names & right.names)
    likeness += _SHARED_NUMBER * bool(left.numbers & right.numbers)
    likeness += _SAME_MODE * bool(one.mode and one.mode == other.mode)
    return min(likeness, 1.0)


def parties_of(
    names: Iterable[str | None], mentions: Iterable[str | None], action_words: str
) -> tuple[str, ...]:
    """Return the words that name the parties and the act of a report: names, the capitalised words
    of mentions ("Russian" of "Russian envoys"), and the first word of the act.

    Examples
    --------
    >>> parties_of(["Norway", "Russia"], ["Norway", "Russian envoys"], "threw out")
    ('Norway', 'Russia', 'Norway', 'Russian', 'threw')
    """
    found = [word for name in names for word in (name or "").split()]
    said = [word for part in mentions for word in (part or "").split()]
    found += [word for word in said if word[:1].isupper()]
    return (*found, *action_words.split()[:1])


@lru_cache(maxsize=20_000)
def _content(report: ReportKeys) -> Content:
    return content_of(report.sentence, report.parties, frozenset(report.countries))


def _compatible(one: Key, other: Key) -> bool:
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _unify(one: Key, other: Key) -> Key:
    return one[0] or other[0], one[1] or other[1]


def _group_keys(keys: Iterable[Key]) -> dict[Key, Key]:
    """Say for each (mode, place) of a cell which group it belongs to.

    The more specific come first; a vaguer one joins a group if it fits exactly one, and stays by
    itself if it fits several.
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


def assign_events(reports: Iterable[ReportKeys]) -> dict[str, str]:
    """Return the event id of each report, before verdicts.

    The answer for a report depends only on the reports of its block in the :data:`REACH_DAYS` days
    before it, and not on the order in which they are given.
    """
    blocks: dict[Block, list[ReportKeys]] = defaultdict(list)
    for report in reports:
        blocks[report.block].append(report)
    events: dict[str, str] = {}
    for block, members in blocks.items():
        events |= _assign_block(block, members)
    return events


def _assign_block(block: Block, members: Sequence[ReportKeys]) -> dict[str, str]:
    """Return the event id of each report of one block: first of those that name a day or none at
    all, then of those that have only their article's."""
    events: dict[str, str] = {}
    cells: dict[tuple[str, ...], list[ReportKeys]] = defaultdict(list)
    undated: list[ReportKeys] = []
    for report in members:
        if report.dated_by == "article" and report.first is not None:
            undated.append(report)
        else:
            cells[report.cell].append(report)
    for cell in sorted(cells):
        group_of = _group_keys((r.mode, r.place) for r in cells[cell])
        for report in cells[cell]:
            key = group_of[report.mode, report.place]
            events[report.id] = event_id(block, cell[-2], cell[-1], key, *told_apart(report.sides))
    if undated:
        dated = [r for r in members if r.is_dated and r.first is not None and r.first == r.last]
        events |= _assign_undated(block, undated, dated, events)
    return events


def _assign_undated(
    block: Block,
    undated: Sequence[ReportKeys],
    dated: Sequence[ReportKeys],
    events: Mapping[str, str],
) -> dict[str, str]:
    """Return the events of the reports that have only their article's day.

    Each goes with the report of a named day, up to :data:`WINDOW_DAYS` before, to which it is
    nearest in meaning; else with the nearest of the earlier ones without a day that is not itself
    joined to another; else it stands alone. Two that stand alone on one day have two ids.
    """
    joined: dict[str, str] = {}
    free: list[ReportKeys] = []
    for report in sorted(undated, key=_order):
        found = _nearest(report, dated)
        if found is None:
            free.append(report)
        else:
            joined[report.id] = events[found.id]
    like = {r.id: [o for o in free if _order(o) < _order(r) and _likeness(r, o)] for r in free}
    roots = [r for r in free if not any(like[r.id])]
    taken = set(events.values())
    for report in roots:
        joined[report.id] = _event_of_root(block, report, taken)
        taken.add(joined[report.id])
    for report in free:
        if report.id in joined:
            continue
        found = _nearest(report, [o for o in roots if o in like[report.id]])
        joined[report.id] = joined[found.id] if found else _event_of_root(block, report, taken)
        taken.add(joined[report.id])
    return joined


def told_apart(sides: str) -> tuple[str, ...]:
    """Return what the id of an event says of parties that its block knows by their country only."""
    return (sides,) if sides else ()


def _order(report: ReportKeys) -> tuple[dt.date, str]:
    return report.first or dt.date.min, report.id


def _event_of_root(block: Block, report: ReportKeys, taken: set[str]) -> str:
    """Return the id of an event that begins with a report; of two of one day that have nothing to
    do with each other, the second is told apart by the report."""
    day = report.first.isoformat() if report.first else ""
    key = (report.mode, report.place)
    more = told_apart(report.sides)
    plain = event_id(block, day, day, key, *more)
    return event_id(block, day, day, key, *more, report.id) if plain in taken else plain


def _nearest(report: ReportKeys, others: Iterable[ReportKeys]) -> ReportKeys | None:
    """Return the one of some reports that tells of the same thing as a report without a day, the
    nearest in meaning, then in days."""
    ranked = []
    for other in others:
        likeness = _likeness(report, other)
        if likeness is not None:
            apart = abs((report.first - other.first).days) if report.first and other.first else 0
            ranked.append(((-likeness, apart, other.id), other))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _likeness(report: ReportKeys, other: ReportKeys) -> float | None:
    """Return how like a report without a day is to one that came out before it or tells of a day
    before; None where it is not the same thing."""
    if report.first is None or other.first is None:
        return None
    days = (report.first - other.first).days
    if not 0 <= days <= WINDOW_DAYS:
        return None
    if not _compatible((report.mode, report.place), (other.mode, other.place)):
        return None
    likeness = likeness_of(report, other)
    return likeness if likeness >= SAME_THING else None


def apply_verdicts(
    events: dict[str, str],
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> dict[str, str]:
    """Return the events after a reader's verdicts on pairs of reports.

    ``same`` joins the events of two reports (the smaller id stays); ``different`` takes the second
    report of a pair, by id, out of an event that holds both.

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

    Two reports are one voice where they share an outlet, where their articles are copies of each
    other, or where one tells what the other's outlet said.

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
