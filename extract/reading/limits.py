"""How much is read of one thing: generous for anything that a newsroom makes, and small enough that
no file fills the memory or takes minutes. What is larger is named in the report and left out.

Sizes are bytes.
"""

from __future__ import annotations

from typing import BinaryIO

from extract.reading.problems import Refused

# An article is read up to 200,000 characters; a larger file is a book, a dump, or no text.
LARGEST_TEXT = 20_000_000
LARGEST_PAGE = 10_000_000
LARGEST_SIDECAR = 1_000_000
# One line of JSON Lines, one row of a table.
LARGEST_RECORD = 10_000_000
# JSON Lines and tables have no limit of their own where they are read line by line; in UTF-16 they
# are decoded as a whole.
LARGEST_UTF16 = 100_000_000

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
