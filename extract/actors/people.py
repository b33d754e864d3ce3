"""Named people: titles and names, learnt for the whole article, so that a surname or a title later
finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.actors.article_words import HYPHENS, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.actors.nominals import EntryAt, Left, Owner, read_left, read_right
from extract.actors.spellings import key, pieces, slug, surname
from extract.lexicon import word_set

_BREAKS = frozenset(["of", "the", "and"])


class Person(NamedTuple):
    """A person whom the article names, with the title it gave them (a key, "foreign minister") and
    the office it is."""

    entry: Entry
    title: str
    office: str
    how: str
    reason: str


class PersonFound(NamedTuple):
    """Where a person is named: the whole mention with its title, and the name alone."""

    start: int
    end: int
    name_start: int
    person: Person


class Register:
    """Who is named in one article: by full name, by surname, by title."""

    def __init__(self) -> None:
        self.by_name: dict[str, Person] = {}
        self.by_surname: dict[str, list[str]] = {}
        self.bodies: dict[str, Entry] = {}
        self.by_title: dict[tuple[str, str], Person] = {}

    def learn(self, person: Person) -> Person:
        """Keep a person; one who is known already gains the country and title that were missing."""
        name = key(person.entry.name)
        old = self.by_name.get(name)
        if old is not None:
            entry = old.entry
            if not entry.country and person.entry.country:
                entry = entry._replace(
                    country=person.entry.country, sectors=entry.sectors or person.entry.sectors
                )
            person = Person(
                entry, person.title or old.title, person.office or old.office, old.how, old.reason
            )
        self.by_name[name] = person
        last = self.by_surname.setdefault(surname(person.entry.name), [])
        if name in last:
            last.remove(name)
        last.append(name)
        if person.title:
            self.by_title[person.title, person.entry.country] = person
        return person

    def by_last_name(self, text: str) -> Person | None:
        """Return the one person of the article with this surname (or first name and nothing else),
        or None."""
        names = self.by_surname.get(" ".join(pieces(text)), [])
        if not names:
            spelled = pieces(text)
            bare = (
                " ".join(spelled[1:])
                if len(spelled) > 1 and spelled[0] == "al"
                else "al " + " ".join(spelled)
            )
            names = self.by_surname.get(bare, [])
        return self.by_name[names[-1]] if len(set(names)) == 1 else None


def title_before(words: Words, end: int, gazetteer: Gazetteer) -> int:
    """Return where a title that ends before a name starts (the longest one listed), or ``end``
    where there is none."""
    for size in range(min(7, end), 0, -1):
        start = end - size
        if words.sentence[start] != words.sentence[end - 1] or words.lower[start] in _BREAKS:
            continue
        if not any(c.isalpha() for c in words.texts[end - 1]):
            break
        phrase = words.phrase(start, end)
        if phrase in gazetteer.title_keys or (
            phrase in gazetteer.roles and is_person_noun(gazetteer.roles[phrase].lemma)
        ):
            return start
    return _ministry_title(words, end)


def _ministry_title(words: Words, end: int) -> int:
    """Return where "Minister for Communications and the Arts" starts before a name, or ``end``."""
    at = end - 1
    while (
        at > 0
        and end - at < 8
        and (words.texts[at][:1].isupper() or words.lower[at] in ("and", "the", "of", "for", ","))
    ):
        if words.lower[at] in ("of", "for") and words.lower[at - 1] in (
            "minister",
            "secretary",
            "commissioner",
            "chief",
        ):
            return at - 1
        at -= 1
    return end


def is_person_noun(lemma: str) -> bool:
    """Say whether a role noun is one person's: "minister", not "government".

    Examples
    --------
    >>> is_person_noun("foreign minister"), is_person_noun("government"), is_person_noun("tanker")
    (True, False, False)
    """
    last = lemma.split()[-1].lower()
    if last in word_set("no_person_nouns"):
        return False
    return last in word_set("one_person_nouns") or last.endswith(
        ("er", "or", "man", "woman", "person", "ist", "ian", "eer", "ident", "adviser")
    )


class PeopleFinder:
    """Finds the people of one article; ``known`` gives the actor that ends with a token,
    ``known_from`` that starts with it."""

    def __init__(
        self,
        words: Words,
        gazetteer: Gazetteer,
        register: Register,
        day: str,
        known: EntryAt,
        known_from: EntryAt,
        covered: frozenset[int] = frozenset(),
    ) -> None:
        self._words, self._gazetteer, self._register, self._day = words, gazetteer, register, day
        self._known, self._known_from, self._covered = known, known_from, covered

    def find(self, listed: list[tuple[int, int, Entry]]) -> list[PersonFound]:
        """Return the people named in full or by title, then those named by surname, in the order of
        the text."""
        found: list[PersonFound] = []
        later: list[tuple[int, int]] = []
        used: set[int] = set()
        for start, end, entry in self._names(listed):
            used.update(range(start, end))
            if (
                entry is None
                and len(
                    [
                        piece
                        for piece in pieces(self._words.text(start, end))
                        if piece not in ("al", "s")
                    ]
                )
                < 2
            ):
                later.append((start, end))
                continue
            found.append(self._full(start, end, entry, *self._title(start)))
        later.extend(self._surnames(used))
        for start, end in sorted(later):
            at, left, title = self._title(start)
            found.append(PersonFound(at, end, start, self._short(start, end, left, title)))
        return sorted(found)

    def _names(self, listed: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry | None]]:
        """Return spans of names: those of the lists, of the recogniser, and those that a title
        shows."""
        words = self._words
        spans: list[tuple[int, int, Entry | None]] = [
            (start, end, entry) for start, end, entry in listed
        ]
        used = {i for start, end, _entry in listed for i in range(start, end)}
        for start, end, label in words.ents:
            if label != "PERSON":
                continue
            start, end = self._trim(start, end)
            if (
                start < end
                and not used & set(range(start, end))
                and not self._covered >= set(range(start, end))
            ):
                spans.append((start, end, None))
                used.update(range(start, end))
        for start, end in self._after_titles(used):
            spans.append((start, end, None))
            used.update(range(start, end))
        return sorted(spans, key=lambda span: span[0])

    def _surnames(self, used: set[int]) -> list[tuple[int, int]]:
        """Return the surnames of people whom the article names in full, or whom the lists know by
        this name alone."""
        words, found = self._words, []
        for i in range(words.size):
            if i in used or not (
                words.is_name(i) or (words.texts[i][:1].isupper() and self._governs(i))
            ):
                continue
            if i in words.ent_at and words.ent_at[i][2] != "PERSON" and not self._governs(i):
                continue
            if i in self._covered or not (
                self._register.by_last_name(words.texts[i]) or self._short_name_listed(i)
            ):
                continue
            start = i
            if (
                i > 1
                and words.texts[i - 1] in HYPHENS
                and words.lower[i - 2] in word_set("arabic_articles") | {"al"}
            ):
                start = i - 2
            found.append((start, i + 1))
        return found

    def _governs(self, i: int) -> bool:
        """Say whether a name stands before a government's noun: "the Obama administration"."""
        return i + 1 < self._words.size and self._words.lower[i + 1] in (
            "administration",
            "regime",
            "government",
            "cabinet",
        )

    def _short_name_listed(self, i: int) -> bool:
        words = self._words
        if words.texts[i].isupper() and len(words.texts[i]) < 6:
            return False
        if (i > 0 and words.is_name(i - 1) and i - 1 not in words.ent_at) or words.is_name(i + 1):
            return False
        if words.parsed and words.dep[i] in ("amod", "compound") and not self._governs(i):
            return False
        spelled = " ".join(pieces(words.texts[i]))
        listed = self._gazetteer.bearers(spelled, loose=self._governs(i))
        return (
            len(words.texts[i]) > 3
            and bool(listed)
            and (self._governs(i) or self._of_surname(listed, "", "") is not None)
        )

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Take titles, demonyms and a possessive off a name that the recogniser gave."""
        words = self._words
        while end > start and (
            words.lower[end - 1] in ("'s", "’s", "'", "’") or words.lower[end - 1] in (".", ",")
        ):
            end -= 1
        at = start
        while at < end - 1:
            found = self._known_from(at)
            if found is not None and found[1] < end and found[2].kind in ("state", "igo"):
                at = found[1]
                continue
            size = next(
                (
                    n
                    for n in range(min(6, end - 1 - at), 0, -1)
                    if words.phrase(at, at + n) in self._gazetteer.title_keys
                    or words.phrase(at, at + n) in self._gazetteer.roles
                    or words.phrase(at, at + n) in word_set("honorifics")
                ),
                0,
            )
            if not size and words.texts[at] not in ("'s", "’s"):
                break
            at += max(1, size)
        return at, end

    def _after_titles(self, used: set[int]) -> list[tuple[int, int]]:
        """Names that only a title shows: "Foreign Minister Hakan Fidan" where the recogniser saw
        none."""
        words, found = self._words, []
        for i in range(1, words.size):
            if i in used or i - 1 in used or not words.is_name(i) or i in words.ent_at:
                continue
            phrase = words.phrase(i, i + 1)
            if (
                phrase in self._gazetteer.title_keys
                or phrase in self._gazetteer.roles
                or self._known_from(i) is not None
            ):
                continue
            if title_before(words, i, self._gazetteer) == i and words.phrase(
                i - 1, i
            ) not in word_set("honorifics"):
                continue
            end = i + 1
            while (
                end < words.size
                and end not in used
                and (
                    words.is_name(end)
                    or (
                        words.lower[end] in ("al", "-", "bin", "von", "van", "de")
                        and words.is_name(end + 1)
                    )
                )
                and self._known_from(end) is None
            ):
                end += 1
            found.append((i, end))
        return found

    def _title(self, start: int) -> tuple[int, Left, str]:
        """Return where the mention starts (title and modifiers), what its modifiers say, and the
        title's key."""
        words = self._words
        at = start
        if (
            at > 0
            and words.texts[at - 1] == "."
            and at > 1
            and words.phrase(at - 2, at - 1) in word_set("honorifics")
        ):
            at -= 2
        while at > 0 and words.phrase(at - 1, at) in word_set("honorifics"):
            at -= 1
        first = title_before(words, at, self._gazetteer)
        if first == at:
            far = self._title_of(at)
            if far is not None:
                return far
        if first == at and at > 1 and words.texts[at - 1] == "," and self._is_apposed(start):
            first = title_before(words, at - 1, self._gazetteer)
            at = at if first == at - 1 else at - 1
            first = at if first == at - 1 and at == start else first
        title = words.phrase(first, at) if first < at else ""
        left = read_left(words, first, self._known, self._gazetteer)
        if not left.owners and title:
            left = self._overlapping(first, left)
        if first == start and not title:
            return at, left, ""
        begin = min(left.start, first) if left.owners else first
        if (
            left.owners
            and left.owners[-1].end < first
            and any(
                i not in left.kept
                and words.texts[i] not in ("-", "'s", "’s", "'", "’")
                and not words.is_modifier(i)
                for i in range(left.owners[-1].end, first)
            )
        ):
            begin = first
        return self._second_title(begin, start), left, title

    def _title_of(self, at: int) -> tuple[int, Left, str] | None:
        """Read "the President of Venezuela Hugo Chávez": a title, its country, then the name."""
        words = self._words
        found = self._known(at - 1)
        if found is None or found[2].kind == "person":
            return None
        end = found[0] - 1
        while end > 0 and words.lower[end] == "the":
            end -= 1
        if end < 1 or words.lower[end] not in ("of", "for"):
            return None
        first = title_before(words, end, self._gazetteer)
        if first == end:
            return None
        left = read_left(words, first, self._known, self._gazetteer)
        return (
            first,
            left._replace(owners=(Owner(found[0], found[1], found[2], "of"),)),
            words.phrase(first, end),
        )

    def _second_title(self, begin: int, start: int) -> int:
        """Go over a title joined by "and": "Shiite cleric and Mahdi Army leader Muqtada
        al-Sadr"."""
        words = self._words
        if begin < 2 or words.lower[begin - 1] != "and" or not words.parsed:
            return begin
        noun = begin - 2
        role = self._gazetteer.roles.get(words.phrase(noun, begin - 1))
        joined = any(
            words.dep[i] == "conj" and words.head[i] == noun for i in range(begin, start + 1)
        )
        if (
            role is None
            or not joined
            or not is_person_noun(role.lemma)
            or words.phrase(noun, begin - 1) == role.plural
        ):
            return begin
        left = read_left(words, noun, self._known, self._gazetteer)
        return min([left.start, *(owner.start for owner in left.owners)])

    def _overlapping(self, first: int, left: Left) -> Left:
        """Take a listed name that runs into the title as its owner: "US House" in "US House
        Speaker"."""
        for at in range(first - 1, max(-1, first - 4), -1):
            found = self._known_from(at)
            if found is not None and found[1] > first:
                return left._replace(start=at, owners=(Owner(at, first, found[2], "mod"),))
        return left

    def _is_apposed(self, start: int) -> bool:
        """Say whether a name after a comma belongs to the title before it: "the foreign secretary,
        Boris Johnson, said"."""
        words = self._words
        end = start + 1
        while end < words.size and words.is_name(end):
            end += 1
        if words.parsed:
            return any(
                words.dep[i] in ("appos", "flat") and words.head[i] < start - 1
                for i in range(start, end)
            )
        return end >= words.size or words.texts[end] in (",", ".")

    def _full(
        self, start: int, end: int, entry: Entry | None, at: int, left: Left, title: str
    ) -> PersonFound:
        words = self._words
        name = words.text(start, end)
        owner = left.owners[-1] if left.owners else self._owner_after(end)
        sectors, office = self._gazetteer.title_keys.get(title, ((), ""))
        if title and not sectors and title in self._gazetteer.roles:
            sectors = self._gazetteer.roles[title].sectors
        if left.former:
            sectors = ("ELI",)
        if entry is not None:
            person = Person(
                entry,
                "" if left.former else title,
                office,
                "alias",
                f"{name!r} is listed as {entry.name}",
            )
            return PersonFound(at, end, start, self._register.learn(person))
        country = owner.entry.country if owner else self._gazetteer.title_countries.get(title, "")
        if (
            owner
            and not left.former
            and owner.entry.kind not in ("state", "place", "person", "people")
        ):
            self._register.bodies[slug(name)] = owner.entry
        if owner and owner.entry.kind not in ("state", "place", "people"):
            sectors = owner.entry.sectors or sectors
        how = "title" if title else "name"
        reason = (
            f"{title!r} of {owner.entry.name}"
            if owner and title
            else f"a name in no list, {name!r}"
        )
        new = Entry(slug(name), name, "person", country, sectors, "", how)
        return PersonFound(
            at,
            end,
            start,
            self._register.learn(Person(new, "" if left.former else title, office, how, reason)),
        )

    def _owner_after(self, end: int) -> Owner | None:
        """Return the actor in "Kofi Annan of Ghana"; what "in" ties to a name is a place, not a
        country of theirs."""
        owners = [
            owner
            for owner in read_right(self._words, end - 1, self._known_from)
            if owner.link in ("of", "from")
        ]
        return owners[0] if owners else None

    def _short(self, start: int, end: int, left: Left, title: str) -> Person:
        words = self._words
        name = words.text(start, end)
        spelled = " ".join(pieces(name))
        known = self._register.by_last_name(name)
        if known is not None:
            return self._register.learn(known._replace(title=title or known.title))._replace(
                how="surname", reason=f"{name!r} is {known.entry.name}, named in full"
            )
        office = self._gazetteer.title_keys.get(title, ((), ""))[1]
        country = left.owners[-1].entry.country if left.owners else ""
        ids = self._gazetteer.bearers(spelled, loose=self._governs(end - 1))
        if len(ids) > 1 and self._governs(end - 1):
            heads = ("head_of_state", "head_of_government")
            people = self._gazetteer.people
            ids = tuple(
                i
                for i in ids
                if any(t.office in heads for t in people.get(self._gazetteer.persons[i].name, ()))
            )
        listed = self._of_surname(ids, office, country)
        if listed is not None:
            why = (
                f"{title!r} and {name!r} in the lists"
                if title
                else f"{name!r} is the only such name in the lists"
            )
            return self._register.learn(
                Person(listed, title, office, "office" if title else "surname", why)
            )
        sectors = self._gazetteer.title_keys.get(title, ((), ""))[0]
        entry = Entry(slug(name), name, "person", country, sectors, "", "name")
        return self._register.learn(
            Person(
                entry, title, office, "title" if title else "name", f"a name in no list, {name!r}"
            )
        )

    def _of_surname(self, ids: Sequence[str], office: str, country: str) -> Entry | None:
        """Choose a listed person by surname: of the country and office named, in office on the
        day."""
        gazetteer, day = self._gazetteer, self._day
        people = [gazetteer.persons[name] for name in ids]
        if country:
            people = [person for person in people if person.country == country]
        if office:
            fitting = [
                p
                for p in people
                if any(t.office == office for t in gazetteer.people.get(p.name, ()))
            ]
            people = (
                fitting if office in ("head_of_state", "head_of_government") else fitting or people
            )
            if day and len(people) > 1:
                people = [
                    p
                    for p in people
                    if any(
                        t.office == office and t.covers(day)
                        for t in gazetteer.people.get(p.name, ())
                    )
                ] or people
        elif day and len(people) > 1:
            people = [
                p for p in people if any(t.covers(day) for t in gazetteer.people.get(p.name, ()))
            ] or people
        if len(people) > 1:
            # "Obama" is the one who held an office, not a relative of whom the lists also know.
            people = [p for p in people if p.name in gazetteer.people]
        return people[0] if len(people) == 1 else None
