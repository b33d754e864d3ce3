"""A text in the form that all its copies share, and the way back to the text as given."""

from __future__ import annotations

import bisect
import unicodedata
from collections.abc import Iterator

from extract.evaluate.corpus_articles import normalised


class NormalText:
    """The normalised text (NFC, white space runs as one space) with the offsets it came from.

    Examples
    --------
    >>> normal = NormalText(" A \\n b")
    >>> normal.text, normal.back(2, 3), normal.forth(5)
    ('A b', (5, 6), 2)
    """

    def __init__(self, given: str) -> None:
        characters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        space_at = -1
        for start, end in _groups(given):
            group = given[start:end]
            if group.isspace():
                space_at = start if space_at < 0 else space_at
                continue
            if space_at >= 0 and characters:
                characters.append(" ")
                self._starts.append(space_at)
                self._ends.append(start)
            space_at = -1
            for character in unicodedata.normalize("NFC", group):
                characters.append(character)
                self._starts.append(start)
                self._ends.append(end)
        self.text = "".join(characters)
        if self.text != normalised(given):  # pragma: no cover - a law, tested by property
            raise AssertionError("the normalised text is not what its parts give")

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the normalised text stands in the text as given."""
        return self._starts[start], self._ends[end - 1]

    def forth(self, offset: int) -> int:
        """Return the normalised offset of the first character that begins at or after an offset."""
        return bisect.bisect_left(self._starts, offset)


def _groups(given: str) -> Iterator[tuple[int, int]]:
    """Yield stretches that are normalised on their own: a character and what composes with it."""
    start = 0
    for at in range(1, len(given) + 1):
        if at < len(given) and not given[at].isascii() and _composes(given[start:at], given[at]):
            continue
        if at > start:
            yield start, at
        start = at


def _composes(group: str, character: str) -> bool:
    if group[-1].isspace():
        return False
    if unicodedata.combining(character):
        return True
    apart = unicodedata.normalize("NFC", group) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", group + character) != apart
