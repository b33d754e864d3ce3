"""What the commands share: where messages go, progress, tables, and writing a file whole or not at
all."""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extract.errors import OutputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Item = TypeVar("Item")


def messages() -> Console:
    """Return the console for messages: standard error, so that standard output stays a
    program's."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def answers() -> Console:
    """Return the console for answers: standard output."""
    from rich.console import Console

    return Console(highlight=False)


def say_error(message: str) -> None:
    """Say one error in one line, without markup, so that article text in it stays text."""
    from rich.text import Text

    messages().print(Text.assemble(("error: ", "bold red"), plain(message)))


def plain(text: str) -> str:
    """Return text that a terminal shows and does not obey: control and direction characters are
    taken out.

    Examples
    --------
    >>> plain("a\\x1b[31mb\\u202ec")
    'a[31mbc'
    """
    kept = (
        c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return "".join(kept)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; the file appears at ``path`` when the block ends well, and not at
    all otherwise.

    Raises
    ------
    OutputError
        If the folder does not exist or cannot be written to.
    """
    check_writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise OutputError now, before long work, if a file cannot be written there later."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; name a file in it")
    if not folder.is_dir():
        raise OutputError(f"cannot write {path}: there is no folder {folder}; make it first")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError(f"cannot write {path}: no permission; choose another place")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def watched(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Yield the items and show a progress bar on a terminal; in a pipe, stay silent."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    console = messages()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as progress:
        task = progress.add_task(what, total=total)
        for item in items:
            yield item
            progress.advance(task)


def table(title: str | None, *columns: str | tuple[str, str]) -> Table:
    """Return an empty table; a column is its name, or its name and "left", "right"."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    named = any(column for column in columns if column and column != ("", "right"))
    made = Table(
        title=title, box=SIMPLE_HEAD, title_justify="left", title_style="bold", show_header=named
    )
    for column in columns:
        name, justify = (column, "left") if isinstance(column, str) else column
        made.add_column(name, justify="right" if justify == "right" else "left")
    return made
