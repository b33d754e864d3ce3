"""Make text of unknown origin safe to show: no control, bidirectional or lone-surrogate characters.

Article text is hostile input. A right-to-left override can make a link or a sentence read otherwise
than it is, a lone surrogate cannot be written as UTF-8. Offsets into a sentence follow it through,
and leave as UTF-16 units, which is how a browser counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

MarkedSpan = tuple[str, int, int]

_SPACES = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def clean(text: object, limit: int = 0) -> str:
    """Return text as it may be shown: line breaks and tabs become spaces, unwanted characters go.

    Parameters
    ----------
    text
        Anything; None gives an empty string.
    limit
        The most characters to keep (0: all); what is cut ends in an ellipsis.

    Examples
    --------
    >>> clean("Anka\\u202era\\x00\\nsaid")
    'Ankara said'
    >>> clean("A very long name", limit=7)
    'A very…'
    """
    if text is None:
        return ""
    shown = _UNWANTED.sub("", _SPACES.sub(" ", str(text)))
    if limit and len(shown) > limit:
        shown = shown[: limit - 1].rstrip() + "…"
    return shown


def clean_sentence(
    text: str, spans: Iterable[MarkedSpan], limit: int = 4000
) -> tuple[str, list[MarkedSpan]]:
    """Return a sentence as it may be shown, and its spans in UTF-16 units of what is shown.

    Spans that are empty, reversed or out of bounds are dropped.

    Examples
    --------
    >>> clean_sentence("\\u202eHe hit \\U0001f600 her", [("actor", 1, 3), ("target", 10, 13)])
    ('He hit 😀 her', [('actor', 0, 2), ('target', 10, 13)])
    """
    given = [span for span in spans if 0 <= span[1] < span[2] <= len(text)]
    shown = clean(text)
    if len(shown) != len(text) or _WIDE.search(shown):
        place = [0, *accumulate(map(_width, text))]
        given = [(role, place[start], place[end]) for role, start, end in given]
    return clean(shown, limit), [span for span in given if span[1] < span[2] <= limit]


def _width(character: str) -> int:
    """Return how many UTF-16 units of a character are shown."""
    if _UNWANTED.match(character):
        return 0
    return 2 if ord(character) > 0xFFFF else 1


def safe_link(url: object) -> str:
    """Return the address if it is plain http or https, else an empty string.

    Examples
    --------
    >>> safe_link("https://example.org/a b")
    'https://example.org/a%20b'
    >>> safe_link("java\\nscript:alert(1)")
    ''
    """
    address = clean(url).strip().replace(" ", "%20")
    return (
        address
        if re.match(r"https?://[^/\s\"'<>\\]+", address, re.IGNORECASE) and len(address) <= 2000
        else ""
    )
