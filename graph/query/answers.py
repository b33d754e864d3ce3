"""What answers are made of: frozen models with the evidence, the window they cover, and nothing of
printing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from extract.catalog import country_name
from extract.errors import QueryError
from graph.window import Window
from graph.wording import in_words

if TYPE_CHECKING:
    from graph.store import Store


class Row(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Sentence(Row):
    """The sentence an answer rests on, and where it was printed."""

    triple: str
    text: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    date: str | None
    origin: str


class EventLine(Row):
    """One event of an answer: who, what, to whom, in words, with its best sentence."""

    id: str
    actor: str | None
    actor_name: str | None
    target: str | None
    target_name: str | None
    type: str
    mode: str | None
    quad: str
    score: float
    status: str
    reciprocal: bool
    first: str | None
    last: str | None
    place: str | None
    n_articles: int
    n_outlets: int
    words: str
    sentence: Sentence | None


class Answer(Row):
    """An answer to a question. ``covers`` says what part of the store it was asked of, ``notes``
    what it leaves out."""

    question: str
    covers: str
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the whole answer, evidence and all, as one line of JSON."""
        return self.model_dump_json()


_LINE = (
    "id",
    "type",
    "mode",
    "quad",
    "score",
    "status",
    "reciprocal",
    "first",
    "last",
    "place",
    "n_articles",
    "n_outlets",
    "best",
)


def scope_of(store: Store, window: Window, columns: Sequence[str] = _LINE) -> tuple[str, list[Any]]:
    """Return the query of a window with the columns that a line of an answer needs."""
    return store.scope(window, columns)


def rows_of(store: Store, query: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """Run a query and return its rows by column name."""
    result = store.connection.execute(query, list(parameters))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def names_of(store: Store, ids: Iterable[str | None]) -> dict[str, str]:
    """Return the names of actors and states by id."""
    wanted = sorted({key for key in ids if key is not None})
    rows = store.connection.execute(
        "SELECT id, name FROM actors WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))", [wanted]
    ).fetchall()
    names = {str(key): str(name) for key, name in rows}
    return {key: names.get(key) or country_name(key) for key in wanted}


def sentences_of(store: Store, triples: Iterable[str]) -> dict[str, Sentence]:
    """Return the sentences of some triples by triple id."""
    wanted = sorted(set(triples))
    if not wanted:
        return {}
    rows = store.connection.execute(
        """SELECT t.id, t.sentence, t.article, a.title, a.outlet, a.url, strftime(a.date, '%Y-%m-%d'), t.origin
           FROM triples t LEFT JOIN articles a ON a.id = t.article WHERE t.id IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
        [wanted],
    ).fetchall()
    return {
        row[0]: Sentence(
            triple=row[0],
            text=row[1],
            article=row[2],
            title=row[3],
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


def iso(day: Any) -> str | None:
    """Return a date of the store as ISO text, or None."""
    return None if day is None else str(day.isoformat())


def lines_of(store: Store, rows: Sequence[Mapping[str, Any]]) -> list[EventLine]:
    """Return event rows (columns of a window's scope) as lines with names, words and best
    sentence."""
    names = names_of(store, (row[side] for row in rows for side in ("actor", "target")))
    said = sentences_of(store, (row["best"] for row in rows))
    lines = []
    for row in rows:
        actor, target = row["actor"], row["target"]
        first = iso(row["first"])
        words = in_words(
            names.get(actor), names.get(target), row["type"], row["mode"], status=row["status"], reciprocal=row["reciprocal"],
            first=first, place=row["place"],
        )  # fmt: skip
        plain = {key: row[key] for key in _LINE if key not in ("first", "last", "best")}
        lines.append(
            EventLine(
                **plain,
                actor=actor,
                actor_name=names.get(actor),
                target=target,
                target_name=names.get(target),
                first=first,
                last=iso(row["last"]),
                words=words,
                sentence=said.get(row["best"]),
            )
        )
    return lines


def events_of(store: Store, window: Window, ids: Sequence[str]) -> dict[str, EventLine]:
    """Return some events of a window as lines, by id."""
    if not ids:
        return {}
    scope, parameters = scope_of(store, window)
    wanted = "SELECT unnest(CAST(? AS VARCHAR[]))"
    rows = rows_of(
        store,
        f"SELECT * FROM ({scope}) WHERE id IN ({wanted})",  # noqa: S608
        [*parameters, list(ids)],
    )
    return {line.id: line for line in lines_of(store, rows)}


QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")

COUNTS = ", ".join(
    ["count(*) AS events", "avg(score) AS mean_score"]
    + [f"count(*) FILTER (quad = '{quad}') AS \"{quad.replace(' ', '_')}\"" for quad in QUADS]
)
"""SQL: how many events, their mean score, and how many of each quad class."""
