"""A question in SQL, with every other door locked: reading only, no other file, no setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.errors import QueryError
from graph.query.answers import Answer, at_most
from graph.store.public_views import SCHEMA

if TYPE_CHECKING:
    from graph.store import Store


class SqlRows(Answer):
    """The rows of a SELECT, with the names of its columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def sql(store: Store, query: str, *, limit: int = 1000) -> SqlRows:
    """Answer one SELECT of the public views of a store (``v1.events``, ``v1.triples``,
    ``v1.articles``, ``v1.sentences``, ``v1.actors``, ``v1.reports`` ...; ``v1.columns`` says what
    is in them). A name without a schema is that of the view.

    The store must be opened with ``Store(path, read_only=True, locked=True)``: DuckDB then can
    neither write, nor read another file, nor load an extension, nor change a setting back.

    Raises
    ------
    QueryError
        If the store is not locked, or the query is not one SELECT, or DuckDB cannot answer it.
    """
    import duckdb

    if not (store.locked and store.read_only):
        raise QueryError("SQL needs a store opened with Store(path, read_only=True, locked=True)")
    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(f"this is not SQL: {_first_line(error)}") from None
    if len(statements) != 1 or statements[0].type not in (
        duckdb.StatementType.SELECT,
        duckdb.StatementType.EXPLAIN,
    ):
        raise QueryError("give one SELECT (or WITH … SELECT); nothing else is run")
    try:
        cursor = store.connection.cursor()
        cursor.execute(f"SET search_path = '{SCHEMA},main'")
        result = cursor.execute(statements[0])
        columns = tuple(column[0] for column in result.description or ())
        rows = result.fetchmany(at_most(limit) + 1)
    except duckdb.Error as error:
        raise QueryError(f"the query cannot be answered: {_first_line(error)}") from None
    notes = (f"the first {limit} rows are shown",) if len(rows) > limit else ()
    return SqlRows(
        question=query,
        covers="the whole store",
        notes=notes,
        columns=columns,
        rows=tuple(rows[:limit]),
    )


def _first_line(error: Exception) -> str:
    return str(error).split("\n\n")[0].replace("\n", " ").strip()
