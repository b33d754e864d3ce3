"""Kill -9 a process that adds articles, again and again, and look at what is left.

After every kill the store must open, hold everything that was reported as added, hold only whole
articles, nothing twice, and events that are what merging everything anew gives.

    python tests/benchmarks/kill_store.py --kills 50
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PER_BATCH, PER_ARTICLE = 3, 4
WRITER = "--write"


def batch(number: int):
    """Return the articles and triples of a batch: the same for a number, always."""
    from extract.models import Action, Actor, Article, DateRange, Mention, Sentence, Triple

    rng = random.Random(number)  # noqa: S311
    articles, triples = [], []
    for i in range(PER_BATCH):
        key = f"a-{number:05d}-{i}"
        articles.append(
            Article(
                id=key,
                text=f"{key} " + " ".join(str(rng.random()) for _ in range(30)),
                outlet=f"Outlet {rng.randrange(9)}",
            )
        )
        for j in range(PER_ARTICLE):
            sides = [
                Actor(id=code, name=code, kind="state", country=code, resolved_by="alias")
                for code in rng.sample(["TUR", "ISR", "SYR"], 2)
            ]
            day = f"2025-04-{1 + rng.randrange(28):02d}"
            action = Action(
                type="CONSULT", quad="verbal cooperation", score=2.5, cameo="04", predicate="meet",
                mention=Mention(text="met", start=0, end=3)
            )  # fmt: skip
            triples.append(
                Triple(
                    id=Triple.id_of(key, j, sides[0].id, sides[1].id, "CONSULT", 0),
                    article=key,
                    actor=sides[0],
                    action=action,
                    target=sides[1],
                    status="asserted",
                    date=DateRange(start=day, end=day),
                    sentence=Sentence(text="They met.", index=j, start=j, end=j + 9),
                    rule="frame:meet",
                    confidence=0.9,
                    extractor="test",
                )
            )
    return articles, triples


def write(path: str, start: int) -> None:
    """Add batch after batch and report each when it is in."""
    from graph.store import Store

    with Store() as store:
        store.add(*batch(0))  # so that everything is loaded and warm
    with Store(path, wait=60) as store:
        print("ready", flush=True)  # noqa: T201
        for number in range(start, start + 100_000):
            store.add(*batch(number))
            print(number, flush=True)  # noqa: T201


def kill_once(path: Path, start: int, batches: int, delay: float) -> int:
    """Let a writer report some batches and work on for a moment, kill it, and return the number
    after the last it reported."""
    writer = subprocess.Popen(
        [sys.executable, __file__, WRITER, str(path), str(start)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    heard = [writer.stdout.readline() for _ in range(batches)]
    time.sleep(delay)
    os.kill(writer.pid, signal.SIGKILL)
    reported = [
        int(line)
        for line in [*heard, *writer.stdout.read().split("\n")[:-1]]
        if line.strip().isdigit()
    ]
    writer.stdout.close()
    writer.wait()
    return max(reported, default=start - 1) + 1


def check(path: Path, reported: int) -> int:
    """Look at the store after a kill; return how many batches it holds."""
    from graph.store import Store

    with Store(path, wait=60) as store:
        connection = store.connection
        stored = dict(connection.execute("SELECT id, 1 FROM articles").fetchall())
        held = len(stored) // PER_BATCH
        assert connection.execute(
            "SELECT count(*), count(DISTINCT id) FROM articles"
        ).fetchone() == (
            len(stored),
            len(stored),
        ), "an article twice"
        assert held >= reported, f"{reported} batches were reported as added, {held} are there"
        assert len(stored) == held * PER_BATCH, "half a batch"
        broken = connection.execute(
            "SELECT article FROM triples GROUP BY article HAVING count(DISTINCT id) <> count(*)"
        ).fetchall()
        assert not broken, f"a triple twice in {broken}"
        for number in range(held):
            assert all(article.id in stored for article in batch(number)[0]), (
                f"batch {number} is not whole"
            )
        expected = sorted(triple.id for number in range(held) for triple in batch(number)[1])
        assert [
            key for (key,) in connection.execute("SELECT id FROM triples ORDER BY id").fetchall()
        ] == sorted(set(expected)), "triples are lost"
        before = sorted(map(repr, connection.execute("SELECT * FROM events").fetchall()))
        store.rebuild()
        assert sorted(map(repr, connection.execute("SELECT * FROM events").fetchall())) == before, (
            "events are stale"
        )
    return held


def run(kills: int, folder: Path, seed: int = 0) -> dict[str, int]:
    """Kill a writer so many times, at moments of all kinds, and check after each."""
    rng = random.Random(seed)  # noqa: S311
    path = folder / "killed.duckdb"
    held = 0
    for _ in range(kills):
        reported = kill_once(path, held, rng.randrange(4), rng.uniform(0.0, 0.4))
        held = check(path, reported)
    return {"kills": kills, "batches": held, "articles": held * PER_BATCH}


def main() -> None:
    """Run from the command line."""
    if WRITER in sys.argv:
        write(sys.argv[2], int(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(options.kills, Path(folder), options.seed)))  # noqa: T201


if __name__ == "__main__":
    main()
