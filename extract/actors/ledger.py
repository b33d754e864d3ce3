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
        # What speaks for a country beside the text itself: the title, the dateline, the outlet.
        self.home: dict[str, float] = {}
        # Ids made of a common noun: those of this article alone; those of a country, with it; and
        # the names that say no country themselves.
        self.local_ids: set[str] = set()
        self.bare_ids: dict[str, str] = {}
        self.bare_names: set[str] = set()
        self._named: dict[int, list[tuple[int, int, Entry]]] = {}
        self._named_size = -1

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
        if entry.how == "local":
            self.local_ids.add(entry.id)
        elif entry.how == "bare":
            self.bare_ids[entry.id] = entry.country
            self.bare_names.add(entry.name)
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

    def forget(self, country: str, at: int) -> None:
        """Take back that the article speaks of a country at a token: the name was another's."""
        sentence = self.words.sentence[at]
        left = self.weights.get(country, 0.0) - (2.0 if sentence == 0 else 1.0)
        if left > 0:
            self.weights[country] = left
        else:
            self.weights.pop(country, None)
        here = self.sentence_countries.get(sentence, Counter())
        here[country] -= 1
        if here[country] <= 0:
            del here[country]

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

    def named_in(self, sentence: int) -> list[tuple[int, int, Entry]]:
        """Return the known names of a sentence, in order; they are sorted again where some were
        added."""
        if self._named_size != len(self.starts):
            self._named, self._named_size = {}, len(self.starts)
            for found in sorted(self.starts.values()):
                self._named.setdefault(self.words.sentence[found[0]], []).append(found)
        return self._named.get(sentence, [])
