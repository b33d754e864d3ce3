"""Reading a store: what was put in, as it was put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extract.models import Article, Triple
from extract.plover import event_types
from graph.addresses import Version, revision_of
from graph.sql_parts import ANY_OF
from graph.store import columns_of_store
from graph.store.results import SentenceNote, Standing, Verdict
from graph.store.versions import version_of
from graph.window import Window, known_word

if TYPE_CHECKING:
    import duckdb

BATCH = 2000


class StoreReader:
    """The part of :class:`graph.store.Store` that reads."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open connection."""
        raise NotImplementedError

    def triples(
        self,
        *,
        article: str | None = None,
        ids: Sequence[str] | None = None,
        events: Sequence[str] | None = None,
    ) -> Iterator[Triple]:
        """Yield stored triples as the contract writes them, by article and place in it."""
        for line in self.lines(article=article, ids=ids, events=events):
            yield Triple.model_validate_json(line)

    def lines(
        self,
        *,
        article: str | None = None,
        ids: Sequence[str] | None = None,
        events: Sequence[str] | None = None,
    ) -> Iterator[str]:
        """Yield stored triples as lines of JSON."""
        tests: list[str] = ["true"]
        parameters: list[Any] = []
        for column, value in (("id", ids), ("event", events)):
            if value is not None:
                tests.append(f"{column} {ANY_OF}")
                parameters.append(list(value))
        if article is not None:
            tests.append("article = ?")
            parameters.append(article)
        query = (
            f"SELECT CAST(to_json({columns_of_store.RECORD}) AS VARCHAR) FROM triples "
            f"WHERE {' AND '.join(tests)} ORDER BY article, sentence_start, action_at.start, id"
        )
        for (line,) in _batches(self.connection, query, parameters):
            yield canonical(line)

    def articles(
        self, *, ids: Sequence[str] | None = None, bare: bool = False
    ) -> Iterator[Article]:
        """Yield stored articles by id; with ``bare`` also those known only by their triples, with
        an empty text."""
        query = (
            "SELECT id, coalesce(text, ''), title, strftime(date, '%Y-%m-%d'), url, outlet, source "
            "FROM articles WHERE true"
        )
        parameters: list[Any] = []
        if not bare:
            query += " AND text IS NOT NULL"
        if ids is not None:
            query += f" AND id {ANY_OF}"
            parameters.append(list(ids))
        for key, text, title, date, url, outlet, source in _batches(
            self.connection, query + " ORDER BY id", parameters
        ):
            yield Article(
                id=key, text=text, title=title, date=date, url=url, outlet=outlet, source=source
            )

    def scope(self, window: Window, columns: Sequence[str] = ("*",)) -> tuple[str, list[Any]]:
        """Return the query of a window of this store, and its parameters; see
        :meth:`graph.window.Window.scope`.

        Raises
        ------
        QueryError
            If a type that is asked for is neither PLOVER's nor that of an event here.
        """
        for kind in set(window.types) - set(event_types()):
            rows = self.connection.execute("SELECT DISTINCT type FROM events").fetchall()
            here = {str(held) for (held,) in rows}
            known_word(kind, [*event_types(), *sorted(here - set(event_types()))], "an event type")
        return window.scope(columns)

    def standing_of(self, articles: Iterable[Article]) -> dict[str, Standing]:
        """Tell of each article, by id, whether it is new to the store, unchanged, or changed: a
        newer or an older version where day or revision tells it."""
        given = {article.id: version_of(article) for article in articles}
        rows = self.connection.execute(
            "SELECT id, title, strftime(date, '%Y-%m-%d'), hash FROM articles "
            f"WHERE text IS NOT NULL AND id {ANY_OF}",
            [list(given)],
        ).fetchall()
        stored = {k: Version(day or "", revision_of(title), h, k) for k, title, day, h in rows}
        return {key: _standing(stored.get(key), version) for key, version in given.items()}

    def sentences(self, *, coded: bool | None = None) -> Iterator[SentenceNote]:
        """Yield the sentences read, in order; ``coded=False`` for those that gave no triple."""
        query = 'SELECT article, "index", "start", "end", coded, reason FROM sentences'
        if coded is not None:
            query += f" WHERE coded = {'true' if coded else 'false'}"
        for row in _batches(self.connection, query + ' ORDER BY article, "index"', []):
            yield SentenceNote(*row)

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        tables = (
            "articles",
            "sentences",
            "triples",
            "events",
            "actors",
            "verdicts",
            "runs",
            "rejects",
        )
        row = self.connection.execute(
            "SELECT " + ", ".join(f"(SELECT count(*) FROM {t})" for t in tables)
        ).fetchone()
        return dict(zip(tables, row or (), strict=True))

    def verdicts(self) -> list[Verdict]:
        """Return all verdicts, by id."""
        rows = self.connection.execute(
            "SELECT id, kind, subject, object, note FROM verdicts ORDER BY id"
        ).fetchall()
        return [Verdict(*row) for row in rows]


def _standing(stored: Version | None, given: Version) -> Standing:
    if stored is None:
        return "new"
    if stored.text == given.text:
        return "unchanged"
    undated = not stored.day or not given.day
    if undated or stored[:2] == given[:2]:
        return "changed"
    return "newer" if given > stored else "older"


def canonical(line: str) -> str:
    """Return a line of the store as the contract writes it: DuckDB spells control characters in
    capitals."""
    return Triple.model_validate_json(line).to_json() if "\\u" in line else line


def _batches(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any]
) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()
    result = cursor.execute(query, list(parameters))
    while rows := result.fetchmany(BATCH):
        yield from rows
