"""One file, one part of an archive, or standard input: told by its form, then read by its kind."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extract.models import Article
from extract.reading.decoding import mend
from extract.reading.given import Given, Wishes
from extract.reading.kinds import kind_of
from extract.reading.limits import LARGEST_TEXT, LARGEST_WHOLE_JSON, read_up_to
from extract.reading.lines_of_text import first_bytes
from extract.reading.problems import Problem, Refused, Tell
from extract.user_files import open_regular, shown


def read_file(path: Path, report: Tell, wishes: Wishes | None = None) -> Iterator[Article]:
    """Read one file by what it is.

    Raises
    ------
    OSError
        Where the file cannot be opened, or is no regular file.
    Refused
        Where it is empty, too large, or of a kind that is not read.
    """
    with open_regular(path) as stream:
        given = Given.of(stream, shown(path), path=path, wishes=wishes or Wishes())
        yield from read_given(given, report)


def read_given(given: Given, report: Tell) -> Iterator[Article]:
    """Read something by what it is."""
    kind = kind_of(given)
    given.wishes.taken(given.name, kind.name)
    yield from kind.read(given, report)


def read_part(given: Given, report: Tell) -> Iterator[Article]:
    """Read a part of an archive; what is wrong with it is told, and the other parts are read."""
    try:
        yield from read_given(given, report)
    except Refused as refused:
        report(Problem(given.name, None, str(refused)))
    except (OSError, EOFError) as error:
        report(Problem(given.name, None, f"cannot be read: {error}"))
    except Exception as error:
        told = mend(str(error))[:300]
        report(Problem(given.name, None, f"cannot be read: {type(error).__name__}: {told}"))


def read_stream(
    stream: BinaryIO, name: str, report: Tell, wishes: Wishes | None = None
) -> Iterator[Article]:
    """Read standard input: JSON Lines as they come, anything else once it is there.

    Raises
    ------
    Refused
        Where it is empty, too large, or of a kind that is not read.
    """
    asked = wishes or Wishes()
    head = first_bytes(stream)
    if head.endswith(b"{"):
        head += stream.readline(LARGEST_TEXT)
        if head.rstrip().endswith(b"}") and head.endswith(b"\n"):
            from extract.reading.json_files import read_json_lines

            lines = Given.rejoined(head, stream, name, wishes=asked)
            asked.taken(name, "JSON Lines")
            yield from read_json_lines(lines, report)
            return
    is_json = head.lstrip()[:1] in (b"{", b"[")
    most = LARGEST_WHOLE_JSON if is_json else LARGEST_TEXT
    raw = read_up_to(stream, most, "standard input that is not JSON Lines", head)
    yield from read_given(Given.of(io.BytesIO(raw), name, wishes=asked), report)
