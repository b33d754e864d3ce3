"""Lines of a stream as text, one at a time, so that a file of any size needs the memory of its
longest line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extract.reading.decoding import decode, is_binary, mend
from extract.reading.limits import LARGEST_RECORD, LARGEST_UTF16, TooLarge, read_up_to, skip_line
from extract.reading.problems import Problem, Tell

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8 = b"\xef\xbb\xbf"
_MOST_BLANKS = 1 << 20


def first_bytes(stream: BinaryIO) -> bytes:
    """Take a stream's white space and the first byte after it, or all there is (at most a
    megabyte).

    Examples
    --------
    >>> import io
    >>> first_bytes(io.BytesIO(b"  {"))
    b'  {'
    """
    taken = bytearray()
    while len(taken) < _MOST_BLANKS:
        byte = stream.read(1)
        taken += byte
        in_mark = len(taken) <= len(_UTF8) and _UTF8.startswith(taken)
        if not byte or not (byte.isspace() or in_mark):
            break
    return bytes(taken)


def text_lines(
    stream: BinaryIO, source: str, report: Tell, head: bytes = b""
) -> Iterator[tuple[int, str]]:
    """Yield the lines of a stream, with their ends and their numbers from 1.

    UTF-8 line by line; a line that is not is read as Windows-1252, and the first of them reported.
    What starts as UTF-16 is decoded as a whole. A line that is too long is reported and passed
    over.

    Parameters
    ----------
    stream
        What is read.
    source
        Its name in reports.
    report
        Told what is wrong.
    head
        What was taken from the stream already.

    Raises
    ------
    Refused
        Where it is no text, or UTF-16 and too large.
    """
    first = head + stream.readline(max(0, LARGEST_RECORD + 1 - len(head)))
    if first.startswith(_MARKS) or b"\0" in first or is_binary(first):
        yield from _decoded_as_a_whole(stream, source, report, first)
        return
    noted = False
    number, raw = 1, first.removeprefix(_UTF8)
    while raw:
        if len(raw) > LARGEST_RECORD:
            report(Problem(source, number, str(TooLarge(LARGEST_RECORD, "one line"))))
            if not raw.endswith(b"\n"):
                skip_line(stream)
        else:
            line, sound = _decoded(raw)
            if not sound and not noted:
                report(Problem(source, number, "not UTF-8; read as Windows-1252", skipped=False))
                noted = True
            yield number, line
        raw = stream.readline(LARGEST_RECORD + 1)
        number += 1


def _decoded(raw: bytes) -> tuple[str, bool]:
    """Return a line as text, and whether it was UTF-8."""
    try:
        return raw.decode("utf-8"), True
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), False


def _decoded_as_a_whole(
    stream: BinaryIO, source: str, report: Tell, first: bytes
) -> Iterator[tuple[int, str]]:
    text, note = decode(read_up_to(stream, LARGEST_UTF16, "a file in UTF-16", first))
    if note:
        report(Problem(source, None, note, skipped=False))
    lines = mend(text).split("\n")
    for number, line in enumerate(lines, start=1):
        yield number, line + ("\n" if number < len(lines) else "")
