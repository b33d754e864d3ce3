"""GDELT event files, of version 2 (61 columns) and 1 (57 or 58): tab separated, no header, CAMEO
codes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import (
    Coded,
    LeftOut,
    iso_day,
    printed_at,
    where,
)
from graph.imports.row_checks import Said, sound_row

_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
# Version 1 had no second division of places, and until 2013 no addresses.
_COLUMNS_1 = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
_VERSIONS = {
    len(COLUMNS): ("GDELT 2", COLUMNS),
    len(_COLUMNS_1): ("GDELT 1", _COLUMNS_1),
    len(_COLUMNS_1) - 1: ("GDELT 1", _COLUMNS_1[:-1]),
}


def read_gdelt(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield one outcome a row; a row of another number of columns is bad (a download that broke
    off ends in one)."""
    with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number_, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if line.strip():
                yield _read_row(number_, cells, parties)


def _read_row(line: int, cells: list[str], parties: Parties) -> Coded | LeftOut:
    version, columns = _VERSIONS.get(len(cells), ("", ()))
    if not columns:
        return LeftOut(line, f"{len(cells)} columns, {len(COLUMNS)} expected")
    row = {key: cell.strip() for key, cell in zip(columns, cells, strict=True)}
    said = [Said(name, row[name]) for name in ("GLOBALEVENTID", "SQLDATE", "EventCode")]
    sound = sound_row(line, said, partial(_sides, row, parties), digits=True)
    if isinstance(sound, LeftOut):
        return sound
    return Coded(
        line=line,
        origin="gdelt",
        version=version,
        key=row["GLOBALEVENTID"],
        **sound.parts(),
        actor_text=_words(row, 1),
        target_text=_words(row, 2),
        published=iso_day(row["DATEADDED"][:8]),
        **printed_at(row.get("SOURCEURL", ""), row.get("SOURCEURL")),
        **_where(row, parties),
        record={key: value for key, value in row.items() if value},
    )


def _where(row: dict[str, str], parties: Parties) -> dict[str, Any]:
    place = row["ActionGeo_FullName"] or None
    country = parties.country_of_fips(row["ActionGeo_CountryCode"]) if place else None
    return where(row, place, country, ("ActionGeo_Lat", "ActionGeo_Long"))


def _sides(row: dict[str, str], parties: Parties) -> tuple[Actor | None, Actor | None]:
    return _party(row, 1, parties), _party(row, 2, parties)


def _party(row: dict[str, str], side: int, parties: Parties) -> Actor | None:
    sectors = tuple(code for i in (1, 2, 3) if (code := row[f"Actor{side}Type{i}Code"]))
    return parties.find(row[f"Actor{side}Name"], row[f"Actor{side}CountryCode"], sectors)


def _words(row: dict[str, str], side: int) -> str:
    return row[f"Actor{side}Name"] or row[f"Actor{side}Code"] or row[f"Actor{side}CountryCode"]
