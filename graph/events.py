"""The one shape of an event, and what belongs to it: the reports that tell of it, with the coded
words in their sentences, and the actors.

Every answer, view and export speaks of events in these words; each adds what it has more. The table
``events`` of a store has the same fields as columns.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict


def iso(day: Any) -> str | None:
    """Return a day of a store, or ISO text, as ISO text; None where there is none.

    Examples
    --------
    >>> import datetime as dt
    >>> iso(dt.date(2025, 4, 9)), iso("2025-04-09"), iso("")
    ('2025-04-09', '2025-04-09', None)
    """
    return str(day.isoformat() if hasattr(day, "isoformat") else day) if day else None


def _listed(contexts: Any) -> Any:
    return tuple(contexts.split()) if isinstance(contexts, str) else tuple(contexts or ())


Day = Annotated[str | None, BeforeValidator(iso)]
Contexts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Event(BaseModel):
    """One happening, merged from all its reports.

    ``actor`` and ``target`` are ids, None where the text names none. ``first`` and ``last`` are ISO
    days or None. ``n_articles`` counts articles, ``n_outlets`` voices that do not repeat each other
    (see :func:`graph.grouping.count_voices`).
    """

    model_config = ConfigDict(frozen=True)

    id: str
    actor: str | None
    target: str | None
    type: str
    mode: str | None
    contexts: Contexts
    quad: str
    score: float
    status: str
    reciprocal: bool
    first: Day
    last: Day
    place: str | None
    place_country: str | None
    predicate: str
    n_articles: int
    n_outlets: int

    def to_json(self) -> str:
        """Return the event as one line of JSON."""
        return self.model_dump_json()


EVENT_FIELDS = tuple(Event.model_fields)
"""The fields that every form of an event has."""


class RoleSpan(NamedTuple):
    """Where a coded part lies in its sentence: ``role`` is actor, action, target, place, date or
    attribution."""

    role: str
    start: int
    end: int


class Report(NamedTuple):
    """One sentence of one article that tells of an event. ``spans`` count characters of
    ``sentence``; ``date`` is the day of publication."""

    triple: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    date: str | None
    sentence: str
    spans: tuple[RoleSpan, ...]
    attribution: str | None
    rule: str
    confidence: float
    origin: str


class GraphEvent(Event):
    """An event as a view shows it, with all its evidence.

    ``actor`` and ``target`` are nodes of the view; ``actor_id`` and ``target_id`` are who they were
    before a roll-up to states. ``outlets`` lists the names of the outlets.
    """

    actor_id: str | None
    target_id: str | None
    outlets: tuple[str, ...]
    reports: tuple[Report, ...]


class ActorNode(NamedTuple):
    """An actor as a view shows it."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None

    def attributes(self) -> dict[str, str]:
        """Return what is known of the actor as text, "" where there is nothing."""
        return {
            "name": self.name,
            "kind": self.kind,
            "country": self.country or "",
            "sectors": " ".join(self.sectors),
            "wikidata": self.wikidata or "",
        }
