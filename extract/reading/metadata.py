"""What is known of an article besides its text: the fields that are read, wherever they stand (a
``.json`` beside the file, front matter, columns, keys)."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

from extract.reading.decoding import mend
from extract.user_files import parse_json

KEYS = ("id", "title", "date", "url", "outlet")
# What is longer is no title and no id; an id is repeated in every triple.
_LONGEST = {"id": 200, "title": 1000, "url": 4000, "outlet": 200}
_ALIASES = {
    "published": "date",
    "published_at": "date",
    "publication_date": "date",
    "source": "outlet",
    "site": "outlet",
    "headline": "title",
    "link": "url",
}
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s])")
_WRITTEN = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b. %d, %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%Y/%m/%d",
    "%a, %d %b %Y %H:%M:%S %Z",
    "%a, %d %b %Y %H:%M:%S %z",
)


def parse_date(value: object) -> str | None:
    """Return a date as ISO, or None where there is none to be read.

    Limits: ``04/05/2025`` is no date here, as it is the fourth of May to some and the fifth of
    April to others.

    Examples
    --------
    >>> parse_date("2025-04-10T08:00:00Z"), parse_date("April 10, 2025"), parse_date("soon")
    ('2025-04-10', '2025-04-10', None)
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**8:
        value = str(value)
    if not isinstance(value, str) or len(value) > 80:
        return None
    found = _ISO.match(value)
    return _day(found) if found else _written_day(value.strip())


def _day(found: re.Match[str]) -> str | None:
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def _written_day(value: str) -> str | None:
    for form in _WRITTEN:
        try:
            return dt.datetime.strptime(value, form).date().isoformat()
        except ValueError:
            continue
    return None


def known_of(fields: Mapping[Any, Any]) -> tuple[dict[str, str], list[str]]:
    """Return the fields that an article has, as text, and what was wrong with the others.

    Examples
    --------
    >>> known_of({"title": "Talks", "date": "2025-13-40", "stars": 4})
    ({'title': 'Talks'}, ["date '2025-13-40' is not a date as YYYY-MM-DD"])
    """
    known: dict[str, str] = {}
    wrong: list[str] = []
    for raw_key, value in fields.items():
        key = str(raw_key).strip().casefold()
        key = _ALIASES.get(key, key)
        if key not in KEYS or value is None or value == "" or key in known:
            continue
        text, reason = _read(key, value)
        if text:
            known[key] = text
        elif reason:
            wrong.append(reason)
    return known, wrong


def _read(key: str, value: object) -> tuple[str | None, str | None]:
    """Return a field as text, or None and why it is not taken."""
    if key == "date":
        date = parse_date(value)
        return date, None if date else f"date {_brief(value)} is not a date as YYYY-MM-DD"
    if not _is_plain(value):
        return None, f"{key} is not text"
    text = mend(str(value)).strip()
    if len(text) > _LONGEST[key]:
        return None, f"{key} has more than {_LONGEST[key]:,} characters; it is left out"
    return text or None, None


def _is_plain(value: object) -> bool:
    """Tell whether a value is a text, or a number that can be written as one."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < 10**60
    return isinstance(value, str) or (isinstance(value, float) and math.isfinite(value))


def _brief(value: object) -> str:
    """Return a value for a message; a list or table may be of any size, and is only named."""
    return repr(mend(str(value)[:40])) if _is_plain(value) else "(no plain value)"


def read_sidecar(text: str) -> tuple[dict[str, str], list[str]]:
    """Read the ``.json`` that lies beside an article.

    Examples
    --------
    >>> read_sidecar('{"title": "Talks"}')
    ({'title': 'Talks'}, [])
    """
    try:
        fields = parse_json(text)
    except ValueError:
        return {}, ["the .json beside it is broken"]
    if not isinstance(fields, dict):
        return {}, ["the .json beside it is not an object"]
    return known_of(fields)
