"""The objects of a JSON text of any size, one after the other, without reading it whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.limits import LARGEST_RECORD

_SIGN = re.compile(r'[{}\[\]"]')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)


def json_objects(pieces: Iterable[str]) -> Iterator[str | None]:
    """Yield the objects of the first list of objects.

    Parameters
    ----------
    pieces
        The text in pieces of any length.

    Yields
    ------
    str or None
        An object as it is written; None at the end where the last one is cut off.

    Examples
    --------
    >>> list(json_objects(['{"n": 2, "all": [{"a": 1}, {"b"', ': "}"}]}']))
    ['{"a": 1}', '{"b": "}"}']
    >>> list(json_objects(['[{"a": 1}, {"b": 2}, {"c"']))
    ['{"a": 1}', '{"b": 2}', None]
    """
    scanner = _Scanner()
    for piece in pieces:
        yield from scanner.take(piece)
    yield from scanner.rest()


class _Scanner:
    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._open: list[str] = []
        self._level: int | None = None  # how many are open around an object that is given out
        self._start: int | None = None

    def take(self, piece: str) -> Iterator[str]:
        """Read on; yield the objects that end in this piece."""
        keep = self._at if self._start is None else self._start
        self._text = self._text[keep:] + piece
        self._at -= keep
        self._start = None if self._start is None else 0
        while (found := _SIGN.search(self._text, self._at)) is not None:
            if found[0] == '"':
                whole = _STRING.match(self._text, found.start())
                if whole is None:
                    self._at = found.start()
                    return  # It ends in the next piece.
                self._at = whole.end()
                continue
            self._at = found.end()
            yield from self._sign(found[0], found.start())
            if self._start is not None and self._at - self._start > LARGEST_RECORD:
                self._start = None
        self._at = len(self._text)

    def _sign(self, sign: str, at: int) -> Iterator[str]:
        if sign in "{[":
            starts = sign == "{" and self._begins_an_object()
            if starts and self._start is None:
                self._start = at
            self._open.append(sign)
            return
        if self._open:
            self._open.pop()
        if sign == "}" and self._start is not None and len(self._open) == self._level:
            yield self._text[self._start : self._at]
            self._start = None

    def _begins_an_object(self) -> bool:
        """Whether an object that begins here is one that is given out."""
        if self._level is None and self._open[-1:] == ["["]:
            self._level = len(self._open)
        return len(self._open) == self._level

    def rest(self) -> Iterator[str | None]:
        """Tell whether an object is cut off."""
        if self._start is not None:
            yield None
