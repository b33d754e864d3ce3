"""What is known of an article besides its text: a ``.json`` beside the file, YAML front matter,
columns and keys."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from extract.reading.decoding import mend

KEYS = ("id", "title", "date", "url", "outlet")
_ALIASES = {
    "published": "date", "published_at": "date", "publication_date": "date", "source": "outlet", "site": "outlet",
    "headline": "title", "link": "url",
}  # fmt: skip
_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)?", re.DOTALL
)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s])")
_WRITTEN = (
    "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%Y/%m/%d",
    "%a, %d %b %Y %H:%M:%S %Z", "%a, %d %b %Y %H:%M:%S %z",
)  # fmt: skip


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
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 80:
        return None
    found = _ISO.match(value)
    if found:
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            return None
    for form in _WRITTEN:
        try:
            return dt.datetime.strptime(value.strip(), form).date().isoformat()
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
        if key == "date":
            date = parse_date(value)
            if date is None:
                wrong.append(f"date {str(value)[:40]!r} is not a date as YYYY-MM-DD")
            else:
                known[key] = date
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = mend(str(value)).strip()
            if text:
                known[key] = text
        else:
            wrong.append(f"{key} is not text")
    return known, wrong


def read_sidecar(text: str) -> tuple[dict[str, str], list[str]]:
    """Read the ``.json`` that lies beside an article."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return {}, ["the .json beside it is broken"]
    if not isinstance(fields, dict):
        return {}, ["the .json beside it is not an object"]
    return known_of(fields)


def split_front_matter(text: str) -> tuple[str, dict[str, str], list[str]]:
    """Part a text from the YAML front matter before it.

    Returns
    -------
    tuple
        The text that follows, the known fields, and what was wrong.

    Examples
    --------
    >>> split_front_matter("---\\ntitle: Talks\\ndate: 2025-04-10\\n---\\nThey met.")
    ('They met.', {'title': 'Talks', 'date': '2025-04-10'}, [])
    """
    found = _FRONT.match(text[:20000])
    if not found:
        return text, {}, []
    import yaml

    try:
        fields = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return text[found.end() :], {}, ["its YAML front matter is broken"]
    if fields is None:
        return text[found.end() :], {}, []
    if not isinstance(fields, dict):
        return text, {}, []
    known, wrong = known_of(fields)
    return text[found.end() :], known, wrong
