"""Role nouns with what they belong to: "Turkish officials", "the president of Colombia", "its
troops", "the rebels"."""

from __future__ import annotations

from extract.actors.belonging import Phrase, Reading, bare, read_phrase
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.nominals import Modifiers, Owner, read_left
from extract.actors.owners_after import read_right
from extract.actors.records import Role
from extract.actors.spellings import key
from extract.lexicon import word_set

# Nouns that act even where they only modify another: "the army offensive", "rebel attacks".
# "Tens of thousands marched" are people; "thousands of protesters" are the protesters.


class RoleFinder:
    """Reads the role nouns of one article, from its end to its start, so that a phrase's last noun
    takes the others."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer, self.register = ledger.words, ledger.gazetteer, ledger.register
        self._possessed: list[tuple[int, Phrase, Modifiers]] = []

    def find(self) -> None:
        """Add the mentions that role nouns make."""
        for i in range(self.words.size - 1, -1, -1):
            if i not in self.ledger.taken:
                self._role_at(i)

    def find_possessed(self) -> None:
        """Add "its troops" and "his followers", once the pronouns are resolved."""
        for i, phrase, left in self._possessed:
            self._possessed_role(i, phrase, left)

    def _role_at(self, i: int) -> None:
        words = self.words
        role = self._role_of(i)
        if (
            role is None
            or i in self.ledger.covered
            or not words.is_noun(i)
            or words.lower[i] == "state"
        ):
            return
        if (
            role.lemma in word_set("counts")
            and i + 1 < words.size
            and (words.lower[i + 1] == "of" or words.is_noun(i + 1))
        ):
            return
        if words.lower[i] == "authority":
            role = role._replace(kind="body")
        left = read_left(words, i, self.ledger.ends.get, self.gazetteer)
        if self._of_person(i, role, left):
            return
        if self.ledger.taken & set(range(left.start, i + 1)):
            return
        phrase = self._phrase(i, role, left)
        right = (
            ()
            if left.owners and left.owners[-1].link != "based"
            else read_right(words, i, self.ledger.starts.get)
        )
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
        """Return the role whose noun ends with a token ("suicide bombers") or starts with it ("head
        of state")."""
        words, roles = self.words, self.gazetteer.roles
        if not any(c.isalpha() for c in words.texts[i]):
            return None
        if (
            i + 2 < words.size
            and words.lower[i + 1] == "of"
            and (longer := roles.get(words.phrase(i, i + 3)))
        ):
            return longer
        for n in (2, 1):
            if (
                i - n >= 0
                and (longer := roles.get(words.phrase(i - n, i + 1)))
                and not any(j in self.ledger.ends for j in range(i - n, i))
            ):
                return longer
        return roles.get(words.phrase(i, i + 1).removeprefix("ex "))

    def _of_person(self, i: int, role: Role, left: Modifiers) -> bool:
        """Read "Assad's government" and "the Obama administration": a role noun whose owner is a
        person already found."""
        if not left.owners or left.owners[-1].entry.kind != "person":
            return False
        owner = left.owners[-1]
        mention = self.ledger.people_ending.get(owner.end)
        if mention is None or mention.end > i or mention not in self.ledger.found:
            return False
        phrase = self._phrase(i, role, left)
        read = read_phrase(phrase, owner.entry, self.gazetteer)
        if owner.link == "poss":
            self.ledger.add(i, i + 1, i, read.entry, read.how, read.reason)
            return True
        self.ledger.found.remove(mention)
        self.ledger.add(mention.start, i + 1, i, read.entry, read.how, read.reason)
        return True

    def _apposed(self, i: int, left: Modifiers, owners: tuple[Owner, ...], phrase: Phrase) -> bool:
        """Read "Hakan Fidan, the Turkish foreign minister," as one person, who learns country and
        title from it."""
        words = self.words
        at = min([left.start, *(owner.start for owner in left.owners)]) - 1
        while at > 0 and (
            words.lower[at] in ("the", "a", "an", "its", "former", "then")
            or words.lower[at] in word_set("loose_modifiers")
        ):
            at -= 1
        if (
            at < 1
            or words.texts[at] != ","
            or phrase.plural
            or phrase.role.kind not in ("state", "people")
        ):
            return False
        person = self.ledger.people_ending.get(at)
        if person is None or (
            words.parsed
            and words.dep[i] not in ("appos", "conj", "nmod", "dep", "flat", "parataxis")
        ):
            return False
        country = next((owner.entry.country for owner in owners if owner.entry.country), "")
        known = self.register.by_name.get(key(person.name))
        if known is not None:
            title = words.phrase(i - len(phrase.words) + 1, i + 1)
            entry = known.entry._replace(
                country=known.entry.country or country,
                sectors=known.entry.sectors or phrase.role.sectors,
            )
            self.register.learn(known._replace(entry=entry, title=known.title or title))
            body = next(
                (
                    o.entry
                    for o in owners
                    if o.entry.kind not in ("state", "place", "person", "people")
                ),
                None,
            )
            if body is not None and not phrase.former:
                self.register.bodies[person.id] = body
        start = min([left.start, *(owner.start for owner in left.owners)])
        if self.ledger.taken & set(range(start, i + 1)):
            start = i
        told = known.entry.sectors if known else ()
        self.ledger.found.append(
            person._replace(start=start, end=i + 1, head=i, country=person.country or country, resolved_by="coreference",
                            sectors=person.sectors or told, reason=f"{phrase.noun!r} beside {person.name}")
        )  # fmt: skip
        self.ledger.taken.update(range(start, i + 1))
        return True

    def _modifies(self, owner: Owner) -> bool:
        return owner.end < self.words.size and self.words.pos[owner.end] in ("NOUN", "PROPN", "ADJ")

    def _phrase(self, i: int, role: Role, left: Modifiers) -> Phrase:
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

    def _owned_role(
        self, i: int, phrase: Phrase, left: Modifiers, owners: tuple[Owner, ...], before: bool
    ) -> None:
        words = self.words
        if (
            not before
            and all(o.link in ("in", "at") for o in owners)
            and word_set("foreign_words") & set(words.lower[max(0, i - 3) : i])
        ):
            return  # "foreign troops in Syria" are not Syria's
        owners = self._resolved(owners)
        if (
            phrase.role.kind in ("state", "body", "asset", "people", "armed group")
            and len(owners) > 1
            and all(owner.entry.kind in ("state", "place", "igo") for owner in owners)
            and len(
                {
                    owner.entry.country if owner.link in ("in", "at") else owner.entry.id
                    for owner in owners
                }
            )
            > 1
        ):
            for owner in owners:
                if self.ledger.taken & set(range(owner.start, owner.end)):
                    continue
                read = self._read(phrase, owner, left)
                self.ledger.add(owner.start, owner.end, i, read.entry, read.how, read.reason)
            self.ledger.taken.add(i)
            return
        owner = self._principal(owners)
        unknown = (
            owner.entry.how == "name"
            and not owner.entry.country
            and phrase.role.lemma in ("regime", "government", "administration")
        )
        country = self.ledger.theme() or self.ledger.context(i) if unknown else ""
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
        if self.ledger.taken & set(range(start, end)):
            end = i + 1
        head = words.head_of(start, i + 1) if words.parsed else i
        self.ledger.add(
            start, end, head if start <= head < end else i, read.entry, read.how, read.reason
        )

    def _resolved(self, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
        """A capital before a role noun is its state: "the Kabul government"."""
        return tuple(
            owner._replace(entry=self.gazetteer.states[owner.entry.country])
            if owner.entry.how in ("capital", "metonym")
            else owner
            for owner in owners
        )

    def _principal(self, owners: tuple[Owner, ...]) -> Owner:
        """Of several owners, the one next to the noun that is a group or a state: "US State
        Department officials"."""
        for owner in reversed(owners):
            if owner.entry.kind != "people" and owner.link != "based":
                return owner
        for owner in reversed(owners):
            if owner.entry.country:
                return owner
        return owners[-1]

    def _bare_role(self, i: int, phrase: Phrase, left: Modifiers) -> None:
        words = self.words
        if words.tagged and words.pos[i] not in ("NOUN", "PROPN"):
            return
        if left.pronoun >= 0:
            self._possessed.append((i, phrase, left))
            return
        if phrase.role.kind == "asset":
            inner = next(
                (
                    self.gazetteer.roles[word.lower()]
                    for word in phrase.words[-2:-1]
                    if word.lower() in self.gazetteer.roles
                ),
                None,
            )
            if inner is None or inner.kind == "asset":
                return
            phrase = phrase._replace(role=inner, noun=phrase.words[-2], words=phrase.words[:-1])
        if (
            words.parsed
            and words.dep[i] == "compound"
            and phrase.noun.lower() not in word_set("acting_modifiers")
        ):
            return
        title = key(" ".join(phrase.words))
        followed = i + 1 < words.size and words.lower[i + 1] in ("of", "for")
        if left.definite and not followed and not phrase.plural and not phrase.former:
            titles = self.register.by_title.items()
            same = {p.entry.id: p for (name, _country), p in titles if name == title}
            same = same or {
                p.entry.id: p for (name, _country), p in titles if name.endswith(" " + title)
            }
            if len(same) == 1:
                person = next(iter(same.values()))
                self.ledger.add(
                    left.start,
                    i + 1,
                    i,
                    person.entry,
                    "coreference",
                    f"{title!r} is {person.entry.name}, named with this title",
                )
                return
        home = self.gazetteer.title_countries.get(title, "")
        if home and (home in self.ledger.weights or not self.ledger.theme()):
            read = self._holder(phrase, home) or read_phrase(
                phrase, self.gazetteer.states[home], self.gazetteer
            )
            self.ledger.add(
                left.start,
                i + 1,
                i,
                read.entry,
                read.how,
                f"{title!r} is an office of {home}: {read.reason}",
            )
            return
        detached = any("-" in word for word in phrase.words[:-1])
        free = phrase.role.kind in ("organisation", "company", "party") or (
            phrase.role.kind == "people" and not phrase.plural
        )
        free = (
            free
            or bool({"EDU", "JRN"} & set(phrase.role.sectors))
            or phrase.role.lemma in ("state", "country", "nation", "side")
        )
        country = "" if detached or free else self.ledger.context(i)
        if words.lower[i] in ("sides", "side", "nation", "country", "republic", "force"):
            return
        if words.lower[i] in ("countries", "nations", "states"):
            phrase = phrase._replace(role=phrase.role._replace(kind="organisation"))
        if phrase.role.kind == "body" and not left.definite and country != self.ledger.theme():
            country = ""
        read = bare(phrase, country, self.gazetteer)
        if country and left.definite and not phrase.plural and not phrase.former:
            read = self._holder(phrase, country) or read
        self.ledger.add(min(left.start, i), i + 1, i, read.entry, read.how, read.reason)

    def _possessed_role(self, i: int, phrase: Phrase, left: Modifiers) -> None:
        """Read "its troops", "his followers" by what the pronoun refers to; the words become one
        mention."""
        owners = [
            m for m in self.ledger.found if m.start == left.pronoun and m.end == left.pronoun + 1
        ]
        if self.ledger.taken & set(range(left.pronoun + 1, i + 1)):
            return
        if len(owners) != 1 or phrase.role.kind == "asset":
            if phrase.role.kind != "asset" and not owners:
                read = bare(phrase, "", self.gazetteer)
                self.ledger.add(left.start, i + 1, i, read.entry, read.how, read.reason)
            return
        owner = owners[0]
        entry = Entry(
            owner.id,
            owner.name,
            owner.kind,
            owner.country,
            owner.sectors,
            owner.wikidata,
            "coreference",
        )
        read = read_phrase(phrase, entry, self.gazetteer)
        if phrase.role.kind == "organisation" and read.entry.how == "role":
            read = read._replace(entry=read.entry._replace(name=" ".join(phrase.words)))
        self.ledger.found.remove(owner)
        self.ledger.add(
            left.pronoun, i + 1, i, read.entry, "coreference", f"{owner.reason}; {read.reason}"
        )

    def _read(self, phrase: Phrase, owner: Owner, left: Modifiers) -> Reading:
        gazetteer = self.gazetteer
        country = owner.entry.country
        if owner.entry.kind == "state" and not phrase.former and not phrase.plural:
            holder = self._holder(phrase, country)
            if holder is not None:
                return holder
        if owner.entry.kind == "people" and not owner.entry.country:
            return bare(phrase, self.ledger.context(owner.start), gazetteer)
        adjective = (
            self.words.text(owner.start, owner.end)
            if owner.entry.kind in ("place", "people") and owner.link != "in"
            else ""
        )
        return read_phrase(phrase, owner.entry, gazetteer, adjective)

    def _holder(self, phrase: Phrase, country: str) -> Reading | None:
        """Return who holds the office that a title names: the article's own person first, then by
        the article's date."""
        title = key(" ".join(phrase.words))
        known = self.register.by_title.get((title, country))
        if known is not None:
            return Reading(
                known.entry, "title", f"{title!r} is {known.entry.name}, named in the article"
            )
        office = self.gazetteer.title_keys.get(title, ((), ""))[1]
        if not office:
            return None
        same = [
            p
            for p in self.register.by_title.values()
            if p.office == office and p.entry.country == country
        ]
        if len({p.entry.id for p in same}) == 1:
            return Reading(
                same[0].entry, "title", f"{title!r} is {same[0].entry.name}, named in the article"
            )
        holder = self.gazetteer.holder(country, office, self.ledger.day)
        if holder is None:
            return None
        return Reading(
            holder, "office", f"{office} of {country} on {self.ledger.day}: {holder.name}"
        )
