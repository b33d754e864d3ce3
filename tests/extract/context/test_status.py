"""Status by grammar, on the hand-built trees of ``status_trees.tsv``: the event's word, its status,
the tree."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extract.context import status_of
from extract.doc_attributes import CodedEvent

with (Path(__file__).parent / "status_trees.tsv").open(encoding="utf-8") as lines:
    TREES = [
        tuple(row.values()) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("word", "status", "line"), TREES)
def test_status(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent], line: str, word: str, status: str
) -> None:
    doc = tree(line)
    assert status_of(doc, event(doc, word)) == status


DATED = [
    (
        "Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj in//ADP/5/case "
        "1990//NUM/2/obl",
        "historical",
    ),
    (
        "The//DET/2/det attack//NOUN/5/nsubj in//ADP/4/case January//PROPN/2/nmod "
        "angered/anger/VERB*/0/root Iran//PROPN/5/obj",
        "historical",
    ),
    (
        "The//DET/2/det attack//NOUN/5/nsubj in//ADP/4/case March//PROPN/2/nmod "
        "angered/anger/VERB*/0/root Iran//PROPN/5/obj",
        "asserted",
    ),
    (
        "Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj in//ADP/5/case "
        "January//PROPN/2/obl",
        "asserted",
    ),
    (
        "Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj on//ADP/5/case "
        "Monday//PROPN/2/obl",
        "asserted",
    ),
    (
        "Iraq//PROPN/2/nsubj invades/invade/VERB/0/root Kuwait//PROPN/2/obj next//ADJ/5/amod "
        "week//NOUN/2/obl:unmarked",
        "planned",
    ),
    (
        "Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj "
        "decades/decade/NOUN/5/obl ago//ADV/2/advmod",
        "historical",
    ),
]


@pytest.mark.parametrize(("line", "status"), DATED)
def test_status_by_date(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent], line: str, status: str
) -> None:
    doc = tree(line, published="2025-04-10")
    assert status_of(doc, event(doc, doc[1].text)) == status


def test_a_forced_status_stands(tree: Callable[..., Doc], event: Callable[..., CodedEvent]) -> None:
    doc = tree("Israel//PROPN/3/nsubj will//AUX/3/aux strike/strike/VERB/0/root")
    assert status_of(doc, event(doc, "strike", status="asserted")) == "asserted"
