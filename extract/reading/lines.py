"""Line breaks: which of them end a paragraph, and which only wrap a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_WIDEST_WRAP = 120
_OPEN_END = re.compile(
    r"(?:[,;–—(]|(?<![\w'])(?:(?:the|a|an|of|and|or|but|to|in|on|at|by|for|with|from|as|that"
    r"|which|who|is|are|was|were|be|been|has|have|had|will|would|its|their|his|"
    r"her|than|between|against|over|into|after|before|about|not|President|Minister|Prime"
    r"|Foreign)|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|St)\.?|U\.S\.|U\.N\.|U\.K\.))$"
)
_CLOSED_END = re.compile(r"[.!?:][\"')\]]*$")
_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|[a-z][.)])\s")


def find_wraps(text: str) -> Iterator[int]:
    """Yield the offsets of line breaks inside sentences.

    A break wraps a sentence where the next line goes on in lower case, where the line ends in a
    word that cannot end one, and in blocks of lines filled to one width. All others end a
    paragraph.

    Examples
    --------
    >>> text = "The two sides\\nmet on Monday.\\nNo date was set."
    >>> [text[:at] for at in find_wraps(text)]
    ['The two sides']
    """
    block: list[tuple[int, str]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + 4000)].strip()
        if line:
            block.append((end, line if end - start < 4000 else line + text[end - 40 : end].strip()))
        else:
            yield from _wraps_of(block)
            block = []
        start = end + 1
    yield from _wraps_of(block)


def _wraps_of(block: list[tuple[int, str]]) -> Iterator[int]:
    """Yield the offsets of the breaks of a block of lines that only wrap; each line has the offset
    of its end."""
    if len(block) < 2:
        return
    widest = max(len(line) for _, line in block)
    is_narrow = widest <= _WIDEST_WRAP
    is_filled = is_narrow and _is_filled([line for _, line in block], widest)
    for (end, line), (_, following) in pairwise(block):
        if _ITEM.match(following):
            continue
        is_full = is_filled and _would_overflow(line, following, widest)
        if _reads_on(line, following) or is_full or (is_narrow and _goes_on(line, following)):
            yield end


def _reads_on(line: str, following: str) -> bool:
    """Whether words alone tell that a sentence goes on: a small letter, or a word that ends
    none."""
    return following[0].islower() or _OPEN_END.search(line) is not None


def _would_overflow(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def _goes_on(line: str, following: str) -> bool:
    """Whether two short lines look like one sentence rather than a heading and a sentence."""
    if _CLOSED_END.search(line) or not _CLOSED_END.search(following):
        return False
    return len(line.split()) > 2 and len(following) < 2 * len(line)


def _is_filled(lines: list[str], widest: int) -> bool:
    """Whether lines break where the next word would not have fitted, as a fixed width makes
    them."""
    if len(lines) < 3 or widest < 40:
        return False
    full = sum(_would_overflow(a, b, widest - 2) for a, b in pairwise(lines))
    return full >= 0.7 * (len(lines) - 1)
