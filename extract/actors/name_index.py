"""Listed names by their pieces: which names stand in a text, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.actors.spellings import is_acronym, key, pieces
from extract.lexicon import word_set

# Stands between pieces where no name goes on: a comma, a number with a currency sign.
BREAK = "\0"


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


class NameIndex:
    """Names by their pieces joined with a space, and for each first piece the longest of them."""

    def __init__(self) -> None:
        self._bearers: dict[str, list[tuple[str, Entry]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, entry: Entry, names: Iterable[str]) -> list[str]:
        """Add an entry under each of its names; return those that have a piece."""
        added = []
        for name in names:
            cut = pieces(name)
            if len(cut) > 1 and cut[0] == "the":
                cut = cut[1:]
            if not cut:
                continue
            added.append(name)
            if self._longest.get(cut[0], 0) < len(cut):
                self._longest[cut[0]] = len(cut)
            bearers = self._bearers.setdefault(" ".join(cut), [])
            bearer = (_case_of(name, entry.how), entry)
            if bearer not in bearers:
                bearers.append(bearer)
        return added

    def find(self, cut: Sequence[tuple[str, int]], words: Sequence[str]) -> Iterator[Hit]:
        """Yield the longest listed names, left to right.

        Parameters
        ----------
        cut
            Pieces with the index of the word each comes from; :data:`BREAK` ends names.
        words
            The words as written, for the case that a name asks for.
        """
        at = 0
        while at < len(cut):
            found = self._longest_at(cut, at, words) if _starts_word(cut, at) else None
            if found is None:
                at += 1
                continue
            end, entries = found
            yield Hit(cut[at][1], cut[end - 1][1] + 1, entries)
            at = end

    def _longest_at(
        self, cut: Sequence[tuple[str, int]], at: int, words: Sequence[str]
    ) -> tuple[int, tuple[Entry, ...]] | None:
        """Return the end and the entries of the longest name whose first piece is at a place."""
        longest = self._longest.get(cut[at][0], 0)
        for end in range(min(at + longest, len(cut)), at, -1):
            bearers = self._bearers.get(" ".join([piece for piece, _word in cut[at:end]]))
            if bearers and _ends_word(cut, end):
                span = words[cut[at][1] : cut[end - 1][1] + 1]
                fitting = tuple(entry for case, entry in bearers if _case_fits(case, span))
                if fitting:
                    return end, fitting
        return None

    def named(self, text: str) -> tuple[Entry, ...]:
        """Return the entries whose whole name is this text; case is not asked for."""
        return tuple(entry for _case, entry in self._bearers.get(key(text), ()))


def _case_of(name: str, how: str) -> str:
    """Return how the text has to write a name: any way, with a capital, or as an acronym."""
    if how == "demonym" and name.casefold() not in word_set("demonyms_that_are_words"):
        return "any"
    if is_acronym(name):
        return "acronym"
    return "any" if name == name.lower() else "capital"


def _case_fits(case: str, span: Sequence[str]) -> bool:
    if case == "any":
        return True
    if case == "acronym":
        return all(word == word.upper() for word in span if any(c.isalpha() for c in word))
    return any(word[:1].isupper() for word in span)


def _starts_word(cut: Sequence[tuple[str, int]], at: int) -> bool:
    return at == 0 or cut[at - 1][1] != cut[at][1]


def _ends_word(cut: Sequence[tuple[str, int]], at: int) -> bool:
    """Say whether the pieces before ``at`` end a word; a possessive written into the word
    ("Colombia´s") is left out."""
    size = len(cut)
    if at < size and cut[at][1] == cut[at - 1][1] and cut[at][0] == "s":
        at += 1
    return at == size or cut[at][1] != cut[at - 1][1]
