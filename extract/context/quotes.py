"""Quotations: what stands between quotation marks, over sentences and paragraphs, however odd the
marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


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
    open_before = False
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            quotations, open_before = _in_paragraph(text, start, end, open_before)
            found += quotations
        start = end + 1
    return found


def _in_paragraph(
    text: str, start: int, end: int, open_before: bool
) -> tuple[list[Quotation], bool]:
    found: list[Quotation] = []
    opened = -1
    carried = False
    for at in _marks(text, start, end):
        if opened < 0 and _is_measure(text, at):
            continue
        if opened < 0:
            carried = open_before and not text[start:at].strip()
            opened = at + 1
        elif _opens(text, at, start) and not _closes(text, at, end):
            found.append(Quotation(opened, at, carried))
            opened, carried = at + 1, False
        else:
            found.append(Quotation(opened, at, carried))
            opened = -1
    if opened >= 0:
        found.append(Quotation(opened, end, carried))
    return found, opened >= 0


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    at = text.find('"', start, end)
    while at >= 0:
        yield at
        at = text.find('"', at + 1, end)


def _is_measure(text: str, at: int) -> bool:
    """Whether a mark stands for inches."""
    return text[at - 1 : at].isdigit()


def _opens(text: str, at: int, start: int) -> bool:
    return (
        (at == start or text[at - 1] in " ([-–—'")
        and at + 1 < len(text)
        and not text[at + 1].isspace()
    )


def _closes(text: str, at: int, end: int) -> bool:
    return at + 1 >= end or text[at + 1] in " .,;:!?)]-–—'" or text[at - 1] in ".,!?"


def quotation_at(quotations: Sequence[Quotation], at: int) -> int:
    """Return the index of the quotation in which a character stands, or -1."""
    for i, quotation in enumerate(quotations):
        if quotation.start <= at < quotation.end:
            return i
    return -1
