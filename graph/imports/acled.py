"""ACLED files as downloaded: CSV with a header; its event types are mapped to PLOVER, its notes are
the sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from extract.models import Actor
from graph.imports.coded_parties import Parties
from graph.imports.coded_rows import Coded, LeftOut, iso_day, printed_in, where
from graph.imports.coded_tables import named_rows
from graph.imports.codes import acled_events, acled_groups
from graph.imports.row_checks import without_sides

REQUIRED = ("event_id_cnty", "event_date", "sub_event_type", "actor1", "actor2", "country")
_DAYS = ("%d %B %Y", "%d/%m/%Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y")
_YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)")
_OF_STATE = re.compile(r"(Military|Police|Security)? ?(?:Forces|Government) of (?:the )?(.+)")
_GROUP = re.compile(r"(.+?)\s*\(([^()]+)\)")


def read_acled(file: Path, parties: Parties) -> Iterator[Coded | LeftOut]:
    """Yield one outcome a row."""
    for line, row in named_rows(file, REQUIRED):
        yield row if isinstance(row, LeftOut) else _read_row(line, row, parties)


def _read_row(line: int, row: dict[str, str], parties: Parties) -> Coded | LeftOut:
    key, code = row["event id cnty"], row["sub event type"]
    day = _day(row["event date"])
    event = acled_events().get(code.casefold())
    wrong = (
        (not key, "no event_id_cnty"),
        (day is None, f"event_date {row['event date'][:60]!r} is no day"),
        (event is None, f"sub_event_type {code[:60]!r} is none of ACLED's"),
    )
    reason = next((told for is_wrong, told in wrong if is_wrong), None)
    if reason or day is None or event is None:
        return LeftOut(line, reason or "no day")
    if not event.type:
        return LeftOut(line, f"ACLED's {code!r} has no event in PLOVER", sound=True)
    actor = _party(row["actor1"], row["country"], parties)
    target = _party(row["actor2"], row["country"], parties)
    nobody = without_sides(line, actor, target)
    if nobody is not None:
        return nobody
    place = row.get("location") or row.get("admin1") or row["country"] or None
    return Coded(
        line=line,
        origin="acled",
        version="ACLED",
        key=key,
        code=code,
        type=event.type,
        mode=event.mode,
        contexts=(),
        actor=actor,
        target=target,
        actor_text=row["actor1"],
        target_text=row["actor2"],
        day=day,
        published=day,
        **printed_in({**row, "event id": key}, "source"),
        **where(row, place, parties.country(row["country"])),
        notes=" ".join(row.get("notes", "").split()) or None,
    )


def _day(text: str) -> str | None:
    """Return a day as ACLED wrote it over the years: 03 March 2024, 2024-03-03, 03/03/2024."""
    for form in _DAYS:
        try:
            return dt.datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return iso_day(text)


def _party(name: str, country: str, parties: Parties) -> Actor | None:
    """Return the actor: "Military Forces of Somalia (2022-)" is Somalia, "Protesters (Kenya)" a
    part of Kenya's people, "Al Shabaab" itself."""
    bare = _YEARS.sub("", name).strip()
    if not bare:
        return None
    of_state = _OF_STATE.fullmatch(bare)
    if of_state:
        state = re.sub(r"\s*\(.*", "", of_state[2])
        found = parties.find("", state, _sectors(bare))
        if found is not None:
            return found
    group = _GROUP.fullmatch(bare)
    if group and _sectors(group[1]):
        return parties.find("", group[2], _sectors(group[1])) or parties.named(bare, "")
    return parties.named(bare, country if _sectors(bare) else "")


def _sectors(words: str) -> tuple[str, ...]:
    plain = words.casefold()
    return tuple(dict.fromkeys(code for word, code in acled_groups().items() if word in plain))
