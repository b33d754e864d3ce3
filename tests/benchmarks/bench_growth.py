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


STATES = (
    "Turkey Israel Kenya Chad Fiji Peru Oman Mali Cuba Togo Laos Iraq Iran Egypt Nepal Japan Ghana "
    "Niger Libya Qatar"
).split()


def dense(words: int) -> str:
    """Return an article full of events, in paragraphs."""
    lines: list[str] = []
    while sum(map(len, lines)) < 6 * words:
        n = len(lines)
        one, other, place = (STATES[(n * step + step) % 20] for step in (1, 7, 3))
        lines.append(f"{one} warned {other} on Tuesday in {place}.")
        lines.append(f'"We will answer," the {one} minister told Reuters, and {other} agreed.')
        lines.append("\n")
    return " ".join(lines)


def people(count: int) -> str:
    """Return an article with so many people of different names."""
    signs = "ba ko ri ten sul mar dof ve gan zu".split()
    names = ["".join(signs[int(c)] for c in f"{n:03}").capitalize() for n in range(count)]
    return "\n".join(
        f"Minister {name} of {STATES[n % 20]} met Minister {names[n - 1]}. She thanked him."
        for n, name in enumerate(names)
    )


def long_sentence(words: int) -> str:
    """Return one sentence of so many words."""
    clauses = (f"and {STATES[n % 20]} condemned {STATES[(n + 7) % 20]}" for n in range(words // 4))
    return f"Turkey warned Israel, {', '.join(clauses)}."


ARTICLES: dict[str, tuple[Callable[[int], str], int, int]] = {
    "event-dense article": (dense, 1_000, 33_000),
    "people of different names": (people, 50, 1_000),
    "one sentence": (long_sentence, 50, 5_000),
}
"""A kind of article with its size and a larger one; the time per word is to stay the same."""


def articles(work: Callable[[str], object]) -> dict[str, float]:
    """Return how much more time a word takes in the larger article of each kind."""
    found = {}
    for name, (make, small, large) in ARTICLES.items():
        short, long = make(small), make(large)
        each = min(seconds(work, short) for _ in range(3)) / len(short.split())
        found[name] = round(seconds(work, long) / len(long.split()) / each, 2)
    return found


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
    found = articles(extractor) if given.stage is None else {}
    print(json.dumps({"time per word, larger / smaller": found}), flush=True)  # noqa: T201
    return 1 if steep or any(ratio > 1.5 for ratio in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
