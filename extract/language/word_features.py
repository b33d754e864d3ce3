"""What the network sees of a word: its word pieces, its shape and its place.

The encoder is uncased, so the shape (*Title*, *UPPER*, *1999* ...) tells it what lower-casing
hides. Typographic quotes and dashes are read as their plain forms, so that curly quotes cost
nothing.
"""

from __future__ import annotations

import unicodedata

SHAPES = (
    "lower",
    "title",
    "upper",
    "initial",
    "mixed",
    "camel",
    "number",
    "ordinal",
    "mark",
    "other",
    "acronym",
    "handle",
)
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "…": ".",
    }
)
MAX_PIECES = 8


def shape_of(word: str) -> int:
    """Index into `SHAPES` of the way a word is written.

    >>> words = ("nation", "Nation", "UN", "U.N.", "B.", "McCain", "1999", "43rd", "--")
    >>> [SHAPES[shape_of(word)] for word in words]
    ['lower', 'title', 'upper', 'acronym', 'initial', 'camel', 'number', 'ordinal', 'mark']
    """
    return SHAPES.index(_shape(word))


def _shape(word: str) -> str:
    if word[0] in "@#" and len(word) > 1:
        return "handle"
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "number" if any(c.isdigit() for c in word) else "mark"
    if any(c.isdigit() for c in word):
        return "ordinal" if word[0].isdigit() else "mixed"
    return _shape_of_letters(letters, "." in word)


def _shape_of_letters(letters: list[str], dotted: bool) -> str:
    capitals = [c.isupper() for c in letters]
    if not any(capitals):
        return "lower" if any(c.islower() for c in letters) else "other"
    if all(capitals):
        return "initial" if len(letters) == 1 else "acronym" if dotted else "upper"
    return "title" if capitals[0] and not any(capitals[1:]) else "camel"


class WordPieces:
    """WordPiece ids of single words, greedy longest match first, with a bounded cache.

    Parameters
    ----------
    vocabulary
        The encoder's pieces in order; ``##`` marks those inside a word.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end, self.pad = (
            self._ids[p] for p in ("[UNK]", "[CLS]", "[SEP]", "[PAD]")
        )
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Ids of a word's pieces: at least one, at most `MAX_PIECES` (the last ones are
        dropped)."""
        found = self._cache.get(word)
        if found is None:
            found = self._cut(word)
            if len(self._cache) < 100_000:
                self._cache[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if word == "…":
            word = "..."
        text = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
        ids: list[int] = []
        part = ""
        for c in text[:100] + " ":
            if c.isalnum():
                part += c
                continue
            if part:
                ids.extend(self._longest(part))
                part = ""
            if not c.isspace():
                ids.append(self._ids.get(c, self.unknown))
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        ids, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    ids.append(piece)
                    break
            else:
                return [self.unknown]
            start = end
        return ids
