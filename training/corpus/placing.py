"""Finds words in a text, whole words only, whatever the white space, the quotation marks and
the dashes look like."""

from __future__ import annotations

import re
from typing import NamedTuple

_ALIKE = ("'’‘ʼ`", '"“”„', "-–—−‐‑")


class Span(NamedTuple):
    """Words and where they stand: ``words == text[start:end]``."""

    words: str
    start: int
    end: int


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return where words stand in a part of a text, overlaps included; only whole words count.

    Examples
    --------
    >>> [s.start for s in occurrences("US", "US troops, USA; US’s")]
    [0, 16]
    >>> occurrences("the camp's", "at the\\ncamp’s gate")[0].words
    'the\\ncamp’s'
    """
    pattern, part_end = _pattern(words), len(text) if end is None else end
    if pattern is None:
        return ()
    found, position = [], start
    while match := pattern.search(text, position, part_end):
        if match.start() == start or not _joined(text, match.start()):
            found.append(Span(match.group(), match.start(), match.end()))
        position = match.start() + 1
    return tuple(found)


def distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans; 0 where they touch or overlap."""
    return max(0, one.start - other.end, other.start - one.end)


def folded(words: str) -> str:
    """Return words with plain quotation marks, dashes and single spaces.

    Examples
    --------
    >>> folded("the  camp’s")
    "the camp's"
    """
    return " ".join("".join(_plain(c) for c in words).split())


def _plain(character: str) -> str:
    return next((alike[0] for alike in _ALIKE if character in alike), character)


def _joined(text: str, start: int) -> bool:
    return bool(start and re.match(r"\w", text[start]) and re.match(r"\w", text[start - 1]))


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    if not parts:
        return None
    body = r"\s+".join("".join(_of_character(c) for c in part) for part in parts)
    return re.compile(body + (r"(?!\w)" if re.match(r"\w", parts[-1][-1]) else ""))


def _of_character(character: str) -> str:
    alike = next((a for a in _ALIKE if character in a), None)
    return f"[{re.escape(alike)}]" if alike else re.escape(character)
