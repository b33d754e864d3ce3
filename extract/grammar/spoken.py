"""Who speaks a quotation, or a statement that a colon opens: the verb of speech in its sentences,
beside it, or in the paragraph before.

Made once for a document, in time that grows with its length alone: the verbs of speech outside of
quotations are listed once, and every quotation looks at its neighbours among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from extract.grammar.quotations import MARKS, Quotations
from extract.grammar.speech import is_beside_a_mark, who_speaks
from extract.grammar.speech_verbs import speech_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEIGHBOURS = 3
_QUOTATIONS_BACK = 4
_SPOKEN = ("clause", "act", "quotation")
_MARKS_AND_SPACE = "\n \t\"“„«”»'`"
_OPENERS = (":", ",", "said", "says")


class SpokenText:
    """A document's quotations and statements, and the verbs that speak them.

    Parameters
    ----------
    doc
        Parsed; without sentences it has no verbs of speech.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.quotations = Quotations(doc.text)

    def quotation_of(self, token: Token) -> int:
        """Return the index of the quotation that a token stands in, or -1."""
        return self.quotations.at(token.idx)

    def verb_of(self, token: Token) -> Token | None:
        """Return the verb that speaks the quotation, or the statement after a colon, in which a
        token stands; None where the text itself tells it."""
        index = self.quotation_of(token)
        if index >= 0:
            return self._verbs_of_quotations[index]
        return self._openers[self._sentence_of[token.i]] if self._openers else None

    def verbs_of(self, token: Token) -> Iterator[Token]:
        """Yield the verb that speaks a token's quotation or statement and, as long as its speaker
        is only a pronoun, those of the quotations before: "he added" goes on with the last."""
        verb = self.verb_of(token)
        index = self.quotation_of(token)
        for _ in range(_QUOTATIONS_BACK):
            if verb is None:
                return
            yield verb
            index -= 1
            if index < 0 or not all(t.pos_ == "PRON" for t in who_speaks(verb)):
                return
            verb = self._verbs_of_quotations[index]

    # -- the document, listed once
    # ---------------------------------------------------------------------------------------------

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        if not self.doc.has_annotation("SENT_START"):
            return []
        return [(s.start, s.end) for s in self.doc.sents]

    @cached_property
    def _sentence_of(self) -> list[int]:
        found = [0] * len(self.doc)
        for number, (start, end) in enumerate(self._sentences):
            found[start:end] = [number] * (end - start)
        return found

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def _breaks(self) -> list[int]:
        return [at for at, letter in enumerate(self.quotations.text) if letter == "\n"]

    def _paragraph(self, offset: int) -> tuple[int, int]:
        """Return the ends of the paragraph around a character."""
        index = bisect_left(self._breaks, offset)
        start = self._breaks[index - 1] + 1 if index else 0
        text = self.quotations.text
        return start, self._breaks[index] if index < len(self._breaks) else len(text)

    @cached_property
    def _verbs(self) -> list[int]:
        """The verbs of speech outside of quotations that somebody speaks, by index."""
        if not self._sentences:
            return []
        return [
            token.i
            for token in self.doc
            if speech_verb(token, *_SPOKEN)
            and self.quotations.at(token.idx) < 0
            and who_speaks(token)
        ]

    # -- quotations
    # ---------------------------------------------------------------------------------------------

    @cached_property
    def _verbs_of_quotations(self) -> list[Token | None]:
        found: list[Token | None] = []
        for index in range(len(self.quotations.spans)):
            words_only = self.quotations.quotes_words_only(index)
            rules = () if words_only else _RULES
            found.append(next((v for rule in rules if (v := rule(self, index, found))), None))
        return found

    def _tokens(self, index: int) -> tuple[int, int]:
        """Return the tokens of a quotation: its first, and the one after its last."""
        quotation = self.quotations.spans[index]
        start = bisect_left(self._offsets, quotation.start)
        end = max(bisect_left(self._offsets, quotation.end), start + 1)
        return min(start, len(self.doc) - 1), min(end, len(self.doc))

    def _near(self, index: int) -> list[tuple[int, Token]]:
        """Return the verbs of speech nearest to a quotation with their distances; one that speaks
        only quotations must have a mark beside it."""
        start, end = self._tokens(index)
        left, right = bisect_left(self._verbs, start), bisect_left(self._verbs, end)
        near = self._verbs[max(0, left - _NEIGHBOURS) : right + _NEIGHBOURS]
        found = [(min(abs(i - start), abs(i - end)), self.doc[i]) for i in near]
        return [(d, v) for d, v in found if speech_verb(v, "clause") or is_beside_a_mark(v)]

    def in_own_sentences(self, index: int, _before: list[Token | None]) -> Token | None:
        """Read '"We met," he said', the verb of speech in the sentences of a quotation."""
        start, end = self._tokens(index)
        first = self._sentences[self._sentence_of[start]][0] if self._sentences else 0
        last = self._sentences[self._sentence_of[end - 1]][1] if self._sentences else 0
        own = [(d, v.i, v) for d, v in self._near(index) if first <= v.i < last]
        return min(own)[2] if own else None

    def beside(self, index: int, _before: list[Token | None]) -> Token | None:
        """Read 'He went on. "We met."', a sentence of the paragraph that has or touches a
        quotation."""
        left, right = self._paragraph(self.quotations.spans[index].start)
        beside = [
            (d, v.i, v) for d, v in self._near(index) if left <= v.idx < right and self._touches(v)
        ]
        return min(beside)[2] if beside else None

    def _touches(self, verb: Token) -> bool:
        sentence = verb.sent
        return self.quotations.touches(sentence.start_char, sentence.end_char)

    def carried_on(self, index: int, before: list[Token | None]) -> Token | None:
        """Read a quotation that the paragraph before left open."""
        return before[index - 1] if index and self.quotations.spans[index].carried else None

    def after_opener(self, index: int, _before: list[Token | None]) -> Token | None:
        """Read 'He said:', the end of the paragraph before, and nothing else before the mark."""
        start = self.quotations.spans[index].start
        left = self._paragraph(start)[0]
        text = self.quotations.text
        if text[left:start].strip(_MARKS_AND_SPACE):
            return None
        last = bisect_left(self._offsets, left) - 1
        while last >= 0 and not self.doc[last].text.strip():
            last -= 1
        if last < 0 or self.doc[last].text.lower() not in _OPENERS:
            return None
        return self._verb_in(self._sentence_of[last], last)

    def follows(self, index: int, before: list[Token | None]) -> Token | None:
        """Read a quotation right behind another, or in a paragraph that is nothing but quotations:
        its speaker is that of the one before, if no paragraph stands between."""
        if not index or before[index - 1] is None:
            return None
        text = self.quotations.text
        start, end, _ = self.quotations.spans[index]
        left, right = self._paragraph(start)
        last = self.quotations.spans[index - 1].end
        if not text[last:start].strip(_MARKS_AND_SPACE):
            return before[index - 1]
        if last > left or text[left:start].strip(_MARKS_AND_SPACE):
            return None
        if text[end:right].strip(_MARKS_AND_SPACE) or "\n" in text[last:left].strip():
            return None
        return before[index - 1]

    def _verb_in(self, sentence: int, near: int) -> Token | None:
        """Return the verb of speech in a sentence that stands nearest to a token."""
        start, end = self._sentences[sentence] if self._sentences else (0, 0)
        verbs = self._verbs[bisect_left(self._verbs, start) : bisect_left(self._verbs, end)]
        return self.doc[min(verbs, key=lambda i: abs(i - near))] if verbs else None

    # -- statements without marks
    # ---------------------------------------------------------------------------------------------

    @cached_property
    def _openers(self) -> list[Token | None]:
        """For each sentence the verb that opened the statement it belongs to: "The minister said:",
        and all that follows up to a quotation or to the next such opening."""
        found: list[Token | None] = []
        opener: Token | None = None
        for number, (start, end) in enumerate(self._sentences):
            found.append(opener)
            words = [token.text for token in self.doc[start:end] if token.text.strip()]
            if any(word in MARKS for word in words):
                opener = None
            elif words and words[-1] == ":":
                opener = self._verb_in(number, end)
        return found


_Rule = Callable[[SpokenText, int, "list[Token | None]"], "Token | None"]
_RULES: tuple[_Rule, ...] = (
    SpokenText.in_own_sentences,
    SpokenText.beside,
    SpokenText.carried_on,
    SpokenText.after_opener,
    SpokenText.follows,
)
"""How the verb that speaks a quotation is found; the first that finds one decides."""
