"""What it costs to add articles a few at a time: the same articles in batches and in one go.

    python tests/benchmarks/bench_batches.py --articles 3000

All articles tell of the same few events, so that each batch meets what those before it left; some
are copies of others. Ratios are of processor seconds, of runs in the same process by turns, each of
them in a store on disk.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FLOORS = {"batches / one": 1.3, "one more copy / one more article": 1.5}
BATCH = 32
STATES = ("TUR", "ISR", "SYR", "EGY", "QAT")


def articles(number: int) -> tuple[list[Any], list[Any]]:
    """Return articles with two triples each, all about a few pairs on a few days."""
    from extract.models import Action, Actor, Article, DateRange, Mention, Sentence, Triple

    rng = random.Random(7)  # noqa: S311
    given, triples = [], []
    for i in range(number):
        key = f"a-{i:06d}"
        copied = rng.random() < 0.2 and given
        text = given[rng.randrange(len(given))].text if copied else " ".join(
            f"w{rng.randrange(5000)}" for _ in range(60)
        )  # fmt: skip
        printed = f"2025-04-{1 + rng.randrange(4):02d}"
        given.append(Article(id=key, text=text, outlet=f"Outlet {i % 40}", date=printed))
        for j in range(2):
            one, other = (
                Actor(id=code, name=code, kind="state", country=code, resolved_by="alias")
                for code in rng.sample(STATES, 2)
            )
            dated = rng.random() < 0.7
            day = f"2025-04-{1 + rng.randrange(4):02d}" if dated else printed
            met = Mention(text="met", start=0, end=3)
            told = Sentence(text=f"{one.id} met {other.id} for talks.", index=j, start=j, end=j + 9)
            triples.append(
                Triple(
                    id=Triple.id_of(key, j, one.id, other.id, "CONSULT", 0),
                    article=key,
                    actor=one,
                    action=Action(
                        type="CONSULT", quad="verbal cooperation", score=2.5, cameo="04",
                        predicate="meet", mention=met,
                    ),
                    target=other,
                    status="asserted",
                    date=DateRange(start=day, end=day, source="text" if dated else "article"),
                    sentence=told,
                    rule="frame:meet",
                    confidence=0.9,
                    extractor="generated",
                )
            )  # fmt: skip
    return given, triples


def add(given: list[Any], triples: list[Any], size: int) -> tuple[float, list[str]]:
    """Add articles, so many at a time; return the processor seconds and the rows of the events."""
    from graph.store import Store

    of: dict[str, list[Any]] = {}
    for triple in triples:
        of.setdefault(triple.article, []).append(triple)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.duckdb") as store:
        began = time.process_time()
        for start in range(0, len(given), size):
            some = given[start : start + size]
            store.add(some, [triple for article in some for triple in of[article.id]])
        used = time.process_time() - began
        rows = store.connection.execute("SELECT * FROM events ORDER BY id").fetchall()
        return used, [repr(row) for row in rows]


def one_more(copies: int) -> tuple[float, float]:
    """Return the seconds for one more copy of an article that has many, and for another article."""
    from extract.models import Article
    from graph.store import Store

    rng = random.Random(3)  # noqa: S311
    text = " ".join(f"w{rng.randrange(5000)}" for _ in range(120))
    with Store() as store:
        store.add([Article(id=f"c-{i:05d}", text=f"{text} {i}.") for i in range(copies)], [])
        taken: dict[bool, list[float]] = {True: [], False: []}
        for i in range(10):
            for copy in (True, False):
                other = " ".join(f"x{rng.randrange(5000)}" for _ in range(120))
                article = Article(id=f"n-{i}-{copy}", text=f"{text} n{i}." if copy else other)
                began = time.process_time()
                store.add([article], [])
                taken[copy].append(time.process_time() - began)
    return statistics.median(taken[True]), statistics.median(taken[False])


def measure(number: int, rounds: int) -> dict[str, float]:
    """Return the figures."""
    given, triples = articles(number)
    add(given[:64], triples[:128], BATCH)  # everything is loaded
    pairs = []
    for _ in range(rounds):
        (one, rows), (batches, same) = (add(given, triples, size) for size in (number, BATCH))
        assert rows == same, "batches give other events"
        pairs.append((one, batches))
    copy, other = one_more(min(number, 1000))
    return {
        "articles": number,
        "events": len(rows),
        "in one s": round(statistics.median(one for one, _ in pairs), 3),
        "in batches s": round(statistics.median(batches for _, batches in pairs), 3),
        "batches / one": round(statistics.median(batches / one for one, batches in pairs), 2),
        "one more article s": round(other, 4),
        "one more copy s": round(copy, 4),
        "one more copy / one more article": round(copy / other, 2),
    }


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--floors", action="store_true", help="end with 1 where one is missed")
    options = parser.parse_args()
    figures = measure(options.articles, options.rounds)
    print(json.dumps(figures, indent=1))  # noqa: T201
    missed = [name for name, floor in FLOORS.items() if figures[name] > floor]
    for name in missed:
        print(f"floor missed: {name} is {figures[name]}, {FLOORS[name]} at most")  # noqa: T201
    return 1 if options.floors and missed else 0


if __name__ == "__main__":
    sys.exit(main())
