"""The PLOVER ontology as data: types, modes, contexts, scores, what words about an act make of it,
and the mapping to CAMEO and back.

Source: the PLOVER manual (openeventdata/PLOVER, 16 event types) and its CAMEO mapping of 2021;
``data/ontology.toml`` says which way each disagreement among those documents was decided.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import DataError
from extract.events.event_types import (
    QUADS,
    SILENCE,
    Defaults,
    EventType,
    Outcome,
    read_mode,
    read_type,
)
from extract.user_files import list_at, read_toml, shown, table_at

ANY, UNFRAMED = "any", "unframed"
_NOTHING = Outcome("", "")


class Described(NamedTuple):
    """What the ontology says of a type and a mode: quad class, score (-10 to +10), CAMEO code."""

    quad: str
    score: float
    cameo: str


class FromCameo(NamedTuple):
    """What a CAMEO code becomes in PLOVER."""

    type: str
    mode: str
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class Ontology:
    """Types by name, the contexts, what words about an act make of it, and CAMEO's codes.

    Examples
    --------
    >>> ontology = load_ontology()
    >>> len(ontology.types), len(ontology.contexts)
    (16, 37)
    >>> ontology.describe("ASSAULT", "aerial")
    Described(quad='material conflict', score=-9.5, cameo='195')
    >>> ontology.composed("cut_off", "AID")
    Outcome(type='SANCTION', mode='discontinue')
    >>> ontology.from_cameo("0872").type
    'RETREAT'
    """

    types: Mapping[str, EventType]
    contexts: tuple[str, ...]
    ways: Mapping[str, Mapping[str, Outcome]]
    stated: Mapping[str, Outcome]
    defaults: Defaults
    cameo: Mapping[str, FromCameo]

    def describe(self, type_: str, mode: str | None = None) -> Described:
        """Return quad, score and CAMEO code; a mode's own score and code go before its type's."""
        kind = self.types[type_]
        known = kind.modes.get(mode or "")
        return Described(
            kind.quad, known.score if known else kind.score, known.cameo if known else kind.cameo
        )

    def has(self, type_: str, trait: str, mode: str = "") -> bool:
        """Tell whether a type has a trait; what is no type of the ontology has none."""
        return type_ in self.types and self.types[type_].has(trait, mode)

    def composed(self, way: str, type_: str | None, mode: str = "") -> Outcome | None:
        """Return what a way of speaking about an act makes of it, None where it makes nothing.

        Parameters
        ----------
        way
            A table of the ontology's ``[composed]``: "vowed", "refused", "lifted".
        type_, mode
            What the act is; no type is an act that no frame knows.
        """
        table = self.ways[way]
        if type_ is None:
            found = table.get(UNFRAMED, _NOTHING)
            return found if found.type else None
        kind = self.types[type_]
        side = "cooperation" if kind.is_cooperative else "conflict"
        found = kind.composed.get(way, _NOTHING)
        if way not in kind.composed:
            known = next((key for key in (type_, kind.quad, side, ANY) if key in table), "")
            found = table.get(known, _NOTHING)
        if not found.type:
            return None
        if not found.mode and found.type in self.types:
            result = self.types[found.type]
            found = found._replace(mode=result.mode_about(kind, mode))
        return found

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
        ``contexts`` if it adds any. A new type has the traits of its quad class unless its table
        says otherwise. The file may add modes to a type that exists; it may not change what the
        package says of one.

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
    return extend_ontology(own, read_toml(extra, "the event types"), shown(extra))


def extend_ontology(own: Ontology, given: Mapping[str, Any], where: str) -> Ontology:
    """Return ``own`` with the types, modes and contexts of a parsed table added; errors name
    ``where``."""
    types, contexts = dict(own.types), list(own.contexts)
    for context in list_at(given, "contexts", str, where):
        if context not in contexts:
            contexts.append(context)
    for name, table in table_at(given, "types", where).items():
        types[name] = (
            _widened(types[name], table, own.defaults, where)
            if name in types
            else read_type(name, table, own.defaults, where)
        )
    widened = replace(own, types=types, contexts=tuple(contexts))
    check_outcomes(widened, where)
    return widened


def check_outcomes(ontology: Ontology, where: str) -> None:
    """Raise DataError if words about an act would make of it what the ontology does not know."""
    told = [
        (way, key, outcome) for way, row in ontology.ways.items() for key, outcome in row.items()
    ]
    told += [
        (way, kind.name, outcome)
        for kind in ontology.types.values()
        for way, outcome in kind.composed.items()
    ]
    for way, key, outcome in told:
        if way not in ontology.ways:
            ways = ", ".join(ontology.ways)
            raise DataError(f"{where}: type {key}: no composition {way!r}; there are {ways}")
        if key not in (*ontology.types, *QUADS, "cooperation", "conflict", ANY, UNFRAMED):
            raise DataError(f"{where}: composed.{way} names no type or class {key!r}")
        known = ontology.types.get(outcome.type)
        if outcome.type not in ("", SILENCE) and (
            known is None or outcome.mode not in ("", *known.modes)
        ):
            raise DataError(f"{where}: composed.{way} makes of {key} no known type: {outcome}")


@cache
def _packaged() -> Ontology:
    folder = files("extract.events") / "data"
    given = tomllib.loads((folder / "ontology.toml").read_text(encoding="utf-8"))
    defaults = Defaults(frozenset(given["traits"]), given["quads"])
    cameo = {}
    with (folder / "cameo.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            contexts = tuple(c for c in row["contexts"].split("|") if c)
            cameo[row["cameo"]] = FromCameo(row["type"], row["mode"], contexts)
    ontology = Ontology(
        types={
            name: read_type(name, table, defaults, "ontology.toml")
            for name, table in given["types"].items()
        },
        contexts=tuple(given["contexts"]),
        ways={
            way: {key: Outcome.read(text) for key, text in table.items()}
            for way, table in given["composed"].items()
        },
        stated={what: Outcome.read(text) for what, text in given["stated"].items()},
        defaults=defaults,
        cameo=cameo,
    )
    check_outcomes(ontology, "ontology.toml")
    return ontology


def _widened(kind: EventType, table: Any, defaults: Defaults, where: str) -> EventType:
    if not isinstance(table, dict) or set(table) - {"modes"}:
        raise DataError(
            f"{where}: {kind.name} is the package's own type; only modes can be added to it"
        )
    modes = dict(kind.modes)
    for mode, given in table_at(table, "modes", f"{where}: {kind.name}").items():
        if mode in modes:
            raise DataError(f"{where}: {kind.name} already has a mode {mode!r}")
        modes[mode] = read_mode(mode, given, defaults, f"{where}: {kind.name}.{mode}")
    return replace(kind, modes=modes)
