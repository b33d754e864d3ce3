"""Articles from files, folders and standard input, whatever kind they are (see
:mod:`extract.reading.kinds`).

Nothing that is wrong with one article stops the others: it is reported as a
:class:`~extract.reading.problems.Problem`. Only a source that is not there at all is an error.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceNotFound
from extract.reading.decoding import mend
from extract.reading.folders import Source, files_of
from extract.reading.problems import Capped, Problem, Refused, Tell, reporter
from extract.user_files import shown

if TYPE_CHECKING:
    from extract.models import Article
    from extract.reading.given import Wishes


def read_articles(
    sources: Source | Iterable[Source],
    *,
    problems: list[Problem] | Tell | None = None,
    check_language: bool = True,
    wishes: Wishes | None = None,
) -> Iterator[Article]:
    """Read news articles, in the order given; folders recursively, by name.

    Parameters
    ----------
    sources
        Paths of files or folders, or ``"-"`` for standard input. What a file is, is told by its
        first bytes and its form; of what is no text and of no kind that is read, the name of its
        kind is reported. In folders, README and LICENSE files, hidden files and the ``.json``
        beside a text (which says what is known of it) are passed over.
    problems
        A list to fill, or a function to call, with each :class:`Problem`; None drops them.
    check_language
        Leave out articles that are not English, and name them.
    wishes
        Own names of fields, and which number comes first in a day as 03/04/2025.

    Yields
    ------
    Article
        With its text exactly as given. Its id is the one given in its metadata, else a hash of its
        text.

    Raises
    ------
    SourceNotFound
        At once, before anything is read: for a path that is not there, or a folder without
        articles.

    Notes
    -----
    Metadata (``title``, ``date``, ``url``, ``outlet``, ``id``) comes from a ``.json`` of the same
    stem beside the file, from YAML front matter in ``.txt`` and ``.md``, from the page's own in
    ``.html``, and from keys and columns elsewhere.

    Only regular files are read; links to folders are followed, and each folder is read once. What
    is larger than any article, and what has the id of another article before it, is named and left
    out; the same text twice is one article.
    """
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    if not given:
        raise SourceNotFound(
            "no sources given: name files or folders of articles, or - for standard input"
        )
    report = reporter(problems)
    files = [file for source in given for file in files_of(source, report)]
    return _read_all(files, report, check_language, wishes)


def _read_all(
    files: list[Path | None], report: Tell, check_language: bool, wishes: Wishes | None
) -> Iterator[Article]:
    from extract.reading.english import other_language

    known = _Known()
    for file in files:
        name = "standard input" if file is None else shown(file)
        named = Capped(report, name)
        for article in _read_one(file, name, named, wishes):
            language = other_language(article.text) if check_language else None
            reason = _not_english(article, language) if language else known.refuse(article)
            if reason:
                named(Problem(article.source or name, None, reason))
            else:
                yield article
        named.close()


def _read_one(
    file: Path | None, name: str, report: Tell, wishes: Wishes | None
) -> Iterator[Article]:
    from extract.reading.formats import read_file, read_stream

    try:
        if file is None:
            yield from read_stream(sys.stdin.buffer, name, report, wishes)
        else:
            yield from read_file(file, report, wishes)
    except Refused as refused:
        report(Problem(name, None, str(refused)))
    except OSError as error:
        report(Problem(name, None, f"cannot be read: {error.strerror or error}"))
    except Exception as error:
        # A page or file that breaks its parser is one article lost, not a run.
        told = mend(str(error))[:300]
        report(Problem(name, None, f"cannot be read: {type(error).__name__}: {told}"))


class _Known:
    """The articles of a run so far, by small hashes, so that none is read twice and no two share an
    id."""

    def __init__(self) -> None:
        self._texts: dict[int, int] = {}

    def refuse(self, article: Article) -> str | None:
        """Return why an article is not read beside those before it, or None."""
        text = _digest(article.text)
        before = self._texts.setdefault(_digest(article.id), text)
        if before is text:  # Just put there.
            return None
        if before == text:
            return "a copy of an article that was read before; read once"
        return (
            f"its id {article.id!r} is that of another article, read before; "
            "give each article an id of its own"
        )


def _digest(text: str) -> int:
    made = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(made.digest())


def _not_english(article: Article, language: str) -> str:
    title = f" ({article.title})" if article.title else ""
    return f"not English but, it seems, {_called(language)}{title}"


def _called(language: str) -> str:
    if language == "und":
        return "another language"
    from extract.lexicon import rows

    named = (row["name"] for row in rows("words/languages") if row["code"] == language)
    return next(named, f"language {language!r}")
