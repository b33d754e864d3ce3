"""Named people: titles and names, learnt for the whole article, so that a surname or a title later
finds them."""

from __future__ import annotations

from typing import NamedTuple

from extract.actors.bearers import HEADS, Sought, bearer_of, governed, may_have_held
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.nominals import Owner
from extract.actors.owners_after import read_right
from extract.actors.people_register import Person
from extract.actors.person_spans import PersonSpans
from extract.actors.spellings import pieces, slug, surname
from extract.actors.titles import Title, TitleReader
from extract.lexicon import word_set

# Owners of a title that say where a person belongs, not whom they speak for.
_NO_BODIES = frozenset(("state", "place", "people"))


class PersonFound(NamedTuple):
    """Where a person is named: the whole mention with its title, and the name alone."""

    start: int
    end: int
    name_start: int
    person: Person


class PeopleFinder:
    """Finds the people of one article."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer, self.register = ledger.words, ledger.gazetteer, ledger.register
        self.spans, self.titles = PersonSpans(ledger), TitleReader(ledger)

    def find(self, listed: list[tuple[int, int, Entry]]) -> list[PersonFound]:
        """Return the people named in full or by title, then those named by surname, in the order of
        the text."""
        found: list[PersonFound] = []
        later: list[tuple[int, int]] = []
        used: set[int] = set()
        for start, end, entry in self.spans.names(listed):
            used.update(range(start, end))
            if entry is None and self._is_one_word(start, end):
                later.append((start, end))
                continue
            title = self.titles.read(start)
            found.append(PersonFound(title.start, end, start, self._full(start, end, entry, title)))
        later.extend(self.spans.surnames(used))
        for start, end in sorted(later):
            title = self.titles.read(start)
            found.append(PersonFound(title.start, end, start, self._short(start, end, title)))
        return sorted(found)

    def _is_one_word(self, start: int, end: int) -> bool:
        spelled = pieces(self.words.text(start, end))
        return len([piece for piece in spelled if piece not in ("al", "s")]) < 2

    def _full(self, start: int, end: int, entry: Entry | None, title: Title) -> Person:
        """Learn a person named in full."""
        name = self.words.name(start, end)
        held = "" if title.modifiers.former else title.key
        office = self._office(title)
        if entry is not None and not title.modifiers.former:
            entry = self._of_that_time(entry, office)
        if entry is not None:
            reason = f"{name!r} is listed as {entry.name}"
            return self.register.learn(Person(entry, held, office, "alias", reason))
        owner = title.modifiers.owners[-1] if title.modifiers.owners else self._owner_after(end)
        new = Entry(
            slug(name),
            name,
            "person",
            owner.entry.country if owner else self.gazetteer.title_countries.get(title.key, ""),
            self._sectors(title, owner),
            "",
            "title" if title.key else "name",
        )
        if owner and not title.modifiers.former and owner.entry.kind not in {*_NO_BODIES, "person"}:
            self.register.bodies[new.id] = owner.entry
        reason = f"a name in no list, {name!r}"
        if owner and title.key:
            reason = f"{title.key!r} of {owner.entry.name}"
        return self.register.learn(Person(new, held, office, new.how, reason))

    def _of_that_time(self, entry: Entry, office: str) -> Entry | None:
        """Return the listed person of a full name, or the one of that surname who was in office on
        the day: in 1991 President George Bush is the father."""
        sought = Sought(office, entry.country, self.ledger.day, self.gazetteer)
        if office not in HEADS or not sought.day or may_have_held(entry, sought):
            return entry
        return bearer_of(self.gazetteer.bearers(surname(entry.name)), sought)

    def _office(self, title: Title) -> str:
        return self.gazetteer.title_keys.get(title.key, ((), ""))[1]

    def _sectors(self, title: Title, owner: Owner | None) -> tuple[str, ...]:
        """Return the sectors of a person: of the body they belong to, else of their title."""
        sectors = self.gazetteer.title_keys.get(title.key, ((), ""))[0]
        role = self.gazetteer.roles.get(title.key)
        if title.modifiers.former:
            sectors = ("ELI",)
        elif not sectors and role is not None:
            sectors = role.sectors
        if owner and owner.entry.kind not in _NO_BODIES:
            return owner.entry.sectors or sectors
        return sectors

    def _owner_after(self, end: int) -> Owner | None:
        """Return the actor in "Kofi Annan of Ghana"; what "in" ties to a name is a place, not a
        country of theirs."""
        owners = read_right(self.words, end - 1, self.ledger.starts.get)
        return next((owner for owner in owners if owner.link in ("of", "from")), None)

    def _short(self, start: int, end: int, title: Title) -> Person:
        """Learn a person named by surname: the article's own, else one of the lists, else a new
        one."""
        name = self.words.name(start, end)
        known = self.register.by_last_name(name)
        if known is not None:
            learnt = self.register.learn(known._replace(title=title.key or known.title))
            reason = f"{name!r} is {known.entry.name}, named in full"
            return learnt._replace(how="surname", reason=reason)
        office = self._office(title)
        listed = self._listed(name, office, title, governs=self.spans.governs(end - 1))
        if listed is not None:
            how = "office" if title.key else "surname"
            reason = (
                f"{title.key!r} and {name!r} in the lists"
                if title.key
                else f"{name!r} is the only such name in the lists"
            )
            return self.register.learn(Person(listed, title.key, office, how, reason))
        sectors, country = self.gazetteer.title_keys.get(title.key, ((), ""))[0], _country(title)
        entry = Entry(slug(name), name, "person", country, sectors, "", "name")
        how = "title" if title.key else "name"
        reason = f"a name in no list, {name!r}"
        return self.register.learn(Person(entry, title.key, office, how, reason))

    def _listed(self, name: str, office: str, title: Title, *, governs: bool) -> Entry | None:
        """Return the listed person whom a surname means; before "administration", a head of state
        or government."""
        ids = self.gazetteer.bearers(" ".join(pieces(name)), loose=governs)
        ids = tuple(person for person in ids if not self._is_another(person, title))
        if governs and len(ids) > 1:
            ids = tuple(person for person in ids if governed(person, self.gazetteer))
        return bearer_of(ids, Sought(office, _country(title), self.ledger.day, self.gazetteer))

    def _is_another(self, person: str, title: Title) -> bool:
        """Say whether a title is none of a listed person's: rebel leader Mbeki is no president."""
        words = self.words
        before = {words.lower[i] for i in title.modifiers.kept} | set(title.key.split())
        entry = self.gazetteer.persons[person]
        return bool(before & word_set("leaders_without_office")) and "GOV" in entry.sectors


def _country(title: Title) -> str:
    return title.modifiers.owners[-1].entry.country if title.modifiers.owners else ""
