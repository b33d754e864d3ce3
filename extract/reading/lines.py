"""Line breaks: which of them end a paragraph, and which only wrap a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_WIDEST_WRAP = 120
_OPEN_END = re.compile(
    r"(?:[,;–—(]|(?<![\w'])(?:(?:the|a|an|of|and|or|but|to|in|on|at|by|for|with|from|as|that|which|who|is|are|was|were|be|been|has|have|had|will|would|its|their|his|"
    r"her|than|between|against|over|into|after|before|about|not|President|Minister|Prime|Foreign)|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|St)\.?|U\.S\.|U\.N\.|U\.K\.))$"
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
    if len(block) < 2:
        return
    widest = max(len(line) for _, line in block)
    filled = widest <= _WIDEST_WRAP and _is_filled([line for _, line in block], widest)
    for (end, line), (_, following) in pairwise(block):
        if not _ITEM.match(following) and (
            following[0].islower()
            or _OPEN_END.search(line)
            or (filled and len(line) + 1 + len(following.split(None, 1)[0]) > widest)
            or (widest <= _WIDEST_WRAP and _goes_on(line, following))
        ):
            yield end


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
    full = sum(len(a) + 1 + len(b.split(None, 1)[0]) > widest - 2 for a, b in pairwise(lines))
    return full >= 0.7 * (len(lines) - 1)
