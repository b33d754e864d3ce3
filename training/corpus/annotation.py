"""What a reader wrote about one article, as values: entities, mentions, events, quotations, and
what is wrong with the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from training.corpus.placing import Span


class Problem(NamedTuple):
    """A line that breaks the form, and what to do about it."""

    line: int
    message: str


class Entity(NamedTuple):
    """Somebody or something that is mentioned."""

    id: str
    name: str
    kind: str
    country: str | None


class Mention(NamedTuple):
    """Words that stand for an entity."""

    entity: str
    span: Span
    paragraph: int
    line: int


class Party(NamedTuple):
    """An actor or target: an entity, the mention that stands for it, and the entities that would
    be accepted too."""

    entity: str
    mention: Mention | None = None
    accepted: tuple[str, ...] = ()


class Voice(NamedTuple):
    """Who says so: an entity, an outlet, or both, and the words."""

    entity: str | None
    outlet: str | None
    span: Span | None


class Place(NamedTuple):
    """Where it happened: words of the text (None if they stand nowhere) and a country."""

    span: Span
    country: str | None


@dataclass(frozen=True)
class Event:
    """One event line; no actors or no targets means that nobody is named."""

    line: int
    paragraph: int
    trigger: Span
    type: str
    mode: str | None
    types_accepted: tuple[str, ...]
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    required: bool
    reciprocal: bool
    status: str
    attribution: tuple[Voice, ...]
    day: tuple[str, str] | None
    place: Place | None

    def pairs(self) -> Iterator[tuple[Party | None, Party | None]]:
        """Yield each actor with each target, nobody with itself, and a reciprocal pair once."""
        seen: set[frozenset[str]] = set()
        for actor in self.actors or (None,):
            for target in self.targets or (None,):
                if actor is not None and target is not None:
                    both = frozenset((actor.entity, target.entity))
                    if len(both) == 1 or (self.reciprocal and both in seen):
                        continue
                    seen.add(both)
                yield actor, target


class Quotation(NamedTuple):
    """Words quoted, and who speaks."""

    paragraph: int
    span: Span
    speaker: str | None
    line: int


@dataclass
class Annotation:
    """All of one file; ``problems`` keep it from being used, ``notes`` do not."""

    id: str = ""
    has_events: bool | None = None
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
