"""Names that the lists have: which of them stand in an article, and whose they are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from extract.actors import place_readings
from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.ledger import Ledger
from extract.actors.longer_places import longer_place, town_of_region
from extract.actors.name_index import Entry, Hit
from extract.actors.nominals import is_backer
from extract.actors.places import locate
from extract.actors.short_names import meant_by_letters
from extract.actors.spellings import is_acronym, slug

_PLACES = frozenset(("state", "place"))
# Kinds whose names speak of a country in their sentence, not only in the article.
_LOCAL = frozenset(("state", "place", "government", "armed group", "party", "person", "people"))
# Kinds of which many countries have one by the same name: "Ministry of Defence".
_OF_MANY_COUNTRIES = frozenset(("government", "military", "party"))
# A city of the article's countries is meant rather than a capital of its name that is at most so
# many times larger: Tripoli in Lebanon.
_SHADOWED = 8.0


class Case(NamedTuple):
    """A listed name in an article, to be accepted or refused."""

    hit: Hit
    words: Words
    gazetteer: Gazetteer

    @property
    def entry(self) -> Entry:
        """The first entry of the name."""
        return self.hit.entries[0]

    @property
    def person(self) -> tuple[int, int, str] | None:
        """The longer name of a person that the recogniser has here, if the entry is a place."""
        found = self.words.ent_at.get(self.hit.start)
        longer = (
            found is not None
            and found[2] == "PERSON"
            and found[1] - found[0] > self.hit.end - self.hit.start
        )
        return found if longer and self.entry.kind in _PLACES else None


# A rule returns None where a name is not its business, else whether the name stands.
Rule = Callable[[Case], bool | None]


def _of_a_person(case: Case) -> bool | None:
    return True if case.entry.how == "person" else None


def _part_of_a_region(case: Case) -> bool | None:
    """Refuse "Western" in "Western Province"."""
    words, hit = case.words, case.hit
    found = words.lower[hit.start].endswith("ern") and words.among(hit.end, "place_nouns")
    return False if found else None


def _country_of_a_title(case: Case) -> bool | None:
    """Accept "Venezuela" in "the President of Venezuela Hugo Chávez", read as one name by the
    recogniser."""
    if case.person is None or case.hit.start != case.person[0]:
        return None
    return True if case.words.at(case.hit.start - 1) in ("of", "from") else None


def _part_of_a_person(case: Case) -> bool | None:
    """Refuse "Jordan" in "Michael Jordan"; accept "Turkey" in "Turkey President Erdogan"."""
    if case.person is None:
        return None
    first = case.hit.start == case.person[0]
    if first and (
        case.entry.how == "demonym"
        or place_readings.has_title_or_possessive(case.words, case.hit.end, case.gazetteer)
    ):
        return None
    return False


def _given_name(case: Case) -> bool | None:
    """Refuse "Chad" in "Chad Wolf" where the recogniser has no name of a person."""
    one_word = case.hit.end - case.hit.start == 1
    named = case.entry.how in ("alias", "capital", "region") and case.entry.kind in _PLACES
    if not named or not one_word:
        return None
    return not place_readings.is_persons_name(case.words, case.hit.start, case.gazetteer)


RULES: tuple[Rule, ...] = (
    _of_a_person,
    _part_of_a_region,
    _country_of_a_title,
    _part_of_a_person,
    _given_name,
)


def stands(case: Case) -> bool:
    """Say whether a listed name is that of its entry here: the first rule that knows decides."""
    return next((said for rule in RULES if (said := rule(case)) is not None), True)


class ListedNames:
    """Finds the listed names of one article and notes in the ledger who they are."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer = ledger.words, ledger.gazetteer
        # Countries that more than a capital's name speaks for.
        self._firm: set[str] = set(ledger.weights)
        # Countries that the article names otherwise than by short names of bodies.
        self._spoken: set[str] = set(ledger.weights)

    def find(self) -> list[tuple[int, int, Entry]]:
        """Note every listed name; return those of people, who are read with their titles."""
        words = self.words
        hits = [
            hit
            for hit in self.gazetteer.index.find(words.cut, words.texts)
            if stands(Case(hit, words, self.gazetteer)) and not is_backer(words, hit.end)
        ]
        self._weigh(hits)
        people = []
        for hit in hits:
            entry = self._choose(hit)
            if entry is None:
                continue
            if entry.kind in _PLACES and self._know_longer(hit):
                continue
            if entry.how == "person":
                people.append((hit.start, hit.end, entry))
            else:
                self.ledger.know(hit.start, hit.end, entry)
        return people

    def _know_longer(self, hit: Hit) -> bool:
        """Note the place of which the name is but a part, or that lies elsewhere: "Santiago de
        Cuba", "Athens, Georgia"; say whether there is one."""
        words, (start, end) = self.words, (hit.start, hit.end)
        town = town_of_region(words, start, end, self.gazetteer)
        longer = (end, town) if town is not None else longer_place(words, start, end)
        if longer is None:
            return False
        self.ledger.know_over(start, *longer)
        self.ledger.forget(hit.entries[0].country, start)
        return True

    def _weigh(self, hits: Iterable[Hit]) -> None:
        """Count the countries that the names speak of."""
        for hit in hits:
            countries = {entry.country for entry in hit.entries if entry.country}
            first = hit.entries[0]
            letters = is_acronym(self.words.text(hit.start, hit.end))
            if not letters or first.kind == "state":
                self._spoken |= countries
            if first.how != "capital":
                self._firm |= countries
            if len(countries) == 1:
                weight = 1.0 if first.kind in _PLACES else 0.5
                self.ledger.count(countries.pop(), hit.start, weight, here=first.kind in _LOCAL)

    def _choose(self, hit: Hit) -> Entry | None:
        """Return whose name it is in this article, or None where nobody can tell."""
        entry = self._bearer(hit)
        if entry is None:
            return None
        letters = self.words.text(hit.start, hit.end)
        if is_acronym(letters):
            entry = meant_by_letters(letters, entry, self._spoken, self.gazetteer)
        if entry.how == "capital" and self._firm and entry.country not in self._firm:
            return self._namesake(hit, entry)
        if (entry.id, entry.how) == ("GEO", "alias") and place_readings.is_us_georgia(
            self.words, hit.start
        ):
            return Entry("USA-georgia", "Georgia", "place", "USA", (), "", "region")
        return entry

    def _bearer(self, hit: Hit) -> Entry | None:
        """Choose among entries of one name: those of the article's countries first, then the order
        of the lists."""
        if len({entry.id for entry in hit.entries}) == 1:
            return hit.entries[0]
        near = [e for e in hit.entries if e.country and self.ledger.weights.get(e.country, 0)]
        if len({entry.id for entry in near}) == 1:
            return near[0]
        return hit.entries[0] if near or self._may_be_first(hit) else None

    def _may_be_first(self, hit: Hit) -> bool:
        """Say whether a name that bodies of several countries bear is the first one's, where the
        article speaks of none of them."""
        first = hit.entries[0]
        if first.kind not in _OF_MANY_COUNTRIES or len({e.country for e in hit.entries}) == 1:
            return True
        named = self.words.ent_at.get(hit.start)
        return first.country == "USA" or (named is not None and named[2] in ("ORG", "GPE"))

    def _namesake(self, hit: Hit, capital: Entry) -> Entry:
        """Return a city of the article's countries with a capital's name, if it is not much
        smaller: Tripoli in Lebanon."""
        name = self.words.name(hit.start, hit.end)
        countries = tuple(country for country in self.ledger.countries() if country in self._firm)
        place = locate(name, countries, shadowed=_SHADOWED)
        if place is None or place.country == capital.country or place.country not in self._firm:
            return capital
        return Entry(f"{place.country}-{slug(name)}", name, "place", place.country, (), "", "name")
