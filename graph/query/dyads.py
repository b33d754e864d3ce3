"""Who is connected with an actor, and what passed between two; directions apart, as they were
coded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.events import iso
from graph.query.actor_lookup import find_actor
from graph.query.answers import (
    COUNTS,
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


class Connection(AnswerPart):
    """What passed in one direction between the actor asked about and a partner."""

    partner: str
    partner_name: str
    direction: str
    events: int
    mean_score: float
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    first: str | None
    last: str | None
    strongest: EventLine


class Connections(Answer):
    """Who is connected with an actor, the most events first. ``partners`` counts all, also those
    not listed."""

    actor: str
    name: str
    partners: int
    events: int
    rows: tuple[Connection, ...]


class Between(Answer):
    """What passed between two actors: ``there`` from the first to the second, ``back`` the other
    way.

    An event of both sides alike (``reciprocal``) stands in the direction in which it was said.
    """

    one: str
    one_name: str
    other: str
    other_name: str
    there: tuple[EventLine, ...]
    back: tuple[EventLine, ...]
    there_total: int
    back_total: int


def connections(
    store: Store, actor: str, *, window: Window | None = None, limit: int = 20
) -> Connections:
    """Answer who did what to an actor and to whom it did what.

    One row a partner and direction: ``out`` is what the actor did, ``in`` what was done to it.

    Raises
    ------
    QueryError
        If the store does not know the actor.
    """
    window = window or Window()
    found = find_actor(store, actor, level=window.level)
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"""WITH mine AS (SELECT *, CASE WHEN actor = ? THEN target ELSE actor END AS partner,
                                 CASE WHEN actor = ? THEN 'out' ELSE 'in' END AS direction
                          FROM ({scope}) WHERE (actor = ? OR target = ?)
                          AND actor IS NOT NULL AND target IS NOT NULL)
            SELECT partner, direction, {COUNTS}, min("first") AS "first", max("last") AS "last",
                   arg_max(mine, {MOST_TOLD}) AS strongest,
                   sum(count(*)) OVER () AS total, count(*) OVER () AS groups,
                   (SELECT count(DISTINCT partner) FROM mine) AS partners
            FROM mine GROUP BY partner, direction
            ORDER BY events DESC, partner, direction LIMIT ?""",
        [found.id, found.id, *parameters, found.id, found.id, at_most(limit)],
    )
    names = names_of(store, (row["partner"] for row in rows))
    lines = lines_of(store, window, [row["strongest"] for row in rows])
    whole = rows[0] if rows else {"total": 0, "groups": 0, "partners": 0}
    cut = int(whole["groups"]) > len(rows)
    return Connections(
        question=f"Who is connected with {found.name}?",
        covers=window.covers(),
        notes=(f"{len(rows)} of {whole['groups']} rows shown",) if cut else (),
        actor=found.id,
        name=found.name,
        partners=int(whole["partners"]),
        events=int(whole["total"]),
        rows=tuple(_connection(row, names, line) for row, line in zip(rows, lines, strict=True)),
    )


_COUNTED = (
    "events",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)


def _connection(
    row: Mapping[str, Any], names: Mapping[str | None, str], strongest: EventLine
) -> Connection:
    return Connection(
        partner=row["partner"],
        partner_name=names[row["partner"]],
        direction=row["direction"],
        mean_score=round(row["mean_score"], 2),
        first=iso(row["first"]),
        last=iso(row["last"]),
        strongest=strongest,
        **{key: row[key] for key in _COUNTED},
    )


def between(
    store: Store, one: str, other: str, *, window: Window | None = None, limit: int = 50
) -> Between:
    """Answer what passed between two actors, the newest first, each direction apart.

    Raises
    ------
    QueryError
        If the store does not know one of them.
    """
    window = window or Window()
    left, right = (
        find_actor(store, one, level=window.level),
        find_actor(store, other, level=window.level),
    )
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"""SELECT *, count(*) OVER (PARTITION BY actor) AS total FROM ({scope})
            WHERE (actor = ? AND target = ?) OR (actor = ? AND target = ?)
            QUALIFY row_number() OVER (PARTITION BY actor ORDER BY {_NEWEST}) <= ?
            ORDER BY {_NEWEST}""",
        [*parameters, left.id, right.id, right.id, left.id, at_most(limit)],
    )
    lines = lines_of(store, window, rows)
    there = tuple(line for line in lines if line.actor == left.id)
    back = tuple(line for line in lines if line.actor != left.id)
    totals = {row["actor"]: int(row["total"]) for row in rows}
    shown, total = len(lines), sum(totals.values())
    return Between(
        question=f"What passed between {left.name} and {right.name}?",
        covers=window.covers(),
        notes=(f"{shown} of {total} events shown, the newest",) if shown < total else (),
        one=left.id,
        one_name=left.name,
        other=right.id,
        other_name=right.name,
        there=there,
        back=back,
        there_total=totals.get(left.id, 0),
        back_total=totals.get(right.id, 0) if left.id != right.id else 0,
    )


_NEWEST = '"first" DESC NULLS LAST, n_outlets DESC, id'
