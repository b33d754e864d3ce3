"""Sentences with marked spans, ``<s>actor</s>`` and ``<t>target</t>``."""

from __future__ import annotations

import re
from typing import NamedTuple

Span = tuple[int, int]
_MARK = re.compile(r"<(/?)([st])>")


class MarkedSentence(NamedTuple):
    """A sentence without its marks, and the spans (character offsets) that they gave."""

    text: str
    actors: tuple[Span, ...]
    targets: tuple[Span, ...]

    @property
    def spans(self) -> tuple[tuple[str, int, int], ...]:
        """All spans with the letter of their mark: ``s`` for actors, ``t`` for targets."""
        return (*(("s", *span) for span in self.actors), *(("t", *span) for span in self.targets))


def unmark(marked: str) -> MarkedSentence:
    """Take the marks out of a sentence.

    Examples
    --------
    >>> unmark("<s>Iran</s> met <t>Iraq</t>.")
    MarkedSentence(text='Iran met Iraq.', actors=((0, 4),), targets=((9, 13),))
    """
    pieces: list[str] = []
    length = last = 0
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        pieces.append(marked[last : mark.start()])
        length += len(pieces[-1])
        last = mark.end()
        if mark[1]:
            spans[mark[2]].append((opened.get(mark[2], 0), length))
        else:
            opened[mark[2]] = length
    return MarkedSentence("".join([*pieces, marked[last:]]), tuple(spans["s"]), tuple(spans["t"]))
