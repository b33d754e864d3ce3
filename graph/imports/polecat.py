"""POLECAT files (tab or comma separated, by the names of their columns) and NGEC's JSON Lines of
the same facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.models import Actor
from extract.plover import ontology
from graph.imports.coded_parties import Parties
from graph.imports.rows import (
    Coded,
    Left,
    check_columns,
    iso_day,
    named_rows,
    number,
    plain_name,
)

REQUIRED = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Actor Name",
    "Actor Country",
    "Recipient Name",
    "Recipient Country",
)


def read_polecat(file: Path, parties: Parties) -> Iterator[Coded | Left]:
    """Yield an outcome for each actor and recipient of each row; several of a side stand in one
    cell, apart by ``;``."""
    source = (
        _json_rows(file)
        if file.suffix in (".jsonl", ".ndjson", ".json")
        else named_rows(file, REQUIRED)
    )
    for line, row in source:
        if row is None:
            yield Left(line, "not as many cells as the header has, or no JSON object")
        else:
            yield from _read_row(line, row, parties)


def _json_rows(file: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line, text in enumerate(lines, 1):
            if not text.strip():
                continue
            try:
                given = json.loads(text)
            except ValueError:
                given = None
            if not isinstance(given, dict):
                yield line, None
                continue
            row = {plain_name(key): _cell(value) for key, value in given.items()}
            check_columns(file, row, REQUIRED)
            yield line, row


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    return "" if value is None else str(value).strip()


def _parts(cell: str) -> list[str]:
    return [
        part.strip()
        for part in cell.strip("[]").split(";")
        if part.strip() and part.strip().casefold() != "none"
    ]


def _parties(row: dict[str, str], side: str, parties: Parties) -> list[tuple[str, Actor]]:
    names, countries = _parts(row[f"{side} name"]), _parts(row[f"{side} country"])
    sectors = tuple(
        dict.fromkeys(
            _parts(row.get(f"primary {side} sector", "")) + _parts(row.get(f"{side} sectors", ""))
        )
    )
    found: dict[str, tuple[str, Actor]] = {}
    for i in range(max(len(names), len(countries))):
        name = names[i] if i < len(names) else ""
        country = (
            countries[i] if i < len(countries) else countries[0] if len(countries) == 1 else ""
        )
        actor = parties.named(name, country, sectors)
        if actor is not None:
            found.setdefault(actor.id, (name or country, actor))
    return list(found.values())


def _read_row(line: int, row: dict[str, str], parties: Parties) -> Iterator[Coded | Left]:
    kind, mode, day = (
        row["event type"].upper(),
        row.get("event mode", "").lower(),
        iso_day(row["event date"]),
    )
    known = ontology().types.get(kind)
    if not row["event id"]:
        yield Left(line, "no Event ID")
    elif known is None:
        yield Left(line, f"Event Type {row['event type']!r} is none of PLOVER's")
    elif day is None:
        yield Left(line, f"Event Date {row['event date']!r} is no day")
    else:
        actors, targets = _parties(row, "actor", parties), _parties(row, "recipient", parties)
        if not actors and not targets:
            yield Left(line, "neither side is named")
        for i, actor in enumerate(actors or [None]):
            for j, target in enumerate(targets or [None]):
                yield Coded(
                    line=line, origin="polecat", version=f"POLECAT {row.get('version', '')}".strip(),
                    key=row["event id"] + (f"/{i}/{j}" if i or j else ""), code=kind + (f"/{mode}" if mode else ""), type=kind,
                    mode=mode if mode in known.modes else None,
                    contexts=tuple(c for c in _parts(row.get("contexts", "").lower()) if c in ontology().contexts),
                    actor=actor[1] if actor else None, target=target[1] if target else None,
                    actor_text=actor[0] if actor else "", target_text=target[0] if target else "", day=day,
                    published=iso_day(row.get("publication date", "")), url=None, outlet=row.get("source") or None,
                    story=row.get("story id") or row["event id"], place=row.get("placename") or row.get("city") or None,
                    place_country=parties.country(row.get("country", "")) if row.get("country") else None,
                    lat=number(row.get("latitude"), -90, 90), lon=number(row.get("longitude"), -180, 180),
                    record={key: value for key, value in row.items() if value},
                )  # fmt: skip
