"""Stretches of text without a space, cut before the tokenizer sees them.

spaCy's tokenizer takes signs off a word one by one and looks at the rest anew each time, so a word
of n signs takes the square of n. No word of a language is hundreds of characters long; what is
(rules, art made of signs, broken encodings, attacks) is cut into pieces here, and so are long runs
of signs; the work grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_WORD = 200
MOST_SIGNS = 24
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}|[^\w\s]{{{MOST_SIGNS + 1},}}")
# A long address stays one token, as short ones do.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{0,2000}(?<![.,;:!?)\]}'\"])", re.IGNORECASE)
_PIECE = re.compile(r"\w{1,40}|[^\w\s]{1,200}")


class BoundedTokenizer:
    """A spaCy tokenizer whose work is bounded by the length of the text; texts without overlong
    words and runs of signs are cut as it cuts them.

    Parameters
    ----------
    tokenizer
        Cuts the words of up to 200 characters, and the pieces of longer ones.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; together they are the text, character by character."""
        from spacy.tokens import Doc

        if _LONG.search(text) is None:
            return self._tokenizer(text)  # type: ignore[no-any-return]
        words: list[str] = []
        spaces: list[bool] = []
        for stretch, is_word in _stretches(text):
            if is_word:
                words.append(stretch)
                spaces.append(False)
            elif stretch[0] == " " and words:
                # The space after a word is the word's.
                spaces[-1] = True
                self._add(stretch[1:], words, spaces)
            else:
                self._add(stretch, words, spaces)
        return Doc(self._tokenizer.vocab, words=words, spaces=spaces)

    def _add(self, stretch: str, words: list[str], spaces: list[bool]) -> None:
        doc = self._tokenizer(stretch)
        words += [token.text for token in doc]
        spaces += [bool(token.whitespace_) for token in doc]


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in stretches that are short or without long words, and whether each is one
    word as it stands."""
    at = 0
    for long in _LONG.finditer(text):
        if long.start() > at:
            yield text[at : long.start()], False
        address = _ADDRESS.match(text, long.start(), long.end())
        start = address.end() if address else long.start()
        if address:
            yield address[0], True
        for piece in _PIECE.finditer(text, start, long.end()):
            # Signs of a long run mean nothing one by one: they are one token.
            yield piece[0], len(piece[0]) > MOST_SIGNS and not piece[0][0].isalnum()
        at = long.end()
    if at < len(text):
        yield text[at:], False
