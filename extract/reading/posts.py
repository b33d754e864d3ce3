"""Signs of social posts: ``#Iran`` reads as ``Iran``, ``@POTUS`` as ``POTUS``; the number of a post
in its thread is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.reading.edits import Edit, blank

_COUNT = r"[(\[]?\d{1,2}/(?:\d{1,2}|n)?[)\]]?"
_THREAD = re.compile(
    rf"^[^\S\n]{{0,9}}{_COUNT}(?=[^\S\n]+(?!of\b)\S)|(?<=\s){_COUNT}[^\S\n]{{0,9}}$", re.MULTILINE
)
_TAG = re.compile(r"(?<![\w&#/])#(?=([^\W\d_]\w{0,60}))")
_TWO_WORDS = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]+)\Z")
_HANDLE = re.compile(r"(?<![\w.@/])\.?@(?=[A-Za-z]\w{1,30}\b(?!\.\w))")
# Two tags or more behind the sentence, or one behind its full stop, are no part of it.
_TAIL = re.compile(
    r"(?:(?<=[.!?])[^\S\n]{1,9}|(?=[^\S\n]{1,9}#\w{1,60}[^\S\n]{1,9}#))"
    r"(?:[^\S\n]{0,9}#\w{1,60}){1,30}[^\S\n]{0,9}$",
    re.MULTILINE,
)


def post_edits(text: str) -> Iterator[Edit]:
    """Find the signs of posts; a tag of two words takes the place of its sign for a space.

    Examples
    --------
    >>> [edit.put for edit in post_edits("#SaudiArabia warns #Iran")]
    ['Saudi Arabia', ' ']
    """
    for found in _THREAD.finditer(text):
        yield blank(found.start(), found.end(), "post")
    for found in _TAIL.finditer(text):
        yield blank(found.start(), found.end(), "post")
    for found in _TAG.finditer(text):
        words = _TWO_WORDS.match(found[1])
        if words:
            end = found.end() + len(found[1])
            yield Edit(found.start(), end, f"{words[1]} {words[2]}", "")
        else:
            yield Edit(found.start(), found.end(), " ", "")
    for found in _HANDLE.finditer(text):
        yield Edit(found.start(), found.end(), " " * (found.end() - found.start()), "")
