"""Every listed name in one trie over normalised pieces, built once from the lists in ``data/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from extract.actors import tables
from extract.actors.spellings import is_acronym, key, pieces, slug, surname
from extract.actors.tables import word_set

# Demonyms that are other words in lower case; the rest are read in any case.
_CASED = word_set("gazetteer.cased")
_END = ""


class Entry(NamedTuple):
    """One listed actor under one of its names; ``how`` names the list's kind of name: alias,
    demonym, metonym, capital..."""

    id: str
    name: str
    kind: str
    country: str
    sectors: tuple[str, ...]
    wikidata: str
    how: str


class Hit(NamedTuple):
    """Tokens that bear a listed name, and every entry of that name, in the order of the lists."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """The lists as one look-up structure. Use :func:`gazetteer`, which builds it once."""

    def __init__(self) -> None:
        self._trie: dict[str, Any] = {}
        self.states: dict[str, Entry] = {}
        self.demonyms: dict[str, str] = {}
        self.people: dict[str, tuple[tables.Tenure, ...]] = {}
        self.persons: dict[str, Entry] = {}
        self.loose_surnames: dict[str, tuple[str, ...]] = {}
        self.surnames: dict[str, tuple[str, ...]] = {}
        self.holders: dict[tuple[str, str], tuple[tables.Tenure, ...]] = {}
        self.title_keys: dict[str, tuple[tuple[str, ...], str]] = {}
        self.roles: dict[str, tables.Role] = {}
        self.entries: dict[str, Entry] = {}
        self.aliases: dict[str, list[str]] = {}
        self._add_states()
        for name in tables.ORGANISATION_FILES:
            for row in tables.rows(name):
                entry = Entry(
                    row["id"],
                    row["name"],
                    row["kind"],
                    row["country"],
                    tables.listed(row["sectors"]),
                    row["wikidata"],
                    "alias",
                )
                self._add(entry, (row["name"], *tables.listed(row["aliases"])))
        for row in tables.rows("outlets"):
            entry = Entry(row["id"], row["name"], "media", row["country"], ("JRN",), "", "outlet")
            self._add(entry, (row["name"], *tables.listed(row["aliases"])))
        self._add_metonyms()
        self._add_persons()
        for row in tables.rows("regions"):
            entry = Entry(
                f"{row['country']}-{slug(row['name'])}".strip("-"),
                row["name"],
                "place",
                row["country"],
                (),
                "",
                "region",
            )
            self._add(entry, (row["name"], *tables.listed(row["aliases"])))
        for role in tables.roles():
            self.roles.setdefault(" ".join(pieces(role.plural)), role)
            self.roles[" ".join(pieces(role.lemma))] = role
        self.title_countries = {
            " ".join(pieces(row["title"])): row["country"] for row in tables.rows("title_countries")
        }
        for row in tables.rows("titles"):
            self.title_keys[" ".join(pieces(row["title"]))] = (
                tables.listed(row["sectors"]),
                row["office"],
            )

    def _add(self, entry: Entry, names: Iterable[str]) -> None:
        self.entries.setdefault(entry.id, entry)
        listed = self.aliases.setdefault(entry.id, [])
        for name in names:
            cut = pieces(name)
            if len(cut) > 1 and cut[0] == "the":
                cut = cut[1:]
            if not cut:
                continue
            listed.append(name)
            case = "acronym" if is_acronym(name) else "any" if name == name.lower() else "capital"
            if entry.how == "demonym" and name.casefold() not in _CASED:
                case = "any"
            node = self._trie
            for piece in cut:
                node = node.setdefault(piece, {})
            found = node.setdefault(_END, [])
            if (case, entry) not in found:
                found.append((case, entry))

    def _add_states(self) -> None:
        wikidata = {row["country"]: row["wikidata"] for row in tables.rows("state_ids")}
        for row in tables.rows("states_extra"):
            code = row["country"]
            state = Entry(code, row["name"], "state", code, (), wikidata.get(code, ""), "alias")
            self.states[code] = state
            # "US government" is read as a role, which says the sector too.
            names = [
                name
                for name in tables.listed(row["aliases"])
                if not name.lower().endswith(" government")
            ]
            self._add(state, (row["name"], *names))
            demonyms = tables.listed(row["demonyms"])
            self._add(state._replace(how="demonym"), demonyms)
            if demonyms:
                self.demonyms[code] = demonyms[0]
            self._add(state._replace(how="capital"), tables.listed(row["capital"]))

    def _add_metonyms(self) -> None:
        for row in tables.rows("metonyms"):
            state = self.states.get(row["country"])
            if state is not None:
                self._add(
                    state._replace(how="metonym", sectors=tables.listed(row["sectors"])),
                    (row["name"],),
                )

    def _add_persons(self) -> None:
        spells: dict[str, list[tables.Tenure]] = {}
        for tenure in tables.tenures():
            spells.setdefault(tenure.person, []).append(tenure)
            self.holders[tenure.country, tenure.office] = (
                *self.holders.get((tenure.country, tenure.office), ()),
                tenure,
            )
        last: dict[str, list[str]] = {}
        for person, terms in spells.items():
            self.people[person] = tuple(terms)
            newest = max(terms, key=lambda term: term.start)
            wikidata = next((term.wikidata for term in terms if term.wikidata), "")
            self._add_person(
                Entry(
                    slug(person),
                    person,
                    "person",
                    newest.country,
                    newest.sectors,
                    wikidata,
                    "person",
                ),
                {alias for term in terms for alias in term.aliases},
                last,
            )
        for row in tables.rows("persons"):
            if slug(row["name"]) not in self.persons:
                entry = Entry(
                    slug(row["name"]),
                    row["name"],
                    "person",
                    row["country"],
                    tables.listed(row["sectors"]),
                    row["wikidata"],
                    "person",
                )
                self._add_person(entry, set(tables.listed(row["aliases"])), last)
        self.surnames = {name: tuple(ids) for name, ids in last.items()}
        for name in sorted(last, key=lambda name: (name.startswith("al "), name)):
            self.loose_surnames.setdefault(_undoubled(name.removeprefix("al ")), tuple(last[name]))

    def _add_person(self, entry: Entry, aliases: set[str], last: dict[str, list[str]]) -> None:
        self.persons[entry.id] = entry
        self._add(
            entry, [entry.name, *sorted(alias for alias in aliases if len(pieces(alias)) > 1)]
        )
        self.aliases[entry.id].extend(sorted(alias for alias in aliases if len(pieces(alias)) == 1))
        short = {surname(entry.name)} | {
            " ".join(pieces(alias)) for alias in aliases if len(pieces(alias)) == 1
        }
        for name in sorted(short):
            if entry.id not in last.setdefault(name, []):
                last[name].append(entry.id)

    def find(self, cut: Sequence[tuple[str, int]], words: Sequence[str]) -> Iterator[Hit]:
        """Yield the longest listed names, left to right.

        Parameters
        ----------
        cut
            Pieces with the index of the word each comes from; a piece that no name holds
            (``"\\0"``) ends names.
        words
            The words as written, for the case that a name asks for.
        """
        place, size = 0, len(cut)
        while place < size:
            best: tuple[int, tuple[Entry, ...]] | None = None
            if place == 0 or cut[place - 1][1] != cut[place][1]:
                node, at = self._trie.get(cut[place][0]), place
                while node is not None:
                    at += 1
                    if _END in node and _ends_word(cut, at):
                        span = words[cut[place][1] : cut[at - 1][1] + 1]
                        fitting = tuple(
                            entry for case, entry in node[_END] if _case_fits(case, span)
                        )
                        if fitting:
                            best = (at, fitting)
                    node = node.get(cut[at][0]) if at < size else None
            if best is None:
                place += 1
                continue
            yield Hit(cut[place][1], cut[best[0] - 1][1] + 1, best[1])
            place = best[0]

    def named(self, text: str) -> tuple[Entry, ...]:
        """Return the entries whose whole name is this text, by normalised spelling; case is not
        asked for.

        Examples
        --------
        >>> [entry.id for entry in gazetteer().named("türkiye")]
        ['TUR']
        """
        node: dict[str, Any] | None = self._trie
        for piece in key(text).split():
            node = node.get(piece) if node is not None else None
        return tuple(entry for _case, entry in node.get(_END, ())) if node else ()

    def bearers(self, name: str, *, loose: bool = False) -> tuple[str, ...]:
        """Return the ids of listed people with a surname (a key); ``loose`` lets doubled letters
        pass for single ones."""
        found = self.surnames.get(name, ()) or self.surnames.get("al " + name, ())
        return found or (self.loose_surnames.get(_undoubled(name), ()) if loose else ())

    def holder(self, country: str, office: str, day: str) -> Entry | None:
        """Return who held an office on a day, or None where no row or more than one row says so."""
        found = {
            slug(term.person)
            for term in self.holders.get((country, office), ())
            if day and term.covers(day)
        }
        return self.persons[found.pop()] if len(found) == 1 else None


def _undoubled(name: str) -> str:
    """Return a name with doubled letters written once: Arabic names come both ways ("Assad",
    "Asad")."""
    return "".join(c for i, c in enumerate(name) if i == 0 or c != name[i - 1])


def _ends_word(cut: Sequence[tuple[str, int]], at: int) -> bool:
    """Say whether the pieces before ``at`` end a word; a possessive written into the word
    ("Colombia´s") is left out."""
    size = len(cut)
    if at < size and cut[at][1] == cut[at - 1][1] and cut[at][0] == "s":
        at += 1
    return at == size or cut[at][1] != cut[at - 1][1]


def _case_fits(case: str, span: Sequence[str]) -> bool:
    if case == "any":
        return True
    if case == "acronym":
        return all(word == word.upper() for word in span if any(c.isalpha() for c in word))
    return any(word[:1].isupper() for word in span)


@cache
def gazetteer() -> Gazetteer:
    """Return the one gazetteer, built on first use."""
    return Gazetteer()
