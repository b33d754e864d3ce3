"""The lists in ``data/``: what other coders' codes and words mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Sector(NamedTuple):
    """A sector code. Without words it acts for its state as a whole; else it is an actor beside the
    state, of a kind."""

    code: str
    words: str
    kind: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("graph.imports") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


@cache
def sectors() -> dict[str, Sector]:
    """Return every sector by code.

    Examples
    --------
    >>> sectors()["REB"].words, sectors()["GOV"].words
    ('rebels', '')
    """
    return {row["code"]: Sector(row["code"], row["words"], row["kind"]) for row in _rows("sectors")}


@cache
def cameo_countries() -> dict[str, str]:
    """Return the ISO codes of CAMEO's own country codes."""
    return {row["code"]: row["country"] for row in _rows("cameo_countries")}


class AcledEvent(NamedTuple):
    """What an event of ACLED is in PLOVER; an empty type is none."""

    type: str
    mode: str | None


@cache
def acled_events() -> dict[str, AcledEvent]:
    """Return the events of ACLED by their sub-event types, in small letters.

    Examples
    --------
    >>> acled_events()["armed clash"].type
    'ASSAULT'
    """
    return {
        row["event"].casefold(): AcledEvent(row["type"], row["mode"] or None)
        for row in _rows("acled_types")
    }


@cache
def acled_groups() -> dict[str, str]:
    """Return the sector that each word of ACLED's unnamed actors stands for."""
    return {row["word"]: row["code"] for row in _rows("acled_groups")}


@cache
def icews_words() -> dict[str, str]:
    """Return the sector that each word of ICEWS's general actors stands for."""
    return {row["word"]: row["code"] for row in _rows("icews_words")}
