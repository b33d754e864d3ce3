"""Something to be read, before anyone knows what it is: a file, a part of an archive, a stream."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from extract.reading.days import Order
from extract.reading.field_names import FieldNames
from extract.reading.limits import LARGEST_COPY, TooLarge

HEAD = 1 << 16
"""So many bytes are looked at to tell what something is."""

_PIECE = 1 << 20
_IN_MEMORY = 8_000_000

Taken = Callable[[str, str], None]
"""Told the name of each thing that is read, and what it was taken for."""


@dataclass(frozen=True)
class Wishes:
    """What a user says of the files: own names of fields, and which number of a day comes
    first."""

    names: FieldNames = field(default_factory=FieldNames)
    order: Order | None = None
    taken: Taken = lambda name, kind: None


@dataclass(frozen=True)
class Given:
    """Bytes with a name.

    ``name`` is what reports call it, ``head`` are its first bytes, ``stream`` starts at its
    beginning. ``path`` is where it lies, None in an archive; ``within`` counts the archives around
    it; ``known`` is what is known of it from outside (the address and the day of a record of a
    crawl); ``charset`` is the encoding that was declared outside of it.
    """

    name: str
    stream: BinaryIO
    head: bytes
    path: Path | None = None
    within: int = 0
    wishes: Wishes = field(default_factory=Wishes)
    known: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None

    @classmethod
    def of(cls, stream: BinaryIO, name: str, **about: Any) -> Given:
        """Look at the first bytes of a stream, and give it back whole.

        Examples
        --------
        >>> Given.of(io.BytesIO(b"They met."), "a.txt").head
        b'They met.'
        """
        head = stream.read(HEAD)
        if stream.seekable():
            stream.seek(0)
            return cls(name, stream, head, **about)
        if head.startswith(b"PK"):  # A zip is read from its end.
            copy = _copied(_Rejoined(head, stream), LARGEST_COPY, "an archive in an archive")
            return cls(name, copy, head, **about)
        return cls.rejoined(head, stream, name, **about)

    @classmethod
    def rejoined(cls, head: bytes, rest: BinaryIO, name: str, **about: Any) -> Given:
        """Return what begins with bytes that were taken from a stream already."""
        joined = io.BufferedReader(_Rejoined(head, rest))
        return cls(name, cast(BinaryIO, joined), head, **about)

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters."""
        return os.path.splitext(self.name)[1].lower()

    def part(self, stream: BinaryIO, name: str, **about: Any) -> Given:
        """Return something that this one holds."""
        fields = {"within": self.within + 1, "wishes": self.wishes, **about}
        return Given.of(stream, f"{self.name}/{name}", **fields)

    def seekable(self, most: int, what: str) -> BinaryIO:
        """Return the stream, or a copy of it where one cannot go back in it.

        Raises
        ------
        TooLarge
            If it has more than ``most`` bytes.
        """
        if self.stream.seekable():
            if self.stream.seek(0, os.SEEK_END) > most:
                raise TooLarge(most, what)
            self.stream.seek(0)
            return self.stream
        return _copied(self.stream, most, what)


class _Copy(tempfile.SpooledTemporaryFile[bytes]):
    """A copy that goes away with the last who reads it."""

    def __del__(self) -> None:
        self.close()


def _copied(stream: Any, most: int, what: str) -> BinaryIO:
    copy = _Copy(max_size=_IN_MEMORY)
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > most:
            copy.close()
            raise TooLarge(most, what)
        copy.write(piece)
    copy.seek(0)
    return cast(BinaryIO, copy)


class _Rejoined(io.RawIOBase):
    """The first bytes of a stream and its rest, as one stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
