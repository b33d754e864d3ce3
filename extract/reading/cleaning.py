"""Cleaning that moves nothing: what is not the article's prose becomes spaces, odd characters their
plain equals, one to one.

The cleaned text has the length of the given one and the same offsets, so that a token's place in it
is its place in the article. A line break that is left in it ends a paragraph, and so a sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.reading.dateline import Dateline, find_dateline
from extract.reading.edits import Edit, apply, blank
from extract.reading.headline_tails import day_edits, headline_edits
from extract.reading.junk import inline_junk, line_junk
from extract.reading.lines import find_wraps
from extract.reading.page_breaks import gaps_in_sentences, page_edits
from extract.reading.posts import post_edits
from extract.reading.wrapped_words import joined_breaks


class Removed(NamedTuple):
    """A stretch that was taken out, by character offsets, and what it was (``link``, ``byline``,
    ``caption``, ...)."""

    start: int
    end: int
    kind: str


class Cleaned(NamedTuple):
    """A text made ready for parsing; ``len(text)`` is that of the text given."""

    text: str
    removed: tuple[Removed, ...]
    dateline: Dateline | None


_PASSES = 20
_PLAIN = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2043", "-"), "\u2012": "–", "\u2015": "—",
    **dict.fromkeys("\u2028\u2029\x85\x0b\x0c", "\n"),
})  # fmt: skip
_BLANK = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f"
    "\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
)
_CARRIAGE = re.compile(r"\r(?=\n)")


def clean(text: str, *, title: str | None = None) -> Cleaned:
    """Take out of a text what no parser should read as a sentence.

    Parameters
    ----------
    text
        An article as it was given.
    title
        Its title, where known: a first line that repeats it goes too.

    Returns
    -------
    Cleaned
        Of the same length; cleaning it again changes nothing.

    Examples
    --------
    >>> cleaned = clean("KABUL (AP) — “No talks,” he said. pic.twitter.com/ab12")
    >>> cleaned.text.strip(), cleaned.dateline.place, cleaned.dateline.outlet
    ('"No talks," he said.', 'KABUL', 'AP')
    >>> [piece.kind for piece in cleaned.removed]
    ['dateline', 'link']
    """
    plain = _BLANK.sub(" ", _CARRIAGE.sub(" ", text).replace("\r", "\n").translate(_PLAIN))
    removed: set[Removed] = set()
    dateline: Dateline | None = None
    for _ in range(_PASSES):
        before = plain
        plain, made = apply(plain, page_edits(plain))
        removed.update(Removed(e.start, e.end, e.kind) for e in made if e.kind)
        plain, _ = apply(plain, joined_breaks(plain))
        plain, _ = apply(plain, gaps_in_sentences(plain))
        plain, made = apply(plain, headline_edits(plain))
        removed.update(Removed(e.start, e.end, e.kind) for e in made)
        plain, made = apply(plain, inline_junk(plain))
        removed.update(Removed(e.start, e.end, e.kind) for e in made if e.kind)
        plain, made = apply(plain, [*_title(plain, title), *line_junk(plain)])
        removed.update(Removed(e.start, e.end, e.kind) for e in made)
        plain, made = apply(plain, post_edits(plain))
        removed.update(Removed(e.start, e.end, e.kind) for e in made if e.kind)
        found = find_dateline(plain)
        if found is not None:
            plain, _ = apply(plain, [blank(found.start, found.end, "dateline")])
            removed.add(Removed(found.start, found.end, "dateline"))
            dateline = found if dateline is None else dateline.joined(found)
        plain, made = apply(plain, day_edits(plain))
        removed.update(Removed(e.start, e.end, e.kind) for e in made)
        plain, _ = apply(plain, (Edit(at, at + 1, " ", "") for at in find_wraps(plain)))
        if plain == before:
            break
    return Cleaned(plain, tuple(sorted(removed)), dateline)


def _title(text: str, title: str | None) -> list[Edit]:
    """Return the edit that takes out a first line which repeats the title."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if not title or end < 0:
        return []
    same = (
        " ".join(text[start:end].split()).casefold()
        == " ".join(title.translate(_PLAIN).split()).casefold()
    )
    return [blank(start, end, "title")] if same else []
