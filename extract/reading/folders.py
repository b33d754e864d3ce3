"""Which files a source stands for: a file, a folder with all below it, or standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extract.errors import SourceNotFound
from extract.reading.problems import Problem, Tell
from extract.user_files import kind_of, shown

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv",
    ".tsv", ".tab", ".xlsx", ".parquet", ".docx", ".odt", ".rtf", ".pdf", ".rss", ".atom", ".rdf",
    ".xml", ".eml", ".mbox", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tar", ".warc", ".wacz",
)  # fmt: skip
"""What is read in folders. A file that is named by itself is read whatever its name."""

NAMED = (".doc", ".xls", ".rar", ".7z", ".epub", ".msg", ".pst", ".ris", ".arc")
"""What people take for articles and is not read: in folders too, each such file is named."""

# The ``.json`` beside one of these says what is known of it.
_DESCRIBED = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf")
_SKIPPED_STEMS = ("README", "LICENSE", "LICENCE")

Source = str | os.PathLike[str]


def files_of(source: Source, report: Tell) -> list[Path | None]:
    """Return the files of one source, in order; None stands for standard input.

    Parameters
    ----------
    source
        A file, a folder, or ``-``.
    report
        Told of folders below the source that cannot be listed or were listed already, and of what
        is named like an article and is no file (a pipe, a socket).

    Raises
    ------
    SourceNotFound
        If there is nothing to be read: no such path, no regular file, no article in the folder.
    """
    name = os.fspath(source)
    if name == "-":
        return [None]
    if not name:
        raise SourceNotFound(
            "an empty name was given as a source: name a file or folder of articles, or ."
        )
    path = Path(source)
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        raise SourceNotFound(f"no such file or folder: {shown(path)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceNotFound(f"cannot look at {shown(path)}: {reason}") from error
    if stat.S_ISDIR(mode):
        return list(_articles_below(path, report))
    kind = kind_of(mode)
    if kind is not None:
        raise SourceNotFound(
            f"{shown(path)} is {kind}, not a file: to read what comes out of it, "
            f"give - as the source and < {shown(path)}"
        )
    return [path]


def _articles_below(folder: Path, report: Tell) -> list[Path]:
    problems: list[Problem] = []
    found = list(walk(folder, problems.append))
    for problem in problems:
        report(problem)
    if found:
        return found
    kinds = ", ".join(SUFFIXES)
    reason = f"none of its files ends in {kinds}"
    if problems:
        reason += f", and {problems[0]}"
    raise SourceNotFound(f"no articles in {shown(folder)}: {reason}")


class _Folder(NamedTuple):
    path: str
    above: tuple[tuple[int, int], ...]  # device and inode of the folders it lies in


def walk(folder: Path, report: Tell) -> Iterator[Path]:
    """Yield the articles' files in a folder and in those below it, by name.

    Links to folders are followed. Each folder is listed once, whatever leads to it, so a link back
    to a folder above it ends there; it is named to ``report``.
    """
    listed: set[tuple[int, int]] = set()
    waiting: list[_Folder | Path] = [_Folder(os.fspath(folder), ())]
    # A stack of its own: folders may lie deeper than Python calls functions.
    while waiting:
        here = waiting.pop()
        if isinstance(here, Path):
            yield here
            continue
        try:
            looked = os.stat(here.path)
            identity = (looked.st_dev, looked.st_ino)
            if identity in listed:
                report(Problem(shown(here.path), None, _again(identity in here.above)))
                continue
            listed.add(identity)
            entries = sorted(os.scandir(here.path), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            reason = f"this folder cannot be read: {error.strerror or error}"
            report(Problem(shown(here.path), None, reason))
            continue
        above = (*here.above, identity)
        names = {entry.name for entry in entries}
        entries = [entry for entry in entries if not _only_describes(entry.name, names)]
        waiting += [one for entry in entries if (one := _wanted(entry, above, report))]


def _only_describes(name: str, names: set[str]) -> bool:
    """Tell whether a ``.json`` says what is known of an article beside it."""
    stem, ending = os.path.splitext(name)
    return ending == ".json" and any(f"{stem}{one}" in names for one in _DESCRIBED)


def _again(above: bool) -> str:
    if above:
        return "this link leads back to a folder that it lies in; not followed"
    return "the same folder as one that was read already under another name; read once"


def _wanted(
    entry: os.DirEntry[str], above: tuple[tuple[int, int], ...], report: Tell
) -> _Folder | Path | None:
    """Return a folder to look into, or a file to read, or None."""
    name = entry.name
    if name.startswith("."):
        return None
    try:
        if entry.is_dir():
            return _Folder(entry.path, above)
    except OSError as error:
        report(Problem(shown(entry), None, f"cannot be read: {error.strerror or error}"))
        return None
    if name.upper().startswith(_SKIPPED_STEMS):
        return None
    # A link to nowhere counts as a file here: reading it says what is wrong.
    return Path(entry.path) if os.path.splitext(name)[1].lower() in (*SUFFIXES, *NAMED) else None
