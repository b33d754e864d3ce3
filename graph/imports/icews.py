"""ICEWS event files: tab separated with a header, CAMEO codes that may have lost their leading
zero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import (
    Coded,
    LeftOut,
    printed_in,
    where,
)
from graph.imports.coded_tables import named_rows
from graph.imports.codes import icews_words
from graph.imports.row_checks import Said, sound_row

REQUIRED = (
    "Event ID",
    "Event Date",
    "CAMEO Code",
    "Source Name",
    "Source Country",
    "Target Name",
    "Target Country",
)


def read_icews(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield one outcome a row."""
    for line, row in named_rows(file, REQUIRED):
        yield row if isinstance(row, LeftOut) else _read_row(line, row, parties)


def _read_row(line: int, row: dict[str, str], parties: Parties) -> Coded | LeftOut:
    names = ("Event ID", "Event Date", "CAMEO Code")
    said = [Said(name, row[name.casefold()]) for name in names]
    sound = sound_row(line, said, partial(_sides, row, parties), digits=False)
    if isinstance(sound, LeftOut):
        return sound
    return Coded(
        line=line,
        origin="icews",
        version="ICEWS",
        key=row["event id"],
        **sound.parts(),
        actor_text=row["source name"] or row["source country"],
        target_text=row["target name"] or row["target country"],
        published=sound.checked.day,
        **printed_in(row, "publisher"),
        **where(row, _place(row), parties.country(row.get("country", ""))),
    )


def _place(row: dict[str, str]) -> str | None:
    return row.get("city") or row.get("province") or row.get("country") or None


def _sides(row: dict[str, str], parties: Parties) -> tuple[Actor | None, Actor | None]:
    return _party(row, "source", parties), _party(row, "target", parties)


def _party(row: dict[str, str], side: str, parties: Parties) -> Actor | None:
    """Return the actor; "Police (Israel)" is a part of Israel and not a name of its own."""
    name, country = row[f"{side} name"], row[f"{side} country"]
    general = re.fullmatch(r"(.+) \((.+)\)", name)
    if general:
        sectors = _sectors(f"{general.group(1)}, {row.get(f'{side} sectors', '')}")
        return parties.find("", country or general.group(2), sectors)
    return parties.named(name, country)


def _sectors(words: str) -> tuple[str, ...]:
    first = words.casefold().split(",")[0]
    return tuple(dict.fromkeys(code for word, code in icews_words().items() if word in first))
