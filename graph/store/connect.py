"""Opening the one file of a store: waiting for another process, clear messages, a locked door for
reading."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import StoreError
from extract.user_files import shown
from graph.store import migrations

if TYPE_CHECKING:
    import duckdb

MEMORY = ":memory:"
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.5)


def connect(
    path: str | Path, *, read_only: bool, locked: bool, wait: float
) -> duckdb.DuckDBPyConnection:
    """Open a store's file, make or check its tables, and return the connection.

    Parameters
    ----------
    path
        A file, or ``:memory:``.
    read_only
        Open for reading; the file must exist.
    locked
        Forbid other files, extensions and settings for the life of the connection (for questions
        that users write).
    wait
        Seconds to wait while another process holds the file.

    Raises
    ------
    StoreError
        If the file is busy, damaged, missing (read only), of another program or of a newer version.
    """
    name = str(path)
    if name != MEMORY:
        _check_place(name, read_only=read_only)
    connection = _patiently(name, read_only=read_only, wait=wait)
    try:
        migrations.prepare(connection, name, read_only=read_only)
        connection.execute("SET preserve_insertion_order = true")
        if locked:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_place(name: str, *, read_only: bool) -> None:
    """Raise StoreError if no store can be, or is, at a place."""
    path = Path(name)
    if shown(name) != name:
        raise StoreError(
            f"{shown(name)}: the name of a store has to be UTF-8 text; give it another name"
        )
    if path.exists() and not path.is_file():
        raise StoreError(f"{name} is no file; a store is one file, name that")
    if read_only and not path.is_file():
        raise StoreError(
            f"there is no store at {name}; make one with `realpolitik build SOURCES --store {name}`"
        )
    if not read_only and not path.absolute().parent.is_dir():
        raise StoreError(f"the folder of {name} does not exist; create it first")


def _patiently(name: str, *, read_only: bool, wait: float) -> duckdb.DuckDBPyConnection:
    """Open a database; wait while another process holds it."""
    import duckdb

    settings: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    deadline = time.monotonic() + wait
    attempt = 0
    while True:
        try:
            return duckdb.connect(name, read_only=read_only, config=settings)
        except duckdb.Error as error:
            _explain(error, name, busy=time.monotonic() < deadline)
        time.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
        attempt += 1


def _explain(error: Exception, name: str, *, busy: bool) -> None:
    """Return where waiting may help; else raise what is wrong in words."""
    message = str(error)
    if (
        "lock" in message.casefold() and "conflict" in message.casefold()
    ) or "Could not set lock" in message:
        if busy:
            return
        holder = re.search(r"PID (\d+)", message)
        who = f" (process {holder.group(1)})" if holder else ""
        raise StoreError(
            f"{name} is being written by another process{who}; try again when it has finished"
        ) from None
    if "different configuration" in message:
        raise StoreError(
            f"{name} is already open in this process; use that Store, or close it first"
        ) from None
    if "Permission denied" in message or "Cannot open file" in message:
        raise StoreError(f"{name} cannot be opened: {message.splitlines()[0]}") from None
    raise StoreError(
        f"{name} is not a realpolitik store, or is damaged: {message.splitlines()[0]}"
    ) from error
