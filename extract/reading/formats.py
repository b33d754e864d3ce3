"""One file, or standard input, to its articles by its kind; what is wrong is reported, and the rest
read."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.article_rows import Lines, read_csv, read_jsonl
from extract.reading.decoding import NotText, decode, mend
from extract.reading.front_matter import split_front_matter
from extract.reading.limits import (
    LARGEST_PAGE,
    LARGEST_SIDECAR,
    LARGEST_TEXT,
    TooLarge,
    read_up_to,
)
from extract.reading.lines_of_text import first_bytes, text_lines
from extract.reading.metadata import read_sidecar
from extract.reading.problems import Problem, Tell
from extract.reading.web_pages import read_page
from extract.user_files import open_regular, shown

# Kinds whose files hold many articles, read row by row.
_OF_ROWS: dict[str, Callable[[Lines, str, Tell], Iterator[Article]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
}
_PAGES = (".html", ".htm")


def read_file(path: Path, report: Tell) -> Iterator[Article]:
    """Read one file; kinds that are not known are read as plain text.

    Raises
    ------
    OSError
        Where the file cannot be opened, or is no regular file.
    Refused
        Where it is empty, too large, or no text.
    """
    kind, name = path.suffix.lower(), shown(path)
    with open_regular(path) as stream:
        if kind in _OF_ROWS:
            yield from _OF_ROWS[kind](text_lines(stream, name, report), name, report)
            return
        is_page = kind in _PAGES
        most, what = (LARGEST_PAGE, "a web page") if is_page else (LARGEST_TEXT, "one text")
        text = _text_of(stream, most, what, name, report)
    text, known, wrong = (*read_page(text), []) if is_page else split_front_matter(text)
    beside, wrong_beside = _beside(path)
    for reason in wrong_beside + wrong:
        report(Problem(name, None, reason, skipped=False))
    article = article_of(text, {**known, **beside}, name, None, report)
    if article:
        yield article


def read_stream(stream: BinaryIO, name: str, report: Tell) -> Iterator[Article]:
    """Read standard input: JSON Lines where the first character is ``{``, else one plain text.

    Raises
    ------
    Refused
        Where it is empty, too large, or no text.
    """
    head = first_bytes(stream)
    if head.endswith(b"{"):
        yield from read_jsonl(text_lines(stream, name, report, head), name, report)
        return
    text = _text_of(stream, LARGEST_TEXT, "one text", name, report, head)
    if text.lstrip()[:1] == "{":  # UTF-16, say
        yield from read_jsonl(enumerate(text.split("\n"), start=1), name, report)
        return
    text, known, wrong = split_front_matter(text)
    for reason in wrong:
        report(Problem(name, None, reason, skipped=False))
    article = article_of(text, known, name, None, report)
    if article:
        yield article


def _text_of(
    stream: BinaryIO, most: int, what: str, name: str, report: Tell, head: bytes = b""
) -> str:
    """Return all of a stream as text."""
    raw = read_up_to(stream, most, what, head)
    if not raw.strip():
        raise NotText("empty file")
    text, note = decode(raw)
    if note:
        report(Problem(name, None, note, skipped=False))
    return mend(text)


def _beside(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return what the ``.json`` beside a file says of it, and what was wrong with it."""
    try:
        with open_regular(path.with_suffix(".json")) as stream:
            raw = read_up_to(stream, LARGEST_SIDECAR, "the .json beside an article")
        return read_sidecar(mend(decode(raw)[0]))
    except FileNotFoundError:
        return {}, []
    except TooLarge as error:
        return {}, [f"the .json beside it is {error}"]
    except OSError as error:
        # A name so long that none can be made beside it is no fault of the article's.
        missing = error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR)
        return {}, [] if missing else [f"the .json beside it cannot be read: {error.strerror}"]
    except NotText as error:
        return {}, [f"the .json beside it cannot be read: {error}"]
