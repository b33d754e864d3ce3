"""The PLOVER ontology as data: types, modes, contexts, quads, scores, and the mapping to CAMEO and
back.

Source: the PLOVER manual (openeventdata/PLOVER, 16 event types) and its CAMEO mapping of 2021;
``data/ontology.toml`` says which way each disagreement among those documents was decided.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import DataError, SourceNotFound

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_TYPE_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_CAMEO = re.compile(r"\d{2,4}")


class Described(NamedTuple):
    """What the ontology says of a type and a mode: quad class, score (-10 to +10), CAMEO code."""

    quad: str
    score: float
    cameo: str


@dataclass(frozen=True)
class Mode:
    """A mode of an event type."""

    name: str
    score: float
    cameo: str


@dataclass(frozen=True)
class EventType:
    """One event type; ``needs_target`` says that an event without a target is not coded."""

    name: str
    quad: str
    score: float
    needs_target: bool
    cameo: str
    covers: str
    modes: Mapping[str, Mode]


class FromCameo(NamedTuple):
    """What a CAMEO code becomes in PLOVER."""

    type: str
    mode: str
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class Ontology:
    """Types by name, the contexts, and CAMEO's codes.

    Examples
    --------
    >>> ontology = load_ontology()
    >>> len(ontology.types), len(ontology.contexts)
    (16, 37)
    >>> ontology.describe("ASSAULT", "aerial")
    Described(quad='material conflict', score=-9.5, cameo='195')
    >>> ontology.from_cameo("0872").type
    'RETREAT'
    """

    types: Mapping[str, EventType]
    contexts: tuple[str, ...]
    cameo: Mapping[str, FromCameo]

    def describe(self, type_: str, mode: str | None = None) -> Described:
        """Return quad, score and CAMEO code; a mode's own score and code go before its type's."""
        kind = self.types[type_]
        known = kind.modes.get(mode or "")
        return Described(
            kind.quad, known.score if known else kind.score, known.cameo if known else kind.cameo
        )

    def is_cooperative(self, type_: str) -> bool:
        """Tell whether a type is verbal or material cooperation."""
        return self.types[type_].quad.endswith("cooperation")

    def from_cameo(self, code: str) -> FromCameo | None:
        """Return the PLOVER reading of a CAMEO code, by its longest known beginning; None where
        PLOVER has none (01, 02)."""
        while len(code) >= 2:
            if code in self.cameo:
                return self.cameo[code]
            code = code[:-1]
        return None


def load_ontology(extra: str | Path | None = None) -> Ontology:
    """Load the ontology of the package, and the types that a user's TOML file adds.

    Parameters
    ----------
    extra
        A TOML file with ``[types.NAME]`` tables in the form of ``data/ontology.toml``, and
        ``contexts`` if it adds any. It may add modes to a type that exists; it may not change what
        the package says of one.

    Raises
    ------
    SourceNotFound
        ``extra`` is no file.
    DataError
        A table lacks a key, or a value is not one of those allowed.
    """
    own = _packaged()
    if extra is None:
        return own
    path = Path(extra)
    if not path.is_file():
        raise SourceNotFound(f"no such ontology file: {path}")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise DataError(f"{path} is not TOML: {broken}") from None
    return extend_ontology(own, given, str(path))


def extend_ontology(own: Ontology, given: Mapping[str, Any], where: str) -> Ontology:
    """Return ``own`` with the types, modes and contexts of a parsed table added; errors name
    ``where``."""
    types, contexts = dict(own.types), list(own.contexts)
    for context in given.get("contexts", []):
        if context not in contexts:
            contexts.append(str(context))
    for name, table in given.get("types", {}).items():
        types[name] = (
            _widened(types[name], table, where)
            if name in types
            else _event_type(name, table, where)
        )
    return Ontology(types, tuple(contexts), own.cameo)


@cache
def _packaged() -> Ontology:
    folder = files("extract.events") / "data"
    given = tomllib.loads((folder / "ontology.toml").read_text(encoding="utf-8"))
    types = {
        name: _event_type(name, table, "ontology.toml") for name, table in given["types"].items()
    }
    cameo = {}
    with (folder / "cameo.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            contexts = tuple(c for c in row["contexts"].split("|") if c)
            cameo[row["cameo"]] = FromCameo(row["type"], row["mode"], contexts)
    roots = {
        "03": "AGREE",
        "04": "CONSULT",
        "05": "SUPPORT",
        "06": "COOPERATE",
        "07": "AID",
        "08": "CONCEDE",
        "09": "ACCUSE",
    }
    roots |= {
        "10": "REQUEST",
        "11": "ACCUSE",
        "12": "REJECT",
        "13": "THREATEN",
        "14": "PROTEST",
        "15": "MOBILIZE",
    }
    roots |= {"16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
    for code, name in roots.items():
        cameo.setdefault(code, FromCameo(name, "investigate" if code == "09" else "", ()))
    return Ontology(types, tuple(given["contexts"]), cameo)


def _event_type(name: str, table: Any, where: str) -> EventType:
    if not _TYPE_NAME.fullmatch(name):
        raise DataError(f"{where}: a type's name is written in capitals, not {name!r}")
    if not isinstance(table, dict) or not {"quad", "score", "cameo"} <= set(table):
        raise DataError(f"{where}: type {name} needs quad, score and cameo")
    if table["quad"] not in QUADS:
        raise DataError(
            f"{where}: type {name} has quad {table['quad']!r}; one of {', '.join(QUADS)} is expected"
        )
    score = _score(table["score"], f"{where}: type {name}")
    modes = {
        mode: _mode(mode, given, f"{where}: {name}.{mode}")
        for mode, given in table.get("modes", {}).items()
    }
    return EventType(
        name,
        table["quad"],
        score,
        bool(table.get("needs_target", False)),
        _cameo(table["cameo"], f"{where}: type {name}"),
        str(table.get("covers", "")),
        modes,
    )


def _widened(kind: EventType, table: Any, where: str) -> EventType:
    if not isinstance(table, dict) or set(table) - {"modes"}:
        raise DataError(
            f"{where}: {kind.name} is the package's own type; only modes can be added to it"
        )
    modes = dict(kind.modes)
    for mode, given in table.get("modes", {}).items():
        if mode in modes:
            raise DataError(f"{where}: {kind.name} already has a mode {mode!r}")
        modes[mode] = _mode(mode, given, f"{where}: {kind.name}.{mode}")
    return EventType(
        kind.name, kind.quad, kind.score, kind.needs_target, kind.cameo, kind.covers, modes
    )


def _mode(name: str, given: Any, where: str) -> Mode:
    if not isinstance(given, dict) or not {"score", "cameo"} <= set(given):
        raise DataError(f"{where}: a mode needs score and cameo")
    return Mode(name, _score(given["score"], where), _cameo(given["cameo"], where))


def _score(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        raise DataError(f"{where}: the score is a number from -10 to 10, not {value!r}")
    return float(value)


def _cameo(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _CAMEO.fullmatch(value):
        raise DataError(f"{where}: a CAMEO code is a string of 2 to 4 digits, not {value!r}")
    return value
