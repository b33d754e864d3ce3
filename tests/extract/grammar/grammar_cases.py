"""The grammar cases beside this module, and those that are known to fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.evaluate.grammar import GrammarCase, read_cases

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.txt"


def all_cases() -> Iterator[GrammarCase]:
    """Yield all cases, file by file."""
    for path in sorted(HERE.glob("*.tsv")):
        yield from read_cases(path)


def known_failures() -> frozenset[str]:
    """Return the ids of the cases that are known to fail."""
    lines = (
        KNOWN_FAILURES.read_text(encoding="utf-8").splitlines() if KNOWN_FAILURES.exists() else []
    )
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))
