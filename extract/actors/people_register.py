"""The people whom one article names: by full name, by surname, by title."""

from __future__ import annotations

from typing import NamedTuple

from extract.actors.name_index import Entry
from extract.actors.spellings import key, pieces, surname


class Person(NamedTuple):
    """A person whom the article names, with the title it gave them (a key, "foreign minister") and
    the office it is."""

    entry: Entry
    title: str
    office: str
    how: str
    reason: str


class Register:
    """Who is named in one article; ``bodies`` are those that a person speaks for, by the person's
    id."""

    def __init__(self) -> None:
        self.by_name: dict[str, Person] = {}
        self.by_title: dict[tuple[str, str], Person] = {}
        self.bodies: dict[str, Entry] = {}
        self._by_surname: dict[str, list[str]] = {}

    def learn(self, person: Person) -> Person:
        """Keep a person; one who is known already gains the country and title that were missing."""
        name = key(person.entry.name)
        old = self.by_name.get(name)
        if old is not None:
            person = Person(
                _completed(old.entry, person.entry),
                person.title or old.title,
                person.office or old.office,
                old.how,
                old.reason,
            )
        self.by_name[name] = person
        bearers = self._by_surname.setdefault(surname(person.entry.name), [])
        if name not in bearers:
            bearers.append(name)
        if person.title:
            self.by_title[person.title, person.entry.country] = person
        return person

    def by_last_name(self, text: str) -> Person | None:
        """Return the one person of the article with this surname, with or without "al-", or
        None."""
        spelled = pieces(text)
        names = self._by_surname.get(" ".join(spelled))
        if not names:
            article = len(spelled) > 1 and spelled[0] == "al"
            other = spelled[1:] if article else ("al", *spelled)
            names = self._by_surname.get(" ".join(other), [])
        return self.by_name[names[0]] if len(names) == 1 else None

    def holders(self, office: str, country: str) -> list[Person]:
        """Return the people whom the article gives a title that is an office of a country."""
        return [
            person
            for person in self.by_title.values()
            if person.office == office and person.entry.country == country
        ]


def _completed(known: Entry, told: Entry) -> Entry:
    if known.country or not told.country:
        return known
    return known._replace(country=told.country, sectors=known.sectors or told.sectors)
