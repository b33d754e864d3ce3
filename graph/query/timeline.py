"""How the tone of a pair went over time, in SQL roll-ups, with the points where it turned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from extract.errors import QueryError
from graph.events import iso
from graph.query.actor_lookup import find_actor
from graph.query.answers import COUNTS, Answer, AnswerPart, EventLine, events_of, rows_of, scope_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

Interval = Literal["day", "week", "month"]
MOST_TURNS = 4
SMALLEST_TURN = 2.0
"""Points of the PLOVER scale (-10 to +10) by which the mean must change for a turn."""


class Bucket(AnswerPart):
    """One day, week or month of a pair; ``there`` counts what the first did to the second, ``back``
    the reverse."""

    start: str
    events: int
    there: int
    back: int
    mean_score: float
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int


class Turn(AnswerPart):
    """A point at which the mean score changed: before it ``before``, from it on ``after``, with an
    event that shows it."""

    start: str
    before: float
    after: float
    event: EventLine | None


class Timeline(Answer):
    """The tone of a pair over time."""

    one: str
    one_name: str
    other: str
    other_name: str
    by: str
    rows: tuple[Bucket, ...]
    turns: tuple[Turn, ...]


def dyads(
    store: Store, *, by: Interval | str = "day", window: Window | None = None
) -> list[dict[str, Any]]:
    """Roll up every ordered pair of a window by day, week or month: counts, mean score, quads.

    Returns
    -------
    list of dict
        ``actor``, ``target``, ``start`` (ISO), ``events``, ``mean_score`` and the count of each
        quad class.
    """
    scope, parameters = scope_of(store, window or Window())
    rows = rows_of(
        store,
        f"""SELECT actor, target, date_trunc(?, "first") AS start, {COUNTS} FROM ({scope})
            WHERE actor IS NOT NULL AND target IS NOT NULL AND "first" IS NOT NULL GROUP BY ALL
            ORDER BY actor, target, start""",
        [_step(by), *parameters],
    )
    return [
        {**row, "start": _day(row["start"]), "mean_score": round(row["mean_score"], 2)}
        for row in rows
    ]


def timeline(
    store: Store,
    one: str,
    other: str,
    *,
    by: Interval | str = "month",
    window: Window | None = None,
) -> Timeline:
    """Answer how the tone between two actors went, and where it turned.

    Turning points come from splitting the series where the two means differ most (binary
    segmentation; Scott and Knott 1974), up to four times, as long as the means differ by two points
    of the scale and both sides hold two events.

    Raises
    ------
    QueryError
        If an actor is not known or ``by`` is not day, week or month.
    """
    window = window or Window()
    left, right = (
        find_actor(store, one, level=window.level),
        find_actor(store, other, level=window.level),
    )
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"""WITH pair AS (SELECT * FROM ({scope}) WHERE "first" IS NOT NULL
                          AND ((actor = ? AND target = ?) OR (actor = ? AND target = ?)))
            SELECT date_trunc(?, "first") AS start, {COUNTS},
                   count(*) FILTER (actor = ?) AS there, sum(score) AS total,
                   arg_min(id, (score, id)) AS worst, arg_max(id, (score, id)) AS kindest
            FROM pair GROUP BY ALL ORDER BY start""",
        [*parameters, left.id, right.id, right.id, left.id, _step(by), left.id],
    )
    return Timeline(
        question=f"How did the tone between {left.name} and {right.name} go?",
        covers=window.covers(),
        notes=("events without a date are left out",),
        one=left.id,
        one_name=left.name,
        other=right.id,
        other_name=right.name,
        by=by,
        rows=tuple(_bucket(row) for row in rows),
        turns=_turns(store, window, rows),
    )


_COUNTED = (
    "events",
    "there",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)


def _bucket(row: Mapping[str, Any]) -> Bucket:
    return Bucket(
        start=_day(row["start"]),
        back=row["events"] - row["there"],
        mean_score=round(row["mean_score"], 2),
        **{key: row[key] for key in _COUNTED},
    )


def _turns(store: Store, window: Window, rows: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """Return where the tone turned, each with the event that shows it best."""
    cuts = find_turns([(row["total"], row["events"]) for row in rows])
    shown = [rows[cut]["worst" if after < before else "kindest"] for cut, before, after in cuts]
    lines = events_of(store, window, shown)
    return tuple(
        Turn(
            start=_day(rows[cut]["start"]),
            before=round(before, 2),
            after=round(after, 2),
            event=lines.get(key),
        )
        for (cut, before, after), key in zip(cuts, shown, strict=True)
    )


def find_turns(series: Sequence[tuple[float, int]]) -> list[tuple[int, float, float]]:
    """Find where a series of (sum, count) turns: (index of the first bucket after, mean before,
    mean after).

    Examples
    --------
    >>> find_turns([(6, 2), (5, 2), (-8, 2), (-7, 2)])
    [(2, 2.75, -3.75)]
    >>> find_turns([(1, 1), (2, 1)])
    []
    """
    cuts: list[int] = []
    for _ in range(MOST_TURNS):
        best: tuple[float, int] | None = None
        bounds = [0, *cuts, len(series)]
        for low, high in pairwise(bounds):
            for cut in range(low + 1, high):
                gain = _gain(series[low:cut], series[cut:high])
                if gain is not None and (best is None or gain > best[0]):
                    best = (gain, cut)
        if best is None:
            break
        cuts = sorted([*cuts, best[1]])
    bounds = [0, *cuts, len(series)]
    means = [_mean(series[low:high]) for low, high in pairwise(bounds)]
    return [(cut, means[i], means[i + 1]) for i, cut in enumerate(cuts)]


def _mean(series: Sequence[tuple[float, int]]) -> float:
    return sum(total for total, _ in series) / max(1, sum(count for _, count in series))


def _gain(left: Sequence[tuple[float, int]], right: Sequence[tuple[float, int]]) -> float | None:
    """Return how much of the squared error a cut takes away, None where it is no turn."""
    n, m = sum(count for _, count in left), sum(count for _, count in right)
    step = abs(_mean(left) - _mean(right))
    return step * step * n * m / (n + m) if min(n, m) >= 2 and step >= SMALLEST_TURN else None


def _step(by: str) -> str:
    if by not in ("day", "week", "month"):
        raise QueryError(f"a timeline goes by day, week or month, not by {by!r}")
    return by


def _day(start: dt.date | dt.datetime) -> str:
    return iso(start.date() if isinstance(start, dt.datetime) else start) or ""
