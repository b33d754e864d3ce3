"""Edits that keep a text's length: a stretch of it, and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` of a text, the same number of characters to put there, and
    what they were."""

    start: int
    end: int
    put: str
    kind: str


def blank(start: int, end: int, kind: str) -> Edit:
    """Return an edit that puts spaces.

    Examples
    --------
    >>> blank(2, 5, "link")
    Edit(start=2, end=5, put='   ', kind='link')
    """
    return Edit(start, end, " " * (end - start), kind)


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Make the edits, the first of two that overlap and the longer of two that start together.

    Returns
    -------
    tuple
        The text, of the same length, and the edits made that changed it.

    Examples
    --------
    >>> apply("see http://a.b now", [blank(4, 14, "link")])[0]
    'see            now'
    """
    pieces: list[str] = []
    made: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start < at or len(edit.put) != edit.end - edit.start:
            continue
        if text[edit.start : edit.end] == edit.put:
            continue
        pieces += [text[at : edit.start], edit.put]
        made.append(edit)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces), made
