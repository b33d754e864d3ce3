"""Phoenix event files: a header, CAMEO codes, each side as a country and a role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import Coded, LeftOut, printed_at, where
from graph.imports.coded_tables import named_rows
from graph.imports.row_checks import Said, sound_row

REQUIRED = ("EventID", "Date", "SourceActorEntity", "TargetActorEntity", "EventCode")


def read_phoenix(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield one outcome a row."""
    for line, row in named_rows(file, REQUIRED):
        yield row if isinstance(row, LeftOut) else _read_row(line, row, parties)


def _read_row(line: int, row: dict[str, str], parties: Parties) -> Coded | LeftOut:
    said = (
        Said("EventID", row["event id"]),
        Said("Date", row["date"]),
        Said("EventCode", row["event code"]),
    )
    sound = sound_row(line, said, partial(_sides, row, parties), digits=False)
    if isinstance(sound, LeftOut):
        return sound
    url = row.get("urls", "").split(";")[0].strip()
    country = parties.country(row.get("country code", ""))
    return Coded(
        line=line,
        origin="phoenix",
        version="Phoenix",
        key=row["event id"],
        **sound.parts(),
        actor_text=row.get("source actor full") or row["source actor entity"],
        target_text=row.get("target actor full") or row["target actor entity"],
        published=sound.checked.day,
        **printed_at(url, row.get("news sources"), row.get("sentence id")),
        **where(row, row.get("location name") or None, country, ("lat", "lon")),
        record={key: value for key, value in row.items() if value},
    )


def _sides(row: dict[str, str], parties: Parties) -> tuple[Actor | None, Actor | None]:
    return _party(row, "source", parties), _party(row, "target", parties)


def _party(row: dict[str, str], side: str, parties: Parties) -> Actor | None:
    country = row[f"{side} actor entity"]
    role = row.get(f"{side} actor role", "")
    return parties.find("", country, (role,) if role else ()) if country else None
