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


Report = Callable[[Problem], None]


def reporter(problems: list[Problem] | Report | None) -> Report:
    """Return a function that takes problems, for a list to fill, a callback, or None (they are
    dropped)."""
    if problems is None:
        return lambda problem: None
    if isinstance(problems, list):
        return problems.append
    return problems
