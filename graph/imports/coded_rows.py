"""One row of another coder, understood, and the triple it becomes; what was left out, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from extract.models import (
    Action,
    Actor,
    Article,
    DateRange,
    Mention,
    Place,
    Sentence,
    Triple,
    content_id,
)
from extract.plover import ontology

_NOT_IN_PLOVER = ("01", "02")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that gives no event: ``sound`` if the row is right and PLOVER has no such event, else
    it is bad."""

    line: int
    reason: str
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A row understood. ``key`` is its id in its source, ``code`` the source's own code for the
    event."""

    line: int
    origin: str
    version: str
    key: str
    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: Actor | None
    target: Actor | None
    actor_text: str
    target_text: str
    day: str
    published: str | None
    url: str | None
    outlet: str | None
    story: str | None
    place: str | None = None
    place_country: str | None = None
    lat: float | None = None
    lon: float | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    notes: str | None = None


def printed_in(row: Mapping[str, str], outlet: str) -> dict[str, Any]:
    """Return what a named row says of its source, and the row itself."""
    return {
        "url": None,
        "outlet": row.get(outlet) or None,
        "story": row.get("story id") or row["event id"],
        "record": {key: value for key, value in row.items() if value},
    }


def printed_at(address: str, outlet: str | None = None, story: str | None = None) -> dict[str, Any]:
    """Return where an article stands: its address, or the name that is given instead of one;
    ``outlet`` and ``story`` are for rows that have none."""
    host = host_of(address)
    return {
        "url": address if host else None,
        "outlet": host or outlet or None,
        "story": address or story or None,
    }


def where(
    row: Mapping[str, str],
    place: str | None,
    country: str | None,
    columns: tuple[str, str] = ("latitude", "longitude"),
) -> dict[str, Any]:
    """Return what a named row says of the place."""
    lat, lon = columns
    return {
        "place": place,
        "place_country": country,
        "lat": number(row.get(lat), -90, 90),
        "lon": number(row.get(lon), -180, 180),
    }


class _Line:
    """The row written out, with the places of its parts."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Mention:
        start = len(self.text)
        self.text += words
        return Mention(text=words, start=start, end=len(self.text))


def triple_or_reason(row: Coded) -> tuple[Article, Triple] | LeftOut:
    """Return the bare article and the triple of a row, or why it cannot be one."""
    try:
        return to_triple(row)
    except ValueError as error:
        first = str(error).splitlines()
        told = " ".join(line.strip() for line in first[1:3]) if len(first) > 1 else str(error)
        return LeftOut(row.line, f"no triple can be made of it: {told[:200]}")


def to_triple(row: Coded) -> tuple[Article, Triple]:
    """Return the bare article and the triple of a row."""
    line = _Line()
    if row.notes:  # What the coder wrote of it is the evidence; the row follows.
        line.put(f"{row.notes} — ")
    actor = _side(line, row.actor, row.actor_text)
    line.put(" ") if actor else None
    what = line.put(f"{row.type}{'/' + row.mode if row.mode else ''} [{row.code}]")
    line.put(" ") if row.target else None
    target = _side(line, row.target, row.target_text)
    line.put(f", {row.day}")
    place = _place(line, row)
    line.put(f" ({row.origin} event {row.key})")
    article = _article(row)
    triple = Triple(
        id=content_id("t", row.origin, row.key),
        article=article.id,
        actor=actor,
        action=_action(row, what),
        target=target,
        status="asserted",
        date=DateRange(start=row.day, end=row.day, source="import"),
        place=place,
        sentence=Sentence(text=line.text, index=0, start=0, end=len(line.text)),
        rule=f"import:{row.origin}:{row.code}",
        confidence=0.5,
        extractor=row.version,
    )
    return article, triple


def _side(line: _Line, actor: Actor | None, words: str) -> Actor | None:
    return None if actor is None else actor.model_copy(update={"mention": line.put(words)})


def _place(line: _Line, row: Coded) -> Place | None:
    if not row.place:
        return None
    line.put(", in ")
    mention = line.put(row.place)
    return Place(
        name=row.place, country=row.place_country, lat=row.lat, lon=row.lon, mention=mention
    )


def _article(row: Coded) -> Article:
    """Return the article that a row is about: known by its address, its story, or the row."""
    story = f"{row.origin} story {row.story}" if row.story else f"{row.origin} event {row.key}"
    return Article(
        id=content_id("a", row.url or story),
        text="",
        date=row.published,
        url=row.url,
        outlet=row.outlet,
        source=f"import:{row.origin}",
    )


def _action(row: Coded, mention: Mention) -> Action:
    known = ontology().describe(row.type, row.mode)
    return Action.model_validate(
        {
            "type": row.type,
            "mode": row.mode,
            "contexts": row.contexts,
            "quad": known.quad,
            "score": known.score,
            "cameo": known.cameo,
            "predicate": row.code,
            "mention": mention,
        }
    )


def event_of_cameo(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Return type, mode and contexts of a CAMEO code, None where PLOVER has no such event; unknown
    modes and contexts go.

    Examples
    --------
    >>> event_of_cameo("195"), event_of_cameo("010")
    (('ASSAULT', 'heavy-weapons', ('military',)), None)
    """
    found = ontology().from_cameo(code)
    if found is None:
        return None
    mode = found.mode if found.mode in ontology().types[found.type].modes else None
    return found.type, mode, tuple(c for c in found.contexts if c in ontology().contexts)


def cameo_code(text: str) -> str | None:
    """Return a CAMEO code with the zero that spreadsheets take away, None if it is none.

    Examples
    --------
    >>> [cameo_code(text) for text in ("42", "042", "311", "190", "13y", "999")]
    ['042', '042', '0311', '190', None, None]
    """
    if not re.fullmatch(r"\d{2,4}", text):
        return None
    code = text if len(text) > 2 and 1 <= int(text[:2]) <= 20 else "0" + text
    return (
        code
        if len(code) <= 4 and (code[:2] in _NOT_IN_PLOVER or code[:3] in ontology().cameo)
        else None
    )


def iso_day(text: str) -> str | None:
    """Return a day written as 20250409, 2025-04-09 or with a time behind it, None if it is none.

    Examples
    --------
    >>> iso_day("20250409"), iso_day("2025-04-09 12:00:00"), iso_day("20251399")
    ('2025-04-09', '2025-04-09', None)
    """
    match = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d*-)", text.strip())
    if not match:
        return None
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def number(text: object, low: float, high: float) -> float | None:
    """Return a number within bounds, None for anything else."""
    try:
        value = float(str(text))
    except ValueError:
        return None
    return value if low <= value <= high else None


def host_of(url: str) -> str | None:
    """Return the host of a web address, as the outlet.

    Examples
    --------
    >>> host_of("https://www.example.org/a?b"), host_of("BBC Monitoring")
    ('example.org', None)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (
        parts.hostname.removeprefix("www.")
        if parts.scheme in ("http", "https") and parts.hostname
        else None
    )
