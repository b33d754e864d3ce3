"""Whom pronouns and definite nouns mean, in running text, by the weights that ship: a table.

The sentences were written before the ranker was tried on them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extract import Extractor
from extract.actors.antecedent_ranker import Ranker
from extract.errors import ModelError

pytestmark = pytest.mark.model
KNOWN_FAILURES = {
    (
        "him",
        "Emmanuel Macron received Volodymyr Zelenskyy in Paris. He assured him of French support.",
    ),
    ("it", "The treaty angered Japan because it left out the islands."),
    (
        "country",
        "Venezuela closed the border with Guyana. The country said that smugglers had used it.",
    ),
}


def _rows() -> list[Any]:
    path = Path(__file__).parent / "cases" / "references.tsv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        pytest.param(
            *(row[k] for k in ("text", "word", "actor")),
            id=f"{row['kind']}: {row['word']} in {row['text']}",
            marks=[pytest.mark.xfail(strict=True, reason="not read yet")]
            if (row["word"], row["text"]) in KNOWN_FAILURES
            else [],
        )
        for row in rows
    ]


@cache
def _extractor() -> Extractor:
    return Extractor.load(rules_only=True)


@pytest.mark.parametrize(("text", "word", "actor"), _rows())
def test_a_reference_means(text: str, word: str, actor: str) -> None:
    doc = _extractor().parse(text)
    at = next(token.i for token in doc if token.text == word)
    meant = [m.id for m in doc._.actors if m.start <= at < m.end and m.resolved_by == "coreference"]
    assert actor in (meant or ["-"])


def test_a_reference_says_how_likely_it_is() -> None:
    doc = _extractor().parse("Hamas fired rockets on Sunday, and its assault drew an answer.")
    chances = {doc[m.start].text: m.reference_probability for m in doc._.actors}
    assert chances["Hamas"] == 1.0
    assert 0.0 < chances["its"] < 1.0


def test_without_vectors_rules_stand_in() -> None:
    doc = _extractor().parse("Turkey recalled its ambassador.")
    doc.tensor = np.zeros((0,))
    [pipe] = [p for name, p in _extractor().nlp.pipeline if name == "realpolitik_actors"]
    assert "TUR" in {m.id for m in pipe.match(doc)}


def test_missing_and_damaged_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.npz"):
        Ranker(tmp_path / "none.npz")
    (tmp_path / "bad.npz").write_bytes(b"not an archive")
    with pytest.raises(ModelError, match=r"bad\.npz"):
        Ranker(tmp_path / "bad.npz")
