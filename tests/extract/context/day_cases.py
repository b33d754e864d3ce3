# ruff: noqa: T201
"""Phrases of time, each with the days that a reader would write down, and what the program writes.

``python tests/extract/context/day_cases.py`` prints the shares of days that are right.
"""

from __future__ import annotations

import csv
import fnmatch
import json
import sys
from pathlib import Path

from extract import Extractor
from extract.context.time import date_of
from extract.doc_attributes import CodedEvent

HERE = Path(__file__).parent / "days"


def phrases(name):
    """Return the rows of a file of phrases."""
    with (HERE / f"phrases_{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def days_found(extractor, row):
    """Return the first and last day of the happening that a row asks for, '' where it has none."""
    doc = extractor.parse(row["text"], row["published"])
    for event, setting in zip(doc._.events, doc._.settings, strict=True):
        if row["trigger"] in doc[event.trigger_start : event.trigger_end].text.split():
            found = setting.date
            break
    else:
        at = next(token.i for token in doc if token.text == row["trigger"])
        found = date_of(doc, _event_at(at))
    if found is None or (found.start < 0 and not row["first"]):
        return "", ""
    return found.first, found.last


def _event_at(at):
    return CodedEvent(at, at + 1, at, -1, -1, "", "", (), "", False, "", 1.0, "asserted", ())


def wrong_phrases(extractor, name):
    """Return the rows whose days are not right, each with what was found."""
    found = ((row, days_found(extractor, row)) for row in phrases(name))
    return [(row, days) for row, days in found if days != (row["first"], row["last"])]


def cases(name):
    """Return the cases of a file of texts."""
    with (HERE / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def unmet(extractor, case):
    """Return the lines of a case that its triples do not meet; a line with ``!`` must not be."""
    triples = extractor(case["text"], date=case["date"])
    return [
        line
        for line in case["must"]
        if any(_is(triple, line.lstrip("!")) for triple in triples) == line.startswith("!")
    ]


def _is(triple, line):
    parts = [part.strip() for part in line.split("|")]
    actor, kinds, target, status, day = [*parts, "*", "*"][:5]
    return (
        _named(triple.actor, actor)
        and (kinds == "*" or triple.action.type in kinds.split(" or "))
        and _named(triple.target, target)
        and status in ("*", triple.status)
        and day in ("*", triple.date.start if triple.date else "")
    )


def _named(actor, pattern):
    if pattern == "*":
        return True
    forms = (actor.name, actor.mention.text) if actor else ()
    return any(fnmatch.fnmatch(form.casefold(), pattern.casefold()) for form in forms)


def main(shown):
    """Print the shares that are right; ``shown`` names the files whose errors are told."""
    extractor = Extractor.load()
    for name in ("dev", "held_out"):
        wrong = wrong_phrases(extractor, name)
        print(f"phrases {name}: {len(phrases(name)) - len(wrong)} of {len(phrases(name))}")
        for row, days in wrong if name in shown else ():
            print("  ", row["text"], "|", row["trigger"], row["first"], row["last"], "found", days)
    for name in ("day_headings", "headline_tails"):
        missed = [(case, unmet(extractor, case)) for case in cases(name)]
        print(f"{name}: {sum(not lines for _, lines in missed)} of {len(missed)}")
        for case, lines in missed if name in shown else ():
            if lines:
                print("  ", repr(case["text"]), lines)


if __name__ == "__main__":
    main(sys.argv[1:])
