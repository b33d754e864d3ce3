"""The ordered pairs of actors of a window, with what passed between them: what questions to the
whole graph are computed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.query.answers import rows_of, scope_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

MOST_TOLD = "(n_outlets, n_articles, abs(score), id)"
"""SQL: the order in which events speak for others: those that most voices tell come last."""


def pairs_of(store: Store, window: Window, more: str = "") -> list[dict[str, Any]]:
    """Return the ordered pairs of a window with counts and sums; events within an actor are left
    out. ``more`` are further columns."""
    scope, parameters = scope_of(store, window)
    return rows_of(
        store,
        f"""SELECT actor, target, count(*) AS events, sum(score) AS total,
                   count(*) FILTER (ends_with(quad, 'cooperation')) AS friendly,
                   count(*) FILTER (ends_with(quad, 'conflict')) AS hostile,
                   sum(score) FILTER (ends_with(quad, 'conflict')) AS hostile_total {more}
            FROM ({scope}) e WHERE actor IS NOT NULL AND target IS NOT NULL AND actor <> target
            GROUP BY actor, target ORDER BY actor, target""",
        parameters,
    )
