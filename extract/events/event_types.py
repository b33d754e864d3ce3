"""What an event type is like: its quad class, score and code, its modes, and its traits.

A table of ``data/ontology.toml`` (or of a user's own file) is read and checked here. What a trait
means is said in that file; the code asks for traits and never for a type by its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from extract.errors import DataError
from extract.user_files import list_at, table_at

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SILENCE = "silence"
"""The type of a draft that says that no event is told here ("denied the attack")."""
_TYPE_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_CAMEO = re.compile(r"\d{2,4}")
_MODES_OF_ACT = ("threatened_as", "demanded_as")
_TYPE_KEYS = frozenset(
    {"quad", "score", "cameo", "covers", "modes", "mode_of_act", "composed"}
    | {"occasion", "means", *_MODES_OF_ACT}
)
_MODE_KEYS = frozenset({"score", "cameo", *_MODES_OF_ACT})

Traits = Mapping[str, bool]


class Defaults(NamedTuple):
    """The names of all traits, and what the types of each quad class are like."""

    traits: frozenset[str]
    quads: Mapping[str, Mapping[str, Any]]


class Outcome(NamedTuple):
    """What words about an act make of it: a type, and a mode or ``""``."""

    type: str
    mode: str

    @classmethod
    def read(cls, text: str) -> Outcome:
        """Read ``TYPE`` or ``TYPE.mode``.

        Examples
        --------
        >>> Outcome.read("SANCTION.discontinue")
        Outcome(type='SANCTION', mode='discontinue')
        """
        return cls(*text.partition(".")[::2])


@dataclass(frozen=True)
class Mode:
    """A mode of an event type; ``traits`` are those in which it differs from its type.

    ``as_mode`` has the mode of a threat or a demand that is about it.
    """

    name: str
    score: float
    cameo: str
    as_mode: Mapping[str, str]
    traits: Traits


@dataclass(frozen=True)
class EventType:
    """One event type.

    ``traits`` has every trait of the ontology, true or false. ``as_mode`` has the mode of a threat
    or a demand that is about an act of the type, ``mode_of_act`` which of the two an event of the
    type takes its own mode from. ``composed`` is what words about such an act make of it, where
    that differs from what the ontology says of all. ``occasion`` and ``means`` are prepositions
    under which a verb's subject does it.
    """

    name: str
    quad: str
    score: float
    cameo: str
    covers: str
    modes: Mapping[str, Mode]
    traits: Traits
    as_mode: Mapping[str, str]
    mode_of_act: str
    composed: Mapping[str, Outcome]
    occasion: frozenset[str]
    means: frozenset[str]

    def has(self, trait: str, mode: str = "") -> bool:
        """Tell whether the type has a trait; a mode's own word goes before it."""
        known = self.modes.get(mode)
        return known.traits[trait] if known and trait in known.traits else self.traits[trait]

    @property
    def is_cooperative(self) -> bool:
        """Whether the type is verbal or material cooperation."""
        return self.quad.endswith("cooperation")

    @property
    def is_verbal(self) -> bool:
        """Whether the type is verbal cooperation or verbal conflict."""
        return self.quad.startswith("verbal")

    def mode_about(self, act: EventType, mode: str) -> str:
        """Return the mode that an event of this type takes from the act that it is about."""
        known = act.modes.get(mode)
        own = known.as_mode.get(self.mode_of_act, "") if known else ""
        return own or act.as_mode.get(self.mode_of_act, "")


def read_type(name: str, given: Any, defaults: Defaults, where: str) -> EventType:
    """Read one ``[types.NAME]`` table.

    Parameters
    ----------
    name, given
        The type's name, and what is said of it.
    defaults
        What its quad class says of it where its own table does not.
    where
        What errors call the file.

    Raises
    ------
    DataError
        A key is missing or unknown, or a value is not one of those allowed.
    """
    own = f"{where}: type {name}"
    if not _TYPE_NAME.fullmatch(name):
        raise DataError(f"{where}: a type's name is written in capitals, not {name!r}")
    if not isinstance(given, dict) or not {"quad", "score", "cameo"} <= set(given):
        raise DataError(f"{own} needs quad, score and cameo")
    if given["quad"] not in QUADS:
        raise DataError(f"{own} has quad {given['quad']!r}; one of {', '.join(QUADS)} is expected")
    _check_keys(given, _TYPE_KEYS | defaults.traits, own)
    table = {**defaults.quads[given["quad"]], **given}
    if table.get("mode_of_act", "") not in ("", *_MODES_OF_ACT):
        raise DataError(f"{own}: mode_of_act is one of {', '.join(_MODES_OF_ACT)}")
    return EventType(
        name=name,
        quad=table["quad"],
        score=_score(table["score"], own),
        cameo=_cameo(table["cameo"], own),
        covers=str(table.get("covers", "")),
        modes={
            mode: read_mode(mode, row, defaults, f"{where}: {name}.{mode}")
            for mode, row in table_at(table, "modes", own).items()
        },
        traits={
            **dict.fromkeys(sorted(defaults.traits), False),
            **_own_traits(table, defaults, own),
        },
        as_mode=_as_mode(table),
        mode_of_act=str(table.get("mode_of_act", "")),
        composed={way: Outcome.read(str(o)) for way, o in table_at(table, "composed", own).items()},
        occasion=frozenset(list_at(table, "occasion", str, own)),
        means=frozenset(list_at(table, "means", str, own)),
    )


def read_mode(name: str, given: Any, defaults: Defaults, where: str) -> Mode:
    """Read one mode; raise DataError, naming ``where``, if its table is not as it should be."""
    if not isinstance(given, dict) or not {"score", "cameo"} <= set(given):
        raise DataError(f"{where}: a mode needs score and cameo")
    _check_keys(given, _MODE_KEYS | defaults.traits, where)
    return Mode(
        name,
        _score(given["score"], where),
        _cameo(given["cameo"], where),
        _as_mode(given),
        _own_traits(given, defaults, where),
    )


def _check_keys(table: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise DataError(
            f"{where}: unknown key {', '.join(unknown)}; there are {', '.join(sorted(allowed))}"
        )


def _own_traits(table: Mapping[str, Any], defaults: Defaults, where: str) -> dict[str, bool]:
    own = {key: value for key, value in table.items() if key in defaults.traits}
    for trait, value in own.items():
        if not isinstance(value, bool):
            raise DataError(f"{where}: {trait} is true or false, not {value!r}")
    return own


def _as_mode(table: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(table[key]) for key in _MODES_OF_ACT if key in table}


def _score(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        raise DataError(f"{where}: the score is a number from -10 to 10, not {value!r}")
    return float(value)


def _cameo(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _CAMEO.fullmatch(value):
        raise DataError(f"{where}: a CAMEO code is a string of 2 to 4 digits, not {value!r}")
    return value
