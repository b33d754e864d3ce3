"""Who: finds the actors of an article, resolves them to stable ids, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.actors.actor_component import ActorFinder
    from extract.actors.places import Located, locate
    from extract.actors.resolving import explain, resolve
    from extract.actors.verdicts import read_verdicts

_HOMES = {
    "ActorFinder": "actor_component",
    "Located": "places",
    "explain": "resolving",
    "locate": "places",
    "read_verdicts": "verdicts",
    "resolve": "resolving",
}

__all__ = [
    "ActorFinder",
    "Located",
    "explain",
    "locate",
    "read_verdicts",
    "register",
    "resolve",
]


def register() -> None:
    """Register the component ``realpolitik_actors`` with spaCy; calling it again changes
    nothing."""
    from importlib import import_module

    import_module("extract.actors.actor_component")


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"extract.actors.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'extract.actors' has no attribute {name!r}")
