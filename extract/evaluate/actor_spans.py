"""Measures actor finding on sentences with marked spans (``<s>actor</s>``, ``<t>target</t>``).

Run ``python -m extract.evaluate.actor_spans SENTENCES.tsv [LABELS.tsv]``. The sentences have
columns ``id``, ``actors`` and ``marked_sentence``; rows with ``actors`` = 1 count. A span is found
when a mention covers its head word, or shares its head. Labels are lines of id, s or t, the span's
text, and its country: ``-`` none, several joined by ``|``, ``?`` not known from the span alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.errors import RealpolitikError
from extract.evaluate.marked import unmark
from extract.user_files import read_table, read_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import ActorMention


class SpanResult(NamedTuple):
    """One marked span: where it is from, its text, whether a mention was found, and the mention's
    country."""

    id: str
    side: str
    text: str
    found: bool
    country: str


def measure(path: Path, nlp: Any) -> Iterator[SpanResult]:
    """Yield a result for every marked span of a file; ``nlp`` ends with ``realpolitik_actors``.

    Raises
    ------
    DataError
        If the file is no such table.
    """
    table = read_table(path, "marked sentences", {"id", "marked_sentence"}, delimiter="\t")
    rows = [row for _, row in table if row.get("actors", "1") == "1"]
    sentences = [unmark(row["marked_sentence"]) for row in rows]
    docs = nlp.pipe(sentence.text for sentence in sentences)
    for row, sentence, doc in zip(rows, sentences, docs, strict=True):
        for side, start, end in sentence.spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                found = _mention_of(doc, span)
                yield SpanResult(
                    row["id"],
                    side,
                    sentence.text[start:end].strip(),
                    found is not None,
                    found.country if found else "",
                )


def _mention_of(doc: Doc, span: Any) -> ActorMention | None:
    """Return the mention that covers the head word of a span, else one in it that shares the
    head."""
    head = span.root.i
    mentions: Iterable[ActorMention] = doc._.actors
    covering = (m for m in mentions if m.start <= head < m.end)
    sharing = (m for m in mentions if m.head == head and m.start < span.end and span.start < m.end)
    return next(covering, None) or next(sharing, None)


def countries_right(results: Iterable[SpanResult], path: Path) -> tuple[int, int]:
    """Return how many of the labelled spans have the right country, and how many are labelled."""
    labels = {}
    for line in read_text(path, "the labels").splitlines():
        cells = line.split("\t")
        if len(cells) > 3 and cells[3] not in ("", "?"):
            labels[cells[0], cells[1], cells[2]] = cells[3].split("|")
    told = [(result, labels[result[:3]]) for result in results if result[:3] in labels]
    right = sum(result.found and (result.country or "-") in countries for result, countries in told)
    return right, len(told)


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
        right, told = countries_right(results, Path(arguments[1]))
        print(f"countries right: {right / max(1, told):.3f} ({right}/{told})")  # noqa: T201


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RealpolitikError as error:
        sys.exit(f"error: {error}")
