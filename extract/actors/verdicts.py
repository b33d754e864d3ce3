"""What a user decided about actors: a CSV file of ``same``, ``different`` and ``rename`` rows,
applied on every run.

Columns: ``verdict,name,other,reason``. Names may be ids, names or aliases. Taking a row out undoes
it.

- ``same``: whatever resolves to ``name`` is ``other``.
- ``different``: the words ``name`` are not the actor ``other``; they stay an actor of their own.
- ``rename``: the actor ``name`` keeps its id and is shown as ``other``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extract.actors.gazetteer import gazetteer
from extract.actors.name_index import Entry
from extract.actors.spellings import key, slug
from extract.doc_attributes import ActorMention
from extract.errors import DataError, SourceNotFound
from extract.user_files import read_table, shown

COLUMNS = ("verdict", "name", "other", "reason")


class ActorVerdict(NamedTuple):
    """One row of the file."""

    verdict: str
    name: str
    other: str
    reason: str


class ActorVerdicts:
    """The rows of one file, ready to be applied."""

    def __init__(self, rows: tuple[ActorVerdict, ...] = ()) -> None:
        self.rows = rows
        self._same: dict[str, ActorVerdict] = {}
        self._different: dict[tuple[str, str], ActorVerdict] = {}
        self._names: dict[str, ActorVerdict] = {}
        for row in rows:
            if row.verdict == "same":
                self._same.update(dict.fromkeys((key(row.name), _id_of(row.name)), row))
            elif row.verdict == "different":
                self._different[key(row.name), _id_of(row.other)] = row
            else:
                self._names[_id_of(row.name)] = row

    def apply(self, mention: ActorMention, text: str) -> ActorMention:
        """Return the mention as the verdicts have it; ``text`` is what it says."""
        parted = self._different.get((key(text), mention.id))
        if parted is not None:
            return mention._replace(
                id=slug(text),
                name=text,
                wikidata="",
                label="",
                resolved_by="verdict",
                reason=f"{text!r} is not {mention.name}: {parted.reason}",
            )
        joined = self._same.get(mention.id) or self._same.get(key(mention.name))
        if joined is not None:
            entry = _entry_of(joined.other)
            if entry is None:
                mention = mention._replace(id=slug(joined.other), name=joined.other)
            else:
                mention = mention._replace(
                    id=entry.id,
                    name=entry.name,
                    kind=entry.kind,
                    country=entry.country,
                    wikidata=entry.wikidata,
                    sectors=entry.sectors or mention.sectors,
                )
            mention = mention._replace(
                label="",
                resolved_by="verdict",
                reason=f"{joined.name!r} is the same as {joined.other!r}: {joined.reason}",
            )
        renamed = self._names.get(mention.id)
        return mention._replace(name=renamed.other, label="") if renamed is not None else mention


def read_verdicts(path: str | Path) -> ActorVerdicts:
    """Read a file of verdicts.

    Raises
    ------
    DataError
        If the file is missing, or a row is not understood; the message names its line.
    """
    rows = []
    try:
        for line, row in read_table(path, "the verdicts", set(COLUMNS)):
            rows.append(_verdict_of(row, f"{shown(path)}, line {line}"))
    except SourceNotFound:
        raise DataError(
            f"the verdicts {shown(path)} cannot be read: there is no such file; "
            f"give a CSV file of {', '.join(COLUMNS)}"
        ) from None
    return ActorVerdicts(tuple(rows))


def _verdict_of(row: dict[str, str], where: str) -> ActorVerdict:
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise DataError(
            f"{where}: unknown column {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"
        )
    if row["verdict"] not in ("same", "different", "rename"):
        raise DataError(
            f"{where}: {row['verdict'][:40]!r} is no verdict; write same, different or rename"
        )
    if not row["name"].strip() or not row["other"].strip():
        raise DataError(f"{where}: a verdict needs a name and another")
    return ActorVerdict(*(row[column] for column in COLUMNS))


def _entry_of(name: str) -> Entry | None:
    lists = gazetteer()
    if name in lists.entries:
        return lists.entries[name]
    named = lists.named(name)
    return named[0] if named else None


def _id_of(name: str) -> str:
    entry = _entry_of(name)
    return entry.id if entry is not None else slug(name)
