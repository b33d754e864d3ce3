"""``python -m extract.lexicon WORD``: says in which lists a word or a name stands."""

from __future__ import annotations

import sys

from extract.lexicon import find_word


def main(words: list[str]) -> int:
    """Print every list that has one of the words; 1 where none has."""
    found = [place for word in words for place in find_word(word)]
    for name, what in found:
        print(f"extract/lexicon/data/{name}.csv: {what}")  # noqa: T201
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
