"""Which reports are the same event: the rules alone, over light records, without articles, triples
or a store.

Everything is decided inside a small neighbourhood: one *block* (actor, target, type, status) and a
few days of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

WINDOW_DAYS = 2
"""How many days after a dated happening an article without a date of its own may still report
it."""

COPY_DAYS = 3
"""Copies of an article printed within so many days of the first are dated by the first, where the
text names no day."""

SAME_WORDS = 0.3
"""Share of words (Jaccard) that two sentences must have in common to confirm a merge across
days."""

_WORD = re.compile(r"[^\W_]{4,}")

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
            return (*map(str, self.block), "", self.voice)
        return (*map(str, self.block), self.first.isoformat(), self.last.isoformat())


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


def _anchor_of(report: ReportKeys, nearby: Sequence[ReportKeys]) -> ReportKeys | None:
    """Return the dated report of a day or two before that this undated one repeats, if the words
    confirm it."""
    ranked = []
    for other in nearby:
        days = _days_after(report, other)
        if days is not None:
            overlap = _overlap(report, other)
            if overlap >= SAME_WORDS:
                ranked.append(((-overlap, days, other.id), other))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _days_after(report: ReportKeys, other: ReportKeys) -> int | None:
    """Return how many days after a report of one named day this undated one was printed, None
    where it cannot repeat it."""
    if report.dated_by != "article" or report.first is None:
        return None
    if not other.is_dated or other.first is None or other.first != other.last:
        return None
    days = (report.first - other.first).days
    fits = _compatible((report.mode, report.place), (other.mode, other.place))
    return days if 0 < days <= WINDOW_DAYS and fits else None


def _overlap(report: ReportKeys, other: ReportKeys) -> float:
    if other.voice == report.voice:
        return 1.0
    return share_of_words(report.sentence, other.sentence)


def assign_events(reports: Iterable[ReportKeys]) -> dict[str, str]:
    """Return the event id of each report, before verdicts.

    The answer for a report depends only on the reports of its block within :data:`WINDOW_DAYS`
    days.
    """
    blocks: dict[Block, list[ReportKeys]] = defaultdict(list)
    for report in reports:
        blocks[report.block].append(report)
    events: dict[str, str] = {}
    for block, members in blocks.items():
        events |= _assign_block(block, members)
    return events


def _assign_block(block: Block, members: Sequence[ReportKeys]) -> dict[str, str]:
    """Return the event id of each report of one block, cell by cell; a report that repeats one of
    an earlier day goes where that goes."""
    cells: dict[tuple[str, ...], list[ReportKeys]] = defaultdict(list)
    by_day: dict[int, list[ReportKeys]] = defaultdict(list)
    for report in members:
        cells[report.cell].append(report)
        if report.first is not None and report.is_dated:
            by_day[report.first.toordinal()].append(report)
    events: dict[str, str] = {}
    moved: list[tuple[ReportKeys, ReportKeys]] = []
    for cell in sorted(cells):
        anchors = _anchors(cells[cell], by_day)
        moved += anchors.values()
        staying = [report for report in cells[cell] if report.id not in anchors]
        group_of = _group_keys((r.mode, r.place) for r in staying)
        for report in staying:
            key = group_of[report.mode, report.place]
            events[report.id] = event_id(block, cell[-2], cell[-1], key)
    return events | {report.id: events[anchor.id] for report, anchor in moved}


def _anchors(
    cell: Sequence[ReportKeys], by_day: Mapping[int, Sequence[ReportKeys]]
) -> dict[str, tuple[ReportKeys, ReportKeys]]:
    """Return the reports of a cell that repeat one of the days before, by id, each with that one; a
    cell with a report of a named day repeats nothing."""
    if any(report.is_dated for report in cell):
        return {}
    found = {}
    for report in cell:
        if report.first is None:
            continue
        day = report.first.toordinal()
        near = [r for back in range(1, WINDOW_DAYS + 1) for r in by_day.get(day - back, ())]
        anchor = _anchor_of(report, near)
        if anchor is not None:
            found[report.id] = (report, anchor)
    return found


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
