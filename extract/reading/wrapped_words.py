"""Words that a printer broke at the end of a line: ``ambas-`` / ``sador``.

The hyphen goes, unless it belongs to the word (``Iran-`` / ``backed``, ``anti-`` / ``government``).
The parts of words that keep it stand in ``data/hyphens.csv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from extract.reading.edits import Edit

_BROKEN = re.compile(
    r"(?<![\w-])(?P<head>[^\W\d_]{1,30})[-\u2010\u00ad](?P<gap>[^\S\n]{0,40}\n[^\S\n]{0,40})"
    r"(?P<tail>[^\W\d_]{1,30})(?![\w])"
)
_SHORTEST = 2
_SHORT_HEAD = 3


@cache
def _kept(side: str) -> frozenset[str]:
    text = files("extract.reading").joinpath("data/hyphens.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return frozenset(word for row in rows if row["side"] == side for word in row["words"].split())


def keeps_hyphen(head: str, tail: str) -> bool:
    """Tell whether a hyphen between two parts at a line's end belongs to the word.

    Examples
    --------
    >>> keeps_hyphen("Iran", "backed"), keeps_hyphen("ambas", "sador"), keeps_hyphen("Fri", "day")
    (True, False, False)
    """
    first, last = head.casefold(), tail.casefold()
    if tail[0].isupper():
        return True  # Bosnia-Herzegovina
    if first + last in _kept("whole"):
        return False
    if first in _kept("counting"):
        return last in _kept("counted")
    if last in _kept("after"):
        return head[0].isupper() or len(head) > _SHORT_HEAD or first in _kept("before")
    return first in _kept("before") and len(tail) > _SHORT_HEAD


def joined_breaks(text: str) -> Iterator[Edit]:
    """Find words that are broken at a line's end, and put them together without moving what
    follows.

    A word stands where its second part ends, with spaces before it; one that keeps its hyphen only
    loses the break.

    Examples
    --------
    >>> [edit.put for edit in joined_breaks("its ambas-\\nsador went")]
    ['  ambassador']
    """
    for found in _BROKEN.finditer(text):
        head, tail = found["head"], found["tail"]
        if len(head) + len(tail) < _SHORTEST + 2:
            continue
        sign = "-" if keeps_hyphen(head, tail) else ""
        word = f"{head}{sign}{tail}"
        yield Edit(found.start(), found.end(), word.rjust(len(found[0])), "")


def joined_lines(lines: Iterable[str]) -> str:
    """Return lines as a text, with the words that are broken between them joined.

    Examples
    --------
    >>> joined_lines(["the ambas-", "sador went"])
    'the ambassador went'
    """
    text = "\n".join(lines)
    return _BROKEN.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    head, tail = found["head"], found["tail"]
    sign = "-" if keeps_hyphen(head, tail) else ""
    return f"{head}{sign}{tail}"
