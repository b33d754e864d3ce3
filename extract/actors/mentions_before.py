"""The mentions before a word that refers back: which are near, which are subjects, which are
many."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.doc_attributes import ActorMention
from extract.grammar.spoken import SpokenText

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "nsubj:outer"))
# How many mentions back a reference may reach, and how many sentences a pronoun.
_FAR = 120
WINDOW = 2
# How a noun was read that is not yet told apart from others of its kind.
_VAGUE = ("role", "context")


class MentionsBefore:
    """The mentions of one article as references see them; what a reference makes is added."""

    def __init__(
        self,
        words: Words,
        found: Sequence[ActorMention],
        gazetteer: Gazetteer,
        title: Sequence[ActorMention],
        country: str,
        bodies: Mapping[str, Entry],
    ) -> None:
        self.words, self.gazetteer, self.country = words, gazetteer, country
        self.title, self.bodies = title, bodies
        self.mentions = sorted(found)
        self.at = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self.by_head = {m.head: m for m in self.mentions}
        self.spoken = SpokenText(words.doc)

    def add(self, mention: ActorMention) -> None:
        """Add what a reference made."""
        insort(self.mentions, mention)
        self.by_head[mention.head] = self.at[mention.start] = mention

    def is_vague(self, i: int) -> bool:
        """Say whether nothing stands at a word but a noun that is nobody's in particular."""
        old = self.at.get(i)
        return old is None or old.resolved_by in _VAGUE

    def before(self, i: int, *, far: int = _FAR, places: bool = False) -> list[ActorMention]:
        """Return the mentions before a word, those of places left out unless asked for."""
        last = bisect_left(self.mentions, (i,))
        return [
            m
            for m in self.mentions[max(0, last - far) : last]
            if m.end <= i and (places or m.kind != "place")
        ]

    def near(self, i: int, back: int) -> list[ActorMention]:
        """Return those of this sentence and some before it."""
        sentence = self.words.sentence
        return [m for m in self.before(i) if sentence[m.start] >= sentence[i] - back]

    def in_sentence(self, i: int, back: int) -> list[ActorMention]:
        """Return those of the sentence that is so many before."""
        sentence = self.words.sentence
        return [m for m in self.before(i) if sentence[m.start] == sentence[i] - back]

    def told_apart(self, mentions: Iterable[ActorMention]) -> list[ActorMention]:
        """Return those that say whose they are."""
        return [m for m in mentions if m.resolved_by not in (*_VAGUE, "coreference")]

    def refer(self, i: int, to: ActorMention, why: str) -> ActorMention:
        """Make the mention of a word that means an actor named before."""
        reason = f"{self.words.texts[i]!r} is {to.name}: {why}"
        return to._replace(start=i, end=i + 1, head=i, resolved_by="coreference", reason=reason)

    def refer_to_only(
        self, i: int, candidates: Sequence[ActorMention], why: str
    ) -> list[ActorMention]:
        """Make the mention if all candidates are one actor; nothing otherwise."""
        one = len({m.id for m in candidates}) == 1
        return [self.refer(i, candidates[-1], why)] if one else []

    def refer_to_entry(self, i: int, entry: Entry, reason: str) -> ActorMention:
        """Make the mention of a word that means a listed actor."""
        return ActorMention(i, i + 1, i, *entry[:6], "coreference", reason)

    def is_subject(self, mention: ActorMention) -> bool:
        """Say whether a mention is the subject of its clause."""
        return self.words.dep[mention.head] in SUBJECTS

    def is_plural(self, mention: ActorMention) -> bool:
        """Say whether a mention means many: "rebels", "the police"; a state's name does not."""
        if self.words.doc[mention.head].morph.get("Number", []) == ["Plur"]:
            return mention.kind != "state" or mention.resolved_by in ("demonym+role", *_VAGUE)
        return mention.kind == "people" and self.words.among(mention.head, "plural_by_nature")

    def is_quoted(self, i: int) -> bool:
        """Say whether a word stands inside a quotation."""
        return self.spoken.quotation_of(self.words.doc[i]) >= 0

    def is_of_same_clause(self, i: int, mention: ActorMention) -> bool:
        """Say whether a mention stands where a pronoun cannot mean it: a plain pronoun is no
        argument of its own verb, a possessive may be."""
        words = self.words
        if mention.start <= i < mention.end:
            return True
        together = words.head[mention.head] == words.head[i]
        if words.dep[i] == "nmod:poss":
            return together and words.dep[mention.head] == "nmod:poss"
        return together and words.dep[i] in ("obj", "iobj", "obl", *SUBJECTS)

    def subject_before(self, i: int) -> int:
        """Return the subject of the clause around a pronoun's own, or of the sentence before; -1
        where there is none."""
        words = self.words
        verb = words.head[i]
        if words.dep[i] not in ("nmod:poss", "nmod"):
            verb = -1 if words.dep[verb] in ("root", "ROOT") else words.head[verb]
        for _step in range(12):
            if verb < 0:
                break
            found = self._subject_of(verb, before=i, besides=words.head[i])
            if found >= 0:
                return found
            verb = -1 if words.head[verb] == verb else words.head[verb]
        return self._subject_of_sentence_before(i)

    def _subject_of(self, verb: int, *, before: int, besides: int) -> int:
        return next(
            (
                child
                for child in self.words.children[verb]
                if self.words.dep[child] in SUBJECTS and child < before and child != besides
            ),
            -1,
        )

    def _subject_of_sentence_before(self, i: int) -> int:
        words = self.words
        sentence = words.sentence[i] - 1
        for j in range(i - 1, -1, -1):
            if words.sentence[j] < sentence:
                break
            if words.sentence[j] == sentence and words.dep[j] in ("ROOT", "root"):
                return self._subject_of(j, before=words.size, besides=-1)
        return -1
