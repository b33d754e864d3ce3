"""What a news desk puts around a headline: "CORRECTED-" before it, "(March 13)" and "- state TV"
behind it.

None of it is part of the sentence. What is said of the day is kept in
:mod:`extract.reading.day_lines`, who says so here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.lexicon import word_set
from extract.reading.day_lines import bracketed_day, day_lines, lines_of
from extract.reading.edits import Edit, blank


class SaidBy(NamedTuple):
    """Who says what a headline tells: start of the headline, start and end of the words that name
    the source, and these words."""

    headline: int
    start: int
    end: int
    source: str


_LABEL = re.compile(
    r"(?P<label>[A-Z]{3,}(?:\s[A-Z]{3,})?)(?:\s\d{1,2})?\s?(?:[-–—]|:)\s?(?=[A-Z\d\"'])"
)
_SOURCE = re.compile(r"\s[-–—]{1,2}\s(?P<source>[^.!?,;:–—]{2,40})$")
_LONGEST = 200
_MOST_WORDS = 5


def headline_edits(text: str) -> Iterator[Edit]:
    """Yield the edits that take out what a desk put around headlines.

    Examples
    --------
    >>> from extract.reading.edits import apply
    >>> apply("REFILE-Chile expels consul (March 3) - state TV", headline_edits(
    ...     "REFILE-Chile expels consul (March 3) - state TV"))[0].strip()
    'Chile expels consul'
    """
    for start, end in lines_of(text):
        line = text[start:end]
        label = _LABEL.match(line)
        if label and label["label"].split()[0] in word_set("desk_labels"):
            yield blank(start, start + label.end(), "label")
        if end - start > _LONGEST:
            continue
        tail = _source_of(line)
        if tail:
            yield blank(start + tail.start(), end, "source")
        day = bracketed_day(line)
        if day:
            yield blank(start + day.start(), start + day.end(), "day")


def day_edits(text: str) -> Iterator[Edit]:
    """Yield the edits that take out lines that are only a day.

    Examples
    --------
    >>> list(day_edits("8 May 2025\\nThey met."))
    [Edit(start=0, end=10, put='          ', kind='day')]
    """
    for start, end in day_lines(text):
        yield blank(start, end, "day")


def sources_of(text: str) -> list[SaidBy]:
    """Return who says so, of each headline that ends in a dash and its source.

    Examples
    --------
    >>> text = "Chile expels consul - state TV"
    >>> sources_of(text)
    [SaidBy(headline=0, start=22, end=30, source='state TV')]
    """
    found = []
    for start, end in lines_of(text):
        tail = _source_of(text[start:end]) if end - start <= _LONGEST else None
        if tail:
            said = (start + tail.start("source"), start + tail.end("source"))
            found.append(SaidBy(start, *said, tail["source"]))
    return found


def _source_of(line: str) -> re.Match[str] | None:
    """Return the source behind the dash of a headline: a few words, the last of which names those
    who report ("sources", "radio", "rights group")."""
    found = _SOURCE.search(line)
    if found is None:
        return None
    words = found["source"].split()
    known = len(words) <= _MOST_WORDS and (words[-1].casefold() in word_set("headline_sources"))
    return found if known else None
