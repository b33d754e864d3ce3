"""Plain words and flag colours: what the page calls things.

The wording and the flags are data (``data/wording.toml``, ``data/flags.csv``); the names of actors
and countries are in :mod:`extract.catalog`.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files

QUADS = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")


@cache
def wording() -> dict[str, dict[str, str]]:
    """Return plain words by kind of code and code.

    Examples
    --------
    >>> wording()["types"]["CONSULT"]
    'met or talked'
    """
    return tomllib.loads(_data("wording.toml"))


def plain(kind: str, code: str) -> str:
    """Return the plain words of a code; an unknown one is its own name in small letters.

    Examples
    --------
    >>> plain("types", "SPACE_RACE")
    'space race'
    """
    return wording().get(kind, {}).get(code) or code.replace("_", " ").lower()


@cache
def flags() -> dict[str, str]:
    """Return the colours of every state's flag, as names set apart by spaces, by ISO code.

    Examples
    --------
    >>> flags()["TUR"]
    'red white'
    """
    return {
        row["country"]: row["colours"] for row in csv.DictReader(_data("flags.csv").splitlines())
    }


def _data(name: str) -> str:
    return (files("graph.page") / "data" / name).read_text(encoding="utf-8")
