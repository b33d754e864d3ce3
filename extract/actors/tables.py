"""The lists in ``data/``: read into frozen records, and refused with the row's number where they
are wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple, get_args

from extract.errors import DataError
from extract.models import ActorKind

_SECTORS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
SECTORS = frozenset(_SECTORS.split())
KINDS = frozenset(get_args(ActorKind))
ROLE_KINDS = frozenset(
    ("state", "body", "people", "armed group", "party", "company", "organisation", "media", "asset")
)
ORGANISATION_FILES = ("organizations", "armed_groups", "forces", "bodies", "peoples")
COLUMNS = {
    "states_extra": "country,name,aliases,demonyms,capital,source",
    "organizations": "id,name,kind,country,sectors,wikidata,aliases,source",
    "armed_groups": "id,name,kind,country,sectors,wikidata,aliases,source",
    "forces": "id,name,kind,country,sectors,wikidata,aliases,source",
    "bodies": "id,name,kind,country,sectors,wikidata,aliases,source",
    "peoples": "id,name,kind,country,sectors,wikidata,aliases,source",
    "outlets": "id,name,country,aliases,source",
    "officeholders": "person,aliases,office,country,start,end,sectors,wikidata,source",
    "persons": "id,name,country,sectors,wikidata,aliases,source",
    "titles": "title,sectors,office,source",
    "metonyms": "name,country,sectors,source",
    "roles": "lemma,plural,sectors,kind,note,source",
    "state_ids": "country,wikidata,source",
    "words": "set,words,source",
    "title_countries": "title,country,source",
    "first_names": "name,gender,source",
    "regions": "name,country,aliases,source",
}
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


class Role(NamedTuple):
    """A noun that makes an actor of what it belongs to: "troops", "foreign minister",
    "protesters"."""

    lemma: str
    plural: str
    sectors: tuple[str, ...]
    kind: str


class Tenure(NamedTuple):
    """A person's time in an office; a year or a month alone counts from its first to its last
    day."""

    person: str
    aliases: tuple[str, ...]
    office: str
    country: str
    start: str
    end: str
    sectors: tuple[str, ...]
    wikidata: str

    def covers(self, day: str) -> bool:
        """Say whether the person held the office on an ISO day."""
        return (
            bool(self.start)
            and self.start[:10] <= day
            and (not self.end or day <= (self.end + "-99-99")[:10])
        )


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one list, checked: columns, ids, countries, sectors, dates.

    Raises
    ------
    DataError
        Where the file is missing or a row breaks the schema; the message names the file and the
        row.
    """
    columns = COLUMNS[name].split(",")
    source = resources.files("extract.actors").joinpath("data", f"{name}.csv")
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(
            f"extract/actors/data/{name}.csv is missing; reinstall the package"
        ) from None
    reader = csv.DictReader(text.splitlines())
    if reader.fieldnames != columns:
        raise DataError(f"{name}.csv: columns are {reader.fieldnames}, expected {columns}")
    for number, row in enumerate(reader, 2):
        wrong = _wrong(row, columns)
        if wrong:
            raise DataError(f"{name}.csv, line {number}: {wrong}; correct the row")
        yield row


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the closed word sets of ``words.csv``: prepositions, loose adjectives, verbs of
    saying ...

    Examples
    --------
    >>> "senior" in word_set("phrases.loose")
    True
    """
    return _word_sets()[name]


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(row["words"].split()) for row in rows("words")}


def listed(cell: str) -> tuple[str, ...]:
    """Cut a cell of values joined by ``|``.

    Examples
    --------
    >>> listed("UK|U.K.| Britain "), listed("")
    (('UK', 'U.K.', 'Britain'), ())
    """
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def _wrong(row: dict[str, str], columns: list[str]) -> str:
    if None in row or any(value is None for value in row.values()):
        return f"has not {len(columns)} cells"
    if not row[columns[0]].strip():
        return f"has no {columns[0]}"
    if not row["source"].strip():
        return "has no source"
    country = row.get("country", "")
    if country and not re.fullmatch(r"[A-Z]{3}", country):
        return f"{country!r} is no alpha-3 code"
    unknown = set(listed(row.get("sectors", ""))) - SECTORS
    if unknown:
        return f"unknown sectors {sorted(unknown)}"
    if "kind" in row and row["kind"] not in (ROLE_KINDS if "lemma" in row else KINDS):
        return f"unknown kind {row['kind']!r}"
    if row.get("wikidata") and not re.fullmatch(r"Q\d+", row["wikidata"]):
        return f"{row['wikidata']!r} is no Wikidata id"
    if "start" in row:
        dates = [row["start"], row["end"]]
        if any(day and not _DAY.match(day) for day in dates):
            return f"dates {dates} are not ISO"
        if row["start"] and row["end"] and row["end"] < row["start"][: len(row["end"])]:
            return f"ends {row['end']} before it starts {row['start']}"
    return ""


def roles() -> tuple[Role, ...]:
    """Return every role noun."""
    return tuple(
        Role(r["lemma"], r["plural"], listed(r["sectors"]), r["kind"]) for r in rows("roles")
    )


def tenures() -> tuple[Tenure, ...]:
    """Return every term of office."""
    return tuple(
        Tenure(
            r["person"],
            listed(r["aliases"]),
            r["office"],
            r["country"],
            r["start"],
            r["end"],
            listed(r["sectors"]),
            r["wikidata"],
        )
        for r in rows("officeholders")
    )
