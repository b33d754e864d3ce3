"""Rewrite ``known_failures.txt`` from what the program says now, and print how each construction fares."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import grammar_cases as grammar

from extract.extractor import Extractor


def main() -> None:
    """Read every case, write the list, print the counts."""
    extractor = Extractor.load()
    resolve = cache(extractor.resolve)
    cases = list(grammar.read_cases())
    failing: list[str] = []
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case, reading in zip(cases, extractor.readings(case.article for case in cases), strict=True):
        faults = [reading.error] if reading.error else case.faults(reading.triples, resolve)
        total[case.construction] += 1
        if faults:
            failing.append(f"{case.id}\t{'; '.join(faults)}")
        else:
            passed[case.construction] += 1
    head = "# Cases that fail today, with what is wrong. Written by refresh.py; the cases are never edited to agree.\n"
    grammar.KNOWN_FAILURES.write_text(head + "".join(f"{line}\n" for line in failing), encoding="utf-8")
    for construction in total:
        sys.stdout.write(f"{construction:32} {passed[construction]:3} of {total[construction]:3}\n")
    sys.stdout.write(f"{'all':32} {sum(passed.values()):3} of {sum(total.values()):3}\n")


if __name__ == "__main__":
    main()
