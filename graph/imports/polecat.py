"""POLECAT files (tab or comma separated, by the names of their columns) and NGEC's JSON Lines of
the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.models import Actor
from extract.plover import ontology
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import Coded, LeftOut, iso_day, printed_in, where
from graph.imports.coded_tables import json_rows, named_rows

REQUIRED = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Actor Name",
    "Actor Country",
    "Recipient Name",
    "Recipient Country",
)
MOST_PAIRS = 400
"""Pairs of an actor and a recipient that one row may give: no event has twenty on each side."""

Named = tuple[str, Actor]


def read_polecat(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield an outcome for each actor and recipient of each row; several of a side stand in one
    cell, apart by ``;``."""
    is_json = file.suffix in (".jsonl", ".ndjson", ".json")
    for line, row in (json_rows if is_json else named_rows)(file, REQUIRED):
        if isinstance(row, LeftOut):
            yield row
        else:
            yield from _read_row(line, row, parties)


def _parts(cell: str) -> list[str]:
    parts = (part.strip() for part in cell.strip("[]").split(";"))
    return [part for part in parts if part and part.casefold() != "none"]


def _read_row(line: int, row: dict[str, str], parties: Parties) -> Iterator[Coded | LeftOut]:
    kind, day = row["event type"].upper(), iso_day(row["event date"])
    sides = [_count(row, side) for side in ("actor", "recipient")]
    pairs = max(1, sides[0]) * max(1, sides[1])
    wrong = (
        (not row["event id"], "no Event ID"),
        (
            kind not in ontology().types,
            f"Event Type {row['event type'][:60]!r} is none of PLOVER's",
        ),
        (day is None, f"Event Date {row['event date'][:60]!r} is no day"),
        (
            pairs > MOST_PAIRS,
            f"{sides[0]} actors and {sides[1]} recipients are {pairs:,} pairs; a row may give "
            f"{MOST_PAIRS}",
        ),
    )
    reason = next((told for is_wrong, told in wrong if is_wrong), None)
    if reason or day is None:
        yield LeftOut(line, reason or "no day")
        return
    yield from _pairs(line, row, day, parties)


def _count(row: dict[str, str], side: str) -> int:
    return max(len(_parts(row[f"{side} name"])), len(_parts(row[f"{side} country"])))


def _pairs(line: int, row: dict[str, str], day: str, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield an outcome for each actor with each recipient."""
    actors, targets = (_parties(row, side, parties) for side in ("actor", "recipient"))
    if not actors and not targets:
        yield LeftOut(line, "neither side is named")
        return
    known = _known(line, row, day, parties)
    for i, actor in enumerate(actors or [None]):
        for j, target in enumerate(targets or [None]):
            key = row["event id"] + (f"/{i}/{j}" if i or j else "")
            yield Coded(**known, **_side("actor", actor), **_side("target", target), key=key)


def _side(name: str, party: Named | None) -> dict[str, Any]:
    words, actor = party or ("", None)
    return {name: actor, f"{name}_text": words}


def _known(line: int, row: dict[str, str], day: str, parties: Parties) -> dict[str, Any]:
    """Return what all pairs of a row share."""
    kind, mode = row["event type"].upper(), row.get("event mode", "").lower()
    contexts = _parts(row.get("contexts", "").lower())
    place = row.get("placename") or row.get("city") or None
    return {
        "line": line,
        "origin": "polecat",
        "version": f"POLECAT {row.get('version', '')}".strip(),
        "code": kind + (f"/{mode}" if mode else ""),
        "type": kind,
        "mode": mode if mode in ontology().types[kind].modes else None,
        "contexts": tuple(c for c in contexts if c in ontology().contexts),
        "day": day,
        "published": iso_day(row.get("publication date", "")),
        **printed_in(row, "source"),
        **where(row, place, parties.country(row.get("country", ""))),
    }


def _parties(row: dict[str, str], side: str, parties: Parties) -> list[Named]:
    names, countries = _parts(row[f"{side} name"]), _parts(row[f"{side} country"])
    primary = _parts(row.get(f"primary {side} sector", ""))
    sectors = tuple(dict.fromkeys(primary + _parts(row.get(f"{side} sectors", ""))))
    if len(countries) == 1:
        countries *= max(1, len(names))
    size = max(len(names), len(countries))
    names += [""] * (size - len(names))
    countries += [""] * (size - len(countries))
    found: dict[str, Named] = {}
    for name, country in zip(names, countries, strict=True):
        actor = parties.named(name, country, sectors)
        if actor is not None:
            found.setdefault(actor.id, (name or country, actor))
    return list(found.values())
