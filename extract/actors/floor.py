"""Who says "we" in a record or a statement: the speaker before the colon, or the body in whose name
the text goes out ("Statement by the President of Ghana", a letterhead)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.doc_attributes import ActorMention
from extract.grammar.turns import headings_of, is_of_asking, turns_of
from extract.lexicon import word_set

_BODIES = frozenset(("state", "government", "military", "igo", "ngo", "armed group", "party"))


class Floor:
    """The speakers of one article's turns, and whose name stands above it.

    Parameters
    ----------
    words
        The article's words, parsed.
    mentions
        The actors found before references are read.
    gazetteer
        The lists.
    """

    def __init__(
        self, words: Words, mentions: Sequence[ActorMention], gazetteer: Gazetteer
    ) -> None:
        self.words, self.gazetteer = words, gazetteer
        self.mentions = mentions
        self.turns = turns_of(words.doc)
        self._starts = [turn.start for turn in self.turns]
        self.headings = headings_of(words.doc, self._starts[0] if self.turns else words.size)

    def speaker_at(self, i: int) -> tuple[bool, ActorMention | None]:
        """Say whether the text tells who speaks at a word, and who it is: None where nobody does
        that is known."""
        at = bisect_right(self._starts, i) - 1
        if at < 0:
            return bool(self.turns), None
        turn = self.turns[at]
        if is_of_asking(self.words.doc[turn.start : turn.said].text):
            return True, None
        named = self._body_in(turn.start, turn.said)
        if named is not None:
            return True, named
        person, issuer = self._person_in(turn.start, turn.said), self.issuer()
        # Whose officer somebody in no list is, the heading knows better than the article's theme.
        listed = person is not None and bool(person.wikidata)
        return True, person if listed or issuer is None else issuer

    def issuer(self) -> ActorMention | None:
        """Return whose name stands above the text, "by the President of Ghana" as the state."""
        for start, end in self.headings:
            found = self._body_in(start, end) or self._holder_in(start, end)
            if found is not None:
                return found
        return None

    def _within(self, start: int, end: int) -> list[ActorMention]:
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def _body_in(self, start: int, end: int) -> ActorMention | None:
        """Return the body that stretch of words names; a ministry speaks for its state."""
        for mention in reversed(self._within(start, end)):
            if mention.kind in _BODIES and mention.id and mention.resolved_by != "role":
                return self._as_state(mention) if mention.kind == "government" else mention
            if mention.kind == "organisation" and self._is_ministry(mention):
                return self._as_state(mention)
        return None

    def _is_ministry(self, mention: ActorMention) -> bool:
        words = set(self.words.lower[mention.start : mention.end])
        return bool(words & word_set("ministry_nouns"))

    def _person_in(self, start: int, end: int) -> ActorMention | None:
        """Return a person who is known to speak for a country: others speak for whoever issues the
        text."""
        return next((m for m in self._within(start, end) if m.kind == "person" and m.country), None)

    def _holder_in(self, start: int, end: int) -> ActorMention | None:
        """Return the state of an office named in a heading, the person where the name stands
        there."""
        for mention in self._within(start, end):
            if mention.kind == "person" and mention.country:
                return self._as_state(mention) if mention.resolved_by == "office" else mention
        return None

    def _as_state(self, mention: ActorMention) -> ActorMention:
        state = self.gazetteer.states.get(mention.country)
        if state is None:
            return mention
        return ActorMention(mention.start, mention.end, mention.head, *state[:6], "", "")
