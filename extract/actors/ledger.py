"""What is known of one article while its actors are found: mentions, words taken, names and the
actors they are, countries."""

from __future__ import annotations

from collections import Counter

from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.actors.people_register import Register
from extract.doc_attributes import ActorMention


class Ledger:
    """The working state that the finders of one article share.

    ``starts`` and ``ends`` give the actor that a stretch of words names, by its first and its last
    token; ``mentions`` are those made so far, and ``taken`` their tokens.
    """

    def __init__(
        self,
        words: Words,
        gazetteer: Gazetteer,
        *,
        day: str,
        metonyms: bool,
        title: tuple[ActorMention, ...],
    ) -> None:
        self.words, self.gazetteer = words, gazetteer
        self.day, self.metonyms, self.title = day, metonyms, title
        self.register = Register()
        self.mentions: list[ActorMention] = []
        self.people_ending: dict[int, ActorMention] = {}
        self.taken: set[int] = set()
        self.covered: frozenset[int] = frozenset()
        self.ends: dict[int, tuple[int, int, Entry]] = {}
        self.starts: dict[int, tuple[int, int, Entry]] = {}
        self.weights: dict[str, float] = {}
        self.sentence_countries: dict[int, Counter[str]] = {}

    def cover(self) -> None:
        """Note which tokens are part of a known name."""
        self.covered = frozenset(
            i for start, end, _entry in self.starts.values() for i in range(start, end)
        )

    def is_taken(self, start: int, end: int) -> bool:
        """Say whether any of these tokens is part of a mention."""
        return any(i in self.taken for i in range(start, end))

    def know(self, start: int, end: int, entry: Entry) -> None:
        """Note that a stretch of words names an actor."""
        self.ends[end - 1] = self.starts[start] = (start, end, entry)

    def know_over(self, start: int, end: int, entry: Entry) -> None:
        """Note it in place of what was known of the words inside."""
        for i in range(start, end):
            self.ends.pop(i, None)
            self.starts.pop(i, None)
        self.know(start, end, entry)

    def add(self, start: int, end: int, head: int, entry: Entry, how: str, reason: str) -> None:
        """Add a mention; its tokens are taken."""
        self.mentions.append(
            ActorMention(
                start,
                end,
                head,
                entry.id,
                entry.name,
                entry.kind,
                entry.country,
                entry.sectors,
                entry.wikidata,
                how,
                reason,
            )
        )
        if entry.kind == "person":
            self.people_ending[end] = self.mentions[-1]
        self.taken.update(range(start, end))

    def count(self, country: str, at: int, weight: float, *, here: bool = True) -> None:
        """Note that the article speaks of a country at a token; ``here``: its sentence is about
        that country too."""
        sentence = self.words.sentence[at]
        self.weights[country] = self.weights.get(country, 0.0) + weight * (
            2.0 if sentence == 0 else 1.0
        )
        if here:
            self.sentence_countries.setdefault(sentence, Counter())[country] += 1

    def countries(self) -> list[str]:
        """Return the article's countries, the most named first."""
        return [
            country
            for country, _weight in sorted(
                self.weights.items(), key=lambda item: (-item[1], item[0])
            )
        ]

    def theme(self) -> str:
        """Return the country that most of a longer article is about, or ""."""
        ranked = self.countries()
        if not ranked or self.weights[ranked[0]] < 0.6 * sum(self.weights.values()):
            return ""
        return (
            ranked[0]
            if sum(ranked[0] in here for here in self.sentence_countries.values()) > 2
            else ""
        )

    def context(self, at: int) -> str:
        """Return the country that a phrase without one belongs to, or "" where the article leaves
        it open."""
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
