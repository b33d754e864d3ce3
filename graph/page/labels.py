"""Names, plain words and flag colours: what the page calls things.

The wording and the flags are data (``data/wording.toml``, ``data/flags.csv``); the names of actors
are those that extraction knows them by.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files

QUADS = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")
STATUSES = ("asserted", "planned", "hypothetical", "negated", "historical")


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


def state_name(code: str) -> str | None:
    """Return the usual name of a state, None where the code is of none.

    Examples
    --------
    >>> state_name("TUR")
    'Turkey'
    """
    from extract.actors.gazetteer import gazetteer

    state = gazetteer().states.get(code)
    return state.name if state else None


def listed_names(actor: str) -> list[str]:
    """Return all names, demonyms and metonyms that the lists give an actor, capitals among them.

    Examples
    --------
    >>> "Ankara" in listed_names("TUR")
    True
    """
    from extract.actors.gazetteer import gazetteer

    return list(gazetteer().aliases.get(actor, ()))


def _data(name: str) -> str:
    return (files("graph.page") / "data" / name).read_text(encoding="utf-8")
