"""What is known of an article besides its text: the fields that are read, wherever they stand (a
``.json`` beside the file, front matter, columns, keys)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from extract.reading.days import Order, is_undecided, parse_date
from extract.reading.decoding import mend
from extract.reading.field_names import FieldNames
from extract.user_files import parse_json

KEYS = ("id", "title", "date", "url", "outlet")
# What is longer is no title and no id; an id is repeated in every triple.
_LONGEST = {"id": 200, "title": 1000, "url": 4000, "outlet": 200}


def known_of(fields: Mapping[Any, Any]) -> tuple[dict[str, str], list[str]]:
    """Return the fields that an article has, as text, and what was wrong with the others.

    Examples
    --------
    >>> known_of({"title": "Talks", "date": "2025-13-40", "stars": 4})
    ({'title': 'Talks'}, ["date '2025-13-40' is not a date as YYYY-MM-DD"])
    """
    named = FieldNames().sorted({str(key): value for key, value in fields.items()})
    return known_among(named)


def known_among(
    found: Mapping[str, Sequence[Any]], order: Order | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return what an article has, of the values found for each field, the better first.

    Parameters
    ----------
    order
        Which number comes first in a day as 03/04/2025.

    Examples
    --------
    >>> known_among({"outlet": [["x"], "The Example"], "date": ["03/04/2025"]}, "day first")
    ({'outlet': 'The Example', 'date': '2025-04-03'}, [])
    """
    known: dict[str, str] = {}
    wrong: list[str] = []
    for key, values in found.items():
        if key not in KEYS:
            continue
        read = [_read(key, value, order) for value in values]
        text = next((text for text, _ in read if text), None)
        if text:
            known[key] = text
        elif read and read[0][1]:
            wrong.append(read[0][1])
    return known, wrong


def _read(key: str, value: object, order: Order | None) -> tuple[str | None, str | None]:
    """Return a field as text, or None and why it is not taken."""
    if key == "date":
        date = parse_date(value, order)
        if date or (order is None and is_undecided(value)):
            return date, None  # What a whole column leaves open is said once.
        return None, f"date {_brief(value)} is not a date as YYYY-MM-DD"
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
