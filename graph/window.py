"""What a view or an answer covers: days, level, types, statuses, actors; and the SQL that says
so."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from extract.errors import QueryError
from extract.settings import MIN_CONFIDENCE
from graph.wording import counted

Level = Literal["actor", "state"]
LEVELS = ("actor", "state")
STATUSES = ("asserted", "planned", "hypothetical", "negated", "historical")


def known_word(word: str, known: Sequence[str], what: str) -> str:
    """Return a word of a list as the list writes it, whatever its case.

    Raises
    ------
    QueryError
        If it is not in the list; the message proposes those that look like it.

    Examples
    --------
    >>> known_word("Planned", STATUSES, "a status")
    'planned'
    """
    by_key = {one.casefold(): one for one in known}
    found = by_key.get(word.casefold())
    if found is not None:
        return found
    close = difflib.get_close_matches(word.casefold(), list(by_key), n=3, cutoff=0.6)
    meant = f"; did you mean {' or '.join(by_key[one] for one in close)}?" if close else ""
    raise QueryError(f"{word!r} is not {what}{meant or ';'} there are {', '.join(known)}")


class Window(BaseModel):
    """The part of a store that is looked at. The default shows every asserted event between actors.

    Attributes
    ----------
    since, until
        First and last day (ISO), both included. An event is in if any of its days is; undated
        events are in only where neither bound is set.
    level
        ``actor``, or ``state``: every actor stands for its country (and for itself where it has
        none).
    types, statuses
        PLOVER types (all if empty) and statuses.
    min_outlets
        Independent outlets an event needs at least.
    min_confidence
        How sure the surest report of an event is at least, 0 to 1.
    actors, hops
        Only events that touch these actors, or actors up to ``hops - 1`` events away from them.
    quote
        How many characters of each sentence are told with its event: all if None, none if 0. See
        :mod:`graph.quoting`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: str | None = None
    until: str | None = None
    level: Level = "actor"
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("asserted",)
    min_outlets: int = 1
    min_confidence: float = MIN_CONFIDENCE
    actors: tuple[str, ...] = ()
    hops: int = 1
    quote: int | None = None

    @field_validator("since", "until")
    @classmethod
    def _is_day(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                    raise ValueError
                dt.date.fromisoformat(value)
            except ValueError:
                raise QueryError(f"{value!r} is not a day; write it as 2025-04-09") from None
        return value

    @field_validator("level", mode="before")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if str(value).lower() not in LEVELS:
            raise QueryError(f"the level is {' or '.join(LEVELS)}, not {value!r}")
        return str(value).lower()

    @field_validator("statuses")
    @classmethod
    def _are_statuses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(known_word(status, STATUSES, "a status") for status in value)

    @field_validator("types")
    @classmethod
    def _are_capitals(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(kind.upper() for kind in value)

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.since and self.until and self.since > self.until:
            raise QueryError(f"the window ends ({self.until}) before it starts ({self.since})")
        if self.hops < 1 or self.min_outlets < 1:
            raise QueryError("hops and min_outlets count from 1")
        if not 0 <= self.min_confidence <= 1:
            raise QueryError(
                f"the least confidence lies between 0 and 1, {self.min_confidence} does not"
            )
        if self.quote is not None and self.quote < 0:
            raise QueryError("a quotation has no fewer than 0 characters")
        return self

    def covers(self) -> str:
        """Say in words what is looked at.

        Examples
        --------
        >>> Window(since="2025-04-01", types=("aid",)).covers()
        'from 2025-04-01, asserted events, only AID'
        >>> Window().covers()
        'all days, asserted events'
        """
        parts = [
            self._days(),
            f"{', '.join(self.statuses) or 'all'} events",
            "only " + ", ".join(self.types) if self.types else "",
            "actors rolled up to states (those of no one state as they are)"
            if self.level == "state"
            else "",
            f"at least {self.min_outlets} independent outlets" if self.min_outlets > 1 else "",
            f"confidence at least {self.min_confidence:g}" if self.min_confidence > 0 else "",
            f"within {counted(self.hops, 'step')} of {', '.join(self.actors)}"
            if self.actors
            else "",
            self._quotation(),
        ]
        return ", ".join(part for part in parts if part)

    def _days(self) -> str:
        if self.since and self.until:
            return f"{self.since} to {self.until}"
        if self.since:
            return f"from {self.since}"
        return f"up to {self.until}" if self.until else "all days"

    def _quotation(self) -> str:
        if self.quote is None:
            return ""
        if self.quote == 0:
            return "without the words of the articles"
        return f"the first {counted(self.quote, 'character')} of each sentence"

    @property
    def is_everything(self) -> bool:
        """Whether nothing of a store is left out."""
        return self.model_copy(update={"quote": None}) == EVERYTHING

    def condition(self) -> tuple[str, list[Any]]:
        """Return the SQL condition on ``events e`` and its parameters (days, types, statuses,
        outlets and confidence)."""
        tests: list[str] = []
        parameters: list[Any] = []
        if self.since:
            tests.append('e."last" >= CAST(? AS DATE)')
            parameters.append(self.since)
        if self.until:
            tests.append('e."first" <= CAST(? AS DATE)')
            parameters.append(self.until)
        for column, values in (("type", self.types), ("status", self.statuses)):
            if values:
                tests.append(f'e."{column}" IN ({", ".join("?" * len(values))})')
                parameters.extend(values)
        if self.min_outlets > 1:
            tests.append("e.n_outlets >= ?")
            parameters.append(self.min_outlets)
        if self.min_confidence > 0:
            # An event is as sure as its best report, which is the surest.
            tests.append("e.best IN (SELECT id FROM triples WHERE confidence >= ?)")
            parameters.append(self.min_confidence)
        return " AND ".join(tests) or "true", parameters

    def scope(self, columns: Sequence[str] = ("*",)) -> tuple[str, list[Any]]:
        """Return a query of the events in the window, with ``actor`` and ``target`` at the level
        asked for.

        The original ids are ``actor_id`` and ``target_id``.
        """
        condition, parameters = self.condition()
        wanted = (
            ", ".join(f'e."{c}"' for c in columns)
            if columns != ("*",)
            else "e.* EXCLUDE (actor, target)"
        )
        sides, source = "e.actor AS actor, e.target AS target", "events e"
        if self.level == "state":
            sides = "coalesce(s.state, e.actor) AS actor, coalesce(o.state, e.target) AS target"
            source += " LEFT JOIN actors s ON s.id = e.actor LEFT JOIN actors o ON o.id = e.target"
        query = (
            f"SELECT {sides}, e.actor AS actor_id, e.target AS target_id, {wanted} "
            f"FROM {source} WHERE {condition}"
        )
        if self.actors:
            query, parameters = self._around(query, parameters)
        return query, parameters

    def _around(self, query: str, parameters: list[Any]) -> tuple[str, list[Any]]:
        near = "SELECT unnest(CAST(? AS VARCHAR[])) AS id"
        bound: list[Any] = [list(self.actors)]
        for _ in range(self.hops - 1):
            near = (
                f"SELECT id FROM ({near}) "
                f"UNION SELECT target FROM ({query}) WHERE actor IN ({near}) "
                f"UNION SELECT actor FROM ({query}) WHERE target IN ({near})"
            )
            bound = [*bound, *parameters, *bound, *parameters, *bound]
        return (
            f"SELECT * FROM ({query}) WHERE actor IN ({near}) OR target IN ({near})",
            [*parameters, *bound, *bound],
        )


EVERYTHING = Window(statuses=(), min_confidence=0)
"""Nothing left out."""
