# ruff: noqa: T201
"""Sentences of kinds that are often read wrongly, and what their triples must hold.

``python tests/extract/events/sentence_kinds.py`` prints the share of each kind that is right, and
what is unmet. A line is ``actor | type | target | status | place``; ``or`` parts alternatives,
``*`` is anything, and a line with ``!`` must not be met.
"""

from __future__ import annotations

import fnmatch
import json
import sys
from collections import Counter
from pathlib import Path

from extract import Extractor

PATH = Path(__file__).parent / "kinds_of_sentences.jsonl"
DAY = "2025-03-14"


def cases():
    """Return the sentences of the kinds in the order of the file."""
    with PATH.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def unmet(extractor, case):
    """Return the lines of a case that its triples do not meet."""
    triples = extractor(case["text"], date=DAY)
    return [
        line
        for line in case["must"]
        if any(_is(triple, line.lstrip("!")) for triple in triples) == line.startswith("!")
    ]


def _is(triple, line):
    parts = [part.strip() for part in line.split("|")]
    actor, kinds, target, status, place = [*parts, "*", "*"][:5]
    ends = (triple.actor, triple.target)
    either = triple.reciprocal or triple.action.type == "CONSULT"
    return (
        any(
            _named(one, actor) and _named(other, target)
            for one, other in ([ends, ends[::-1]] if either else [ends])
        )
        and (kinds == "*" or triple.action.type in kinds.split(" or "))
        and status in ("*", triple.status)
        and (place == "*" or (triple.place is not None and triple.place.country == place))
    )


def _named(actor, pattern):
    if pattern == "*":
        return True
    forms = (actor.name, actor.mention.text) if actor else ()
    return any(
        fnmatch.fnmatch(form.casefold(), one.casefold())
        for form in forms
        for one in pattern.split(" or ")
    )


def main():
    """Print what is unmet, and how many of each kind are right."""
    extractor = Extractor.load()
    right, all_ = Counter(), Counter()
    for case in cases():
        missed = unmet(extractor, case)
        all_[case["kind"]] += 1
        right[case["kind"]] += not missed
        if missed:
            print(case["kind"], "|", repr(case["text"]), missed)
    for kind, count in all_.items():
        print(f"{kind}: {right[kind]} of {count}")
    print(f"all: {right.total()} of {all_.total()}")


if __name__ == "__main__":
    sys.exit(main())
