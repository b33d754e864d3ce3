"""What answers are made of: frozen models with the evidence, the window they cover, and nothing of
printing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from extract.catalog import country_name
from extract.errors import QueryError
from graph.events import EVENT_FIELDS, Event, iso
from graph.quoting import quoted, quoted_title
from graph.sql_parts import ANY_OF
from graph.window import Window
from graph.wording import in_words

if TYPE_CHECKING:
    from graph.store import Store


class AnswerPart(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Evidence(AnswerPart):
    """The sentence an answer rests on, and where it was printed."""

    triple: str
    text: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    date: str | None
    origin: str


class EventLine(Event):
    """One event of an answer: who, what, to whom, in words, with its best sentence."""

    actor_name: str | None
    target_name: str | None
    words: str
    sentence: Evidence | None


class Answer(AnswerPart):
    """An answer to a question. ``covers`` says what part of the store it was asked of, ``notes``
    what it leaves out."""

    question: str
    covers: str
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the whole answer, evidence and all, as one line of JSON."""
        return self.model_dump_json()


_LINE = (*(name for name in EVENT_FIELDS if name not in ("actor", "target")), "best")
"""Columns of a window's scope that a line of an answer needs, beside both sides."""


def scope_of(store: Store, window: Window, columns: Sequence[str] = _LINE) -> tuple[str, list[Any]]:
    """Return the query of a window with the columns that a line of an answer needs."""
    return store.scope(window, columns)


def rows_of(store: Store, query: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """Run a query and return its rows by column name."""
    result = store.connection.execute(query, list(parameters))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def names_of(store: Store, ids: Iterable[str | None]) -> dict[str | None, str]:
    """Return the names of actors and states by id."""
    wanted = sorted({key for key in ids if key is not None})
    rows = store.connection.execute(
        f"SELECT id, name FROM actors WHERE id {ANY_OF}", [wanted]
    ).fetchall()
    names = {str(key): str(name) for key, name in rows}
    return {key: names.get(key) or country_name(key) for key in wanted}


def sentences_of(
    store: Store, triples: Iterable[str], quote: int | None = None
) -> dict[str, Evidence]:
    """Return the sentences of some triples by triple id; ``quote`` is how many characters of each
    are told."""
    wanted = sorted(set(triples))
    if not wanted:
        return {}
    rows = store.connection.execute(
        f"""SELECT t.id, t.sentence, t.article, a.title, a.outlet, a.url,
                   strftime(a.date, '%Y-%m-%d'), t.origin
            FROM triples t LEFT JOIN articles a ON a.id = t.article WHERE t.id {ANY_OF}""",
        [wanted],
    ).fetchall()
    return {
        row[0]: Evidence(
            triple=row[0],
            text=quoted(row[1], quote),
            article=row[2],
            title=quoted_title(row[3], quote),
            outlet=row[4],
            url=row[5],
            date=row[6],
            origin=row[7],
        )
        for row in rows
    }


def at_most(limit: int) -> int:
    """Return how many rows to give, or raise QueryError: it counts from 1."""
    if limit < 1:
        raise QueryError(f"a limit counts from 1, it cannot be {limit}")
    return limit


def lines_of(store: Store, window: Window, rows: Sequence[Mapping[str, Any]]) -> list[EventLine]:
    """Return event rows (columns of a window's scope) as lines with names, words and best
    sentence."""
    names = names_of(store, (row[side] for row in rows for side in ("actor", "target")))
    said = sentences_of(store, (row["best"] for row in rows), window.quote)
    return [_line(row, names, said.get(row["best"])) for row in rows]


def _line(
    row: Mapping[str, Any], names: Mapping[str | None, str], said: Evidence | None
) -> EventLine:
    actor, target = names.get(row["actor"]), names.get(row["target"])
    words = in_words(
        actor,
        target,
        row["type"],
        row["mode"],
        status=row["status"],
        reciprocal=row["reciprocal"],
        first=iso(row["first"]),
        place=row["place"],
    )
    return EventLine(**row, actor_name=actor, target_name=target, words=words, sentence=said)


def events_of(store: Store, window: Window, ids: Sequence[str]) -> dict[str, EventLine]:
    """Return some events of a window as lines, by id."""
    if not ids:
        return {}
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"SELECT * FROM ({scope}) WHERE id {ANY_OF}",
        [*parameters, list(ids)],
    )
    return {line.id: line for line in lines_of(store, window, rows)}


QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")

COUNTS = ", ".join(
    ["count(*) AS events", "avg(score) AS mean_score"]
    + [f"count(*) FILTER (quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS]
)
"""SQL: how many events, their mean score, and how many of each quad class."""
