"""What the context stage looks up in a document for each of its events, listed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING

from extract.grammar.spoken import SpokenText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from extract.context.time_phrases import Phrase
    from extract.doc_attributes import ActorMention

_KEY = "realpolitik_context"


class DocumentIndex:
    """A document's spoken text, its actors and its names of places by token, its countries."""

    def __init__(self, doc: Doc) -> None:
        self.actors: tuple[ActorMention, ...] = doc._.actors
        self.spoken = SpokenText(doc)
        self.phrases: dict[Hashable, list[Phrase]] = {}
        """Phrases of time by sentence and what they are read against (``told_days``)."""
        self._at: dict[int, list[int]] = {}
        for index, mention in enumerate(self.actors):
            for i in dict.fromkeys((*range(mention.start, mention.end), mention.head)):
                self._at.setdefault(i, []).append(index)

        self._places = {
            i: (ent.start, ent.end)
            for ent in doc.ents
            if ent.label_ in ("GPE", "LOC", "FAC")
            for i in range(ent.start, ent.end)
        }
        counts = Counter(m.country for m in self.actors if m.country)
        self.countries = tuple(sorted(counts, key=lambda country: (-counts[country], country)))
        """The article's countries, the one most often named first."""

    @classmethod
    def of(cls, doc: Doc) -> DocumentIndex:
        """Return the index of a document, made once and kept with it until it is forgotten."""
        kept = doc.user_data.get(_KEY)
        if isinstance(kept, cls) and kept.actors is doc._.actors:
            return kept
        made = doc.user_data[_KEY] = cls(doc)
        return made

    @staticmethod
    def forget(doc: Doc) -> None:
        """Take the index off a document, which could not be written to disk with it."""
        doc.user_data.pop(_KEY, None)

    def place_at(self, token: Token) -> tuple[int, int] | None:
        """Return the tokens of the name of a place that a token stands in."""
        return self._places.get(token.i)

    def at(self, *tokens: Token) -> list[int]:
        """Return the actors, by index, that any of these tokens heads or lies in."""
        return sorted({index for token in tokens for index in self._at.get(token.i, ())})
