"""The listed actors as one look-up structure, built once from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from extract.actors.listed_rows import Role, Tenure, roles, tenures
from extract.actors.name_index import Entry, NameIndex
from extract.actors.spellings import key, pieces, slug, surname
from extract.lexicon import Row, rows, values

# In the order in which they are asked: of two actors with one name, the one of the first list.
ACTOR_LISTS = (
    "actors/organizations",
    "actors/armed_groups",
    "actors/parties",
    "actors/movements",
    "actors/forces",
    "actors/bodies",
    "actors/peoples",
)


class Gazetteer:
    """The lists as one look-up structure. Use :func:`gazetteer`, which builds it once."""

    def __init__(self) -> None:
        self.index = NameIndex()
        self.entries: dict[str, Entry] = {}
        self.aliases: dict[str, list[str]] = {}
        self.states: dict[str, Entry] = {}
        self.demonyms: dict[str, str] = {}
        self.people: dict[str, tuple[Tenure, ...]] = {}
        self.persons: dict[str, Entry] = {}
        self.surnames: dict[str, list[str]] = {}
        self.holders: dict[tuple[str, str], list[Tenure]] = {}
        self.initials: dict[str, list[str]] = {}
        self._add_states()
        for name in ACTOR_LISTS:
            for row in rows(name):
                self._add(_entry_of(row, row["kind"], row["id"]), _names_of(row))
        for row in rows("actors/outlets"):
            entry = Entry(row["id"], row["name"], "media", row["country"], ("JRN",), "", "outlet")
            self._add(entry, _names_of(row))
        self._add_metonyms()
        self._add_officeholders()
        self._add_persons()
        self._loose_surnames = _by_loose_spelling(self.surnames)
        for row in rows("places/regions"):
            name = f"{row['country']}-{slug(row['name'])}".strip("-")
            entry = Entry(name, row["name"], "place", row["country"], (), "", "region")
            self._add(entry, (*_names_of(row), *values(row["demonyms"])))
        self.roles = _roles_by_key()
        self.title_keys = {
            " ".join(pieces(row["title"])): (values(row["sectors"]), row["office"])
            for row in rows("actors/titles")
        }
        self.title_countries = {
            " ".join(pieces(row["title"])): row["country"]
            for row in rows("actors/titles")
            if row["country"]
        }

    def _add(self, entry: Entry, names: Iterable[str]) -> None:
        self.entries.setdefault(entry.id, entry)
        self.aliases.setdefault(entry.id, []).extend(self.index.add(entry, names))

    def _add_states(self) -> None:
        for row in rows("actors/states"):
            code = row["country"]
            state = Entry(code, row["name"], "state", code, (), row["wikidata"], "alias")
            self.states[code] = state
            # "US government" is read as a role, which says the sector too.
            self._add(state, [n for n in _names_of(row) if not n.lower().endswith(" government")])
            demonyms = values(row["demonyms"])
            self._add(state._replace(how="demonym"), demonyms)
            if demonyms:
                self.demonyms[code] = demonyms[0]
            self._add(state._replace(how="capital"), values(row["capital"]))

    def _add_metonyms(self) -> None:
        for row in rows("actors/metonyms"):
            state = self.states[row["country"]]
            sectors = values(row["sectors"])
            self._add(state._replace(how="metonym", sectors=sectors), (row["name"],))

    def _add_officeholders(self) -> None:
        terms_of: dict[str, list[Tenure]] = {}
        for tenure in tenures():
            terms_of.setdefault(tenure.person, []).append(tenure)
            self.holders.setdefault((tenure.country, tenure.office), []).append(tenure)
        for person, terms in terms_of.items():
            self.people[person] = tuple(terms)
            newest = max(terms, key=lambda term: term.start)
            wikidata = next((term.wikidata for term in terms if term.wikidata), "")
            entry = Entry(
                slug(person), person, "person", newest.country, newest.sectors, wikidata, "person"
            )
            self._add_person(entry, {alias for term in terms for alias in term.aliases})

    def _add_persons(self) -> None:
        for row in rows("actors/persons"):
            entry = _entry_of(row, "person", slug(row["name"]))._replace(how="person")
            if entry.id not in self.persons:
                self._add_person(entry, set(values(row["aliases"])))

    def _add_person(self, entry: Entry, aliases: set[str]) -> None:
        """Add a person by full names; a name of one word finds them as a surname does, with
        care."""
        self.persons[entry.id] = entry
        single = sorted(alias for alias in aliases if len(pieces(alias)) == 1)
        self._add(entry, [entry.name, *sorted(aliases - set(single))])
        self.aliases[entry.id].extend(single)
        for name in sorted({surname(entry.name), *(" ".join(pieces(alias)) for alias in single)}):
            bearers = self.surnames.setdefault(name, [])
            if entry.id not in bearers:
                bearers.append(entry.id)

    def named(self, text: str) -> tuple[Entry, ...]:
        """Return the entries whose whole name is this text, by normalised spelling; case is not
        asked for.

        Examples
        --------
        >>> [entry.id for entry in gazetteer().named("türkiye")]
        ['TUR']
        """
        return self.index.named(text)

    def bearers(self, name: str, *, loose: bool = False) -> Sequence[str]:
        """Return the ids of listed people with a surname (a key); ``loose`` lets doubled letters
        pass for single ones."""
        found = self.surnames.get(name) or self.surnames.get("al " + name) or ()
        return found or (self._loose_surnames.get(_undoubled(name), ()) if loose else ())

    def holder(self, country: str, office: str, day: str) -> Entry | None:
        """Return who held an office on a day, or None where no row or more than one row says so."""
        found = {
            slug(term.person)
            for term in self.holders.get((country, office), ())
            if day and term.covers(day)
        }
        return self.persons[found.pop()] if len(found) == 1 else None


def _entry_of(row: Row, kind: str, actor_id: str) -> Entry:
    sectors = values(row["sectors"])
    return Entry(actor_id, row["name"], kind, row["country"], sectors, row["wikidata"], "alias")


def _names_of(row: Row) -> tuple[str, ...]:
    return (row["name"], *values(row["aliases"]))


def _roles_by_key() -> dict[str, Role]:
    """Return the role nouns by singular and plural; a singular wins over another noun's plural."""
    found: dict[str, Role] = {}
    for role in roles():
        found.setdefault(key(role.plural), role)
        found[key(role.lemma)] = role
    return found


def _by_loose_spelling(surnames: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(surnames, key=lambda name: (name.startswith("al "), name)):
        found.setdefault(_undoubled(name.removeprefix("al ")), surnames[name])
    return found


def _undoubled(name: str) -> str:
    """Return a name with doubled letters written once: Arabic names come both ways ("Assad",
    "Asad")."""
    return "".join(c for i, c in enumerate(name) if i == 0 or c != name[i - 1])


@cache
def gazetteer() -> Gazetteer:
    """Return the one gazetteer, built on first use."""
    return Gazetteer()
