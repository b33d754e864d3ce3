"""Names in no list: places of GeoNames, names of the recogniser, acronyms introduced in
brackets."""

from __future__ import annotations

from collections.abc import Callable

from extract.actors.article_words import POSSESSIVES
from extract.actors.ledger import Ledger
from extract.actors.listed_rows import Role
from extract.actors.name_index import Entry
from extract.actors.nominals import read_left
from extract.actors.owners_after import read_right
from extract.actors.places import Located, locate
from extract.actors.spellings import slug

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_TYING = frozenset(("mod", "poss", "of", "in"))
# Kinds of role whose noun, at the end of a name, is read as a role: "Anbar police".
_READ_AS_ROLES = frozenset(("state", "body", "people", "armed group"))
_OWN_KINDS = frozenset(("party", "company", "media"))
# What a place adds to the weight of its country, less than the country's own name.
_WEIGHT = 0.7
_LONGEST_ACRONYM = 8


class UnlistedNames:
    """Finds the names of one article that no list has and notes in the ledger who they are."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer = ledger.words, ledger.gazetteer

    def find_places(self) -> None:
        """Note the places that the recogniser names; without one, those that GeoNames knows after
        "in" or "near"."""
        for start, end, label in self.words.ents:
            if label in _PLACE_LABELS and not self._is_known(start, end):
                self._note_place(*self._bare(start, end), label)
        if not self.words.ents:
            self._find_places_by_preposition()

    def find_names(self) -> None:
        """Note the recogniser's names of bodies and peoples, then acronyms in brackets."""
        for start, end, label in self.words.ents:
            if label not in ("ORG", "NORP") or self.ledger.is_taken(start, end):
                continue
            start, end = self._bare(start, end)
            inside = [self.ledger.starts[i] for i in range(start, end) if i in self.ledger.starts]
            role = self.gazetteer.roles.get(self.words.phrase(end - 1, end))
            if not any(refuses(self.ledger, start, end, label, role) for refuses in REFUSALS):
                country = next((entry.country for _s, _e, entry in inside if entry.country), "")
                self._note_name(start, end, label, role, country)
        self._learn_acronyms()

    def _is_known(self, start: int, end: int) -> bool:
        return any(i in self.ledger.ends or i in self.ledger.starts for i in range(start, end))

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """Take a possessive and an article off a name."""
        words = self.words
        while end > start + 1 and words.lower[end - 1] in POSSESSIVES:
            end -= 1
        while start < end - 1 and words.among(start, "articles"):
            start += 1
        return start, end

    def _note_place(self, start: int, end: int, label: str) -> None:
        name = self.words.name(start, end)
        place = locate(name, tuple(self.ledger.countries())) if label != "FAC" else None
        self._know_place(start, end, name, place, place.country if place else "")

    def _know_place(
        self, start: int, end: int, name: str, place: Located | None, country: str
    ) -> None:
        country = country or self._country_beside(start, end)
        actor = f"{country}-{slug(name)}".strip("-")
        self.ledger.know(start, end, Entry(actor, name, "place", country, (), "", "name"))
        if country and (place is None or place.large):
            self.ledger.count(country, start, _WEIGHT)

    def _country_beside(self, start: int, end: int) -> str:
        """Return the country that the words around a name give it: "Yemen's Hodeidah", "the
        Oversight Body in Jakarta"."""
        words = self.words
        bracketed = words.texts[end : end + 3 : 2] == ["(", ")"]
        last = end + 3 if bracketed else end
        owners = (
            *read_left(words, start, self.ledger.ends.get, self.gazetteer).owners,
            *read_right(words, last - 1, self.ledger.starts.get),
        )
        return next((o.entry.country for o in owners if o.entry.country and o.link in _TYING), "")

    def _find_places_by_preposition(self) -> None:
        """Without a recogniser: a capitalised name after "in" or "near" that is a city of
        GeoNames."""
        words = self.words
        for i in range(1, words.size):
            if not words.is_name(i) or words.lower[i - 1] not in ("in", "near", "from", "of"):
                continue
            end = i + 2 if words.is_name(i + 1) else i + 1
            place = locate(words.name(i, end), tuple(self.ledger.countries()))
            if place is not None and not any(j in self.ledger.starts for j in range(i, end)):
                self._know_place(i, end, place.name, place, place.country)

    def _note_name(self, start: int, end: int, label: str, role: Role | None, country: str) -> None:
        words = self.words
        country = country or self._country_beside(start, end)
        name = words.name(start, end)
        if words.among(end, "facilities"):
            kind = "place"
        elif label == "NORP":
            kind = "people"
        else:
            kind = role.kind if role and role.kind in _OWN_KINDS else "organisation"
        sectors = role.sectors if role else ()
        self.ledger.know_over(
            start, end, Entry(slug(name), name, kind, country, sectors, "", "name")
        )

    def _learn_acronyms(self) -> None:
        """Learn "Democratic Union Party (PYD)", then find the acronym wherever it stands."""
        words, ledger = self.words, self.ledger
        learnt = {
            words.texts[i + 1]: entry
            for i in range(1, words.size - 2)
            if self._is_bracketed_acronym(i) and (entry := self._named_before(i)) is not None
        }
        for i in range(words.size):
            entry = learnt.get(words.texts[i])
            known = ledger.starts.get(i)
            if (
                entry is not None
                and i not in ledger.taken
                and (known is None or known[2].how == "name")
            ):
                ledger.know_over(i, i + 1, entry._replace(how="acronym"))

    def _is_bracketed_acronym(self, i: int) -> bool:
        opening, short, closing = self.words.texts[i : i + 3]
        return (
            (opening, closing) == ("(", ")")
            and len(short) <= _LONGEST_ACRONYM
            and sum(c.isupper() for c in short) > 1
        )

    def _named_before(self, i: int) -> Entry | None:
        """Return the body whose name ends before a bracket, with or without "'s"."""
        found = self.ledger.ends.get(i - 1)
        if found is None and self.words.texts[i - 1] in POSSESSIVES:
            found = self.ledger.ends.get(i - 2)
        return found[2] if found and found[2].kind not in ("person", "place") else None


Refusal = Callable[[Ledger, int, int, str, Role | None], bool]


def _is_known_whole(ledger: Ledger, start: int, end: int, label: str, role: Role | None) -> bool:
    """A listed name covers it, or runs into it from before."""
    found = ledger.starts.get(start)
    return (found is not None and found[1] >= end) or any(
        i in ledger.ends and ledger.ends[i][0] < start for i in range(start, end)
    )


def _holds_listed_body(ledger: Ledger, start: int, end: int, label: str, role: Role | None) -> bool:
    """A listed name of several words in it is more than a place: "the BBC World Service team"."""
    inside = [ledger.starts[i] for i in range(start, end) if i in ledger.starts]
    return any(
        entry.kind not in ("state", "place") and last - first > 1 for first, last, entry in inside
    )


def _is_role(ledger: Ledger, start: int, end: int, label: str, role: Role | None) -> bool:
    """Its last word is a role noun, which is read with what it belongs to."""
    return role is not None and (role.kind in _READ_AS_ROLES or end - start == 1)


def _is_people_of_listed(
    ledger: Ledger, start: int, end: int, label: str, role: Role | None
) -> bool:
    return label == "NORP" and any(i in ledger.starts for i in range(start, end))


# Reasons to leave a name of the recogniser to others.
REFUSALS: tuple[Refusal, ...] = (
    _is_known_whole,
    _holds_listed_body,
    _is_role,
    _is_people_of_listed,
)
