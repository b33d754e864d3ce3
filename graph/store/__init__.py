"""The store: one DuckDB file that holds articles, sentences, triples, events, actors, verdicts and
runs.

Everything that changes it is one transaction: it happened whole, or not at all, also when the power
goes. Adding the same article twice changes nothing; the order of adding changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extract.errors import StoreError
from graph.store import connect
from graph.store.judging import StoreJudge
from graph.store.migrations import OlderStore
from graph.store.reader import canonical
from graph.store.results import Added, Coder, Recoded, SentenceNote, Verdict, Withdrawn, notes_of
from graph.store.transactions import roll_back, told_plainly

if TYPE_CHECKING:
    import duckdb

    from graph.store.load import Loaded

__all__ = [
    "Added",
    "Coder",
    "OlderStore",
    "Recoded",
    "SentenceNote",
    "Store",
    "Verdict",
    "Withdrawn",
    "canonical",
    "notes_of",
]


class Store(StoreJudge):
    """A graph of events on disk.

    Parameters
    ----------
    path
        The file, made if it is missing, or ``:memory:``.
    read_only
        Several readers may share a file; nobody writes meanwhile.
    locked
        With ``read_only``: no other file, extension or setting can be reached, for questions that
        users write in SQL.
    wait
        Seconds to wait for another process to finish writing.

    Examples
    --------
    >>> from extract import Article
    >>> with Store(":memory:") as store:
    ...     store.add([Article.of("Turkey met Israel.")], [])
    Added(articles=1, triples=0, events=0, known=0, conflicts=(), refused=(), replaced=(), older=())
    """

    def __init__(
        self,
        path: str | Path = connect.MEMORY,
        *,
        read_only: bool = False,
        locked: bool = False,
        wait: float = 10.0,
    ) -> None:
        self.path = str(path)
        self.read_only = read_only
        self.locked = locked
        self._connection: duckdb.DuckDBPyConnection | None = connect.connect(
            path, read_only=read_only, locked=locked, wait=wait
        )

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open connection, for SQL of your own."""
        if self._connection is None:
            raise StoreError(f"the store {self.path} is closed; ask within `with Store(...)`")
        return self._connection

    def close(self) -> None:
        """Write everything into the one file and let go of it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Give the store itself, or, where it has been closed, open it for reading meanwhile."""
        if self._connection is not None or self.path == connect.MEMORY:
            yield self
            return
        with Store(self.path, read_only=True) as again:
            yield again

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Do several things wholly or not at all."""
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only")
        connection = self.connection
        with told_plainly(self.path):
            connection.execute("BEGIN")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                roll_back(connection)
                raise

    def load(self, path: str | Path, *, min_confidence: float = 0) -> Loaded:
        """Load a JSON Lines or Parquet file of triples in bulk; see
        :func:`graph.store.load.load_triples`."""
        from graph.store.load import load_triples

        return load_triples(self, path, min_confidence=min_confidence)
