"""Reading against release 0.2.0: processor and clock, in runs that take turns, with a history.

    python tests/benchmarks/bench_extraction.py [--articles news/] [--rounds 3] [--jobs 1]

The release is checked out beside (``git worktree``) and run with the same libraries. Both read the
same articles in processes of their own, turn and turn about; what counts is the ratio of the
medians, which a busy machine disturbs little, the processor's less than the clock's. A line is
added to ``history.jsonl`` beside this file; the exit code is 1 where the ratio of the processor is
a tenth over the last one for the same articles, or over ``--most``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HISTORY = Path(__file__).with_name("history.jsonl")
RELEASE = "dfc9f91"

# Runs in a process of its own, with the tree to be measured first on the path. What children use
# counts, so that several jobs are measured whole.
READ = """
import json, resource, sys, time
from extract import Extractor, read_articles

def used():
    parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in parts)

def main():
    jobs = int(sys.argv[2])
    articles = list(read_articles(sys.argv[1:2])) * int(sys.argv[3])
    extractor = Extractor.load()
    list(extractor.pipe(articles[:2]))
    cpu, wall = used(), time.perf_counter()
    more = {"jobs": jobs} if jobs > 1 else {}
    triples = sum(1 for _ in extractor.pipe(articles, **more))
    wall = time.perf_counter() - wall
    words = sum(len(article.text.split()) for article in articles)
    print(json.dumps({"cpu": used() - cpu, "wall": wall, "words": words, "triples": triples}))

if __name__ == "__main__":
    main()
"""


def read(tree: Path, articles: Path, jobs: int, times: int) -> dict[str, float]:
    """Read the articles with the code of a tree; return seconds, words and triples."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "read.py"
        script.write_text(READ, encoding="utf-8")
        command = [sys.executable, str(script), str(articles), str(jobs), str(times)]
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True, cwd=folder
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def git(*arguments: str) -> str:
    """Run git in the repository."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def measure(articles: Path, rounds: int, jobs: int, times: int) -> dict[str, Any]:
    """Return the figures of both, and the ratios of their medians."""
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        git("worktree", "add", "--detach", str(release), RELEASE)
        try:
            runs: dict[str, list[dict[str, float]]] = {"release": [], "now": []}
            for _ in range(rounds):
                runs["release"].append(read(release, articles, 1, times))
                runs["now"].append(read(ROOT, articles, jobs, times))
        finally:
            git("worktree", "remove", "--force", str(release))
    middle = {
        (name, what): statistics.median(run[what] for run in found)
        for name, found in runs.items()
        for what in ("cpu", "wall", "words", "triples")
    }
    return {
        "articles": articles.name,
        "jobs": jobs,
        "cpu ratio": round(middle["now", "cpu"] / middle["release", "cpu"], 3),
        "wall ratio": round(middle["now", "wall"] / middle["release", "wall"], 3),
        "microseconds of cpu a word": {
            name: round(middle[name, "cpu"] / middle[name, "words"] * 1e6) for name in runs
        },
        "triples": {name: middle[name, "triples"] for name in runs},
    }


def last(found: dict[str, Any]) -> float | None:
    """Return the ratio of the processor in the last line of the history about the same."""
    lines = HISTORY.read_text(encoding="utf-8").splitlines() if HISTORY.exists() else []
    same = [
        row["cpu ratio"]
        for row in map(json.loads, lines)
        if (row["articles"], row["jobs"]) == (found["articles"], found["jobs"])
    ]
    return same[-1] if same else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=ROOT / "seeds" / "articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1, help="processes of the newer one")
    parser.add_argument("--times", type=int, default=1, help="how often the articles are read")
    parser.add_argument("--most", type=float, default=0.6, help="the largest ratio that is let by")
    parser.add_argument("--no-history", action="store_true", help="add no line to the history")
    given = parser.parse_args()
    found = measure(given.articles.resolve(), given.rounds, given.jobs, given.times)
    before = last(found)
    line = {"day": dt.date.today().isoformat(), "commit": git("rev-parse", "--short", "HEAD")}
    print(json.dumps({**line, **found, "cpu ratio before": before}), flush=True)  # noqa: T201
    if not given.no_history:
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**line, **found}) + "\n")
    slower = before is not None and found["cpu ratio"] > before * 1.1
    return 1 if slower or found["cpu ratio"] > given.most else 0


if __name__ == "__main__":
    sys.exit(main())
