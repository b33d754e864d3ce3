"""Where an article names people: by the lists, by the recogniser, after a title, by surname."""

from __future__ import annotations

from collections.abc import Callable

from extract.actors.article_words import HYPHENS, POSSESSIVES
from extract.actors.bearers import Sought, bearer_of
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.spellings import pieces
from extract.actors.titles import is_title, title_before
from extract.lexicon import word_set

NameSpan = tuple[int, int, Entry | None]
_LONGEST_TITLE = 6
_LONGEST_ACRONYM = 5
_SHORTEST_SURNAME = 4


class PersonSpans:
    """Finds the names of people in one article, without their titles."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.words, self.gazetteer = ledger.words, ledger.gazetteer

    def names(self, listed: list[tuple[int, int, Entry]]) -> list[NameSpan]:
        """Return the names of the lists, those of the recogniser, and those that a title shows."""
        spans: list[NameSpan] = list(listed)
        used = {i for start, end, _entry in listed for i in range(start, end)}
        for start, end, label in self.words.ents:
            if label != "PERSON":
                continue
            start, end = self._without_title(start, end)
            tokens = set(range(start, end))
            if tokens and not used & tokens and not self.ledger.covered >= tokens:
                spans.append((start, end, None))
                used |= tokens
        spans.extend((start, end, None) for start, end in self._after_titles(used))
        return sorted(spans, key=lambda span: span[0])

    def surnames(self, used: set[int]) -> list[tuple[int, int]]:
        """Return the surnames of people whom the article names in full, or whom the lists know by
        this name alone; ``used`` are tokens of other names."""
        words = self.words
        found = []
        for i in range(words.size):
            if i in used or i in self.ledger.covered or not self._may_be_surname(i):
                continue
            if self.ledger.register.by_last_name(words.texts[i]) or self._is_listed_surname(i):
                article = i > 1 and words.texts[i - 1] in HYPHENS and self._is_article(i - 2)
                found.append((i - 2 if article else i, i + 1))
        return found

    def governs(self, i: int) -> bool:
        """Say whether a name stands before a government's noun: "the Obama administration"."""
        return self.words.among(i + 1, "government_nouns")

    def _is_article(self, i: int) -> bool:
        return self.words.lower[i] == "al" or self.words.among(i, "arabic_articles")

    def _may_be_surname(self, i: int) -> bool:
        words = self.words
        if self.governs(i):
            return words.texts[i][:1].isupper()
        named = words.ent_at.get(i)
        return words.is_name(i) and (named is None or named[2] == "PERSON")

    def _is_listed_surname(self, i: int) -> bool:
        words = self.words
        spelled = " ".join(pieces(words.texts[i]))
        governs = self.governs(i)
        if any(refuses(self, i) for refuses in NO_SURNAMES):
            return False
        ids = self.gazetteer.bearers(spelled, loose=governs)
        sought = Sought("", "", self.ledger.day, self.gazetteer)
        return bool(ids) and (governs or bearer_of(ids, sought) is not None)

    def _without_title(self, start: int, end: int) -> tuple[int, int]:
        """Take titles, demonyms and a possessive off a name that the recogniser gave."""
        words = self.words
        while end > start and (
            words.lower[end - 1] in POSSESSIVES or words.texts[end - 1] in (".", ",")
        ):
            end -= 1
        at = start
        while at < end - 1:
            following = self._after_title_word(at, end)
            if following == at:
                break
            at = following
        return at, end

    def _after_title_word(self, at: int, end: int) -> int:
        """Return where what is no name yet ends: a state or an organisation, a title, "'s"."""
        words = self.words
        found = self.ledger.starts.get(at)
        if found is not None and found[1] < end and found[2].kind in ("state", "igo"):
            return found[1]
        for size in range(min(_LONGEST_TITLE, end - 1 - at), 0, -1):
            phrase = words.phrase(at, at + size)
            if is_title(phrase, self.gazetteer) or phrase in word_set("honorifics"):
                return at + size
        return at + 1 if words.texts[at] in ("'s", "’s") else at

    def _after_titles(self, used: set[int]) -> list[tuple[int, int]]:
        """Return names that only a title shows: "Foreign Minister Hakan Fidan" where the recogniser
        saw none."""
        found = []
        for i in range(1, self.words.size):
            if not used & {i - 1, i} and self._starts_name_after_title(i):
                end = self._end_of_name(i, used)
                found.append((i, end))
                used.update(range(i, end))
        return found

    def _starts_name_after_title(self, i: int) -> bool:
        words = self.words
        if not words.is_name(i) or i in words.ent_at or i in self.ledger.starts:
            return False
        if is_title(words.phrase(i, i + 1), self.gazetteer):
            return False
        titled = title_before(words, i, self.gazetteer) < i
        return titled or words.phrase(i - 1, i) in word_set("honorifics")

    def _end_of_name(self, start: int, used: set[int]) -> int:
        words = self.words
        end = start + 1
        while end < words.size and end not in used and end not in self.ledger.starts:
            particle = words.texts[end] == "-" or words.among(end, "particles_inside_names")
            if not words.is_name(end) and not (particle and words.is_name(end + 1)):
                break
            end += 1
        return end


NoSurname = Callable[[PersonSpans, int], bool]


def _too_short(spans: PersonSpans, i: int) -> bool:
    word = spans.words.texts[i]
    return len(word) < _SHORTEST_SURNAME or (word.isupper() and len(word) <= _LONGEST_ACRONYM)


def _beside_other_names(spans: PersonSpans, i: int) -> bool:
    """Refuse what is part of a longer name: "Putin Square"."""
    words = spans.words
    return words.is_name(i + 1) or (words.is_name(i - 1) and i - 1 not in words.ent_at)


def _modifies(spans: PersonSpans, i: int) -> bool:
    words = spans.words
    return words.parsed and words.dep[i] in ("amod", "compound") and not spans.governs(i)


# Reasons why a word that is a listed surname is not one here.
NO_SURNAMES: tuple[NoSurname, ...] = (_too_short, _beside_other_names, _modifies)
