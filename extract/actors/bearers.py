"""Which listed person a surname means: by country, office and day, in this order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry

HEADS = ("head_of_state", "head_of_government")


class Sought(NamedTuple):
    """What the article says of a person named by surname: office and country of the title, its
    day."""

    office: str
    country: str
    day: str
    gazetteer: Gazetteer

    def held(self, person: Entry, office: str, day: str) -> bool:
        """Say whether a person held an office ("" any) on a day ("" ever)."""
        return any(
            office in ("", term.office) and (not day or term.covers(day))
            for term in self.gazetteer.people.get(person.name, ())
        )


Narrowing = Callable[[list[Entry], Sought], list[Entry]]


def _of_the_country(people: list[Entry], sought: Sought) -> list[Entry]:
    return [p for p in people if not sought.country or p.country == sought.country]


def _with_the_office(people: list[Entry], sought: Sought) -> list[Entry]:
    """Keep who held the office that the title is; a head of state or government must have."""
    if not sought.office:
        return people
    fitting = [p for p in people if sought.held(p, sought.office, "")]
    return fitting if fitting or sought.office in HEADS else people


def _not_of_another_time(people: list[Entry], sought: Sought) -> list[Entry]:
    """Leave out heads of state or government whose office was at another time: in 1999 President
    Kabila is not the son."""
    if sought.office not in HEADS or not sought.day:
        return people
    return [p for p in people if may_have_held(p, sought)]


def may_have_held(person: Entry, sought: Sought) -> bool:
    """Say whether a person held an office in the year of the day, the one before or after; where
    the lists do not know when, they may have."""
    year = int(sought.day[:4])
    terms = [t for t in sought.gazetteer.people.get(person.name, ()) if t.office in HEADS]
    return not terms or any(
        not term.start
        or (int(term.start[:4]) - 1 <= year and (not term.end or year <= int(term.end[:4]) + 1))
        for term in terms
    )


def _on_the_day(people: list[Entry], sought: Sought) -> list[Entry]:
    if not sought.day or len(people) < 2:
        return people
    return [p for p in people if sought.held(p, sought.office, sought.day)] or people


def _who_held_any_office(people: list[Entry], sought: Sought) -> list[Entry]:
    """Keep who held an office: "Obama" is the president, not a relative whom the lists know."""
    return [p for p in people if sought.held(p, "", "")] if len(people) > 1 else people


NARROWINGS: tuple[Narrowing, ...] = (
    _of_the_country,
    _with_the_office,
    _not_of_another_time,
    _on_the_day,
    _who_held_any_office,
)


def bearer_of(ids: Sequence[str], sought: Sought) -> Entry | None:
    """Return the one person of these who is meant, or None where several or none are left."""
    people = [sought.gazetteer.persons[person] for person in ids]
    for narrow in NARROWINGS:
        people = narrow(people, sought)
    return people[0] if len(people) == 1 else None


def governed(person: str, gazetteer: Gazetteer) -> bool:
    """Say whether a person (an id) was ever head of a state or government."""
    name = gazetteer.persons[person].name
    return any(term.office in HEADS for term in gazetteer.people.get(name, ()))
