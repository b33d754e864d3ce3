"""Under which names files say the text, the title, the day, the outlet and the address of an
article.

The names stand in ``data/field_names.csv``, the better before the worse; capitals, spaces, hyphens
and underscores make no difference. ``--map text=body_of_it`` puts a user's own name first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.errors import InputError

FIELDS = ("text", "title", "date", "outlet", "url", "id")
_APART = re.compile(r"[\s_-]+")
# An object that only holds the article's fields, and is no field itself.
_WRAPPERS = frozenset(("_source", "fields", "attributes", "properties", "article", "doc", "node"))
_DEEPEST = 3


def plain_name(name: str) -> str:
    """Return a name as names are compared.

    Examples
    --------
    >>> plain_name("Publication Date") == plain_name("publication_date")
    True
    """
    return _APART.sub("", name.strip().removeprefix("\ufeff")).casefold()


@cache
def _listed() -> Mapping[str, tuple[str, int]]:
    """Return the field of each name, and how good a name it is (lower is better)."""
    text = files("extract.reading").joinpath("data/field_names.csv").read_text(encoding="utf-8")
    listed: dict[str, tuple[str, int]] = {}
    for rank, row in enumerate(csv.DictReader(text.splitlines()), start=1):
        listed.setdefault(plain_name(row["name"]), (row["field"], rank))
    return listed


class FieldNames:
    """The names by which fields are known, with those of a user before those of the list.

    Parameters
    ----------
    own
        Names of a user by field.

    Examples
    --------
    >>> names = FieldNames({"text": "wording"})
    >>> names.field("Headline"), names.field("wording"), names.field("mood")
    ('title', 'text', None)
    """

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._own = {plain_name(name): field for field, name in (own or {}).items()}
        self._mapped = frozenset(own or ())

    def _place(self, name: str) -> tuple[str, int] | None:
        plain = plain_name(name)
        if plain in self._own:
            return self._own[plain], 0
        listed = _listed().get(plain)
        return None if listed is None or listed[0] in self._mapped else listed

    def field(self, name: str) -> str | None:
        """Return the field that a name stands for, or None."""
        place = self._place(name)
        return place[0] if place else None

    def sorted(self, record: Mapping[str, Any]) -> dict[str, list[Any]]:
        """Return the values of each field, those of better names first; empty ones are left out."""
        found: dict[str, list[tuple[int, Any]]] = {}
        for name, value in record.items():
            place = self._place(name)
            if place is not None and value not in (None, ""):
                found.setdefault(place[0], []).append((place[1], value))
        return {
            field: [value for _, value in sorted(values, key=lambda pair: pair[0])]
            for field, values in found.items()
        }

    def known(self, columns: Iterable[str]) -> set[str]:
        """Return the fields that some names stand for."""
        return {field for name in columns if (field := self.field(name))}


def names_taken(field: str, most: int = 8) -> str:
    """Return the first names of a field, for a message.

    Examples
    --------
    >>> names_taken("text", 3)
    'text, body, content'
    """
    named = [name for name, (of, _) in _listed().items() if of == field]
    return ", ".join(named[:most])


def flat(record: Mapping[Any, Any], depth: int = 0) -> dict[str, Any]:
    """Return a record without objects in it: ``{"source": {"name": "x"}}`` is ``source.name``.

    What an object that only wraps the fields holds (``_source``, ``fields``) keeps its own name.

    Examples
    --------
    >>> flat({"source": {"name": "x"}, "fields": {"bodyText": "They met."}})
    {'source.name': 'x', 'bodyText': 'They met.'}
    """
    made: dict[str, Any] = {}
    for key, value in record.items():
        name = str(key)
        if not isinstance(value, Mapping):
            made[name] = _joined(value)
        elif depth < _DEEPEST:
            under = "" if name.casefold() in _WRAPPERS else f"{name}."
            for inner, one in flat(value, depth + 1).items():
                made.setdefault(f"{under}{inner}", one)
    return made


def _joined(value: Any) -> Any:
    """Return a list of paragraphs as one text; any other value as it is."""
    if isinstance(value, list) and value:
        parts = [part.get("value", part.get("text")) if isinstance(part, dict) else part
                 for part in value]  # fmt: skip
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) == len(parts):
            return "\n\n".join(texts)
    return value


def own_names(given: Iterable[str]) -> dict[str, str]:
    """Read ``text=body,date=published`` as names by field.

    Raises
    ------
    InputError
        For a field that articles do not have.

    Examples
    --------
    >>> own_names(["text=body of it,date=when"])
    {'text': 'body of it', 'date': 'when'}
    """
    made: dict[str, str] = {}
    for pair in (pair for one in given for pair in one.split(",") if pair.strip()):
        field, sign, name = (part.strip() for part in pair.partition("="))
        if field not in FIELDS or not sign or not name:
            raise InputError(
                f"--map takes FIELD=NAME with a field of {', '.join(FIELDS)}, not {pair.strip()!r}"
            )
        made[field] = name
    return made
