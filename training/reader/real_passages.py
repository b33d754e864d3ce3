"""Sentences of real text with what is told between their actors: the annotated articles, and the
open text whose pairs are told in ``pairs.jsonl``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.evaluate.corpus_articles import SourceArticle
from training.events.written import Passage
from training.reader.alignment import passages_of
from training.reader.open_text import column_texts, treebank_texts
from training.reader.passage_files import events_told, with_second_marks

if TYPE_CHECKING:
    from extract import Extractor

PAIRS = Path(__file__).with_name("pairs.jsonl")
OPEN_TEXTS = {
    "ewt": ("treebank/ewt-train.conllu.gz", treebank_texts),
    "gum": ("treebank/gum-train.conllu.gz", treebank_texts),
    "wikigold": ("entities/wikigold.conll.gz", column_texts),
    "re3d": ("entities/re3d-train.conll.gz", column_texts),
}
"""Where each open text stands in the folder of corpora, and what reads it."""


def annotated(
    rows: Iterable[Mapping[str, Any]], articles: Mapping[str, SourceArticle], extractor: Extractor
) -> Iterator[Passage]:
    """Yield the passages of annotated articles whose texts are at hand."""
    for row in rows:
        article = articles.get(row["id"])
        if article is not None:
            yield from passages_of(row, extractor.parse(article.text, date=article.date))


def told_in_open_text(
    corpora: Path, extractor: Extractor, pairs: Path = PAIRS
) -> Iterator[Passage]:
    """Yield the sentences of open text whose pairs are told.

    Parameters
    ----------
    corpora
        The folder of the corpora.
    extractor
        What cuts texts into sentences.
    pairs
        What is told of each sentence, by its hash.
    """
    with pairs.open(encoding="utf-8") as lines:
        told = {row["sha256"]: row for row in map(json.loads, lines)}
    for place, texts in OPEN_TEXTS.values():
        for text in texts(corpora / place):
            for sentence in extractor.parse(text).sents:
                row = told.pop(hash_of(sentence.text), None)
                if row is not None:
                    yield _passage(row, sentence.text)


def hash_of(sentence: str) -> str:
    """Return the first sixteen digits of the SHA-256 of a sentence, its white space as spaces.

    Examples
    --------
    >>> hash_of("Mali  thanked Chad.") == hash_of("Mali thanked Chad.")
    True
    """
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def _passage(row: Mapping[str, Any], text: str) -> Passage:
    same = frozenset((a, b) for a, b in row["same"])
    actors = tuple((a, b) for a, b in row["actors"])
    return with_second_marks(Passage(row["id"], text, actors, events_told(row["events"]), same))
