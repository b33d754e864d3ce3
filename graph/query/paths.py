"""How two actors are connected through others: paths in which no step comes before the one before
it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from extract.errors import QueryError
from graph.query.actor_lookup import find_actor
from graph.query.answers import Answer, AnswerPart, EventLine, at_most, events_of, scope_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

LONGEST = 5


class ActorPath(AnswerPart):
    """One way from an actor to another. ``words`` tells it; each hop has its sentence."""

    nodes: tuple[str, ...]
    hops: tuple[EventLine, ...]
    words: str


class Paths(Answer):
    """Time-respecting paths, the shortest first, then those that end earliest."""

    one: str
    one_name: str
    other: str
    other_name: str
    rows: tuple[ActorPath, ...]


class _Step(NamedTuple):
    layer: int
    node: str
    day: dt.date
    event: str
    before: _Step | None


def paths(
    store: Store,
    one: str,
    other: str,
    *,
    window: Window | None = None,
    max_hops: int = 3,
    limit: int = 5,
    directed: bool = True,
) -> Paths:
    """Answer how one actor reaches another through events that follow each other in time.

    The earliest arrival at each actor by each number of hops is kept (as in Wu et al. 2014, "Path
    problems in temporal graphs"), so that a listed path is the quickest through its last
    intermediary. Undated events have no place in time and are left out. What both sides did alike
    leads both ways. With ``directed=False`` any hop may be taken against its direction; its words
    still tell who did it.

    Raises
    ------
    QueryError
        If an actor is not known, both are the same, or ``max_hops`` is not 1 to 5.
    """
    window = window or Window()
    if not 1 <= max_hops <= LONGEST:
        raise QueryError(f"paths have 1 to {LONGEST} hops, not {max_hops}")
    left, right = (
        find_actor(store, one, level=window.level),
        find_actor(store, other, level=window.level),
    )
    if left.id == right.id:
        raise QueryError(f"{one!r} and {other!r} are both {left.name}; name two actors")
    store.connection.execute("DROP TABLE IF EXISTS hop_events")
    scope, parameters = scope_of(store, window)
    store.connection.execute(
        f"""CREATE TEMP TABLE hop_events AS
            SELECT actor AS here, target AS there, "first" AS day, id FROM ({scope})
            WHERE actor <> target AND "first" IS NOT NULL
            UNION ALL SELECT target, actor, "first", id FROM ({scope})
            WHERE actor <> target AND "first" IS NOT NULL AND (reciprocal OR ?)""",
        [*parameters, *parameters, not directed],
    )
    arrivals = list(_arrivals(store, left.id, right.id, max_hops))
    store.connection.execute("DROP TABLE hop_events")
    chosen = sorted(arrivals, key=lambda s: (s.layer, s.day, [step.event for step in _chain(s)]))[
        : at_most(limit)
    ]
    wanted = sorted({step.event for end in chosen for step in _chain(end)})
    lines = events_of(store, window, wanted)
    found = tuple(_path(left.id, _chain(end), lines) for end in chosen)
    notes = ["events without a date are left out"]
    if len(arrivals) > len(found):
        notes.append(f"{len(found)} of {len(arrivals)} paths shown")
    return Paths(
        question=f"How is {left.name} connected with {right.name}?",
        covers=window.covers(),
        notes=tuple(notes),
        one=left.id,
        one_name=left.name,
        other=right.id,
        other_name=right.name,
        rows=found,
    )


_HOPS = """
    SELECT h.there, f.node, arg_min(h.id, (h.day, h.id)), min(h.day)
    FROM hop_events h JOIN (SELECT unnest(CAST(? AS VARCHAR[])) AS node,
                                   unnest(CAST(? AS DATE[])) AS day) f
    ON h.here = f.node AND h.day >= f.day
    WHERE h.there = ? OR ? GROUP BY h.there, f.node ORDER BY 4, 3
"""


def _arrivals(store: Store, start: str, goal: str, max_hops: int) -> Iterator[_Step]:
    """Yield every arrival at the goal: one for each last intermediary and number of hops."""
    reached: dict[str, dt.date] = {start: dt.date.min}
    frontier = {start: _Step(0, start, dt.date.min, "", None)}
    for layer in range(1, max_hops + 1):
        days = [step.day for step in frontier.values()]
        rows = store.connection.execute(_HOPS, [list(frontier), days, goal, layer < max_hops])
        following: dict[str, _Step] = {}
        for step in _steps(rows.fetchall(), frontier, layer):
            if step.node == goal:
                yield step
            elif step.node not in reached or step.day < reached[step.node]:
                following.setdefault(step.node, step)
        reached.update({node: step.day for node, step in following.items()})
        frontier = following
        if not frontier:
            return


def _steps(
    rows: Iterable[tuple[str, str, str, dt.date]], frontier: Mapping[str, _Step], layer: int
) -> Iterator[_Step]:
    """Yield the steps on from the frontier, the earliest first; none leads back to where its way
    has been."""
    for there, here, event, day in rows:
        before = frontier[here]
        if all(step.node != there for step in _way(before)):
            yield _Step(layer, there, day, event, before)


def _way(step: _Step | None) -> Iterator[_Step]:
    """Yield a step and those before it, back to the start."""
    while step is not None:
        yield step
        step = step.before


def _chain(step: _Step) -> list[_Step]:
    """Return the steps that lead to one, the start left out."""
    return [one for one in _way(step) if one.before is not None][::-1]


def _path(start: str, steps: list[_Step], lines: dict[str, EventLine]) -> ActorPath:
    hops = tuple(lines[step.event] for step in steps)
    return ActorPath(
        nodes=(start, *(step.node for step in steps)),
        hops=hops,
        words="; then ".join(hop.words for hop in hops),
    )
