"""Triples as they are: JSON Lines (the contract) and Parquet (its keys as columns). Both load again
with ``Store.load``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graph.export.core import ToldEvent, rows_of
from graph.store import canonical, schema
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

_ORDER = "ORDER BY article, sentence_start, action_at.start, id"


def write_jsonl(store: Store, file: TextIO, window: Window | None) -> None:
    """Write the triples, one a line, in the order of their articles; with a window, those of its
    events."""
    for line in _lines(store, window):
        file.write(line + "\n")


def _lines(store: Store, window: Window | None) -> Iterator[str]:
    if window is None:
        yield from store.lines()
        return
    where, parameters = _within(store, window)
    query = f"SELECT CAST(to_json({schema.RECORD}) AS VARCHAR) FROM triples WHERE {where} {_ORDER}"  # noqa: S608
    cursor = store.connection.cursor().execute(query, parameters)
    while batch := cursor.fetchmany(5000):
        for (line,) in batch:
            yield canonical(line)


def _within(store: Store, window: Window | None) -> tuple[str, list[object]]:
    if window is None:
        return "true", []
    scope, parameters = store.scope(window, ("id",))
    return f"event IN (SELECT id FROM ({scope}))", parameters  # noqa: S608


def write_parquet(store: Store, path: Path, window: Window | None) -> None:
    """Write the triples as a Parquet file."""
    where, parameters = _within(store, window)
    name = str(path).replace("'", "''")
    store.connection.execute(
        f"COPY (SELECT unnest({schema.RECORD}) FROM triples WHERE {where} {_ORDER}) TO '{name}' (FORMAT parquet)",  # noqa: S608
        parameters,
    )


def read_jsonl(path: Path) -> list[ToldEvent]:
    """Return the events that the triples of a file make."""
    from graph.store import Store

    with Store() as store:
        store.load(path)
        return [ToldEvent(**dict(row)) for row in rows_of(store, None)]


read_parquet = read_jsonl
