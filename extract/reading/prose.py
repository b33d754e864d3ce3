"""Plain text: one article, or the several that an archive put in one file."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.decoding import NotText, decode, mend
from extract.reading.exports import articles_of_export, export_of
from extract.reading.front_matter import split_front_matter
from extract.reading.given import Given
from extract.reading.limits import LARGEST_SIDECAR, LARGEST_TEXT, TooLarge, read_up_to
from extract.reading.lines_of_text import text_lines
from extract.reading.metadata import read_sidecar
from extract.reading.problems import Problem, Tell
from extract.user_files import open_regular


def read_prose(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a plain text.

    Raises
    ------
    Refused
        Where it is empty, too large, or no text.
    """
    from extract.reading.forms import text_of

    export = export_of(text_of(given))
    if export is not None:
        given.wishes.taken(given.name, f"export of an archive ({export.name})")
        lines = (line for _, line in text_lines(given.stream, given.name, report))
        yield from articles_of_export(export, lines, given, report)
        return
    yield from articles_of_text(whole_text(given, LARGEST_TEXT, "one text", report), given, report)


def articles_of_text(
    text: str, given: Given, report: Tell, known: dict[str, str] | None = None
) -> Iterator[Article]:
    """Yield the articles of a text that was taken out of a file of any kind."""
    export = export_of(text)
    if export is not None:
        given.wishes.taken(given.name, f"export of an archive ({export.name})")
        yield from articles_of_export(export, iter(text.splitlines()), given, report)
        return
    rest, front, wrong = split_front_matter(text)
    beside, wrong_beside = beside_of(given.path)
    for reason in wrong_beside + wrong:
        report(Problem(given.name, None, reason, skipped=False))
    told = {**given.known, **(known or {}), **front, **beside}
    article = article_of(rest, told, given.name, None, report)
    if article:
        yield article


def whole_text(given: Given, most: int, what: str, report: Tell) -> str:
    """Return all of something as text.

    Raises
    ------
    Refused
        Where it is empty, too large, or no text.
    """
    raw = read_up_to(given.stream, most, what)
    if not raw.strip():
        raise NotText("empty file")
    text, note = decode(raw)
    if note:
        report(Problem(given.name, None, note, skipped=False))
    return mend(text)


def beside_of(path: Path | None) -> tuple[dict[str, str], list[str]]:
    """Return what the ``.json`` beside a file says of it, and what was wrong with it."""
    if path is None or path.suffix == ".json":
        return {}, []
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
