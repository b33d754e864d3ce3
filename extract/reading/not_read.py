"""Kinds of files that are known and not read: each is refused by its name, with what to do.

They stand in ``data/kinds_not_read.csv``, by their first bytes (as hexadecimal numbers), the
ending of their name, or both. What is not even listed is named by puremagic.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_GUESSED_FROM = 4096
_SURE = 0.7


class NotRead(NamedTuple):
    """A kind that is not read: how it begins, how its name ends, what it is, what to do."""

    begins: bytes
    ending: str
    name: str
    advice: str

    @property
    def message(self) -> str:
        """What the user is told."""
        return f"{self.name}, which is not read: {self.advice}"


@cache
def kinds_not_read() -> tuple[NotRead, ...]:
    """Return all kinds of the list."""
    text = files("extract.reading").joinpath("data/kinds_not_read.csv").read_text(encoding="utf-8")
    return tuple(
        NotRead(bytes.fromhex(row["begins"]), row["ending"], row["name"], row["advice"])
        for row in csv.DictReader(text.splitlines())
    )


def not_read_by_bytes(head: bytes, ending: str) -> NotRead | None:
    """Return the kind of a file that begins as one of the list does.

    Examples
    --------
    >>> not_read_by_bytes(b"Rar!\\x1a\\x07\\x00", ".rar").name
    'a RAR archive'
    """
    fitting = (one for one in kinds_not_read() if one.begins and head.startswith(one.begins))
    return next((one for one in fitting if one.ending in ("", ending)), None)


def not_read_by_name(ending: str) -> NotRead | None:
    """Return the kind of a file whose name ends so.

    Examples
    --------
    >>> not_read_by_name(".ris").name
    'a list of citations (RIS)'
    """
    named = (one for one in kinds_not_read() if not one.begins)
    return next((one for one in named if one.ending == ending), None)


def guessed_name(head: bytes) -> str | None:
    """Return what puremagic takes bytes for, in words, where it is sure enough."""
    import puremagic

    if not head.strip(b"\0"):
        return None
    try:
        found = puremagic.magic_string(head[:_GUESSED_FROM])
    except (puremagic.PureError, ValueError, IndexError):
        return None
    sure = [one.name for one in found if one.name and one.confidence >= _SURE]
    return sure[0] if sure else None
