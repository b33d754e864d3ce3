"""What each list may hold, from ``data/schema.toml``: its columns, their types, what tells rows
apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_PATTERNS = {
    "word": re.compile(r"[^\sA-Z]+([ _][^\sA-Z]+)*"),
    "country": re.compile(r"[A-Z]{3}"),
    "wikidata": re.compile(r"Q\d+"),
    "day": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"),
}
_WANTED = {
    "word": "in lower case, without blanks around it",
    "country": "an ISO 3166-1 alpha-3 code",
    "wikidata": "a Wikidata id, Q and digits",
    "day": "a year, a month or a day, as 2024-05-31",
}


class Column(NamedTuple):
    """A column: the type of its values, whether a cell may be empty, or may hold several."""

    name: str
    type: str
    optional: bool
    several: bool
    allowed: frozenset[str]

    def wrong(self, cell: str) -> str:
        """Return what is wrong with a cell, or ""."""
        if not cell.strip():
            return "" if self.optional else f"has no {self.name}"
        if self.type == "text":
            return ""
        for value in values(cell) if self.several else (cell,):
            if self.allowed and value not in self.allowed:
                return f"unknown {self.name} {value!r}; known are {', '.join(sorted(self.allowed))}"
            if not self.allowed and not _PATTERNS[self.type].fullmatch(value):
                return f"{self.name} {value!r} is not {_WANTED[self.type]}"
        return ""


class FileSchema(NamedTuple):
    """One list: what a row of it is, the columns that tell its rows apart, all its columns, and
    where its rows come from, unless they say so themselves."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    source: str = ""


def values(cell: str) -> tuple[str, ...]:
    """Cut a cell of values joined by ``|``.

    Examples
    --------
    >>> values("UK|U.K.| Britain "), values("")
    (('UK', 'U.K.', 'Britain'), ())
    """
    return tuple(value.strip() for value in cell.split("|") if value.strip())


@cache
def load_schema() -> Mapping[str, FileSchema]:
    """Return the schema of every list, by its name ("actors/states").

    Examples
    --------
    >>> load_schema()["actors/roles"].key
    ('lemma',)
    """
    import tomllib

    text = files("extract.lexicon").joinpath("data", "schema.toml").read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(text)
    vocabularies = {name: frozenset(values(text)) for name, text in told["vocabularies"].items()}
    return {
        name: FileSchema(
            name,
            file["about"],
            tuple(file["key"]),
            tuple(
                _column(written, vocabularies)
                for written in (file.get("columns") or told["shapes"][file["like"]])
            ),
            file.get("source", ""),
        )
        for name, file in told["files"].items()
    }


def _column(written: str, vocabularies: Mapping[str, frozenset[str]]) -> Column:
    """Read a column as it is written: ``country: country?``, ``aliases: text*``."""
    name, marked = written.split(": ")
    type_ = marked.rstrip("?*")
    return Column(
        name,
        type_,
        marked != type_,
        marked.endswith("*"),
        vocabularies.get(type_, frozenset()),
    )
