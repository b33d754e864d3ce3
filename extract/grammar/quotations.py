"""Quotations: what stands between quotation marks, over sentences, however odd the marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

OPENING, CLOSING, EITHER = frozenset("“„«"), frozenset("”»"), '"'
MARKS = frozenset({*OPENING, *CLOSING, EITHER, "''", "``"})
"""Tokens that are quotation marks. Articles are cleaned to straight ones; a text that comes another
way may have any."""


class Quotation(NamedTuple):
    """Characters between two marks; ``carried`` where it goes on from the paragraph before, which
    it did not close."""

    start: int
    end: int
    carried: bool


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; marks that have no partner are closed at the
    paragraph's end.

    Examples
    --------
    >>> text = 'He said: "We stay.'
    >>> [text[q.start : q.end] for q in find_quotations(text)]
    ['We stay.']
    """
    found: list[Quotation] = []
    left_open = False
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            quotations, left_open = _in_paragraph(text, start, end, left_open)
            found += quotations
        start = end + 1
    return found


def _in_paragraph(text: str, start: int, end: int, left_open: bool) -> tuple[list[Quotation], bool]:
    found: list[Quotation] = []
    opened = -1
    carried = first = False
    for at in _marks(text, start, end):
        if opened < 0 and (text[at] in CLOSING or _is_measure(text, at)):
            continue
        if opened < 0:
            carried = left_open and not first and not text[start:at].strip()
            opened, first = at + 1, True
            continue
        found.append(Quotation(opened, at, carried))
        reopens = _opens(text, at, start) and not _closes(text, at, end)
        german = text[opened - 1] == "„" and text[at] == "“"
        opened, carried = at + 1 if reopens and not german else -1, False
    if opened >= 0:
        found.append(Quotation(opened, end, carried))
    return found, opened >= 0


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    return (at for at in range(start, end) if text[at] in MARKS)


def _is_measure(text: str, at: int) -> bool:
    """Whether a mark stands for inches."""
    return text[at] == EITHER and text[at - 1 : at].isdigit()


def _opens(text: str, at: int, start: int) -> bool:
    if text[at] in OPENING:
        return True
    return (
        (at == start or text[at - 1] in " ([-–—'")
        and at + 1 < len(text)
        and not text[at + 1].isspace()
    )


def _closes(text: str, at: int, end: int) -> bool:
    if text[at] in OPENING:
        return False
    return at + 1 >= end or text[at + 1] in " .,;:!?)]-–—'" or text[at - 1] in ".,!?"


class Quotations:
    """The quotations of a text, looked up by where a character stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = find_quotations(text)
        self._starts = [q.start for q in self.spans]

    def at(self, offset: int) -> int:
        """Return the index of the quotation in which a character stands, or -1.

        Examples
        --------
        >>> Quotations('"We met," he said.').at(1), Quotations('"We met," he said.').at(10)
        (0, -1)
        """
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.spans[index].end else -1

    def touches(self, first: int, last: int, gap: int = 3) -> bool:
        """Tell whether a stretch of text has a quotation in it or right beside it."""
        index = bisect_right(self._starts, last + gap) - 1
        return index >= 0 and first <= self.spans[index].end + gap

    def quotes_words_only(self, index: int) -> bool:
        """Tell whether a quotation is no sentence, but a word or two that somebody used."""
        start, end, _ = self.spans[index]
        inside = self.text[start : min(end, start + _SHORTEST)]
        return end - start < _SHORTEST and not inside.rstrip().endswith((".", "!", "?", ","))


_SHORTEST = 12
