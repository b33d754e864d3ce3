"""How the tone of a pair went over time, in SQL roll-ups, with the points where it turned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extract.errors import OutputError, QueryError
from graph.events import iso
from graph.files import whole_file
from graph.query.actor_lookup import find_actor
from graph.query.answers import COUNTS, Answer, EventLine, Row, events_of, rows_of, scope_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

Step = Literal["day", "week", "month"]
MOST_TURNS = 4
SMALLEST_TURN = 2.0
"""Points of the PLOVER scale (-10 to +10) by which the mean must change for a turn."""


class Bucket(Row):
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


class Turn(Row):
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
    store: Store, *, by: Step | str = "day", window: Window | None = None
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
    store: Store, one: str, other: str, *, by: Step | str = "month", window: Window | None = None
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
        f"""WITH pair AS (SELECT * FROM ({scope})
                          WHERE ((actor = ? AND target = ?) OR (actor = ? AND target = ?)) AND "first" IS NOT NULL)
            SELECT date_trunc(?, "first") AS start, {COUNTS}, count(*) FILTER (actor = ?) AS there, sum(score) AS total,
                   arg_min(id, (score, id)) AS worst, arg_max(id, (score, id)) AS kindest
            FROM pair GROUP BY ALL ORDER BY start""",
        [*parameters, left.id, right.id, right.id, left.id, _step(by), left.id],
    )
    counted = (
        "events",
        "there",
        "verbal_cooperation",
        "material_cooperation",
        "verbal_conflict",
        "material_conflict",
    )
    buckets = tuple(
        Bucket(
            start=_day(row["start"]), back=row["events"] - row["there"], mean_score=round(row["mean_score"], 2),
            **{key: row[key] for key in counted},
        )
        for row in rows
    )  # fmt: skip
    cuts = find_turns([(row["total"], row["events"]) for row in rows])
    shown = [rows[cut]["worst" if after < before else "kindest"] for cut, before, after in cuts]
    lines = events_of(store, window, shown)
    turns = tuple(
        Turn(
            start=_day(rows[cut]["start"]),
            before=round(before, 2),
            after=round(after, 2),
            event=lines.get(key),
        )
        for (cut, before, after), key in zip(cuts, shown, strict=True)
    )
    return Timeline(
        question=f"How did the tone between {left.name} and {right.name} go?", covers=window.covers(),
        notes=("events without a date are left out",), one=left.id, one_name=left.name, other=right.id, other_name=right.name,
        by=by, rows=buckets, turns=turns,
    )  # fmt: skip


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


def plot_timeline(answer: Timeline, path: str | Path) -> Path:
    """Draw a timeline as a picture (``.png``, ``.svg``, ``.pdf``): mean score, number of events,
    turns.

    Raises
    ------
    OutputError
        If matplotlib is not installed (``pip install "realpolitik[plot]"``) or the file cannot be
        written.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise OutputError('a plot needs matplotlib: pip install "realpolitik[plot]"') from None
    figure = Figure(figsize=(9, 4.5), layout="constrained")
    tone, count = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1))
    days = [dt.date.fromisoformat(row.start) for row in answer.rows]
    means = [row.mean_score for row in answer.rows]
    tone.axhline(0, color="0.7", linewidth=1)
    tone.plot(days, means, marker="o", color="#30638e")  # type: ignore[arg-type, unused-ignore]
    tone.set_ylim(-10.5, 10.5)
    tone.set_ylabel("mean score")
    tone.set_title(f"{answer.one_name} and {answer.other_name}, by {answer.by} ({answer.covers})")
    for turn in answer.turns:
        tone.axvline(dt.date.fromisoformat(turn.start), color="#d1495b", linestyle="--")  # type: ignore[arg-type, unused-ignore]
    width = {"day": 0.8, "week": 5.0, "month": 22.0}[answer.by]
    below = [0] * len(days)
    for quad, colour in (
        ("verbal_cooperation", "#a3c9a8"), ("material_cooperation", "#50808e"), ("verbal_conflict", "#edae49"),
        ("material_conflict", "#d1495b"),
    ):  # fmt: skip
        values = [getattr(row, quad) for row in answer.rows]
        count.bar(
            days, values, width=width, bottom=below, color=colour, label=quad.replace("_", " ")
        )  # type: ignore[arg-type, unused-ignore]
        below = [low + value for low, value in zip(below, values, strict=True)]
    count.set_ylabel("events")
    count.legend(fontsize="x-small", ncols=4)
    try:
        with mpl.rc_context({"svg.hashsalt": "realpolitik"}), whole_file(path) as part:
            figure.savefig(part, format=Path(path).suffix[1:].lower() or "png")
    except ValueError as error:
        raise OutputError(f"cannot write {path}: {error}") from error
    return Path(path)
