"""What the commands say and show: messages, answers, tables, progress.

Whatever comes from outside (articles, names, file names, SQL) is shown through :func:`plain`, and
never as markup: it can neither steer a terminal nor break a table. On a terminal a table is fitted
to its width; into a pipe it is written whole, as lines of cells set apart by tabs.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

from extract.user_files import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, Task, TaskID
    from rich.text import Text

    from extract.report import RunReport

_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Co"))
_EVERY = 30.0  # seconds between two words of progress where there is no terminal
_SHOWN_PROBLEMS = 20


def plain(text: object) -> str:
    """Return text that a terminal shows and does not obey: control and direction characters are
    taken out, and bytes of a file name that are no text are written as ``\\xe9``.

    Examples
    --------
    >>> plain("a\\x1b[31mb\\u202ec")
    'a[31mbc'
    """
    return "".join(
        c for c in shown(str(text)) if c in "\n\t" or unicodedata.category(c) not in _UNSHOWN
    )


def messages() -> Console:
    """Return the console for messages: standard error, so that standard output stays a
    program's."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def answers() -> Console:
    """Return the console for answers: standard output."""
    from rich.console import Console

    return Console(highlight=False)


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether somebody looks at a stream."""
    return stream is not None and stream.isatty()


def say(message: object, lead: str = "", style: str = "") -> None:
    """Say something to the user, on standard error; ``lead`` is a coloured word before it."""
    from rich.text import Text

    messages().print(Text.assemble((lead, style), plain(message)), soft_wrap=True)


def say_error(message: object) -> None:
    """Say what went wrong."""
    say(message, "error: ", "bold red")


def tell(text: object, style: str = "") -> None:
    """Write a line of an answer on standard output."""
    from rich.text import Text

    answers().print(Text(plain(text), style=style), soft_wrap=True)


def tell_json(value: Any, indent: int | None = None) -> None:
    """Write a value, or text that is JSON already, as JSON on standard output.

    Characters that could steer a terminal are written as escapes, which read back the same.
    """
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.write(escaped(text) + "\n")


def escaped(text: str) -> str:
    r"""Return JSON in which no control or direction character stands for itself.

    Examples
    --------
    >>> print(escaped('{"a": "\u202eb\x9b"}'))
    {"a": "\u202eb\u009b"}
    """
    return re.sub(r"[^ -~\n]", _escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) not in _UNSHOWN:
        return character
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"


class Sheet:
    """A table of an answer or a message; a column is its name, or its name and "left", "right".

    ``wide`` columns hold sentences and keep some room for them.
    """

    def __init__(
        self, title: object, *columns: str | tuple[str, str], wide: Sequence[int] = ()
    ) -> None:
        self._title = None if title is None else plain(title)
        pairs = [(column, "left") if isinstance(column, str) else column for column in columns]
        self._columns = [(plain(name), justify) for name, justify in pairs]
        self._wide = tuple(wide)
        self._rows: list[list[str]] = []

    def add(self, *cells: object) -> None:
        """Add a row; None is an empty cell."""
        self._rows.append(["" if cell is None else plain(cell) for cell in cells])

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def show(self, *, on_error: bool = False) -> None:
        """Write the table: fitted to a terminal, or whole for a pipe."""
        stream = sys.stderr if on_error else sys.stdout
        if is_terminal(stream) or on_error:
            self._draw(messages() if on_error else answers())
        else:
            stream.write(self._lines())

    def _lines(self) -> str:
        rows = [self._title] if self._title else []
        if any(name for name, _ in self._columns):
            rows.append("\t".join(name for name, _ in self._columns))
        rows += ["\t".join(" ".join(cell.split()) for cell in row) for row in self._rows]
        return "\n".join([*rows, ""])

    def _draw(self, console: Console) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        made = Table(
            title=self._text(self._title) if self._title else None,
            box=SIMPLE_HEAD,
            title_justify="left",
            title_style="bold",
            show_header=any(name for name, _ in self._columns),
        )
        for number, (name, justify) in enumerate(self._columns):
            made.add_column(
                self._text(name),
                justify="right" if justify == "right" else "left",
                min_width=22 if number in self._wide else None,
            )
        for row in self._rows:
            made.add_row(*(self._text(cell) for cell in row))
        console.print(made)

    @staticmethod
    def _text(text: str) -> Text:
        from rich.text import Text

        return Text(text)


class Bar:
    """Shows how far a run is: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._done = 0
        self._what, self._total = "", ""
        self._ahead: int | None = None
        self._told = self._began = time.monotonic()

    def begin(self, what: str, total: int | None) -> None:
        """Start."""
        self._done, self._told = 0, time.monotonic()
        self._began, self._ahead = self._told, total
        self._what, self._total = what, "" if total is None else f" of about {total:,}"
        if is_terminal(sys.stderr):
            self._progress = _progress()
            self._progress.start()
            self._task = self._progress.add_task(what, total=total)

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)
        elif time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            rate = self._done / max(self._told - self._began, 1e-9)
            left = max(0, (self._ahead or 0) - self._done) / rate
            still = f", {_span(left)} left" if self._ahead else ""
            say(f"{self._what}: {self._done:,}{self._total}, {rate:,.1f} a second{still}")

    def end(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def _span(seconds: float) -> str:
    """Return a span of time in words: "40 s", "12 min", "3.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _progress() -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.1f} a second")

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=messages(),
        transient=True,
    )


def say_problems(report: RunReport) -> None:
    """Name what was left out, and what was read with a remark; the first of many."""
    problems = report.problems
    for problem in problems[:_SHOWN_PROBLEMS]:
        line = f", line {problem['line']}" if problem["line"] else ""
        lead = "left out: " if problem["skipped"] else "note: "
        say(f"{problem['source']}{line}: {problem['reason']}", lead, "yellow")
    if len(problems) > _SHOWN_PROBLEMS:
        say(f"… and {len(problems) - _SHOWN_PROBLEMS} more; --report FILE names them all")
