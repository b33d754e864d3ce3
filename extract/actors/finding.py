"""Finds the actors of one article: listed names, people, role nouns, names in no list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extract.actors import syntax
from extract.actors.coreference import resolve_references
from extract.actors.gazetteer import Entry, Gazetteer, Hit
from extract.actors.names import key, pieces, slug
from extract.actors.nominals import Left, Owner, is_detached, read_left, read_right
from extract.actors.people import PeopleFinder, PersonFound, Register
from extract.actors.phrases import LOOSE, Phrase, Reading, bare, read_phrase
from extract.actors.places import locate
from extract.actors.spans import PLACE_NOUNS, widened
from extract.actors.tables import Role
from extract.actors.words import POSSESSIVES, Words
from extract.doc_attributes import ActorMention

if TYPE_CHECKING:
    from spacy.tokens import Doc


# Nouns that act even where they only modify another: "the army offensive", "rebel attacks".
_ACTING = frozenset(
    "government army police military rebel insurgent militant militia guerrilla opposition navy terrorist separatist".split()
)


class Finder:
    """One article's actors. Make one per document, call :meth:`find` once."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, *, metonyms: bool = True, title: tuple[ActorMention, ...] = ()) -> None:
        self.words = Words(doc)
        self.gazetteer = gazetteer
        self.metonyms = metonyms
        self.title = title
        self.day = str(doc._.published or "")[:10]
        self.register = Register()
        self.found: list[ActorMention] = []
        self.taken: set[int] = set()
        self.learnt: dict[str, Entry] = {}
        self._possessed: list[tuple[int, Phrase, Left]] = []
        self._ends: dict[int, tuple[int, int, Entry]] = {}
        self._starts: dict[int, tuple[int, int, Entry]] = {}
        self._covered: set[int] = set()
        self.weights: dict[str, float] = {}
        self.sentence_countries: dict[int, Counter[str]] = {}

    def find(self) -> list[ActorMention]:
        """Return every mention but the references (pronouns, "both countries"), in the order of the text."""
        words = self.words
        hits = [
            hit for hit in self.gazetteer.find(words.cut, words.texts) if self._stands(hit) and not is_detached(words, hit.end)
        ]
        self._weigh(hits)
        people = []
        for hit in hits:
            entry = self._choose(hit)
            if entry is None:
                continue
            if entry.how == "person":
                people.append((hit.start, hit.end, entry))
            else:
                self._know(hit.start, hit.end, entry)
        self._unlisted_places()
        covered = frozenset(i for start, end, _entry in self._starts.values() for i in range(start, end))
        finder = PeopleFinder(words, self.gazetteer, self.register, self.day, self._ends.get, self._starts.get, covered)
        for person in finder.find(people):
            self._add_person(person)
        self._unlisted_names()
        self._brackets()
        self._covered = {i for start, end, _entry in self._starts.values() for i in range(start, end)}
        for i in range(words.size - 1, -1, -1):
            if i not in self.taken:
                self._role_at(i)
        for start, end, entry in sorted(self._starts.values()):
            if not self.taken & set(range(start, end)) and not is_detached(words, end):
                self._add_listed(start, end, entry)
        self._tell_countries()
        self.found = [widened(words, mention, self.taken) for mention in self.found]
        self._refer()
        return sorted(self.found)

    def _tell_countries(self) -> None:
        """Give people the country that a later apposition told: "Ruth Unlisted, Canada's environment minister"."""
        known = {person.entry.id: person.entry for person in self.register.by_name.values()}
        for i, mention in enumerate(self.found):
            entry = known.get(mention.id)
            if entry is None or mention.country:
                continue
            if not entry.country and "GOV" in entry.sectors and (country := self._home_of(entry, mention)):
                entry = entry._replace(country=country)
                known[mention.id] = entry
            if entry.country:
                self.found[i] = mention._replace(country=entry.country, sectors=mention.sectors or entry.sectors)

    def _refer(self) -> None:
        """Add what pronouns and nouns refer to; a noun read as some group gives way to the group it takes up."""
        top = self.countries()
        made = resolve_references(
            self.words,
            self.found,
            self.gazetteer,
            title=self.title,
            country=self.theme() if top else "",
            bodies=self.register.bodies,
        )
        replaced = {mention.start for mention in made}
        self.found = [m for m in self.found if not any(i in replaced for i in range(m.start, m.end))] + made
        for i, phrase, left in self._possessed:
            self._possessed_role(i, phrase, left)

    def _possessed_role(self, i: int, phrase: Phrase, left: Left) -> None:
        """Read "its troops", "his followers" by what the pronoun refers to; the words become one mention."""
        owners = [m for m in self.found if m.start == left.pronoun and m.end == left.pronoun + 1]
        if self.taken & set(range(left.pronoun + 1, i + 1)):
            return
        if len(owners) != 1 or phrase.role.kind == "asset":
            if phrase.role.kind != "asset" and not owners:
                read = bare(phrase, "", self.gazetteer)
                self._add(left.start, i + 1, i, read.entry, read.how, read.reason)
            return
        owner = owners[0]
        entry = Entry(owner.id, owner.name, owner.kind, owner.country, owner.sectors, owner.wikidata, "coreference")
        read = read_phrase(phrase, entry, self.gazetteer)
        if phrase.role.kind == "organisation" and read.entry.how == "role":
            read = read._replace(entry=read.entry._replace(name=" ".join(phrase.words)))
        self.found.remove(owner)
        self._add(left.pronoun, i + 1, i, read.entry, "coreference", f"{owner.reason}; {read.reason}")

    # -- what is known before phrases are read ---------------------------------------------------------------------------

    def _know(self, start: int, end: int, entry: Entry) -> None:
        self._ends[end - 1] = self._starts[start] = (start, end, entry)

    def _stands(self, hit: Hit) -> bool:
        """Refuse a listed name that is part of a longer one: "Michael Jordan", "Bank of Georgia"."""
        words = self.words
        ent = words.ent_at.get(hit.start)
        first = hit.entries[0]
        if first.how == "person":
            return True
        if words.lower[hit.start].endswith("ern") and hit.end < words.size and words.lower[hit.end] in PLACE_NOUNS:
            return False
        if ent and ent[2] == "PERSON" and ent[1] - ent[0] > hit.end - hit.start and first.kind in ("state", "place"):
            inside = ent[0] < hit.start or first.how != "demonym"
            if inside and not (hit.start == ent[0] and syntax.title_or_possessive(words, hit.end, self.gazetteer)):
                return False
        if first.how in ("alias", "capital", "region") and hit.end - hit.start == 1 and first.kind in ("state", "place"):
            return not syntax.is_first_or_last_name(words, hit.start, self.gazetteer)
        return True

    def _weigh(self, hits: list[Hit]) -> None:
        for hit in hits:
            countries = {entry.country for entry in hit.entries if entry.country}
            if len(countries) == 1:
                self.count(countries.pop(), hit.start, 1.0 if hit.entries[0].kind in ("state", "place") else 0.5)

    def count(self, country: str, at: int, weight: float) -> None:
        """Note that the article speaks of a country at a token; the first sentences count more."""
        sentence = self.words.sentence[at]
        self.weights[country] = self.weights.get(country, 0.0) + weight * (2.0 if sentence == 0 else 1.0)
        self.sentence_countries.setdefault(sentence, Counter())[country] += 1

    def _choose(self, hit: Hit) -> Entry | None:
        """Choose among entries of one name: those of the article's countries first, then the order of the lists."""
        entries = list(hit.entries)
        if len({entry.id for entry in entries}) > 1:
            near = [entry for entry in entries if entry.country and self.weights.get(entry.country, 0) > 0]
            if len({entry.id for entry in near}) == 1:
                entries = near
            elif (
                len({entry.country for entry in entries}) > 1
                and entries[0].kind in ("government", "military", "party")
                and not near
            ):
                ent = self.words.ent_at.get(hit.start)
                return entries[0] if (ent and ent[2] in ("ORG", "GPE")) or entries[0].country == "USA" else None
        entry = entries[0]
        if entry.id == "GEO" and entry.how == "alias" and syntax.is_us_georgia(self.words, hit.start, self.weights):
            return Entry("USA-georgia", "Georgia", "place", "USA", (), "", "region")
        return entry

    def _unlisted_places(self) -> None:
        """Cities and regions that the recogniser names and GeoNames knows."""
        words = self.words
        for start, end, label in words.ents:
            if label not in ("GPE", "LOC", "FAC") or any(i in self._ends or i in self._starts for i in range(start, end)):
                continue
            while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "'", "’"):
                end -= 1
            while start < end - 1 and words.lower[start] == "the":
                start += 1
            name = words.text(start, end)
            place = locate(name, tuple(self.countries())) if label != "FAC" else None
            country = place.country if place else self._country_beside(start, end)
            self._know(start, end, Entry(f"{country}-{slug(name)}".strip("-"), name, "place", country, (), "", "name"))
            if country:
                self.count(country, start, 0.7)
        if not words.ents:
            self._places_by_preposition()

    def _country_beside(self, start: int, end: int) -> str:
        """Return the country that the words around a name give it: "Yemen's Hodeidah", "the Oversight Body in Jakarta"."""
        words = self.words
        last = end
        if last + 2 < words.size and words.texts[last] == "(" and words.texts[last + 2] == ")":
            last += 3
        owners = [
            *read_left(words, start, self._ends.get, self.gazetteer).owners,
            *read_right(words, last - 1, self._starts.get),
        ]
        return next((o.entry.country for o in owners if o.entry.country and o.link in ("mod", "poss", "of", "in")), "")

    def _places_by_preposition(self) -> None:
        """Without a recogniser: a capitalised name after "in" or "near" that is a city of GeoNames."""
        words = self.words
        for i in range(1, words.size):
            if words.lower[i - 1] not in ("in", "near", "from", "of") or not words.is_name(i) or i in self._starts:
                continue
            end = i + 2 if i + 1 < words.size and words.is_name(i + 1) else i + 1
            place = locate(words.text(i, end), tuple(self.countries()))
            if place is not None and not any(j in self._starts for j in range(i, end)):
                self._know(
                    i, end, Entry(f"{place.country}-{slug(place.name)}", place.name, "place", place.country, (), "", "name")
                )
                self.count(place.country, i, 0.7)

    def countries(self) -> list[str]:
        """Return the article's countries, the most named first."""
        return [country for country, _weight in sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))]

    # -- people ----------------------------------------------------------------------------------------------------------

    def _add_person(self, found: PersonFound) -> None:
        person = found.person
        start = found.start
        while start < found.name_start and start in self.taken:
            start += 1
        if self.taken & set(range(start, found.end)):
            return
        head = self.words.head_of(start, found.end)
        # Where the article spells the name otherwise than the list, the mention is the name as written, without its title.
        written = pieces(self.words.text(found.name_start, found.end))
        same = len(written) < 2 or " ".join(written) == key(person.entry.name)
        self._add(start if same else found.name_start, found.end, head, person.entry, person.how, person.reason)
        self.taken.update(range(start, found.end))
        self._know_over(found.start, found.end, person.entry)

    def _know_over(self, start: int, end: int, entry: Entry) -> None:
        for i in range(start, end):
            self._ends.pop(i, None)
            self._starts.pop(i, None)
        self._know(start, end, entry)

    def _add(self, start: int, end: int, head: int, entry: Entry, how: str, reason: str) -> None:
        self.found.append(
            ActorMention(
                start, end, head, entry.id, entry.name, entry.kind, entry.country, entry.sectors, entry.wikidata, how, reason
            )
        )
        self.taken.update(range(start, end))

    # -- names in no list ------------------------------------------------------------------------------------------------

    def _unlisted_names(self) -> None:
        words = self.words
        for start, end, label in words.ents:
            if label not in ("ORG", "NORP") or self.taken & set(range(start, end)):
                continue
            while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "'", "’"):
                end -= 1
            while start < end - 1 and words.lower[start] in ("the", "a"):
                start += 1
            inside = [self._starts[i] for i in range(start, end) if i in self._starts]
            if any(entry[0] == start and entry[1] >= end for entry in inside) or any(
                i in self._ends and self._ends[i][0] < start for i in range(start, end)
            ):
                continue
            if any(entry[2].kind not in ("state", "place") and entry[1] - entry[0] > 1 for entry in inside):
                continue
            last = words.phrase(end - 1, end)
            role = self.gazetteer.roles.get(last)
            if role is not None and (role.kind in ("state", "body", "people", "armed group") or end - start == 1):
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
            entry = Entry(slug(name), name, kind, country, role.sectors if role else (), "", "name")
            self._know_over(start, end, entry)

    def _brackets(self) -> None:
        """Learn "Democratic Union Party (PYD)", then find the acronym wherever it stands."""
        words = self.words
        for i in range(1, words.size - 2):
            short = words.texts[i + 1]
            if words.texts[i] != "(" or words.texts[i + 2] != ")" or len(short) > 8 or sum(c.isupper() for c in short) < 2:
                continue
            before = self._ends.get(i - 1) or (self._ends.get(i - 2) if words.texts[i - 1] in POSSESSIVES else None)
            if before is not None and before[2].kind not in ("person", "place"):
                self.learnt[words.texts[i + 1]] = before[2]
        for i in range(words.size):
            entry = self.learnt.get(words.texts[i])
            if entry is not None and i not in self.taken and (i not in self._starts or self._starts[i][2].how == "name"):
                self._know_over(i, i + 1, entry._replace(how="acronym"))

    # -- role nouns ------------------------------------------------------------------------------------------------------

    def _role_at(self, i: int) -> None:
        words = self.words
        role = self._role_of(i)
        if role is None or i in self._covered or not words.is_noun(i) or words.lower[i] == "state":
            return
        left = read_left(words, i, self._ends.get, self.gazetteer)
        if self._of_person(i, role, left):
            return
        if self.taken & set(range(left.start, i + 1)):
            return
        phrase = self._phrase(i, role, left)
        right = () if left.owners and left.owners[-1].link != "based" else read_right(words, i, self._starts.get)
        right = tuple(
            owner
            for owner in right
            if (owner.link != "to" or owner.entry.kind == "person")
            and not (owner.entry.how == "demonym" and self._modifies(owner))
        )
        owners = left.owners or right
        if self._apposed(i, left, owners, phrase):
            return
        if not owners:
            self._bare_role(i, phrase, left)
            return
        self._owned_role(i, phrase, left, owners, bool(left.owners))

    def _role_of(self, i: int) -> Role | None:
        """Return the role whose noun ends with a token ("suicide bombers") or starts with it ("head of state")."""
        words, roles = self.words, self.gazetteer.roles
        if not any(c.isalpha() for c in words.texts[i]):
            return None
        if i + 2 < words.size and words.lower[i + 1] == "of" and (longer := roles.get(words.phrase(i, i + 3))):
            return longer
        for n in (2, 1):
            if (
                i - n >= 0
                and (longer := roles.get(words.phrase(i - n, i + 1)))
                and not any(j in self._ends for j in range(i - n, i))
            ):
                return longer
        return roles.get(words.phrase(i, i + 1).removeprefix("ex "))

    def _of_person(self, i: int, role: Role, left: Left) -> bool:
        """Read "Assad's government" and "the Obama administration": a role noun whose owner is a person already found."""
        if not left.owners or left.owners[-1].entry.kind != "person":
            return False
        owner = left.owners[-1]
        mention = next((m for m in self.found if m.kind == "person" and m.end == owner.end), None)
        if mention is None or mention.end > i:
            return False
        phrase = self._phrase(i, role, left)
        read = read_phrase(phrase, owner.entry, self.gazetteer)
        if owner.link == "poss":
            self._add(i, i + 1, i, read.entry, read.how, read.reason)
            return True
        self.found.remove(mention)
        self._add(mention.start, i + 1, i, read.entry, read.how, read.reason)
        return True

    def _apposed(self, i: int, left: Left, owners: tuple[Owner, ...], phrase: Phrase) -> bool:
        """Read "Hakan Fidan, the Turkish foreign minister," as one person, who learns country and title from it."""
        words = self.words
        at = min([left.start, *(owner.start for owner in left.owners)]) - 1
        while at > 0 and (words.lower[at] in ("the", "a", "an", "its", "former", "then") or words.lower[at] in LOOSE):
            at -= 1
        if at < 1 or words.texts[at] != "," or phrase.plural or phrase.role.kind not in ("state", "people"):
            return False
        person = next((m for m in self.found if m.end == at and m.kind == "person"), None)
        if person is None or (words.parsed and words.dep[i] not in ("appos", "conj", "nmod", "dep", "flat", "parataxis")):
            return False
        country = next((owner.entry.country for owner in owners if owner.entry.country), "")
        known = self.register.by_name.get(key(person.name))
        if known is not None:
            title = words.phrase(i - len(phrase.words) + 1, i + 1)
            entry = known.entry._replace(
                country=known.entry.country or country, sectors=known.entry.sectors or phrase.role.sectors
            )
            self.register.learn(known._replace(entry=entry, title=known.title or title))
            body = next((o.entry for o in owners if o.entry.kind not in ("state", "place", "person", "people")), None)
            if body is not None and not phrase.former:
                self.register.bodies[person.id] = body
        start = min([left.start, *(owner.start for owner in left.owners)])
        if self.taken & set(range(start, i + 1)):
            start = i
        entry = known.entry if known else None
        self.found.append(
            person._replace(start=start, end=i + 1, head=i, country=person.country or country, resolved_by="coreference",
                            sectors=person.sectors or (entry.sectors if entry else ()), reason=f"{phrase.noun!r} beside {person.name}")
        )  # fmt: skip
        self.taken.update(range(start, i + 1))
        return True

    def _modifies(self, owner: Owner) -> bool:
        return owner.end < self.words.size and self.words.pos[owner.end] in ("NOUN", "PROPN", "ADJ")

    def _phrase(self, i: int, role: Role, left: Left) -> Phrase:
        words = self.words
        owned = {
            j
            for owner in left.owners
            for j in range(owner.start, owner.end)
            if owner.link != "based" and (owner.entry.kind != "people" or owner.entry.country)
        }
        if left.owners and left.owners[0].entry.kind == "people" and len(left.owners) > 1:
            owned -= set(range(left.owners[0].start, left.owners[0].end))
        kept = [j for j in left.kept if j not in owned and words.texts[j] not in ("'s", "’s")]
        text: list[str] = []
        for j in kept:
            if (
                text
                and j - 1 >= 0
                and words.texts[j - 1] in ("-", "‑", "–")
                and j - 1 in range(kept[0], i)
                and words.doc[j - 2].whitespace_ == ""
            ):
                text[-1] += "-" + words.texts[j]
            elif words.texts[j] not in ("-", "–"):
                text.append(words.texts[j])
        noun = words.texts[i]
        plural = words.phrase(i, i + 1) == role.plural.casefold() or noun.endswith("s")
        former = left.former or noun.lower().startswith("ex-")
        return Phrase(role, noun, (*text, noun), former, plural)

    def _owned_role(self, i: int, phrase: Phrase, left: Left, owners: tuple[Owner, ...], before: bool) -> None:
        words = self.words
        owners = self._resolved(owners)
        if (
            phrase.role.kind in ("state", "body", "asset", "people", "armed group")
            and len(owners) > 1
            and all(owner.entry.kind in ("state", "place", "igo") for owner in owners)
            and len({owner.entry.id for owner in owners}) > 1
        ):
            for owner in owners:
                if self.taken & set(range(owner.start, owner.end)):
                    continue
                read = self._read(phrase, owner, left)
                self._add(owner.start, owner.end, i, read.entry, read.how, read.reason)
            self.taken.add(i)
            return
        owner = self._principal(owners)
        unknown = (
            owner.entry.how == "name"
            and not owner.entry.country
            and phrase.role.lemma in ("regime", "government", "administration")
        )
        country = self.theme() or self.context(i) if unknown else ""
        if owner.entry.kind == "people" and phrase.role.kind == "asset":
            return
        read = bare(phrase, country, self.gazetteer) if country else self._read(phrase, owner, left)
        start, end = (min(left.start, owner.start), i + 1) if before else (left.start, i + 1)
        if not before and owner.link in ("of", "from", "for") and owner.end - i <= 8:
            end = owner.end
        if (
            phrase.role.kind in ("people", "armed group", "organisation", "company", "party")
            and not before
            and owner.link in ("in", "at")
        ):
            end = i + 1
        if self.taken & set(range(start, end)):
            end = i + 1
        head = words.head_of(start, i + 1) if words.parsed else i
        self._add(start, end, head if start <= head < end else i, read.entry, read.how, read.reason)

    def _resolved(self, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
        """A capital before a role noun is its state: "the Kabul government"."""
        return tuple(
            owner._replace(entry=self.gazetteer.states[owner.entry.country])
            if owner.entry.how in ("capital", "metonym")
            else owner
            for owner in owners
        )

    def _principal(self, owners: tuple[Owner, ...]) -> Owner:
        """Of several owners, the one next to the noun that is a group or a state: "US State Department officials"."""
        for owner in reversed(owners):
            if owner.entry.kind != "people" and owner.link != "based":
                return owner
        for owner in reversed(owners):
            if owner.entry.country:
                return owner
        return owners[-1]

    def _read(self, phrase: Phrase, owner: Owner, left: Left) -> Reading:
        gazetteer = self.gazetteer
        country = owner.entry.country
        if owner.entry.kind == "state" and not phrase.former and not phrase.plural:
            holder = self._holder(phrase, country)
            if holder is not None:
                return holder
        if owner.entry.kind == "people" and not owner.entry.country:
            return bare(phrase, self.context(owner.start), gazetteer)
        adjective = self.words.text(owner.start, owner.end) if owner.entry.kind == "place" and owner.link != "in" else ""
        return read_phrase(phrase, owner.entry, gazetteer, adjective)

    def _holder(self, phrase: Phrase, country: str) -> Reading | None:
        """Return who holds the office that a title names: the article's own person first, then by the article's date."""
        title = key(" ".join(phrase.words))
        known = self.register.by_title.get((title, country))
        if known is not None:
            return Reading(known.entry, "title", f"{title!r} is {known.entry.name}, named in the article")
        office = self.gazetteer.title_keys.get(title, ((), ""))[1]
        if not office:
            return None
        same = [p for p in self.register.by_title.values() if p.office == office and p.entry.country == country]
        if len({p.entry.id for p in same}) == 1:
            return Reading(same[0].entry, "title", f"{title!r} is {same[0].entry.name}, named in the article")
        holder = self.gazetteer.holder(country, office, self.day)
        if holder is None:
            return None
        return Reading(holder, "office", f"{office} of {country} on {self.day}: {holder.name}")

    def _home_of(self, entry: Entry, mention: ActorMention) -> str:
        """Return the country of an official whom the article places nowhere: one who deals with home, in an article on one country."""
        title = self.register.by_name[key(entry.name)].title if key(entry.name) in self.register.by_name else ""
        abroad = {"foreign", "envoy", "ambassador", "special", "diplomat", "overseas", "external"} & set(title.split())
        return self.theme() or ("" if abroad or not title else self.context(mention.start))

    def theme(self) -> str:
        """Return the country that most of a longer article is about, or ""."""
        ranked = self.countries()
        if not ranked or self.weights[ranked[0]] < 0.6 * sum(self.weights.values()):
            return ""
        return ranked[0] if sum(ranked[0] in here for here in self.sentence_countries.values()) > 2 else ""

    def context(self, at: int) -> str:
        """Return the country that a phrase without one belongs to, or "" where the article leaves it open."""
        here = self.sentence_countries.get(self.words.sentence[at], Counter())
        ranked = self.countries()
        if len(here) == 1:
            only = next(iter(here))
            if not ranked or self.weights[only] >= 0.4 * self.weights[ranked[0]]:
                return only
        total = sum(self.weights.values())
        if ranked and self.weights[ranked[0]] >= 0.55 * total:
            return ranked[0]
        return ""

    def _bare_role(self, i: int, phrase: Phrase, left: Left) -> None:
        words = self.words
        if words.tagged and words.pos[i] not in ("NOUN", "PROPN"):
            return
        if left.pronoun >= 0:
            self._possessed.append((i, phrase, left))
            return
        if phrase.role.kind == "asset":
            inner = next(
                (self.gazetteer.roles[word.lower()] for word in phrase.words[-2:-1] if word.lower() in self.gazetteer.roles),
                None,
            )
            if inner is None or inner.kind == "asset":
                return
            phrase = phrase._replace(role=inner, noun=phrase.words[-2], words=phrase.words[:-1])
        if words.parsed and words.dep[i] == "compound" and phrase.noun.lower() not in _ACTING:
            return
        title = key(" ".join(phrase.words))
        followed = i + 1 < words.size and words.lower[i + 1] in ("of", "for")
        if left.definite and not followed and not phrase.plural and not phrase.former:
            same = {
                p.entry.id: p
                for (name, _country), p in self.register.by_title.items()
                if name == title or name.endswith(" " + title)
            }
            if len(same) == 1:
                person = next(iter(same.values()))
                self._add(
                    left.start,
                    i + 1,
                    i,
                    person.entry,
                    "coreference",
                    f"{title!r} is {person.entry.name}, named with this title",
                )
                return
        home = self.gazetteer.title_countries.get(title, "")
        if home and (home in self.weights or not self.theme()):
            read = self._holder(phrase, home) or read_phrase(phrase, self.gazetteer.states[home], self.gazetteer)
            self._add(left.start, i + 1, i, read.entry, read.how, f"{title!r} is an office of {home}: {read.reason}")
            return
        detached = any("-" in word for word in phrase.words[:-1])
        free = phrase.role.kind in ("organisation", "company", "party") or (phrase.role.kind == "people" and not phrase.plural)
        free = (
            free
            or bool({"EDU", "JRN"} & set(phrase.role.sectors))
            or phrase.role.lemma in ("state", "country", "nation", "side")
        )
        country = "" if detached or free else self.context(i)
        if words.lower[i] in ("sides", "side", "nation", "country", "republic", "force"):
            return
        if words.lower[i] in ("countries", "nations", "states"):
            phrase = phrase._replace(role=phrase.role._replace(kind="organisation"))
        read = bare(phrase, country, self.gazetteer)
        if country and left.definite and not phrase.plural and not phrase.former:
            read = self._holder(phrase, country) or read
        self._add(min(left.start, i), i + 1, i, read.entry, read.how, read.reason)

    # -- what no phrase took ---------------------------------------------------------------------------------------------

    def _add_listed(self, start: int, end: int, entry: Entry) -> None:
        words, gazetteer = self.words, self.gazetteer
        head = words.head_of(start, end)
        text = words.text(start, end)
        if entry.how in ("capital", "metonym"):
            place = entry.how == "capital" and syntax.is_a_place(words, start, end)
            if place or not self.metonyms:
                located = Entry(f"{entry.country}-{slug(text)}", text, "place", entry.country, (), "", "alias")
                self._add(start, end, head, located, "alias", f"{text!r}, the city")
                return
            state = gazetteer.states[entry.country]._replace(sectors=entry.sectors)
            self._add(start, end, head, state, "metonym", f"{text!r} stands for {state.name}")
            return
        if entry.how == "demonym" and syntax.is_people(words, start, end):
            people = Entry(f"{entry.country}-people", text, "people", entry.country, (), "", "demonym")
            self._add(start, end, head, people, "demonym", f"{text!r}, people of {entry.name}")
            return
        self._add(
            start,
            end,
            head,
            entry,
            entry.how if entry.how != "outlet" else "alias",
            f"{text!r} is listed as {entry.name}" if entry.how != "name" else f"a name in no list, {text!r}",
        )
