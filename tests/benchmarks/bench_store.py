"""How fast the store is, on generated triples of 5,000 actors: loading, adding one article, every
query, views, sizes.

    python tests/benchmarks/bench_store.py --sizes 10000 100000 1000000 --floors

Each size runs in a process of its own, so that its memory is its own. What counts are the ratios,
of figures of one run: a bulk load against DuckDB's own ``COPY`` of the same file, a query against
the bare SQL that it needs, a view against fetching the rows and networkx adding the edges. They are
ratios of processor seconds of all threads, which neighbours on the machine disturb less than the
clock; figures in seconds are by the clock. ``--floors`` ends with code 1 where the largest size
misses one.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FLOORS = {
    "load / COPY": 10.0,
    "connections / SQL": 2.0,
    "between / SQL": 2.0,
    "timeline / SQL": 2.0,
    "state view / rows + edges": 2.5,
}

GENERATE = """
COPY (
  WITH drawn AS (
    SELECT i, 'A' || lpad(CAST(hash(i * 7 + 1) % 5000 AS VARCHAR), 4, '0') AS one,
           'A' || lpad(CAST(
             (hash(i * 7 + 1) % 5000 + 1 + hash(i * 7 + 2) % 4999) % 5000 AS VARCHAR), 4, '0')
             AS other,
           [{'type': 'CONSULT', 'quad': 'verbal cooperation', 'score': 2.5},
            {'type': 'AID', 'quad': 'material cooperation', 'score': 10.0},
            {'type': 'ACCUSE', 'quad': 'verbal conflict', 'score': -3.0},
            {'type': 'ASSAULT', 'quad': 'material conflict', 'score': -9.0}]
             [1 + CAST(hash(i * 7 + 3) % 4 AS INTEGER)] AS kind,
           CAST(DATE '2023-01-01' + CAST(hash(i * 7 + 4) % 1000 AS INTEGER) AS VARCHAR) AS day,
           (i % 4) * 100 AS begins
    FROM range(?) t(i)),
  parts AS (SELECT *, {'text': 'Actor', 'start': begins, 'end': begins + 5} AS said FROM drawn)
  SELECT 't-' || left(sha256(CAST(i AS VARCHAR)), 12) AS id,
    'a-' || lpad(CAST(i // 4 AS VARCHAR), 10, '0') AS article,
    {'id': one, 'name': 'Actor ' || one, 'kind': 'state',
     'country': chr(65 + CAST(hash(one) % 26 AS INTEGER)) ||
       chr(65 + CAST(hash(one || 'x') % 10 AS INTEGER)) || 'X',
     'sectors': CAST([] AS VARCHAR[]), 'wikidata': NULL::VARCHAR, 'mention': said,
     'resolved_by': 'alias'} AS actor,
    {'type': kind.type, 'mode': NULL::VARCHAR, 'contexts': CAST([] AS VARCHAR[]),
     'quad': kind.quad, 'score': kind.score, 'cameo': '04', 'predicate': 'act',
     'mention': said} AS action,
    {'id': other, 'name': 'Actor ' || other, 'kind': 'state',
     'country': chr(65 + CAST(hash(other) % 26 AS INTEGER)) ||
       chr(65 + CAST(hash(other || 'x') % 10 AS INTEGER)) || 'X',
     'sectors': CAST([] AS VARCHAR[]), 'wikidata': NULL::VARCHAR, 'mention': said,
     'resolved_by': 'alias'} AS target,
    hash(i * 7 + 5) % 10 = 0 AS reciprocal, 'asserted' AS status,
    CAST([] AS STRUCT(speaker VARCHAR, outlet VARCHAR,
      mention STRUCT(text VARCHAR, "start" INTEGER, "end" INTEGER))[]) AS attribution,
    {'start': day, 'end': day, 'text': NULL::VARCHAR,
     'source': CASE WHEN i % 3 = 0 THEN 'article' ELSE 'text' END} AS date,
    NULL::VARCHAR AS place,
    {'text': 'Actor ' || one || ' acted on ' || other || ', said report number ' || i || '.',
     'index': i % 4, 'start': begins, 'end': begins + 60} AS sentence,
    'frame:act' AS rule, 0.8 AS confidence, 'generated' AS extractor
  FROM parts) TO '{path}' (FORMAT json)
"""


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, float]:
    """Return the median seconds of some work, by the clock and of the processor."""
    clock, processor = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return statistics.median(clock), statistics.median(processor)


def paired(
    ours: Callable[[], Any], theirs: Callable[[], Any], times: int
) -> tuple[float, float, float]:
    """Return the seconds of two pieces of work done by turns, and their ratio; each is done once
    before that."""
    ours(), theirs()
    taken = [(timed(ours), timed(theirs)) for _ in range(times)]
    clocks = [statistics.median(pair[i][0] for pair in taken) for i in (0, 1)]
    used = [statistics.median(pair[i][1] for pair in taken) for i in (0, 1)]
    return clocks[0], clocks[1], used[0] / used[1]


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return the figures of one size."""
    import duckdb
    import networkx as nx

    from extract.models import Article, Triple
    from graph.query import (
        between,
        changes,
        communities,
        connections,
        mentions,
        paths,
        rank,
        timeline,
    )
    from graph.store import Store
    from graph.store.columns_of_store import CONTRACT
    from graph.view import EDGE_ATTRIBUTES, EventGraph
    from graph.window import Window

    file = folder / f"{size}.jsonl"
    duckdb.execute(GENERATE.replace("{path}", str(file)), [size])
    figures: dict[str, float] = {"triples": size}

    plain = duckdb.connect(str(folder / "copy.duckdb"))
    plain.execute(
        "CREATE TABLE t (" + ", ".join(f'"{key}" {kind}' for key, kind in CONTRACT.items()) + ")"
    )

    def copied() -> None:
        plain.execute(f"COPY t FROM '{file}' (FORMAT json)")  # as one would by hand
        plain.execute("CHECKPOINT")

    figures["COPY s"], copy_used = timed(copied)
    plain.close()
    (folder / "copy.duckdb").unlink()
    path = folder / "store.duckdb"

    def load() -> None:
        with Store(path) as store:
            assert store.load(file).added == size

    figures["load s"], load_used = timed(load)
    figures["load / COPY"] = load_used / copy_used
    figures["load triples/s"] = size / figures["load s"]
    figures["store MB"] = path.stat().st_size / 1e6
    figures["file MB"] = file.stat().st_size / 1e6

    with Store(path) as store:
        model = json.loads(next(store.lines(article="a-0000000000")))
        number = iter(range(1000))

        def add_one() -> None:
            key = f"new-{next(number)}"
            text = " ".join(f"{key} word{i}" for i in range(300))
            triples = [
                Triple.model_validate(model | {"article": key, "id": f"{key}-{i}"})
                for i in range(4)
            ]
            store.add([Article(id=key, text=text, outlet="BBC", date="2025-04-09")], triples)

        add_one()
        figures["add one article s"], figures["add one article cpu s"] = timed(add_one, 7)
        for taken in range(8):
            store.withdraw(article=f"new-{taken}")
        sql = store.connection.execute
        one, other = sql(
            "SELECT actor, target FROM events GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1"
        ).fetchone() or (
            "",
            "",
        )
        sentences = """SELECT t.id, t.sentence, t.article, a.title, a.outlet, a.url
            FROM triples t LEFT JOIN articles a ON a.id = t.article
            WHERE t.id IN (SELECT unnest(CAST(? AS VARCHAR[])))"""

        def bare_connections() -> None:
            rows = sql(
                """SELECT CASE WHEN actor = $a THEN target ELSE actor END AS partner,
                   actor = $a AS gave, count(*) AS n, avg(score),
                   count(*) FILTER (quad = 'verbal cooperation'),
                   count(*) FILTER (quad = 'material cooperation'),
                   count(*) FILTER (quad = 'verbal conflict'),
                   count(*) FILTER (quad = 'material conflict'),
                   min("first"), max("last"), arg_max(best, (n_outlets, n_articles, abs(score), id))
                   FROM events WHERE (actor = $a OR target = $a) AND status = 'asserted'
                   GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 20""",
                {"a": one},
            ).fetchall()
            sql(
                "SELECT id, name FROM actors WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))",
                [[row[0] for row in rows]],
            ).fetchall()
            sql(sentences, [[row[-1] for row in rows]]).fetchall()

        def bare_between() -> None:
            rows = sql(
                """SELECT best, * FROM events
                   WHERE ((actor = $a AND target = $b) OR (actor = $b AND target = $a))
                   AND status = 'asserted'
                   ORDER BY "first" DESC, id LIMIT 100""",
                {"a": one, "b": other},
            ).fetchall()
            sql("SELECT id, name FROM actors WHERE id IN (?, ?)", [one, other]).fetchall()
            sql(sentences, [[row[0] for row in rows]]).fetchall()

        def bare_timeline() -> None:
            sql(
                """SELECT date_trunc('month', "first") AS start, count(*), avg(score), sum(score),
                   count(*) FILTER (actor = $a),
                   count(*) FILTER (quad = 'verbal cooperation'),
                   count(*) FILTER (quad = 'material cooperation'),
                   count(*) FILTER (quad = 'verbal conflict'),
                   count(*) FILTER (quad = 'material conflict'),
                   list(best) FROM events
                   WHERE ((actor = $a AND target = $b) OR (actor = $b AND target = $a))
                   AND status = 'asserted' AND "first" IS NOT NULL
                   GROUP BY 1 ORDER BY 1""",
                {"a": one, "b": other},
            ).fetchall()
            sql("SELECT id, name FROM actors WHERE id IN (?, ?)", [one, other]).fetchall()
            if turning:  # the evidence of the turns
                rows = sql(
                    "SELECT best, * FROM events WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))",
                    [turning],
                ).fetchall()
                sql(sentences, [[row[0] for row in rows]]).fetchall()

        turning = [turn.event.id for turn in timeline(store, one, other).turns if turn.event]
        for name, ours, theirs in (
            ("connections", lambda: connections(store, one), bare_connections),
            ("between", lambda: between(store, one, other), bare_between),
            ("timeline", lambda: timeline(store, one, other), bare_timeline),
        ):
            figures[f"{name} s"], figures[f"{name} SQL s"], figures[f"{name} / SQL"] = paired(
                ours, theirs, 9
            )
        others: dict[str, Callable[[], Any]] = {
            "paths": lambda: paths(store, one, other, max_hops=2),
            "changes": lambda: changes(store, "2025-01-01", "2025-01-31"),
            "mentions": lambda: mentions(store, one),
            "rank (states)": lambda: rank(store, window=Window(level="state")),
            "communities (states)": lambda: communities(store, window=Window(level="state")),
        }
        for name, work in others.items():
            figures[f"{name} s"], _ = timed(work)

        def our_view() -> None:
            assert EventGraph.from_store(store, level="state").nx.number_of_edges() == size

        def bare_view() -> None:
            graph: Any = nx.MultiDiGraph()
            rows = sql(
                """SELECT coalesce(s.state, e.actor), coalesce(o.state, e.target), e.id, e.type,
                   coalesce(e.mode, ''), e.quad, e.score, e.status,
                   coalesce(strftime(e."first", '%Y-%m-%d'), ''),
                   coalesce(strftime(e."last", '%Y-%m-%d'), ''), e.predicate,
                   coalesce(e.place, ''), e.n_articles, e.n_outlets, e.reciprocal,
                   array_to_string(e.contexts, ' '),
                   array_to_string(e.reports, ' ') FROM events e
                   LEFT JOIN actors s ON s.id = e.actor LEFT JOIN actors o ON o.id = e.target
                   WHERE e.status = 'asserted' ORDER BY e.id"""
            ).fetchall()
            graph.add_edges_from(
                [
                    (row[0], row[1], row[2], dict(zip(EDGE_ATTRIBUTES, row[3:], strict=True)))
                    for row in rows
                ]
            )

        size = store.counts()["events"]
        figures["events"] = size
        figures["rows + edges s"], bare_used = timed(bare_view)
        figures["state view s"], view_used = timed(our_view)
        figures["state view / rows + edges"] = view_used / bare_used
    figures["memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def main() -> int:
    """Measure every size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument(
        "--floors",
        action="store_true",
        help="end with code 1 where the largest size misses a floor",
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(options.one, Path(folder))))  # noqa: T201
        return 0
    columns = []
    for size in options.sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        columns.append(json.loads(done.stdout.splitlines()[-1]))
    for name in columns[0]:
        print(f"{name:<28}" + "".join(f"{column[name]:>14,.3f}" for column in columns))  # noqa: T201
    growth = columns[-1]["add one article cpu s"] / columns[0]["add one article cpu s"]
    print(f"adding one article, largest to smallest store: {growth:.1f}")  # noqa: T201
    if options.json:
        options.json.write_text(json.dumps(columns, indent=1) + "\n", encoding="utf-8")
    missed = {
        name: columns[-1][name] for name, floor in FLOORS.items() if columns[-1][name] > floor
    }
    for name, value in missed.items():
        print(f"floor missed: {name} is {value:.1f}, {FLOORS[name]:.1f} at most")  # noqa: T201
    return 1 if options.floors and missed else 0


if __name__ == "__main__":
    sys.exit(main())
