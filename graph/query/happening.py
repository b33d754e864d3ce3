"""One event: all its reports, why they are one event, and the claims that contradict it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from extract.errors import QueryError
from extract.settings import MIN_CONFIDENCE, least_confidence
from graph.query.answers import Answer, EventLine, Evidence, events_of, rows_of, sentences_of
from graph.query.merges import explain_merge
from graph.quoting import held_back
from graph.sql_parts import ANY_OF
from graph.window import EVERYTHING

if TYPE_CHECKING:
    from graph.store import Store

_OPPOSITES = {
    "asserted": ("negated",),
    "planned": ("negated",),
    "hypothetical": ("negated",),
    "historical": ("negated",),
}


class Happening(Answer):
    """An event with its evidence: ``why`` explains the merge, a line a report; ``contradicted_by``
    are opposite claims."""

    event: EventLine
    why: tuple[str, ...]
    reports: tuple[Evidence, ...]
    contradicted_by: tuple[EventLine, ...]


def event(
    store: Store, key: str, *, quote: int | None = None, min_confidence: float = MIN_CONFIDENCE
) -> Happening:
    """Answer what an event rests on.

    Parameters
    ----------
    key
        Its id, or that of one of its triples.
    quote
        How many characters of each sentence are told; all if None.
    min_confidence
        How sure the claims against it are at least.

    Raises
    ------
    QueryError
        If neither is in the store.
    """
    rows = rows_of(
        store,
        "SELECT * FROM events WHERE id = ? OR id = (SELECT event FROM triples WHERE id = ?)",
        [key, key],
    )
    if not rows:
        raise QueryError(f"no event or triple {key!r} in this store")
    row = rows[0]
    everything = EVERYTHING.model_copy(update={"quote": quote})
    triples = [held_back(triple, quote) for triple in store.triples(events=[row["id"]])]
    line = events_of(store, everything, [row["id"]])[row["id"]]
    said = sentences_of(store, row["reports"], quote)
    sure = everything.model_copy(update={"min_confidence": least_confidence(min_confidence)})
    claims = events_of(store, sure, _opposed_to(store, row))
    return Happening(
        question=f"What does {line.id} rest on?",
        covers="the whole store",
        event=line,
        why=tuple(explain_merge(line, triples)),
        reports=tuple(said[triple] for triple in row["reports"] if triple in said),
        contradicted_by=tuple(claims[key] for key in sorted(claims)),
    )


_OPPOSED = f"""
    SELECT id FROM events
    WHERE id <> ? AND actor IS NOT DISTINCT FROM ? AND target IS NOT DISTINCT FROM ? AND type = ?
    AND status {ANY_OF} AND ("first" IS NULL OR CAST(? AS DATE) IS NULL
        OR ("first" <= CAST(? AS DATE) + 2 AND "last" >= CAST(? AS DATE) - 2))
    ORDER BY id
"""


def _opposed_to(store: Store, row: Mapping[str, Any]) -> list[str]:
    """Return the ids of the events of about the same days that deny an event, or that it denies."""
    against = list(_OPPOSITES.get(row["status"], ("asserted", "planned")))
    parties = [row["id"], row["actor"], row["target"], row["type"]]
    days = [row["first"], row["last"], row["first"]]
    return [found["id"] for found in rows_of(store, _OPPOSED, [*parties, against, *days])]
