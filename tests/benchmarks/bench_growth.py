"""Whether the work of reading grows with the text: time on texts of one repeated thing, of n and of
4n characters.

Run it by itself: ``python tests/benchmarks/bench_growth.py [--characters 2500] [--stage clean]``.
It prints one line of JSON for each stage: the slowest things, with their seconds and the ratio of
the two times (4 is work in proportion, 16 the square). It ends with exit code 1 where a ratio is
over ``--most``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable

# What hostile and broken texts are made of.
THINGS = (
    *"'\"“‘[](){}<>.,;:!?-—–…•*#_~=+&@%$/|\\^`°0aAé中ا\n\t\r\u00a0\u200b\u202e\u0301",
    "\N{GRINNING FACE}", "\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "a\u0301\u0301", "1.", "1,", "1-", "a.", "A.", "a-", "a/", "a'", "a_", "'s", "n't", "U.S.",
    "I'm", "--a", "''a", "a—", "http://a.b/", "http://a.b/c ", "www.a.com ", "a@b.cc ", "#a",
    "#a ", "@a ", "(@a) ", "$1", "€1", "1/2 ", "[a]", "[a](b) ", "[[a|b]]", "{{a}}", "<b>",
    "<!--", "&amp;", "**a** ", "<ref>", "a ", "A ", "Turkey ", "a, ", "a.\n", "- a\n", "By A ",
    "5 May 2020 ", "(AP Photo/", "Photo: ", "Mr. ", '"a" ', "(a) ", "; a", "and ",
    "that he said ", "of the ", "\n\n", "# a\n", "a\n\n",
)  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor's time for one text."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def growth(work: Callable[[str], object], characters: int) -> list[tuple[str, float, float]]:
    """Return each thing with the seconds for the longer text and the ratio, slowest first."""
    rows = []
    for thing in THINGS:
        short, long = (
            (thing * (size // len(thing) + 1))[:size] for size in (characters, 4 * characters)
        )
        first, second = seconds(work, short), seconds(work, long)
        # Short times are noise: what is added keeps their ratios small.
        rows.append((thing, second, round((second + 0.02) / (first + 0.02), 1)))
    return sorted(rows, key=lambda row: -row[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=2500)
    parser.add_argument("--stage", choices=["clean", "tokens", "all"])
    parser.add_argument("--most", type=float, default=9.0, help="the largest ratio that is let by")
    parser.add_argument("--show", type=int, default=5)
    given = parser.parse_args()

    from extract.extractor import Extractor
    from extract.reading.cleaning import clean

    extractor = Extractor.load()
    stages: dict[str, tuple[Callable[[str], object], int]] = {
        "clean": (clean, 20 * given.characters),
        "tokens": (extractor.nlp.tokenizer, 5 * given.characters),
        "all": (extractor, given.characters),
    }
    steep = 0
    for stage in [given.stage] if given.stage else stages:
        work, characters = stages[stage]
        work("Turkey warned Israel. " * 20)
        rows = growth(work, characters)
        over = [row for row in rows if row[2] > given.most]
        steep += len(over)
        print(  # noqa: T201
            json.dumps(
                {
                    "stage": stage,
                    "characters": 4 * characters,
                    "slowest": [[thing, round(s, 2), r] for thing, s, r in rows[: given.show]],
                    "over": [[thing, round(s, 2), r] for thing, s, r in over],
                }
            ),
            flush=True,
        )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
