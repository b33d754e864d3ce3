"""GDELT 2 event files: 61 columns, tab separated, no header, CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import (
    Coded,
    LeftOut,
    cameo_code,
    event_of_cameo,
    host_of,
    iso_day,
    number,
)

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


def read_gdelt(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield one outcome a row; a row that has not 61 columns is bad (a download that broke off ends
    in one)."""
    with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number_, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if line.strip():
                yield _read_row(number_, cells, parties)


def _read_row(line: int, cells: list[str], parties: Parties) -> Coded | LeftOut:
    if len(cells) != len(COLUMNS):
        return LeftOut(line, f"{len(cells)} columns, {len(COLUMNS)} expected")
    row = {key: cell.strip() for key, cell in zip(COLUMNS, cells, strict=True)}
    day, code = iso_day(row["SQLDATE"]), cameo_code(row["EventCode"])
    if not row["GLOBALEVENTID"].isdigit():
        return LeftOut(line, f"GLOBALEVENTID {row['GLOBALEVENTID'][:60]!r} is no number")
    if day is None:
        return LeftOut(line, f"SQLDATE {row['SQLDATE'][:60]!r} is no day")
    if code is None:
        return LeftOut(line, f"EventCode {row['EventCode'][:60]!r} is no CAMEO code")
    event = event_of_cameo(code)
    if event is None:
        return LeftOut(line, f"CAMEO {code[:2]} has no event in PLOVER", sound=True)
    actor, target = _party(row, 1, parties), _party(row, 2, parties)
    if actor is None and target is None:
        return LeftOut(line, "neither side is named")
    return Coded(
        line=line,
        origin="gdelt",
        version="GDELT 2",
        key=row["GLOBALEVENTID"],
        code=code,
        type=event[0],
        mode=event[1],
        contexts=event[2],
        actor=actor,
        target=target,
        actor_text=_words(row, 1),
        target_text=_words(row, 2),
        day=day,
        published=iso_day(row["DATEADDED"][:8]),
        **_source(row),
        **_where(row, parties),
        record={key: value for key, value in row.items() if value},
    )


def _source(row: dict[str, str]) -> dict[str, Any]:
    """Return where the article stands: its address, or the name that is given instead of one."""
    source = row["SOURCEURL"]
    host = host_of(source)
    return {
        "url": source if host else None,
        "outlet": host or source or None,
        "story": source or None,
    }


def _where(row: dict[str, str], parties: Parties) -> dict[str, Any]:
    place = row["ActionGeo_FullName"] or None
    return {
        "place": place,
        "place_country": parties.country_of_fips(row["ActionGeo_CountryCode"]) if place else None,
        "lat": number(row["ActionGeo_Lat"], -90, 90),
        "lon": number(row["ActionGeo_Long"], -180, 180),
    }


def _party(row: dict[str, str], side: int, parties: Parties) -> Actor | None:
    sectors = tuple(code for i in (1, 2, 3) if (code := row[f"Actor{side}Type{i}Code"]))
    return parties.find(row[f"Actor{side}Name"], row[f"Actor{side}CountryCode"], sectors)


def _words(row: dict[str, str], side: int) -> str:
    return row[f"Actor{side}Name"] or row[f"Actor{side}Code"] or row[f"Actor{side}CountryCode"]
