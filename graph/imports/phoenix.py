"""Phoenix event files: a header, CAMEO codes, each side as a country and a role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import Coded, LeftOut, host_of, number
from graph.imports.coded_tables import named_rows
from graph.imports.row_checks import Said, checked_row, without_sides

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
    checked = checked_row(line, *said, digits=False)
    if isinstance(checked, LeftOut):
        return checked
    actor, target = _party(row, "source", parties), _party(row, "target", parties)
    nobody = without_sides(line, actor, target)
    if nobody is not None:
        return nobody
    url = row.get("urls", "").split(";")[0].strip()
    host = host_of(url)
    return Coded(
        line=line,
        origin="phoenix",
        version="Phoenix",
        key=row["event id"],
        **checked._asdict(),
        actor=actor,
        target=target,
        actor_text=row.get("source actor full") or row["source actor entity"],
        target_text=row.get("target actor full") or row["target actor entity"],
        published=checked.day,
        url=url if host else None,
        outlet=host or row.get("news sources") or None,
        story=url or row.get("sentence id") or None,
        place=row.get("location name") or None,
        place_country=parties.country(row.get("country code", "")),
        lat=number(row.get("lat"), -90, 90),
        lon=number(row.get("lon"), -180, 180),
        record={key: value for key, value in row.items() if value},
    )


def _party(row: dict[str, str], side: str, parties: Parties) -> Actor | None:
    country = row[f"{side} actor entity"]
    role = row.get(f"{side} actor role", "")
    return parties.find("", country, (role,) if role else ()) if country else None
