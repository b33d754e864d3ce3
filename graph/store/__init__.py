"""The store: one DuckDB file that holds articles, sentences, triples, events, actors, verdicts and
runs.

Everything that changes it is one transaction: it happened whole, or not at all, also when the power
goes. Adding the same article twice changes nothing; the order of adding changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from extract.errors import QueryError, StoreError
from extract.models import Article, Triple, content_id
from graph.store import connect
from graph.store.merging import DIRTY, rebuild_all, remerge, set_days
from graph.store.migrations import OlderStore
from graph.store.reader import StoreReader, canonical
from graph.store.results import Added, Coder, Recoded, SentenceNote, Verdict, Withdrawn, notes_of
from graph.store.transactions import roll_back, told_plainly
from graph.store.write import (
    forget_actors,
    insert,
    remove_articles,
    stage_triples,
    store_articles,
    store_staged,
)

if TYPE_CHECKING:
    import duckdb

    from extract.report import Reading
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

_IN_ARTICLES = "article IN (SELECT unnest(CAST(? AS VARCHAR[])))"


class Store(StoreReader):
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
    >>> with Store(":memory:") as store:
    ...     store.add([Article.of("Turkey met Israel.")], [])
    Added(articles=1, triples=0, events=0, known=0, conflicts=(), refused=())
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

    # ------------------------------------------------------------------ writing

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

    def add(
        self,
        articles: Iterable[Article],
        triples: Iterable[Triple],
        *,
        run: str | Mapping[str, Any] | None = None,
        sentences: Iterable[SentenceNote] = (),
        replace: bool = False,
    ) -> Added:
        """Add whole articles with their triples, in one transaction.

        An article that is stored already (same id, same text) is left as it is, with its triples:
        use :meth:`recode` to read it anew. Triples whose article is not given are added by
        themselves, unless they are stored.

        Parameters
        ----------
        run
            The id of a run, or its settings (``extractor``, ``command`` and whatever else); a new
            one is recorded.
        sentences
            The sentences read, coded or not with the reason.
        replace
            An article with a stored id but another text takes the place of the old one; else it is
            listed as a conflict.

        Of two articles with one id and different texts the first is added; the id of the second is
        listed as refused, and triples whose sentence stands in its text only are left out.
        """
        given, refused = _one_text_an_id(articles)
        with self.transaction() as connection:
            run_id = self._run_id(run)
            standing = self.standing_of(given.values())
            other = sorted(key for key, stands in standing.items() if stands == "changed")
            changed = self._remove(other) if replace and other else []
            stored = {
                key
                for key, stands in standing.items()
                if stands == "unchanged" or (stands == "changed" and not replace)
            }
            fresh = [article for key, article in given.items() if key not in stored]
            changed += store_articles(connection, fresh, run_id)
            told = (t for t in triples if t.article not in stored and not _is_of(t, refused))
            stage_triples(connection, told)
            new = self.store_staged(changed)
            kept = {article.id for article in fresh}
            _keep_sentences(connection, (note for note in sentences if note.article in kept))
        conflicts = () if replace else tuple(other)
        known = len(stored) - len(conflicts)
        return Added(len(fresh), new[0], new[1], known, conflicts, tuple(sorted(refused)))

    def add_readings(
        self,
        readings: Iterable[Reading],
        *,
        run: str | Mapping[str, Any] | None = None,
        replace: bool = False,
    ) -> Added:
        """Add what an extractor read: articles, triples, and the sentences without one; failed
        readings are left out, and so is the second of two texts under one id."""
        good: dict[str, Reading] = {}
        refused: set[str] = set()
        for reading in readings:
            first = good.setdefault(reading.article.id, reading) if not reading.error else reading
            if first.article.text != reading.article.text:
                refused.add(reading.article.id)
        added = self.add(
            [reading.article for reading in good.values()],
            [triple for reading in good.values() for triple in reading.triples],
            run=run,
            sentences=[note for reading in good.values() for note in notes_of(reading)],
            replace=replace,
        )
        return added._replace(refused=tuple(sorted(refused)))

    def store_staged(self, changed: Sequence[str]) -> tuple[int, int]:
        """Within a transaction, store what is staged and merge around it; ``changed`` articles have
        a new voice.

        Returns how many triples and events were written.
        """
        connection = self.connection
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE dirty AS {DIRTY} WHERE {_IN_ARTICLES}", [list(changed)]
        )
        store_staged(connection)
        count = (connection.execute("SELECT count(*) FROM staged").fetchone() or (0,))[0]
        dated = connection.execute(
            "SELECT DISTINCT article FROM staged SEMI JOIN articles a ON a.id = article AND a.text IS NOT NULL "
            "WHERE dated_by = 'article'"
        ).fetchall()
        set_days(connection, sorted({*changed, *(key for (key,) in dated)}))
        connection.execute(
            f"INSERT INTO dirty {DIRTY} WHERE id IN (SELECT id FROM staged UNION SELECT id FROM dirty)"  # noqa: S608
        )
        return count, self._remerge("dirty")

    def _remerge(self, table: str) -> int:
        found = self.connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608
        return remerge(self.connection, table) if found else 0

    def _remove(self, articles: Sequence[str]) -> list[str]:
        """Take articles out and merge what they leave; return their former copies."""
        connection = self.connection
        copies = remove_articles(connection, articles)
        connection.execute(
            "INSERT INTO removed SELECT * FROM triples WHERE article IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [copies],
        )
        connection.execute(
            "UPDATE triples SET day = first WHERE dated_by = 'article' AND article IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [copies],
        )
        set_days(connection, copies)
        connection.execute(
            "INSERT INTO removed SELECT * FROM triples WHERE id IN (SELECT id FROM removed)"
        )
        forget_actors(connection, _parties(connection, "removed"))
        self._remerge("removed")
        return copies

    def load(self, path: str | Path) -> Loaded:
        """Load a JSON Lines or Parquet file of triples in bulk; see
        :func:`graph.store.load.load_triples`."""
        from graph.store.load import load_triples

        return load_triples(self, path)

    def keep_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep the rows that imported triples came from: (triple, origin, JSON)."""
        given = list(rows)
        with self.transaction() as connection:
            keys = [key for key, _, _ in given]
            connection.execute(
                "DELETE FROM imported WHERE triple IN (SELECT unnest(CAST(? AS VARCHAR[])))", [keys]
            )
            insert(
                connection,
                "imported",
                {"triple": "VARCHAR", "origin": "VARCHAR", "record": "VARCHAR"},
                given,
            )

    def keep_rejects(self, source: str, rejects: Iterable[tuple[int, str]]) -> None:
        """Keep the rows of a file that were refused: (line, reason), in the place of those of an
        earlier reading."""
        columns = {"source": "VARCHAR", "record": "INTEGER", "reason": "VARCHAR"}
        with self.transaction() as connection:
            connection.execute("DELETE FROM rejects WHERE source = ?", [source])
            insert(
                connection, "rejects", columns, [(source, line, reason) for line, reason in rejects]
            )

    def withdraw(
        self, *, article: str | Sequence[str] | None = None, outlet: str | None = None
    ) -> Withdrawn:
        """Take out an article (or several), or all articles of an outlet, with everything that
        rests on them.

        Raises
        ------
        QueryError
            If nothing of the kind is stored.
        """
        wanted = [article] if isinstance(article, str) else list(article or ())
        with self.transaction() as connection:
            rows = connection.execute(
                "SELECT id FROM articles WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[]))) "
                "OR lower(outlet) = lower(?) ORDER BY id",
                [wanted, outlet],
            ).fetchall()
            if not rows:
                raise QueryError(
                    f"nothing is stored of {outlet or ', '.join(wanted) or 'no article'}"
                )
            ids = [key for (key,) in rows]
            count = connection.execute(
                "SELECT count(*) FROM triples WHERE article IN (SELECT unnest(CAST(? AS VARCHAR[])))",
                [ids],
            ).fetchone()
            self._remove(ids)
        return Withdrawn(len(ids), int(count[0]) if count else 0)

    def recode(
        self,
        extractor: Coder,
        *,
        articles: Sequence[str] | None = None,
        run: str | Mapping[str, Any] | None = None,
    ) -> Recoded:
        """Read stored articles again and put the new triples in the place of the old; imported
        triples stay.

        One transaction a batch of whole articles; call it again after a stop and it ends in the
        same place.
        """
        ids = [a.id for a in self.articles(ids=articles)]
        removed = added = 0
        for start in range(0, len(ids), 64):
            batch = list(self.articles(ids=ids[start : start + 64]))
            read = [reading for reading in extractor.readings(batch) if reading.error is None]
            batch = [reading.article for reading in read]
            triples = [triple for reading in read for triple in reading.triples]
            notes = [note for reading in read for note in notes_of(reading)]
            with self.transaction() as connection:
                run = self._run_id(run)
                names = [a.id for a in batch]
                where = "article IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND origin = 'text'"
                connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE removed AS SELECT * FROM triples WHERE {where}",  # noqa: S608
                    [names],
                )
                connection.execute(f"DELETE FROM triples WHERE {where}", [names])  # noqa: S608
                connection.execute(
                    "DELETE FROM sentences WHERE article IN (SELECT unnest(CAST(? AS VARCHAR[])))",
                    [names],
                )
                gone = connection.execute("SELECT count(*) FROM removed").fetchone()
                stage_triples(connection, triples)
                come, _ = self.store_staged(names)
                forget_actors(connection, _parties(connection, "removed"))
                self._remerge("removed")
                _keep_sentences(connection, notes)
            removed += int(gone[0]) if gone else 0
            added += come
        return Recoded(len(ids), removed, added)

    def judge(
        self,
        kind: str,
        subject: str,
        object: str | None = None,  # noqa: A002
        note: str | None = None,
    ) -> Verdict:
        """Record a verdict on triples and let it hold through later runs.

        ``same`` and ``different`` name two triples; ``reject`` takes one out of every view,
        ``accept`` only notes it.
        """
        if kind not in ("same", "different", "reject", "accept"):
            raise QueryError(f"a verdict is same, different, reject or accept, not {kind!r}")
        if (object is None) == (kind in ("same", "different")):
            raise QueryError(
                f"the verdict {kind!r} needs {'two triples' if object is None else 'one triple'}"
            )
        if subject == object:
            raise QueryError(f"the two triples are one, {subject}; name two")
        known = [
            key
            for (key,) in self.connection.execute(
                "SELECT id FROM triples WHERE id IN (?, ?)", [subject, object]
            ).fetchall()
        ]
        for key in filter(None, (subject, object)):
            if key not in known:
                raise QueryError(f"no triple {key!r} is stored")
        if object is not None:
            subject, object = sorted((subject, object))  # noqa: A001
        verdict = Verdict(content_id("v", kind, subject, object), kind, subject, object, note)
        with self.transaction() as connection:
            connection.execute("DELETE FROM verdicts WHERE id = ?", [verdict.id])
            connection.execute("INSERT INTO verdicts VALUES (?, ?, ?, ?, ?)", list(verdict))
            self._remerge_triples([subject, object])
        return verdict

    def unjudge(self, verdict: str) -> None:
        """Take a verdict back; the merge is as it was without it."""
        with self.transaction() as connection:
            row = connection.execute(
                "DELETE FROM verdicts WHERE id = ? RETURNING subject, object", [verdict]
            ).fetchone()
            if row is None:
                raise QueryError(f"no verdict {verdict!r} is stored")
            self._remerge_triples(list(row), verdicts_changed=True)

    def _remerge_triples(
        self, ids: Sequence[str | None], *, verdicts_changed: bool = False
    ) -> None:
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE dirty AS {DIRTY} WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [list(filter(None, ids))],
        )
        remerge(self.connection, "dirty", verdicts_changed=verdicts_changed)

    def record_run(self, settings: Mapping[str, Any]) -> str:
        """Record a run with its settings; return its id, for what is added in it."""
        with self.transaction():
            return self._record_run(settings)

    def _run_id(self, run: str | Mapping[str, Any] | None) -> str | None:
        return run if run is None or isinstance(run, str) else self._record_run(run)

    def _record_run(self, run: Mapping[str, Any]) -> str:
        started = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
        settings = json.dumps(dict(run), default=str, sort_keys=True)
        key = content_id("r", started.isoformat(), settings)
        known = self.connection.execute("SELECT 1 FROM runs WHERE id = ?", [key]).fetchone()
        if not known:
            row = [key, started, run.get("extractor"), run.get("command"), settings]
            self.connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", row)
        return key

    def rebuild(self) -> int:
        """Merge the whole store anew, as an import of everything would; returns the number of
        events."""
        with self.transaction() as connection:
            return rebuild_all(connection)


_SENTENCES = {
    "article": "VARCHAR", "index": "INTEGER", "start": "INTEGER", "end": "INTEGER",
    "coded": "BOOLEAN", "reason": "VARCHAR",
}  # fmt: skip


def _keep_sentences(connection: duckdb.DuckDBPyConnection, notes: Iterable[SentenceNote]) -> None:
    insert(connection, "sentences", _SENTENCES, [astuple(note) for note in notes])


def _one_text_an_id(articles: Iterable[Article]) -> tuple[dict[str, Article], dict[str, str]]:
    """Return the first article of each id, and the texts of first articles whose id another text
    bears too."""
    given: dict[str, Article] = {}
    clashing: dict[str, str] = {}
    for article in articles:
        first = given.setdefault(article.id, article)
        if first.text != article.text:
            clashing[article.id] = first.text
    return given, clashing


def _is_of(triple: Triple, clashing: Mapping[str, str]) -> bool:
    """Tell whether a triple comes from a refused text: its sentence does not stand in the text that
    was kept under the id."""
    text = clashing.get(triple.article)
    sentence = triple.sentence
    return text is not None and text[sentence.start : sentence.end] != sentence.text


def _parties(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Return the actors and targets of a table of triples."""
    rows = connection.execute(
        f"SELECT actor FROM {table} UNION SELECT target FROM {table}"  # noqa: S608
    ).fetchall()
    return sorted(key for (key,) in rows if key is not None)
