"""The part of a store that keeps what readers decide about its merging."""

from __future__ import annotations

from collections.abc import Sequence

from extract.errors import QueryError
from extract.models import content_id
from graph.sql_parts import ANY_OF
from graph.store.merging import DIRTY, remerge
from graph.store.results import Verdict
from graph.store.writer import StoreWriter

_OF_TWO = ("same", "different")
_OF_ONE = ("reject", "accept")


class StoreJudge(StoreWriter):
    """The part of :class:`graph.store.Store` that is told how reports belong together."""

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
        self._check(kind, subject, object)
        if object is not None:
            subject, object = sorted((subject, object))  # noqa: A001
        verdict = Verdict(content_id("v", kind, subject, object), kind, subject, object, note)
        with self.transaction() as connection:
            connection.execute("DELETE FROM verdicts WHERE id = ?", [verdict.id])
            connection.execute("INSERT INTO verdicts VALUES (?, ?, ?, ?, ?)", list(verdict))
            self._merge_around([subject, object])
        return verdict

    def _check(self, kind: str, subject: str, other: str | None) -> None:
        """Raise QueryError if a verdict makes no sense, or names triples that are not stored."""
        if kind not in (*_OF_TWO, *_OF_ONE):
            raise QueryError(f"a verdict is same, different, reject or accept, not {kind!r}")
        if (other is None) == (kind in _OF_TWO):
            wanted = "two triples" if other is None else "one triple"
            raise QueryError(f"the verdict {kind!r} needs {wanted}")
        if subject == other:
            raise QueryError(f"the two triples are one, {subject}; name two")
        rows = self.connection.execute(
            "SELECT id FROM triples WHERE id IN (?, ?)", [subject, other]
        ).fetchall()
        known = {key for (key,) in rows}
        for key in (subject, other):
            if key is not None and key not in known:
                raise QueryError(f"no triple {key!r} is stored")

    def unjudge(self, verdict: str) -> None:
        """Take a verdict back; the merge is as it was without it."""
        with self.transaction() as connection:
            row = connection.execute(
                "DELETE FROM verdicts WHERE id = ? RETURNING subject, object", [verdict]
            ).fetchone()
            if row is None:
                raise QueryError(f"no verdict {verdict!r} is stored")
            self._merge_around(list(row), verdicts_changed=True)

    def _merge_around(self, ids: Sequence[str | None], *, verdicts_changed: bool = False) -> None:
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE dirty AS {DIRTY} WHERE id {ANY_OF}",
            [list(filter(None, ids))],
        )
        remerge(self.connection, "dirty", verdicts_changed=verdicts_changed)
