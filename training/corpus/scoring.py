"""Scores the lines that ``realpolitik extract`` wrote against the corpus."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.errors import DataError
from extract.evaluate.corpus_documents import APART, SPLITS, read_documents
from extract.evaluate.corpus_gold import GoldDocument, gold_of_document, read_older_gold
from extract.evaluate.corpus_ledger import score_on_test
from extract.evaluate.corpus_scores import CorpusScore, score_documents

LAYERS = ("triple", "pair", "type", "status", "day", "place", "arguments")


def read_triples(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return triples in the contract's form by the id of their article; other lines are skipped.

    Raises
    ------
    DataError
        If a line is not JSON, or no triple.
    """
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("{"):
            continue
        try:
            triple = json.loads(line)
            said[triple["article"]].append(triple)
        except (ValueError, KeyError) as error:
            raise DataError(f"{path}, line {number}: no triple ({error!r})") from error
    return dict(said)


def read_gold(gold: Path, split: str | None) -> list[GoldDocument]:
    """Return the documents of a split (None is all but test), or of a list in the older form.

    Raises
    ------
    DataError
        If there is no such split.
    """
    if gold.suffix == ".json":
        return read_older_gold(gold)
    if split is not None and split not in SPLITS:
        raise DataError(f"no such split: {split!r}; it is one of {', '.join(SPLITS)}")
    documents = map(gold_of_document, read_documents([gold]))
    return [d for d in documents if (d.split not in APART if split is None else d.split == split)]


def score_file(gold: Path, predicted: Path, split: str | None) -> CorpusScore:
    """Score a file of triples; on the test split the figures are recorded, once a day.

    Raises
    ------
    DataError
        If there is nothing to score on, or the test split was scored today already.
    """
    documents = read_gold(gold, split)
    if not documents:
        raise DataError(f"{gold} holds no document of the split {split or 'train or dev'}")
    said = read_triples(predicted)
    made: list[CorpusScore] = []

    def measure() -> str:
        made.append(score_documents(documents, said))
        return " ".join(f"{name}={value}" for name, value in zip(*_figures(made[0]), strict=True))

    if split == "test":
        score_on_test(gold if gold.is_dir() else gold.parent, measure)
    else:
        measure()
    return made[0]


def _figures(score: CorpusScore) -> tuple[Sequence[str], Sequence[str]]:
    names = ("precision", "recall", "f1", "required", "status right")
    values = (score.precision, score.recall, score.f1)
    return names, (*(f"{v:.3f}" for v in values), str(score.required), str(score.status_right))
