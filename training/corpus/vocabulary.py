"""The words that an annotation may use: types and modes, kinds, statuses, countries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import get_args

from extract.events.ontology import load_ontology
from extract.lexicon import rows
from extract.models import ActorKind, Status

KINDS: tuple[str, ...] = get_args(ActorKind)
STATUSES: tuple[str, ...] = get_args(Status)


@cache
def types_and_modes() -> Mapping[str, frozenset[str]]:
    """Return the modes of each PLOVER type by its name."""
    return {name: frozenset(kind.modes) for name, kind in load_ontology().types.items()}


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166 alpha-3 codes, and XKX for Kosovo."""
    return frozenset(row["country"] for row in rows("actors/states"))
