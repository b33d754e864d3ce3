"""Measures actor finding on sentences with marked spans (``<s>actor</s>``, ``<t>target</t>``).

Run ``python -m extract.evaluate.actor_spans SENTENCES.tsv [LABELS.tsv]``. The sentences have
columns ``id``, ``actors`` and ``marked_sentence``; rows with ``actors`` = 1 count. A span is found
when a mention covers its head word, or shares its head. Labels are lines of id, s or t, the span's
text, and its country: ``-`` none, several joined by ``|``, ``?`` not known from the span alone.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_TAG = re.compile(r"<(/?)([st])>")


class SpanResult(NamedTuple):
    """One marked span: where it is from, its text, whether a mention was found, and the mention's
    country."""

    id: str
    side: str
    text: str
    found: bool
    country: str


def unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the sentence without its marks, and the spans (side, start, end).

    Examples
    --------
    >>> unmark("<s>Iran</s> warned <t>Iraq</t>.")
    ('Iran warned Iraq.', [('s', 0, 4), ('t', 12, 16)])
    """
    text, at, opened = "", 0, {"s": 0, "t": 0}
    spans: list[tuple[str, int, int]] = []
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            spans.append((match[2], opened[match[2]], len(text)))
        else:
            opened[match[2]] = len(text)
    return text + marked[at:], spans


def measure(path: Path, nlp: Any) -> Iterator[SpanResult]:
    """Yield a result for every marked span of a file; ``nlp`` ends with ``realpolitik_actors``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file, delimiter="\t") if row.get("actors", "1") == "1"
        ]
    unmarked = [unmark(row["marked_sentence"]) for row in rows]
    for row, (text, spans), doc in zip(
        rows, unmarked, nlp.pipe(text for text, _spans in unmarked), strict=True
    ):
        for side, start, end in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            head = span.root.i
            covering = [m for m in doc._.actors if m.start <= head < m.end]
            covering = covering or [
                m
                for m in doc._.actors
                if m.head == head and m.start < span.end and span.start < m.end
            ]
            yield SpanResult(
                row["id"],
                side,
                text[start:end].strip(),
                bool(covering),
                covering[0].country if covering else "",
            )


def main(arguments: list[str]) -> None:
    """Print the share of spans found, and of the labelled ones those with the right country."""
    from extract.actors import register
    from extract.language import load

    register()
    nlp = load()
    nlp.add_pipe("realpolitik_actors")
    results = list(measure(Path(arguments[0]), nlp))
    found = sum(result.found for result in results)
    print(f"spans found: {found / max(1, len(results)):.3f} ({found}/{len(results)})")  # noqa: T201
    if len(arguments) > 1:
        lines = [
            line.split("\t") for line in Path(arguments[1]).read_text(encoding="utf-8").splitlines()
        ]
        labels = {
            (line[0], line[1], line[2]): line[3].split("|")
            for line in lines
            if len(line) > 3 and line[3] not in ("", "?")
        }
        told = [(result, labels[result[:3]]) for result in results if result[:3] in labels]
        right = sum(
            result.found and (result.country or "-") in countries for result, countries in told
        )
        print(f"countries right: {right / max(1, len(told)):.3f} ({right}/{len(told)})")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
