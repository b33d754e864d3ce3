"""Articles from files, folders and standard input: ``.txt``, ``.md``, ``.html``, ``.jsonl`` and
``.csv``.

Nothing that is wrong with one article stops the others: it is reported as a
:class:`~extract.reading.problems.Problem`. Only a source that is not there at all is an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceNotFound
from extract.reading.problems import Problem, Report, reporter

if TYPE_CHECKING:
    from extract.models import Article

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".ndjson", ".csv")
_SKIPPED_STEMS = ("README", "LICENSE", "LICENCE")

Source = str | os.PathLike[str]


def read_articles(
    sources: Source | Iterable[Source],
    *,
    problems: list[Problem] | Report | None = None,
    check_language: bool = True,
) -> Iterator[Article]:
    """Read news articles, in the order given; folders recursively, by name.

    Parameters
    ----------
    sources
        Paths of files or folders, or ``"-"`` for standard input: JSON Lines where its first
        character is ``{``, else one plain text. In folders, README and LICENSE files, hidden files
        and metadata (``.json``) are passed over.
    problems
        A list to fill, or a function to call, with each :class:`Problem`; None drops them.
    check_language
        Leave out articles that are not English, and name them.

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
    ----- Metadata (``title``, ``date``, ``url``, ``outlet``, ``id``) comes from a ``.json`` of the
    same stem beside the file, from YAML front matter in ``.txt`` and ``.md``, from the page's own
    in ``.html``, and from keys and columns elsewhere.
    """
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    if not given:
        raise SourceNotFound(
            "no sources given: name files or folders of articles, or - for standard input"
        )
    files = [file for source in given for file in _files_of(source)]
    return _read_all(files, reporter(problems), check_language)


def _files_of(source: Source) -> list[Path | None]:
    """Return the files of one source; None stands for standard input."""
    if os.fspath(source) == "-":
        return [None]
    path = Path(source)
    try:
        if path.is_dir():
            found = sorted(_walk(path), key=lambda p: p.parts)
            if not found:
                kinds = ", ".join(SUFFIXES)
                raise SourceNotFound(f"no articles in {path}: none of its files ends in {kinds}")
            return list(found)
        if path.exists():
            return [path]
    except (OSError, ValueError) as error:
        raise SourceNotFound(f"cannot look at {path}: {error}") from error
    raise SourceNotFound(f"no such file or folder: {path}")


def _walk(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.startswith(".") or name.upper().startswith(_SKIPPED_STEMS):
                continue
            if os.path.splitext(name)[1].lower() in SUFFIXES:
                yield Path(base, name)


def _read_all(files: list[Path | None], report: Report, check_language: bool) -> Iterator[Article]:
    from extract.reading.english import other_language
    from extract.reading.formats import read_file, read_stream

    for file in files:
        name = "standard input" if file is None else str(file)
        try:
            articles = (
                read_stream(sys.stdin.buffer, name, report)
                if file is None
                else read_file(file, report)
            )
            for article in articles:
                language = other_language(article.text) if check_language else None
                if language:
                    title = f" ({article.title})" if article.title else ""
                    report(
                        Problem(
                            article.source or name,
                            None,
                            f"not English but, it seems, {_called(language)}{title}",
                        )
                    )
                else:
                    yield article
        except OSError as error:
            report(Problem(name, None, f"cannot be read: {error.strerror or error}"))
        except Exception as error:
            # A page or file that breaks its parser is one article lost, not a run.
            report(Problem(name, None, f"cannot be read: {type(error).__name__}: {error}"))


def _called(language: str) -> str:
    if language == "und":
        return "another language"
    import pycountry

    known = pycountry.languages.get(alpha_2=language)
    return str(known.name) if known else f"language {language!r}"
