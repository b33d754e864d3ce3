"""Events that others coded, in the same store: GDELT 2, POLECAT and NGEC, ICEWS; their origin and
their own row are kept.

Such events have no sentence of an article. Their evidence is the row itself, written out as one
line, and says so: the rule is ``import:<origin>:<code>``, and the table ``imported`` holds the row
as it was given.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.errors import InputError, SourceNotFound
from graph.imports.coded_parties import Parties
from graph.imports.rows import Coded, Left, to_triple

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["ORIGINS", "Imported", "import_events"]

ORIGINS = ("gdelt", "polecat", "icews")
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
        ``gdelt`` (the 61-column TSV without header), ``polecat`` (TSV, CSV or JSON Lines, by column
        names; NGEC's JSON Lines too) or ``icews`` (TSV with header).

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
    lines: set[int] = set()
    added = known = 0
    dropped: Counter[str] = Counter()
    rejects: list[tuple[int, str]] = []
    read = _read(file, origin)
    while batch := list(islice(read, _BATCH)):
        coded = [row for row in batch if isinstance(row, Coded)]
        for row in batch:
            lines.add(row.line)
            if isinstance(row, Left) and row.sound:
                dropped[row.reason] += 1
            elif isinstance(row, Left):
                rejects.append((row.line, row.reason))
        made = [to_triple(row) for row in coded]
        articles = {article.id: article for article, _ in made}
        triples = {triple.id: triple for _, triple in made}
        result = store.add(articles.values(), triples.values())
        added += result.triples
        known += len(triples) - result.triples
        raw = {triple.id: row.record for row, (_, triple) in zip(coded, made, strict=True)}
        store.keep_rows(
            (key, origin, json.dumps(record, ensure_ascii=False)) for key, record in raw.items()
        )
    store.keep_rejects(str(file), rejects)
    return Imported(len(lines), added, known, dict(sorted(dropped.items())), tuple(rejects))


def _read(file: Path, origin: str) -> Iterator[Coded | Left]:
    parties = Parties()
    if origin == "gdelt":
        from graph.imports.gdelt import read_gdelt

        return read_gdelt(file, parties)
    if origin == "polecat":
        from graph.imports.polecat import read_polecat

        return read_polecat(file, parties)
    from graph.imports.icews import read_icews

    return read_icews(file, parties)
