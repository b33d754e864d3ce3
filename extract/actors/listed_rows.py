"""The lists that are more than names, as frozen records: role nouns, terms of office."""

from __future__ import annotations

from typing import NamedTuple

from extract.lexicon import rows, values


class Role(NamedTuple):
    """A noun that makes an actor of what it belongs to: "troops", "foreign minister",
    "protesters"."""

    lemma: str
    plural: str
    sectors: tuple[str, ...]
    kind: str


class Tenure(NamedTuple):
    """A person's time in an office; a year or a month alone counts from its first to its last
    day."""

    person: str
    aliases: tuple[str, ...]
    office: str
    country: str
    start: str
    end: str
    sectors: tuple[str, ...]
    wikidata: str

    def covers(self, day: str) -> bool:
        """Say whether the person held the office on an ISO day."""
        return (
            bool(self.start)
            and self.start[:10] <= day
            and (not self.end or day <= (self.end + "-99-99")[:10])
        )


def roles() -> tuple[Role, ...]:
    """Return every role noun."""
    return tuple(
        Role(row["lemma"], row["plural"], values(row["sectors"]), row["kind"])
        for row in rows("actors/roles")
    )


def tenures() -> tuple[Tenure, ...]:
    """Return every term of office."""
    return tuple(
        Tenure(
            row["person"],
            values(row["aliases"]),
            row["office"],
            row["country"],
            row["start"],
            row["end"],
            values(row["sectors"]),
            row["wikidata"],
        )
        for row in rows("actors/officeholders")
    )
