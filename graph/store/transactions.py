"""What happens to a transaction of a store that breaks off: it is undone, and its cause is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from extract.errors import StoreFailure

if TYPE_CHECKING:
    import duckdb


def roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Undo a transaction that broke off; where even that fails, the cause is the error to tell."""
    import duckdb

    with suppress(duckdb.Error):
        connection.execute("ROLLBACK")


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn what breaks off a transaction from outside (a full disk) into a StoreFailure with its
    cause."""
    import duckdb

    broken = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException)
    try:
        yield
    except broken as error:
        cause = " ".join(str(error).split())
        raise StoreFailure(
            f"{name} cannot be written: {cause[:300]}; what was finished before is kept"
        ) from error
