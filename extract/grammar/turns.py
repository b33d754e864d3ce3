"""Who has the floor: the labels before a colon that open the turns of a record ("Mr. Okafor
(Nigeria):"), and the heading lines above what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_LABEL = re.compile(
    r"^[^\S\n]*(?P<label>[A-Z][^\n:!?\"“”;]{0,90}?)(?P<colon>:)(?=\s+\S)", re.MULTILINE
)
_LONGEST_LABEL, _LONGEST_HEADING, _MOST_HEADINGS = 12, 20, 4
_SOMEBODY = ("PERSON", "GPE", "NORP")
_ENDS = (".", "!", "?", ":", ";", ",", '"')


class Turn(NamedTuple):
    """A stretch of tokens that one speaker says: its label is ``start`` to ``said``, the words
    ``said`` to ``end``."""

    start: int
    said: int
    end: int


def turns_of(doc: Doc) -> list[Turn]:
    """Return the turns of a record in order; none where no line opens with a speaker's label.

    A label is a short line opening before a colon that has no verb and looks like somebody: a title
    or an article before it, a country in brackets behind it, capitals, or the name of somebody.
    """
    if not doc.has_annotation("DEP") or ":" not in doc.text:
        return []
    opened = [
        (span.start, span.end)
        for found in _LABEL.finditer(doc.text)
        if (span := doc.char_span(found.start("label"), found.end("colon"), "expand")) is not None
        and _is_label(span, found["label"].strip())
    ]
    ends = ([start for start, _ in opened] + [len(doc)])[1:]
    return [Turn(start, said, end) for (start, said), end in zip(opened, ends, strict=True)]


def _is_label(span: Span, label: str) -> bool:
    words = label.split()
    if len(words) > _LONGEST_LABEL or any(t.pos_ in ("VERB", "AUX") and t.is_lower for t in span):
        return False
    first = words[0].lower().strip(".")
    titled = first == "the" or first in word_set("honorifics") or label.endswith(")")
    return titled or _is_named(span, label)


def _is_named(span: Span, label: str) -> bool:
    """Tell whether a label is in capitals, or the name of somebody."""
    if label.isupper():
        return any(c.isalpha() for c in label)
    return label.istitle() and any(t.ent_type_ in _SOMEBODY for t in span)


def is_asked(doc: Doc, sentence: Span) -> bool:
    """Tell whether a sentence is a question that one puts to another in a record."""
    if not sentence.text.rstrip().endswith("?"):
        return False
    return any(turn.start <= sentence.start < turn.end for turn in turns_of(doc))


def is_of_asking(label: str) -> bool:
    """Tell whether a label is that of one who asks: "Q", "QUESTION".

    Examples
    --------
    >>> is_of_asking("Q"), is_of_asking("QUESTION"), is_of_asking("MS. HARTLEY")
    (True, True, False)
    """
    return label.strip(" :").lower() in word_set("asking_labels")


def headings_of(doc: Doc, before: int) -> list[tuple[int, int]]:
    """Return the lines that stand above what is said: short, without a mark at the end and without
    a verb, before any other line and before a token."""
    found: list[tuple[int, int]] = []
    offset = 0
    for line in doc.text.split("\n")[: 2 * _MOST_HEADINGS]:
        start, offset = offset, offset + len(line) + 1
        if not line.strip():
            continue
        left = start + len(line) - len(line.lstrip())
        span = doc.char_span(left, start + len(line.rstrip()), alignment_mode="expand")
        if span is None or span.start >= before or not _is_heading(span):
            return found
        found.append((span.start, span.end))
    return found if before < len(doc) else []


def _is_heading(span: Span) -> bool:
    return (
        len(span) <= _LONGEST_HEADING
        and span[-1].text not in _ENDS
        and not any(t.pos_ in ("VERB", "AUX") and t.is_lower for t in span)
    )
