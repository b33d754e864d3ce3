"""What the page needs of a graph: its events and its actors. Any object that has these can be
drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.events import ActorNode, GraphEvent


class Drawable(Protocol):
    """A view of a store: its events, and its actors by id."""

    @property
    def events(self) -> Sequence[GraphEvent]: ...
    @property
    def actors(self) -> Mapping[str, ActorNode]: ...


def actors_of(graph: Drawable) -> dict[str, ActorNode | None]:
    """Return every actor by id, ids in order; one that only an event names is None."""
    known: dict[str, ActorNode | None] = dict(graph.actors)
    for event in graph.events:
        for party in (event.actor, event.target):
            if party is not None:
                known.setdefault(party, None)
    return {actor: known[actor] for actor in sorted(known)}
