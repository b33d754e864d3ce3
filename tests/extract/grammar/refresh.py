"""Rewrite ``known_failures.txt`` from what the program says now, and print how each construction
fares."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import grammar_cases as grammar

from extract.evaluate.grammar import evaluate_grammar
from extract.extractor import Extractor


def main() -> None:
    """Read every case, write the list, print the counts."""
    found = evaluate_grammar(Extractor.load(), grammar.all_cases(), "grammar set")
    head = (
        "# Cases that fail today, with what is wrong. Written by refresh.py; the cases are "
        "never edited to agree.\n"
    )
    failing = "".join(f"{failure['id']}\t{failure['wrong']}\n" for failure in found.failures)
    grammar.KNOWN_FAILURES.write_text(head + failing, encoding="utf-8")
    sys.stdout.write("".join(f"{row}\n" for row in found.tables["construction"]))
    sys.stdout.write(f"all: {found.headline['cases entirely right']} of {found.items}\n")


if __name__ == "__main__":
    main()
