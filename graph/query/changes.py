"""What changed: dyads that are new, gone or turned between a period and the one before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from extract.errors import QueryError
from graph.query.answers import (
    Answer,
    AnswerPart,
    EventLine,
    at_most,
    lines_of,
    names_of,
    rows_of,
    scope_of,
)
from graph.query.pairs import MOST_TOLD
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

TURN = 3.0
"""Points of the PLOVER scale by which the mean of a dyad must move to have turned, where its sign
stays."""


class Change(AnswerPart):
    """A dyad that changed; ``before`` and ``after`` are mean scores, None where nothing passed."""

    kind: Literal["new", "gone", "turned"]
    actor: str
    actor_name: str
    target: str
    target_name: str
    events_before: int
    events_after: int
    before: float | None
    after: float | None
    strongest: EventLine


class Changes(Answer):
    """What changed between two periods: ``before`` and ``after`` are their first and last days."""

    before: tuple[str, str]
    after: tuple[str, str]
    rows: tuple[Change, ...]


def changes(
    store: Store, since: str, until: str, *, window: Window | None = None, limit: int = 50
) -> Changes:
    """Answer which dyads are new, gone or turned in a period, against the period of the same length
    before it.

    A dyad is an ordered pair. It turned if the sign of its mean score changed, or the mean moved by
    three points. The strongest event is of the later period, or of the earlier one for what is
    gone.

    Parameters
    ----------
    since, until
        First and last day of the period, ISO.
    window
        Level, types, statuses and so on; its days are not used.

    Raises
    ------
    QueryError
        If a day is not a day, or the period ends before it starts.
    """
    period = (window or Window()).model_dump(exclude={"since", "until"})
    after = Window(**period, since=since, until=until)
    first, last = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    length = last - first
    try:
        earlier = (first - length - dt.timedelta(days=1), first - dt.timedelta(days=1))
    except OverflowError:
        raise QueryError(f"there is no period of {length.days} days before {since}") from None
    before = Window(**period, since=earlier[0].isoformat(), until=earlier[1].isoformat())
    (old, old_parameters), (new, new_parameters) = scope_of(store, before), scope_of(store, after)
    rows = rows_of(
        store,
        _CHANGED.format(was=_sums(old), now=_sums(new)),
        [*old_parameters, *new_parameters, at_most(limit)],
    )
    names = names_of(store, (row[side] for row in rows for side in ("actor", "target")))
    lines = lines_of(store, after, [row["strongest"] for row in rows])
    total = int(rows[0]["total"]) if rows else 0
    return Changes(
        question=f"What changed from {since} to {until}?",
        covers=after.covers(),
        notes=(f"{len(rows)} of {total} changed dyads shown",) if total > len(rows) else (),
        before=(earlier[0].isoformat(), earlier[1].isoformat()),
        after=(since, until),
        rows=tuple(_change(row, names, line) for row, line in zip(rows, lines, strict=True)),
    )


_CHANGED = f"""
    WITH was AS ({{was}}), now AS ({{now}}),
         both_periods AS (
            SELECT coalesce(was.actor, now.actor) AS actor,
                   coalesce(was.target, now.target) AS target,
                   coalesce(was.events, 0) AS events_before,
                   coalesce(now.events, 0) AS events_after, was.mean AS before, now.mean AS after,
                   coalesce(now.strongest, was.strongest) AS strongest
            FROM was FULL JOIN now ON was.actor = now.actor AND was.target = now.target)
    SELECT *, count(*) OVER () AS total,
           CASE WHEN before IS NULL THEN 'new' WHEN after IS NULL THEN 'gone' ELSE 'turned' END
           AS kind
    FROM both_periods
    WHERE before IS NULL OR after IS NULL OR before * after < 0 OR abs(before - after) >= {TURN}
    ORDER BY abs(coalesce(after, 0) - coalesce(before, 0)) * (events_before + events_after) DESC,
             actor, target
    LIMIT ?
"""


def _sums(scope: str) -> str:
    return (
        "SELECT actor, target, count(*) AS events, avg(score) AS mean, "
        f"arg_max(e, {MOST_TOLD}) AS strongest FROM ({scope}) e "
        "WHERE actor IS NOT NULL AND target IS NOT NULL GROUP BY actor, target"
    )


def _change(row: dict[str, Any], names: Mapping[str | None, str], line: EventLine) -> Change:
    plain: dict[str, Any] = {
        key: row[key] for key in ("kind", "actor", "target", "events_before", "events_after")
    }
    rounded: dict[str, Any] = {
        key: None if row[key] is None else round(row[key], 2) for key in ("before", "after")
    }
    return Change(
        **plain,
        **rounded,
        actor_name=names[row["actor"]],
        target_name=names[row["target"]],
        strongest=line,
    )
