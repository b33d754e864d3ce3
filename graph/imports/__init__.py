"""Events that others coded, in the same store: GDELT 2 and 1, POLECAT and NGEC, ICEWS, ACLED,
Phoenix; their origin and their own row are kept.

Such events have no sentence of an article. Their evidence is the row itself, written out as one
line, and says so: the rule is ``import:<origin>:<code>``, and the table ``imported`` holds the row
as it was given.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.errors import InputError, SourceNotFound
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import Coded, LeftOut, triple_or_reason
from graph.imports.source_files import refuse_other_tables, unpacked

if TYPE_CHECKING:
    from extract import Article, Triple
    from graph.store import Store

__all__ = ["ORIGINS", "Imported", "import_events"]

ORIGINS = ("gdelt", "polecat", "icews", "acled", "phoenix")
_BATCH = 5000


class Imported(NamedTuple):
    """What an import did.

    ``rows`` were read; of these ``dropped`` were sound but have no event in PLOVER (CAMEO 01 and
    02; counts by reason) and ``rejects`` were bad (line, reason); the others gave triples,
    ``added`` or ``known`` already.
    """

    rows: int
    added: int
    known: int
    dropped: dict[str, int]
    rejects: tuple[tuple[int, str], ...]


def import_events(store: Store, path: str | Path, origin: str) -> Imported:
    """Import a file of coded events.

    Parameters
    ----------
    origin
        ``gdelt`` (the TSV without header, of version 2 or 1), ``polecat`` (TSV, CSV or JSON Lines,
        by column names; NGEC's JSON Lines too), ``icews`` (TSV with header), ``acled`` (CSV) or
        ``phoenix`` (TSV or CSV with header). Each also in the zip or gzip of its download.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    InputError
        If the origin is unknown or required columns are missing.
    """
    file = Path(path)
    if origin not in ORIGINS:
        raise InputError(f"events come from {', '.join(ORIGINS)}, not from {origin!r}")
    if not file.is_file():
        raise SourceNotFound(f"there is no file {file}")
    tally = _Tally()
    with unpacked(file) as tables:
        for table in tables:
            refuse_other_tables(table, file)
            _take(_read(table, origin), origin, store, tally)
    store.keep_rejects(str(file), tally.rejects)
    return tally.done()


def _take(outcomes: Iterator[Coded | LeftOut], origin: str, store: Store, tally: _Tally) -> None:
    """Put what comes of the rows of a table into the store."""
    while batch := list(islice(outcomes, _BATCH)):
        made = tally.sort(batch)
        articles = {article.id: article for _, (article, _) in made}
        triples = {triple.id: triple for _, (_, triple) in made}
        result = store.add(articles.values(), triples.values())
        tally.added += result.triples
        tally.known += len(triples) - result.triples
        rows = {triple.id: json.dumps(row.record, ensure_ascii=False) for row, (_, triple) in made}
        store.keep_rows((key, origin, record) for key, record in rows.items())


class _Tally:
    """Counts what became of the rows of a file."""

    def __init__(self) -> None:
        self.lines: set[int] = set()
        self.added = self.known = 0
        self.dropped: Counter[str] = Counter()
        self.rejects: list[tuple[int, str]] = []

    def sort(self, batch: Iterable[Coded | LeftOut]) -> list[tuple[Coded, tuple[Article, Triple]]]:
        """Note the rows that give nothing, and why; return the others with what they give."""
        made: list[tuple[Coded, tuple[Article, Triple]]] = []
        for row in batch:
            self.lines.add(row.line)
            outcome = triple_or_reason(row) if isinstance(row, Coded) else row
            if isinstance(row, Coded) and not isinstance(outcome, LeftOut):
                made.append((row, outcome))
            elif isinstance(outcome, LeftOut):
                self._leave_out(outcome)
        return made

    def _leave_out(self, row: LeftOut) -> None:
        if row.sound:
            self.dropped[row.reason] += 1
        else:
            self.rejects.append((row.line, row.reason))

    def done(self) -> Imported:
        """Return the counts."""
        dropped = dict(sorted(self.dropped.items()))
        return Imported(len(self.lines), self.added, self.known, dropped, tuple(self.rejects))


def _read(file: Path, origin: str) -> Iterator[Coded | LeftOut]:
    parties = Parties()
    if origin == "gdelt":
        from graph.imports.gdelt import read_gdelt

        return read_gdelt(file, parties)
    if origin == "polecat":
        from graph.imports.polecat import read_polecat

        return read_polecat(file, parties)
    if origin == "acled":
        from graph.imports.acled import read_acled

        return read_acled(file, parties)
    if origin == "phoenix":
        from graph.imports.phoenix import read_phoenix

        return read_phoenix(file, parties)
    from graph.imports.icews import read_icews

    return read_icews(file, parties)
