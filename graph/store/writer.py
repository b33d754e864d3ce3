"""The part of a store that takes in and gives up: articles, triples, sentences, runs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from extract.errors import QueryError
from extract.models import Article, Triple, content_id
from graph.sql_parts import ANY_OF
from graph.store.merging import DIRTY, rebuild_all, remerge, set_days
from graph.store.reader import StoreReader
from graph.store.results import (
    Added,
    Coder,
    Recoded,
    SentenceNote,
    Standing,
    Withdrawn,
    notes_of,
)
from graph.store.versions import carry_verdicts, giving_way
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

    Connection = duckdb.DuckDBPyConnection

_RECODED = 64  # articles read again in one transaction


class StoreWriter(StoreReader):
    """The part of :class:`graph.store.Store` that writes."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """Do several things wholly or not at all."""
        raise NotImplementedError

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
            An article with a stored id but another text takes the place of the old one; else it
            does so only where it is a newer version by day or revision, and is listed as a conflict
            where neither tells.

        Of two articles with one id and different texts the first is added; the id of the second is
        listed as refused, and triples whose sentence stands in its text only are left out.

        Of several articles at one address, stored or given, the newest stays; see
        :mod:`graph.store.versions`.
        """
        given, refused = _one_text_an_id(articles)
        with self.transaction() as connection:
            run_id = self._run_id(run)
            standing = self.standing_of(given.values())
            less_new: set[Standing] = {"changed", "older"}
            taken: set[Standing] = {"newer", *(less_new if replace else ())}
            stays: set[Standing] = {"unchanged", *(() if replace else less_new)}
            other, stored = _of_standing(standing, taken), set(_of_standing(standing, stays))
            fresh = {key: article for key, article in given.items() if key not in stored}
            way = giving_way(connection, fresh)
            left = stored.union(way.given)
            fresh = {key: article for key, article in fresh.items() if key not in way.given}
            told = [t for t in triples if t.article not in left and not _is_of(t, refused)]
            gone = sorted({*other, *way.stored})
            changed = self._remove(gone) if gone else []
            if gone:
                carry_verdicts(connection, {**{key: key for key in other}, **way.to}, told)
            stored_now = store_articles(connection, list(fresh.values()), run_id)
            changed += stored_now.changed
            stage_triples(connection, told)
            new = self.store_staged(changed, stored_now.copies)
            _keep_sentences(connection, (note for note in sentences if note.article in fresh))
        conflicts = () if replace else tuple(_of_standing(standing, {"changed"}))
        older = () if replace else tuple(_of_standing(standing, {"older"}))
        return Added(
            len(fresh), new[0], new[1], len(stored) - len(conflicts) - len(older), conflicts,
            tuple(sorted(refused)), tuple(gone), tuple(sorted({*older, *way.given})),
        )  # fmt: skip

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

    def store_staged(self, changed: Sequence[str], copies: Sequence[str] = ()) -> tuple[int, int]:
        """Within a transaction, store what is staged and merge around it; ``changed`` articles have
        a new voice, ``copies`` are copies of those and may have another first day.

        Returns how many triples and events were written.
        """
        connection = self.connection
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE dirty AS {DIRTY} WHERE article {ANY_OF}",
            [list(changed)],
        )
        store_staged(connection)
        count = (connection.execute("SELECT count(*) FROM staged").fetchone() or (0,))[0]
        dated = connection.execute(
            "SELECT DISTINCT article FROM staged SEMI JOIN articles a "
            "ON a.id = article AND a.text IS NOT NULL WHERE dated_by = 'article'"
        ).fetchall()
        if copies:
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE days AS SELECT id, day FROM triples "
                f"WHERE dated_by = 'article' AND article {ANY_OF}",
                [list(copies)],
            )
        set_days(connection, sorted({*changed, *copies, *(key for (key,) in dated)}))
        if copies:
            connection.execute(
                f"INSERT INTO dirty SELECT t.* REPLACE (days.day AS day) FROM ({DIRTY}) t "
                "JOIN days USING (id) WHERE t.day IS DISTINCT FROM days.day"
            )
        connection.execute(
            f"INSERT INTO dirty {DIRTY} "
            "WHERE id IN (SELECT id FROM staged UNION SELECT id FROM dirty)"
        )
        return count, self._remerge("dirty")

    def _remerge(self, table: str) -> int:
        found = self.connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        return remerge(self.connection, table) if found else 0

    def _remove(self, articles: Sequence[str]) -> list[str]:
        """Take articles out and merge what they leave; return their former copies."""
        connection = self.connection
        copies = remove_articles(connection, articles)
        connection.execute(
            f"INSERT INTO removed SELECT * FROM triples WHERE article {ANY_OF}",
            [copies],
        )
        connection.execute(
            f"UPDATE triples SET day = first WHERE dated_by = 'article' AND article {ANY_OF}",
            [copies],
        )
        set_days(connection, copies)
        connection.execute(
            "INSERT INTO removed SELECT * FROM triples WHERE id IN (SELECT id FROM removed)"
        )
        forget_actors(connection, _parties(connection, "removed"))
        self._remerge("removed")
        return copies

    def keep_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep the rows that imported triples came from: (triple, origin, JSON)."""
        given = list(rows)
        columns = dict.fromkeys(("triple", "origin", "record"), "VARCHAR")
        with self.transaction() as connection:
            keys = [key for key, _, _ in given]
            connection.execute(f"DELETE FROM imported WHERE triple {ANY_OF}", [keys])
            insert(connection, "imported", columns, given)

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
                f"SELECT id FROM articles WHERE id {ANY_OF} OR lower(outlet) = lower(?) "
                "ORDER BY id",
                [wanted, outlet],
            ).fetchall()
            if not rows:
                told = outlet or ", ".join(wanted) or "no article"
                raise QueryError(f"nothing is stored of {told}")
            ids = [key for (key,) in rows]
            count = connection.execute(
                f"SELECT count(*) FROM triples WHERE article {ANY_OF}",
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
        ids = [article.id for article in self.articles(ids=articles)]
        removed = added = 0
        for start in range(0, len(ids), _RECODED):
            batch = list(self.articles(ids=ids[start : start + _RECODED]))
            read = [reading for reading in extractor.readings(batch) if reading.error is None]
            with self.transaction():
                run = self._run_id(run)
                gone, come = self._read_again(read)
            removed += gone
            added += come
        return Recoded(len(ids), removed, added)

    def _read_again(self, readings: Sequence[Reading]) -> tuple[int, int]:
        """Put what was read anew in the place of the old; return how many triples went and came."""
        connection = self.connection
        names = [reading.article.id for reading in readings]
        where = f"article {ANY_OF} AND origin = 'text'"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE removed AS SELECT * FROM triples WHERE {where}",
            [names],
        )
        connection.execute(f"DELETE FROM triples WHERE {where}", [names])
        connection.execute(f"DELETE FROM sentences WHERE article {ANY_OF}", [names])
        gone = connection.execute("SELECT count(*) FROM removed").fetchone()
        stage_triples(connection, (t for reading in readings for t in reading.triples))
        come, _ = self.store_staged(names)
        forget_actors(connection, _parties(connection, "removed"))
        self._remerge("removed")
        _keep_sentences(connection, (note for r in readings for note in notes_of(r)))
        return (int(gone[0]) if gone else 0), come

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


def _keep_sentences(connection: Connection, notes: Iterable[SentenceNote]) -> None:
    insert(connection, "sentences", _SENTENCES, [astuple(note) for note in notes])


def _of_standing(standing: Mapping[str, Standing], wanted: set[Standing]) -> list[str]:
    """Return the ids of the articles that stand so to the store."""
    return sorted(key for key, stands in standing.items() if stands in wanted)


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


def _parties(connection: Connection, table: str) -> list[str]:
    """Return the actors and targets of a table of triples."""
    rows = connection.execute(
        f"SELECT actor FROM {table} UNION SELECT target FROM {table}"
    ).fetchall()
    return sorted(key for (key,) in rows if key is not None)
