"""Lines of a stream as text, one at a time, so that a file of any size needs the memory of its
longest line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extract.reading.decoding import NotText, decode, mend
from extract.reading.problems import Problem, Report

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8 = b"\xef\xbb\xbf"


def first_bytes(stream: BinaryIO) -> bytes:
    """Take a stream's white space and the first byte after it, or all there is.

    Examples
    --------
    >>> import io
    >>> first_bytes(io.BytesIO(b"  {"))
    b'  {'
    """
    taken = stream.read(1)
    while taken and (not taken.strip() or taken in (_UTF8[:1], _UTF8[:2], _UTF8)):
        more = stream.read(1)
        if not more:
            break
        taken += more
        if taken.removeprefix(_UTF8).strip():
            break
    return taken


def text_lines(
    stream: BinaryIO, source: str, report: Report, head: bytes = b""
) -> Iterator[tuple[int, str]]:
    """Yield the lines of a stream with their numbers, from 1; ``head`` is what was taken from it
    already.

    UTF-8 line by line; a line that is not is read as Windows-1252, and the first of them reported.
    What starts as UTF-16 or binary is decoded as a whole.
    """
    first = head + stream.readline()
    if first.startswith(_MARKS) or b"\0" in first:
        try:
            text, note = decode(first + stream.read())
        except NotText as error:
            report(Problem(source, None, str(error)))
            return
        if note:
            report(Problem(source, None, note, skipped=False))
        yield from enumerate(mend(text).split("\n"), start=1)
        return
    noted = False
    number, raw = 1, first.removeprefix(_UTF8)
    while raw:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = raw.decode("cp1252", "replace")
            if not noted:
                report(Problem(source, number, "not UTF-8; read as Windows-1252", skipped=False))
                noted = True
        yield number, line
        raw = stream.readline()
        number += 1
