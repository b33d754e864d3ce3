# ruff: noqa: T201
"""Reports of one happening and of two, and articles in several versions, with what a store makes of
them.

``python tests/graph/event_cases.py`` prints precision and recall of merging, and what is wrong.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extract import Article, Extractor
from graph.store import Store

HERE = Path(__file__).parent / "one_event"


def cases(name):
    """Return the cases of a file."""
    with (HERE / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stored(extractor, articles):
    """Return a store of some articles."""
    store = Store(":memory:")
    store.add_readings(extractor.readings([Article.of(**article) for article in articles]))
    return store


def are_one(extractor, pair):
    """Return whether the store holds an event that both articles of a pair tell."""
    with stored(extractor, [pair["one"], pair["two"]]) as store:
        rows = store.connection.execute("SELECT 1 FROM events WHERE n_articles = 2").fetchall()
    return bool(rows)


def judged(extractor, name):
    """Return the pairs of a file, each with whether the store joins it."""
    return [(pair, are_one(extractor, pair)) for pair in cases(f"pairs_{name}")]


def precision_and_recall(rows):
    """Return the share of the joined that are one, and of those that are one that are joined."""
    joined = [pair["same"] for pair, one in rows if one]
    same = [one for pair, one in rows if pair["same"]]
    return sum(joined) / len(joined) if joined else 1.0, sum(same) / len(same)


def is_as_told(extractor, case):
    """Return whether a case of happenings has its number of events, and of outlets in the one that
    most tell."""
    actor, kind, target = case["event"]
    with stored(extractor, case["articles"]) as store:
        rows = store.connection.execute(
            "SELECT n_outlets FROM events WHERE actor = ? AND type = ? AND target = ? "
            "ORDER BY n_outlets DESC",
            [actor, kind, target],
        ).fetchall()
    return len(rows) == case["events"] and rows[0][0] == case["outlets"]


def version_is_right(extractor, case):
    """Return whether a store of some versions, that came one by one, holds what it should, and
    nothing that is gone."""
    with Store(":memory:") as store:
        for article in case["articles"]:
            store.add_readings(extractor.readings([Article.of(**article)]))
        (count,) = store.connection.execute("SELECT count(*) FROM articles").fetchone()
        rows = store.connection.execute("SELECT actor, type, target FROM events").fetchall()
    told = {" ".join(map(str, row)) for row in rows}
    return count == case["stored"] and set(case["said"]) <= told and not told & set(case["gone"])


def main(shown):
    """Print the figures; ``shown`` names the files whose errors are told."""
    extractor = Extractor.load()
    for name in ("dev", "held_out"):
        rows = judged(extractor, name)
        precision, recall = precision_and_recall(rows)
        print(f"pairs {name}: precision {precision:.2f}, recall {recall:.2f}")
        for pair, one in rows if name in shown else ():
            if one != pair["same"]:
                print("  ", "joined" if one else "apart", pair["note"], "|", pair["two"]["text"])
    for name, right in (("happenings", is_as_told), ("versions", version_is_right)):
        wrong = [case["note"] for case in cases(name) if not right(extractor, case)]
        print(f"{name}: {len(cases(name)) - len(wrong)} of {len(cases(name))}")
        print(*(f"   {note}" for note in (wrong if name in shown else ())), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
