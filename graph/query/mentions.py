"""Where an actor is named: the words that stood for it, why they did, and the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import QueryError
from graph.query.actor_lookup import find_actor
from graph.query.answers import Answer, AnswerPart, Evidence, at_most, rows_of, sentences_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store


class Form(AnswerPart):
    """Words that stood for an actor, how they were resolved, and a sentence with them."""

    text: str
    resolved_by: str
    times: int
    as_actor: int
    as_target: int
    sentence: Evidence | None


class Mentions(Answer):
    """Every form of words that stood for an actor, the most frequent first."""

    actor: str
    name: str
    total: int
    rows: tuple[Form, ...]


def mentions(
    store: Store, actor: str, *, window: Window | None = None, limit: int = 30
) -> Mentions:
    """Answer by which words an actor is mentioned as acting or acted upon, and why they were taken
    for it.

    Raises
    ------
    QueryError
        If the store does not know the actor.
    """
    window = window or Window()
    if window.quote == 0:
        raise QueryError("this question asks for words of the articles; it has no answer without")
    found = find_actor(store, actor, level=window.level)
    scope, parameters = store.scope(window, ("id",))
    sides = " UNION ALL ".join(
        f"""SELECT t.{side}_as.mention.text AS text, t.{side}_as.resolved_by AS resolved_by,
                   '{side}' AS side, t.id
            FROM triples t JOIN scope s ON s.id = t.event WHERE s.{side} = ?"""
        for side in ("actor", "target")
    )
    rows = rows_of(
        store,
        f"""WITH scope AS ({scope})
            SELECT coalesce(text, '') AS text, resolved_by, count(*) AS times,
                   count(*) FILTER (side = 'actor') AS as_actor,
                   count(*) FILTER (side = 'target') AS as_target, min(id) AS triple,
                   sum(count(*)) OVER () AS total
            FROM ({sides}) GROUP BY 1, 2 ORDER BY times DESC, text, resolved_by LIMIT ?""",
        [*parameters, found.id, found.id, at_most(limit)],
    )
    said = sentences_of(store, (row["triple"] for row in rows), window.quote)
    made = tuple(
        Form(
            **{k: row[k] for k in ("text", "resolved_by", "times", "as_actor", "as_target")},
            sentence=said.get(row["triple"]),
        )
        for row in rows
    )
    return Mentions(
        question=f"By which words is {found.name} mentioned?",
        covers=window.covers(),
        actor=found.id,
        name=found.name,
        total=int(rows[0]["total"]) if rows else 0,
        rows=made,
    )
