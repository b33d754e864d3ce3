"""How much is read of one thing: generous for anything that a newsroom makes, and small enough that
no file fills the memory or takes minutes. What is larger is named in the report and left out.

Sizes are bytes.
"""

from __future__ import annotations

from typing import BinaryIO

from extract.reading.problems import Refused

# Articles are read whole, long ones in parts; what is larger than this is a dump, or no text.
LARGEST_TEXT = 20_000_000
LARGEST_PAGE = 10_000_000
LARGEST_SIDECAR = 1_000_000
# One line of JSON Lines, one row of a table.
LARGEST_RECORD = 10_000_000
# JSON Lines and tables have no limit of their own where they are read line by line; in UTF-16 they
# are decoded as a whole.
LARGEST_UTF16 = 100_000_000
# JSON is read at once up to this size; larger files are read piece by piece.
LARGEST_WHOLE_JSON = 64_000_000
# Workbooks and columnar files are read row by row, from a copy where they lie in an archive.
LARGEST_WORKBOOK = 200_000_000
LARGEST_COLUMNAR = 4_000_000_000
# A PDF, an office document, a feed.
LARGEST_DOCUMENT = 200_000_000
# Archives: how deep one may lie in another, how many parts one may have, how large what comes out
# may be, and how many times as large as what went in (once that is more than a few megabytes).
DEEPEST_ARCHIVE = 4
MOST_PARTS = 1_000_000
LARGEST_PART = 20_000_000_000
LARGEST_COPY = 2_000_000_000
HIGHEST_RATIO = 300
RATIO_FROM = 20_000_000

_SKIP = 1 << 20


class TooLarge(Refused):
    """More bytes than are read; the message says how many are."""

    def __init__(self, most: int, what: str) -> None:
        super().__init__(f"larger than {most // 1_000_000} MB, the most that is read of {what}")


def read_up_to(stream: BinaryIO, most: int, what: str, head: bytes = b"") -> bytes:
    """Return ``head`` and all that a stream holds after it.

    Raises
    ------
    TooLarge
        If that is more than ``most`` bytes.

    Examples
    --------
    >>> import io
    >>> read_up_to(io.BytesIO(b"They met."), 1_000_000, "one text")
    b'They met.'
    """
    raw = head + stream.read(max(0, most + 1 - len(head)))
    if len(raw) > most:
        raise TooLarge(most, what)
    return raw


def skip_line(stream: BinaryIO) -> None:
    """Pass over the rest of a line, however long it is.

    Examples
    --------
    >>> import io
    >>> stream = io.BytesIO(b"rest of it\\nnext")
    >>> skip_line(stream)
    >>> stream.read()
    b'next'
    """
    while True:
        passed = stream.readline(_SKIP)
        if not passed or passed.endswith(b"\n"):
            return
