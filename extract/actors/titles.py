"""Titles before names: "Turkey's Foreign Minister Hakan Fidan", "the president of Venezuela Hugo
Chávez"."""

from __future__ import annotations

from typing import NamedTuple

from extract.actors.article_words import POSSESSIVES, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.ledger import Ledger
from extract.actors.nominals import Modifiers, Owner, read_left
from extract.lexicon import word_set

_LONGEST = 7


class Title(NamedTuple):
    """What stands before a name: where the mention starts with it, whom its modifiers name, and its
    key ("foreign minister"), "" where there is no title."""

    start: int
    modifiers: Modifiers
    key: str


def is_title(phrase: str, gazetteer: Gazetteer) -> bool:
    """Say whether a phrase (a key) is a listed title or a role noun."""
    return phrase in gazetteer.title_keys or phrase in gazetteer.roles


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
    endings = tuple(word_set("person_endings"))
    return last in word_set("one_person_nouns") or last.endswith(endings)


def title_before(words: Words, end: int, gazetteer: Gazetteer) -> int:
    """Return where a title that ends before a name starts (the longest one listed), or ``end``
    where there is none."""
    if end < 1 or not any(c.isalpha() for c in words.texts[end - 1]):
        return _department_title(words, end)
    for start in range(max(0, end - _LONGEST), end):
        if (
            words.sentence[start] != words.sentence[end - 1]
            or words.among(start, "title_breaks")
            or not words.texts[start][0].isalnum()
        ):
            continue
        phrase = words.phrase(start, end)
        role = gazetteer.roles.get(phrase)
        if phrase in gazetteer.title_keys or (role is not None and is_person_noun(role.lemma)):
            return start
    return _department_title(words, end)


def _department_title(words: Words, end: int) -> int:
    """Return where "Minister for Communications and the Arts" starts before a name, or ``end``."""
    at = end - 1
    while (
        at > 0
        and end - at <= _LONGEST
        and (words.texts[at][:1].isupper() or words.among(at, "words_of_department_names"))
    ):
        if words.lower[at] in ("of", "for") and words.among(at - 1, "heads_of_department"):
            return at - 1
        at -= 1
    return end


class TitleReader:
    """Reads what stands before the names of one article."""

    def __init__(self, ledger: Ledger) -> None:
        self.words, self.gazetteer = ledger.words, ledger.gazetteer
        self._known, self._known_from = ledger.ends.get, ledger.starts.get

    def read(self, start: int) -> Title:
        """Return the title before a name that starts with a token."""
        words = self.words
        end = self._before_honorifics(start)
        first = title_before(words, end, self.gazetteer)
        if first == end:
            comma = end > 1 and words.texts[end - 1] == "," and self._is_apposed(start)
            for stop in (end, end - 1) if comma else (end,):
                title_of = self._title_of_country(stop)
                if title_of is not None:
                    return title_of
            if comma:
                first, end = self._before_comma(end)
        title = words.phrase(first, end)
        modifiers = read_left(words, first, self._known, self.gazetteer)
        if not modifiers.owners and title:
            modifiers = self._overlapping(first, modifiers)
        if first == start:
            return Title(start, modifiers, "")
        return Title(
            self._over_second_title(_begin(words, first, modifiers), start), modifiers, title
        )

    def _before_honorifics(self, start: int) -> int:
        """Return where "Mr." and "Dr" before a name start."""
        words, at = self.words, start
        if at > 1 and words.texts[at - 1] == "." and self._is_honorific(at - 2):
            at -= 2
        while at > 0 and self._is_honorific(at - 1):
            at -= 1
        return at

    def _is_honorific(self, i: int) -> bool:
        return self.words.phrase(i, i + 1) in word_set("honorifics")

    def _title_of_country(self, at: int) -> Title | None:
        """Read "the President of Venezuela Hugo Chávez": a title, its country, then the name."""
        words = self.words
        found = self._known(at - 1)
        if found is None or found[2].kind == "person":
            return None
        end = found[0] - 1
        while words.at(end) == "the":
            end -= 1
        if end < 1 or words.lower[end] not in ("of", "for"):
            return None
        first = title_before(words, end, self.gazetteer)
        if first == end:
            return None
        modifiers = read_left(words, first, self._known, self.gazetteer)
        owner = Owner(*found, "of")
        return Title(first, modifiers._replace(owners=(owner,)), words.phrase(first, end))

    def _before_comma(self, end: int) -> tuple[int, int]:
        """Return the tokens of a title that a comma parts from the name: "the foreign secretary,
        Boris Johnson"; an empty stretch where there is none."""
        first = title_before(self.words, end - 1, self.gazetteer)
        return (first, end - 1) if first < end - 1 else (end, end)

    def _is_apposed(self, start: int) -> bool:
        """Say whether a name after a comma belongs to the title before it: "the foreign secretary,
        Boris Johnson, said"."""
        words = self.words
        end = start + 1
        while words.is_name(end):
            end += 1
        if words.parsed:
            return any(
                words.dep[i] in ("appos", "flat") and words.head[i] < start - 1
                for i in range(start, end)
            )
        return end >= words.size or words.texts[end] in (",", ".")

    def _overlapping(self, first: int, modifiers: Modifiers) -> Modifiers:
        """Take a listed name that runs into the title as its owner: "US House" in "US House
        Speaker"."""
        for at in range(first - 1, max(-1, first - 4), -1):
            found = self._known_from(at)
            if found is not None and found[1] > first:
                owner = Owner(at, first, found[2], "mod")
                return modifiers._replace(start=at, owners=(owner,))
        return modifiers

    def _over_second_title(self, begin: int, start: int) -> int:
        """Go over a title joined by "and": "Shiite cleric and Mahdi Army leader Muqtada
        al-Sadr"."""
        words = self.words
        if begin < 2 or words.lower[begin - 1] != "and" or not words.parsed:
            return begin
        noun = begin - 2
        phrase = words.phrase(noun, begin - 1)
        role = self.gazetteer.roles.get(phrase)
        if role is None or phrase == role.plural or not is_person_noun(role.lemma):
            return begin
        joined = any(
            words.dep[i] == "conj" and words.head[i] == noun for i in range(begin, start + 1)
        )
        if not joined:
            return begin
        modifiers = read_left(words, noun, self._known, self.gazetteer)
        return min([modifiers.start, *(owner.start for owner in modifiers.owners)])


def _begin(words: Words, first: int, modifiers: Modifiers) -> int:
    """Return where the mention starts: with the owner of the title, unless words between are no
    part of the phrase."""
    if not modifiers.owners:
        return first
    apart = any(
        i not in modifiers.kept
        and words.texts[i] != "-"
        and words.texts[i] not in POSSESSIVES
        and not words.is_modifier(i)
        for i in range(modifiers.owners[-1].end, first)
    )
    return first if apart else min(modifiers.start, first)
