"""Opening the tables of a store: made where there are none, refused where they are another's or
damaged, and led from the form of an older release to that of this one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from extract.errors import StoreError
from graph.store import columns_of_store, public_views
from graph.store.merging import rebuild_all, set_days
from graph.store.transactions import roll_back
from graph.store.write import recast_triples, sign_again

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

_log = logging.getLogger(__name__)


class OlderStore(StoreError):
    """A store of an older release, opened for reading only."""


def _to_public_views(connection: Connection) -> None:
    """From 1 (release 0.2) to 2: copies of articles are known by signatures that do not depend on a
    library; the one view of old is among the public ones."""
    connection.execute("DROP VIEW IF EXISTS reports")
    recast_triples(connection)
    set_days(connection, sign_again(connection))
    rebuild_all(connection)


def _to_labels(connection: Connection) -> None:
    """From 2 to 3: actors have a label; triples that came from 1 were written with it already."""
    query = "SELECT data_type FROM duckdb_columns() WHERE column_name = 'actor_as'"
    if not any("label" in str(kind) for (kind,) in connection.execute(query).fetchall()):
        _to_public_views(connection)


MigrationStep = str | Callable[["Connection"], object]

MIGRATIONS: dict[int, tuple[MigrationStep, ...]] = {1: (_to_public_views,), 2: (_to_labels,)}
"""Steps from a version to the next one, SQL or functions: ``{1: (...,)}`` leads from 1 to 2."""


def prepare(connection: Connection, path: str, *, read_only: bool) -> None:
    """Create, migrate or accept the schema of an open database.

    Raises
    ------
    StoreError
        If the file is another program's database, damaged, or made by a newer realpolitik.
    OlderStore
        If it has to be migrated, and is open for reading only.
    """
    found = version_of(connection, path)
    if found is None:
        if read_only:
            raise StoreError(
                f"{path} holds no store yet; add articles to it first "
                f"(`realpolitik build SOURCES --store {path}`)"
            )
        create(connection)
        return
    if found > columns_of_store.VERSION:
        raise StoreError(
            f"{path} has schema {found}, this realpolitik knows up to {columns_of_store.VERSION}; "
            "upgrade realpolitik to open it"
        )
    if found < columns_of_store.VERSION:
        if read_only:
            raise OlderStore(
                f"{path} has schema {found}; open it once for writing to bring it to "
                f"{columns_of_store.VERSION} (in Python `Store({path!r}).close()`)"
            )
        migrate(connection, found)
        _log.warning(
            "%s: brought from schema %d to %d, as this release keeps it",
            path,
            found,
            columns_of_store.VERSION,
        )


def create(connection: Connection) -> None:
    """Make the tables and views of an empty store, in one transaction."""
    connection.execute("BEGIN")
    for statement in (*columns_of_store.TABLES, *public_views.statements()):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(columns_of_store.VERSION)])
    connection.execute("COMMIT")


def tables_of(connection: Connection) -> set[str]:
    """Return the names of the tables of an open database."""
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    return {str(name) for (name,) in rows.fetchall()}


def version_of(connection: Connection, path: str) -> int | None:
    """Return the schema version of an open database, None if it is empty.

    Raises
    ------
    StoreError
        If it is another program's, or a store of which a part is missing.
    """
    found = tables_of(connection)
    if not found:
        return None
    if not {"meta", "triples"} <= found:
        raise StoreError(
            f"{path} is a DuckDB database of something else; give the store a file of its own"
        )
    rows = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    version = str(rows[0][0]) if len(rows) == 1 else ""
    if not version.isdecimal() or int(version) < 1:
        raise StoreError(_damaged(path, f"its schema is {version or 'not said'!r}"))
    missing = sorted(columns_of_store.TABLE_NAMES - found)
    if missing and int(version) <= columns_of_store.VERSION:
        raise StoreError(_damaged(path, f"it lacks the table {', '.join(missing)}"))
    return int(version)


def _damaged(path: str, how: str) -> str:
    return f"{path} is a damaged store: {how}; take it from a backup, or build it again"


def migrate(connection: Connection, found: int) -> None:
    """Lead a store from an older schema to the one of this release: all steps or none."""
    connection.execute("BEGIN")
    try:
        for version in range(found, columns_of_store.VERSION):
            for step in MIGRATIONS[version]:
                if isinstance(step, str):
                    connection.execute(step)
                else:
                    step(connection)
        for statement in public_views.statements():
            connection.execute(statement)
        row = [str(columns_of_store.VERSION)]
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", row)
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
