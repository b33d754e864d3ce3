"""What a printed page leaves in a text: its heads and feet between the lines, and an empty line
after each line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extract.reading.edits import Edit, blank

_NUMBER = re.compile(r"\d+")
_WIDEST = 120
_PAGE = re.compile(r"[-–—\s]*(?:[Pp]age|PAGE)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*")
_SIGN_OF_PAGE = re.compile(r"[-–—]|[Pp]age|PAGE")
_GAP = re.compile(r"\S {3,}\S")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b.*\b[A-Z]{3,}\b")
_CLOSED = re.compile(r"[.!?:;][\"')\]]*$")
_OPEN = re.compile(
    r"(?:[,;(]|(?<![\w'])(?:the|a|an|of|and|or|but|to|in|on|at|by|for|with|from|as|that|which|who"
    r"|is|are|was|were|has|have|had|will|would|its|their|his|her|than|between|against|over|into"
    r"|after|before|about))$"
)
_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|[a-z][.)])\s")
_Line = tuple[int, int, str]


def _lines(text: str) -> list[_Line]:
    """Return start, end and words of the lines that say something."""
    found: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line), line.strip()))
        start += len(line) + 1
    return found


def page_edits(text: str) -> Iterator[Edit]:
    """Find heads and feet of pages: a page's number by itself, and lines that come again with
    other numbers and are set as heads are (wide gaps, capitals, next to a page's number).

    Examples
    --------
    >>> found = page_edits("They met in the\\n\\n- 14 -\\n\\ncapital.")
    >>> [(edit.start, edit.end, edit.kind) for edit in found]
    [(17, 23, 'page')]
    """
    lines = _lines(text)
    if len(lines) < 2 or "\n" not in text:
        return
    shapes = Counter(_shape(words) for _, _, words in lines if len(words) <= _WIDEST)
    numbers = {n for n, (_, _, words) in enumerate(lines) if _is_page_number(words)}
    for number, (start, end, words) in enumerate(lines):
        beside = number - 1 in numbers or number + 1 in numbers
        if number in numbers or _is_head(words, shapes, beside):
            yield blank(start, end, "page")


def _shape(words: str) -> str:
    return " ".join(_NUMBER.sub("#", words).split())


def _is_page_number(words: str) -> bool:
    found = len(words) <= 40 and _PAGE.fullmatch(words) is not None
    return found and _SIGN_OF_PAGE.search(words) is not None


def _is_head(words: str, shapes: Counter[str], beside_number: bool) -> bool:
    if len(words) > _WIDEST or shapes[_shape(words)] < 2 or _CLOSED.search(words):
        return False
    if beside_number:
        return True
    return any(c.isdigit() for c in words) and bool(_GAP.search(words) or _CAPITALS.search(words))


def gaps_in_sentences(text: str) -> Iterator[Edit]:
    """Find empty lines in the middle of sentences: the next line goes on in small letters, or the
    line ends in a word that ends no sentence; where nearly every line is followed by an empty one,
    also a full line that is not closed.

    Examples
    --------
    >>> [edit.put for edit in gaps_in_sentences("They met\\n\\nin the capital.")]
    ['  ']
    """
    lines = _lines(text)
    widest = max((len(words) for _, _, words in lines), default=0)
    gaps = [text.count("\n", one[1], other[0]) for one, other in pairwise(lines)]
    apart = len(lines) > 3 and widest <= _WIDEST and gaps.count(2) >= 0.8 * len(gaps)
    for (_, end, words), (start, _, following) in pairwise(lines):
        if text.count("\n", end, start) < 2 or _CLOSED.search(words) or _ITEM.match(following):
            continue
        is_full = apart and len(words) + 1 + len(following.split(None, 1)[0]) > 0.9 * widest
        if following[0].islower() or _OPEN.search(words) or is_full:
            yield Edit(end, start, " " * (start - end), "")
