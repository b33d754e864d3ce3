"""Names: those of the lists, places of GeoNames, names in no list, and acronyms introduced in
brackets."""

from __future__ import annotations

from extract.actors import syntax
from extract.actors.article_words import POSSESSIVES
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry, Hit
from extract.actors.nominals import is_detached, read_left, read_right
from extract.actors.places import locate
from extract.actors.spellings import slug
from extract.lexicon import word_set


class NameFinder:
    """Finds the names of one article and notes in the ledger who they are."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer = ledger.words, ledger.gazetteer
        # Countries that more than a capital's name speaks for.
        self._firm: set[str] = set(ledger.weights)
        self._learnt: dict[str, Entry] = {}

    def find_listed(self) -> list[tuple[int, int, Entry]]:
        """Note every listed name; return those of people, who are read with their titles."""
        words = self.words
        hits = [
            hit for hit in self.gazetteer.index.find(words.cut, words.texts) if self._stands(hit)
        ]
        hits = [hit for hit in hits if not is_detached(words, hit.end)]
        self._weigh(hits)
        people = []
        for hit in hits:
            entry = self._choose(hit)
            if entry is None:
                continue
            if entry.how == "person":
                people.append((hit.start, hit.end, entry))
            else:
                self.ledger.know(hit.start, hit.end, entry)
        self._unlisted_places()
        return people

    def find_unlisted(self) -> None:
        """Note the recogniser's names that no list has, and acronyms in brackets."""
        self._unlisted_names()
        self._brackets()

    def add_rest(self) -> None:
        """Make mentions of the names that no phrase took."""
        for start, end, entry in sorted(self.ledger.starts.values()):
            if not self.ledger.taken & set(range(start, end)) and not is_detached(self.words, end):
                self._add_listed(start, end, entry)

    def _stands(self, hit: Hit) -> bool:
        """Refuse a listed name that is part of a longer one: "Michael Jordan", "Bank of
        Georgia"."""
        words = self.words
        ent = words.ent_at.get(hit.start)
        first = hit.entries[0]
        if first.how == "person":
            return True
        if (
            words.lower[hit.start].endswith("ern")
            and hit.end < words.size
            and words.lower[hit.end] in word_set("place_nouns")
        ):
            return False
        if (
            ent
            and ent[2] == "PERSON"
            and ent[1] - ent[0] > hit.end - hit.start
            and first.kind in ("state", "place")
        ):
            if (
                hit.start == ent[0]
                and hit.start > 0
                and words.lower[hit.start - 1] in ("of", "from")
            ):
                # "the President of Venezuela Hugo Chávez", read as one name by the recogniser
                return True
            inside = ent[0] < hit.start or first.how != "demonym"
            if inside and not (
                hit.start == ent[0] and syntax.title_or_possessive(words, hit.end, self.gazetteer)
            ):
                return False
        if (
            first.how in ("alias", "capital", "region")
            and hit.end - hit.start == 1
            and first.kind in ("state", "place")
        ):
            return not syntax.is_first_or_last_name(words, hit.start, self.gazetteer)
        return True

    def _weigh(self, hits: list[Hit]) -> None:
        for hit in hits:
            countries = {entry.country for entry in hit.entries if entry.country}
            if hit.entries[0].how != "capital":
                self._firm |= countries
            if len(countries) == 1:
                kind = hit.entries[0].kind
                here = kind in (
                    "state",
                    "place",
                    "government",
                    "armed group",
                    "party",
                    "person",
                    "people",
                )
                self.ledger.count(
                    countries.pop(),
                    hit.start,
                    1.0 if kind in ("state", "place") else 0.5,
                    here=here,
                )

    def _choose(self, hit: Hit) -> Entry | None:
        """Choose among entries of one name: those of the article's countries first, then the order
        of the lists."""
        entries = list(hit.entries)
        if len({entry.id for entry in entries}) > 1:
            near = [
                entry
                for entry in entries
                if entry.country and self.ledger.weights.get(entry.country, 0) > 0
            ]
            if len({entry.id for entry in near}) == 1:
                entries = near
            elif (
                len({entry.country for entry in entries}) > 1
                and entries[0].kind in ("government", "military", "party")
                and not near
            ):
                ent = self.words.ent_at.get(hit.start)
                return (
                    entries[0]
                    if (ent and ent[2] in ("ORG", "GPE")) or entries[0].country == "USA"
                    else None
                )
        entry = entries[0]
        if entry.how == "capital" and self._firm and entry.country not in self._firm:
            return self._namesake(hit, entry)
        if (
            entry.id == "GEO"
            and entry.how == "alias"
            and syntax.is_us_georgia(self.words, hit.start, self.ledger.weights)
        ):
            return Entry("USA-georgia", "Georgia", "place", "USA", (), "", "region")
        return entry

    def _namesake(self, hit: Hit, capital: Entry) -> Entry:
        """Return a city of the article's countries with a capital's name, if it is not much
        smaller: Tripoli in Lebanon."""
        name = self.words.text(hit.start, hit.end)
        countries = tuple(country for country in self.ledger.countries() if country in self._firm)
        place = locate(name, countries, shadowed=8.0)
        if place is None or place.country == capital.country or place.country not in self._firm:
            return capital
        return Entry(f"{place.country}-{slug(name)}", name, "place", place.country, (), "", "name")

    def _unlisted_places(self) -> None:
        """Cities and regions that the recogniser names and GeoNames knows."""
        words = self.words
        for start, end, label in words.ents:
            if label not in ("GPE", "LOC", "FAC") or any(
                i in self.ledger.ends or i in self.ledger.starts for i in range(start, end)
            ):
                continue
            while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "'", "’"):
                end -= 1
            while start < end - 1 and words.lower[start] == "the":
                start += 1
            name = words.text(start, end)
            place = locate(name, tuple(self.ledger.countries())) if label != "FAC" else None
            country = place.country if place else self._country_beside(start, end)
            self.ledger.know(
                start,
                end,
                Entry(f"{country}-{slug(name)}".strip("-"), name, "place", country, (), "", "name"),
            )
            if country and (place is None or place.large):
                self.ledger.count(country, start, 0.7)
        if not words.ents:
            self._places_by_preposition()

    def _country_beside(self, start: int, end: int) -> str:
        """Return the country that the words around a name give it: "Yemen's Hodeidah", "the
        Oversight Body in Jakarta"."""
        words = self.words
        last = end
        if last + 2 < words.size and words.texts[last] == "(" and words.texts[last + 2] == ")":
            last += 3
        owners = [
            *read_left(words, start, self.ledger.ends.get, self.gazetteer).owners,
            *read_right(words, last - 1, self.ledger.starts.get),
        ]
        return next(
            (
                o.entry.country
                for o in owners
                if o.entry.country and o.link in ("mod", "poss", "of", "in")
            ),
            "",
        )

    def _places_by_preposition(self) -> None:
        """Without a recogniser: a capitalised name after "in" or "near" that is a city of
        GeoNames."""
        words = self.words
        for i in range(1, words.size):
            if (
                words.lower[i - 1] not in ("in", "near", "from", "of")
                or not words.is_name(i)
                or i in self.ledger.starts
            ):
                continue
            end = i + 2 if i + 1 < words.size and words.is_name(i + 1) else i + 1
            place = locate(words.text(i, end), tuple(self.ledger.countries()))
            if place is not None and not any(j in self.ledger.starts for j in range(i, end)):
                self.ledger.know(
                    i,
                    end,
                    Entry(
                        f"{place.country}-{slug(place.name)}",
                        place.name,
                        "place",
                        place.country,
                        (),
                        "",
                        "name",
                    ),
                )
                self.ledger.count(place.country, i, 0.7)

    def _unlisted_names(self) -> None:
        words = self.words
        for start, end, label in words.ents:
            if label not in ("ORG", "NORP") or self.ledger.taken & set(range(start, end)):
                continue
            while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "'", "’"):
                end -= 1
            while start < end - 1 and words.lower[start] in ("the", "a"):
                start += 1
            inside = [self.ledger.starts[i] for i in range(start, end) if i in self.ledger.starts]
            if any(entry[0] == start and entry[1] >= end for entry in inside) or any(
                i in self.ledger.ends and self.ledger.ends[i][0] < start for i in range(start, end)
            ):
                continue
            if any(
                entry[2].kind not in ("state", "place") and entry[1] - entry[0] > 1
                for entry in inside
            ):
                continue
            last = words.phrase(end - 1, end)
            role = self.gazetteer.roles.get(last)
            if role is not None and (
                role.kind in ("state", "body", "people", "armed group") or end - start == 1
            ):
                continue
            if label == "NORP" and inside:
                continue
            country = next((entry[2].country for entry in inside if entry[2].country), "")
            country = country or self._country_beside(start, end)
            name = words.text(start, end)
            kind = (
                "people"
                if label == "NORP"
                else role.kind
                if role and role.kind in ("party", "company", "media")
                else "organisation"
            )
            if end < words.size and words.lower[end] in word_set("facilities"):
                kind = "place"
            entry = Entry(slug(name), name, kind, country, role.sectors if role else (), "", "name")
            self.ledger.know_over(start, end, entry)

    def _brackets(self) -> None:
        """Learn "Democratic Union Party (PYD)", then find the acronym wherever it stands."""
        words = self.words
        for i in range(1, words.size - 2):
            short = words.texts[i + 1]
            if (
                words.texts[i] != "("
                or words.texts[i + 2] != ")"
                or len(short) > 8
                or sum(c.isupper() for c in short) < 2
            ):
                continue
            before = self.ledger.ends.get(i - 1) or (
                self.ledger.ends.get(i - 2) if words.texts[i - 1] in POSSESSIVES else None
            )
            if before is not None and before[2].kind not in ("person", "place"):
                self._learnt[words.texts[i + 1]] = before[2]
        for i in range(words.size):
            entry = self._learnt.get(words.texts[i])
            if (
                entry is not None
                and i not in self.ledger.taken
                and (i not in self.ledger.starts or self.ledger.starts[i][2].how == "name")
            ):
                self.ledger.know_over(i, i + 1, entry._replace(how="acronym"))

    def _add_listed(self, start: int, end: int, entry: Entry) -> None:
        words, gazetteer = self.words, self.gazetteer
        head = words.head_of(start, end)
        text = words.text(start, end)
        if entry.how in ("capital", "metonym"):
            place = entry.how == "capital" and syntax.is_a_place(words, start, end)
            if place or not self.ledger.metonyms:
                located = Entry(
                    f"{entry.country}-{slug(text)}", text, "place", entry.country, (), "", "alias"
                )
                self.ledger.add(start, end, head, located, "alias", f"{text!r}, the city")
                return
            state = gazetteer.states[entry.country]._replace(sectors=entry.sectors)
            self.ledger.add(start, end, head, state, "metonym", f"{text!r} stands for {state.name}")
            return
        if entry.how == "demonym" and syntax.is_people(words, start, end):
            people = Entry(
                f"{entry.country}-people", text, "people", entry.country, (), "", "demonym"
            )
            self.ledger.add(
                start, end, head, people, "demonym", f"{text!r}, people of {entry.name}"
            )
            return
        self.ledger.add(
            start,
            end,
            head,
            entry,
            entry.how if entry.how != "outlet" else "alias",
            f"{text!r} is listed as {entry.name}"
            if entry.how != "name"
            else f"a name in no list, {text!r}",
        )
