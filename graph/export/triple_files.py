"""Triples as they are: JSON Lines (the contract) and Parquet (its keys as columns). Both load again
with ``Store.load``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from extract import Triple
from graph.export.core import ToldEvent, rows_of
from graph.quoting import held_back
from graph.store import canonical
from graph.store.columns_of_store import RECORD, RECORD_TYPE
from graph.window import EVERYTHING, Window

if TYPE_CHECKING:
    from graph.store import Store

_ORDER = "ORDER BY article, sentence_start, action_at.start, id"
_BATCH = 5000


def write_jsonl(store: Store, file: TextIO, window: Window | None) -> None:
    """Write the triples, one a line, in the order of their articles; with a window, those of its
    events that are sure enough for it."""
    for line in _lines(store, window or EVERYTHING):
        file.write(line + "\n")


def _lines(store: Store, window: Window) -> Iterator[str]:
    where, parameters = _within(store, window)
    query = f"SELECT CAST(to_json({RECORD}) AS VARCHAR) FROM triples WHERE {where} {_ORDER}"
    cursor = store.connection.cursor().execute(query, parameters)
    while batch := cursor.fetchmany(_BATCH):
        for (line,) in batch:
            if window.quote is None:
                yield canonical(line)
            else:
                yield held_back(Triple.model_validate_json(line), window.quote).to_json()


def _within(store: Store, window: Window) -> tuple[str, list[object]]:
    """Return the condition on triples; without a window also those that are in no event."""
    if window.is_everything:
        return "true", []
    scope, parameters = store.scope(window, ("id",))
    where = f"event IN (SELECT id FROM ({scope})) AND confidence >= ?"
    return where, [*parameters, window.min_confidence]


def write_parquet(store: Store, path: Path, window: Window | None) -> None:
    """Write the triples as a Parquet file."""
    window = window or EVERYTHING
    name = str(path).replace("'", "''")
    connection = store.connection
    if window.quote is None:
        where, parameters = _within(store, window)
        connection.execute(
            f"COPY (SELECT unnest({RECORD}) FROM triples WHERE {where} {_ORDER}) "
            f"TO '{name}' (FORMAT parquet)",
            parameters,
        )
        return
    connection.execute(f"CREATE OR REPLACE TEMP TABLE held_back (r {RECORD_TYPE})")
    lines = _lines(store, window)
    while batch := list(islice(lines, _BATCH)):
        connection.execute(
            f"INSERT INTO held_back SELECT unnest(CAST(CAST(? AS JSON[]) AS {RECORD_TYPE}[]))",
            [batch],
        )
    connection.execute(f"COPY (SELECT unnest(r) FROM held_back) TO '{name}' (FORMAT parquet)")
    connection.execute("DROP TABLE held_back")


def read_jsonl(path: Path) -> list[ToldEvent]:
    """Return the events that the triples of a file make."""
    from graph.store import Store

    with Store() as store:
        store.load(path)
        return [ToldEvent(**dict(row)) for row in rows_of(store, None)]


read_parquet = read_jsonl
