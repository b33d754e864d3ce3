"""Passages in files: one JSON a line, so that what takes long to read is read once."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.events.written import Passage

_EVENT = re.compile(r"\s*(\d+)(<?>)(\d+) ([A-Z]+)\s*")


def write_passages(passages: Iterable[Passage], path: Path) -> int:
    """Write passages, and return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for passage in passages:
            file.write(json.dumps(_to_json(passage), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            yield Passage(
                given["id"],
                given["text"],
                tuple((a, b) for a, b in given["actors"]),
                {(a, b): type_ for a, b, type_ in given["events"]},
                frozenset((a, b) for a, b in given["unknown"]),
            )


def answered(passages: Iterable[Passage], answers: Path) -> Iterator[Passage]:
    """Yield passages with the events that a reader of pairs gave them; those without an answer have
    none.

    Parameters
    ----------
    passages
        As they were given to the reader.
    answers
        Tab separated: a passage's id, and its events as ``1>2 ACCUSE; 1<>3 CONSULT``.
    """
    with answers.open(encoding="utf-8") as lines:
        told = {row[0]: row[1] for row in csv.reader(lines, delimiter="\t") if len(row) > 1}
    for passage in passages:
        yield with_second_marks(passage._replace(events=events_told(told.get(passage.id, ""))))


def events_told(answer: str) -> dict[tuple[int, int], str]:
    """Return the events of an answer, by pairs of actors from 0.

    Examples
    --------
    >>> events_told("1>2 ACCUSE; 1<>3 CONSULT")
    {(0, 1): 'ACCUSE', (0, 2): 'CONSULT', (2, 0): 'CONSULT'}
    """
    events: dict[tuple[int, int], str] = {}
    for part in answer.split(";"):
        if match := _EVENT.fullmatch(part):
            one, other = int(match[1]) - 1, int(match[3]) - 1
            events[one, other] = match[4]
            if match[2] == "<>":
                events[other, one] = match[4]
    return events


def with_second_marks(passage: Passage) -> Passage:
    """Return a passage that knows nothing of other marks of two actors between whom something is
    told: of these the reader named one."""
    events = passage.events
    one_actor = {(a, b) for a, b in passage.unknown}
    found: set[tuple[int, int]] = set()
    for one, other in events:
        for a in (one, *(b for x, b in one_actor if x == one)):
            for b in (other, *(y for x, y in one_actor if x == other)):
                found.add((a, b))
    return passage._replace(unknown=frozenset((passage.unknown | found) - set(events)))


def _to_json(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "text": passage.text,
        "actors": [list(span) for span in passage.actors],
        "events": [[a, b, type_] for (a, b), type_ in sorted(passage.events.items())],
        "unknown": [list(pair) for pair in sorted(passage.unknown)],
    }
