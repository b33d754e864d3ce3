"""What went wrong while reading, as records: one bad article never stops a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something that could not be read as it stands.

    ``line`` counts from 1 and is None where the whole file is meant; ``skipped`` says whether an
    article was left out (else it was read, without the part complained of).

    Examples
    --------
    >>> print(Problem("news.jsonl", 3, "broken JSON"))
    news.jsonl, line 3: broken JSON (left out)
    """

    source: str
    line: int | None
    reason: str
    skipped: bool = True

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.reason}{' (left out)' if self.skipped else ''}"


class Refused(ValueError):
    """A file, or a part of one, that is not read; the message says why."""


Tell = Callable[[Problem], None]


def reporter(problems: list[Problem] | Tell | None) -> Tell:
    """Return a function that takes problems, for a list to fill, a callback, or None (they are
    dropped)."""
    if problems is None:
        return lambda problem: None
    if isinstance(problems, list):
        return problems.append
    return problems


class Capped:
    """Passes on the first thousand problems of one file and counts the others, so that a file of
    nothing but broken lines does not fill the memory.

    Examples
    --------
    >>> told: list[Problem] = []
    >>> capped = Capped(told.append, "news.jsonl", most=1)
    >>> for line in (1, 2, 3):
    ...     capped(Problem("news.jsonl", line, "broken JSON"))
    >>> capped.close()
    >>> [str(problem) for problem in told]
    ['news.jsonl, line 1: broken JSON (left out)', 'news.jsonl: 2 more problems (left out)']
    """

    def __init__(self, report: Tell, source: str, most: int = 1000) -> None:
        self._report = report
        self._source = source
        self._most = most
        self._told = 0
        self._skipped = False

    def __call__(self, problem: Problem) -> None:
        self._told += 1
        if self._told <= self._most:
            self._report(problem)
        else:
            self._skipped |= problem.skipped

    def close(self) -> None:
        """Say how many problems were not named."""
        if self._told > self._most:
            reason = f"{self._told - self._most:,} more problems"
            self._report(Problem(self._source, None, reason, self._skipped))
