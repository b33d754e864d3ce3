"""The network behind the frames: what it is shown of a sentence, and that it ships, answers and
stays the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.errors import DataError
from extract.events.relations import (
    ACTOR,
    ANYONE,
    MARKS,
    MOST_PIECES,
    TARGET,
    RelationNetwork,
    marked_pieces,
    packaged_relations,
)
from extract.language.word_features import WordPieces

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *MARKS,
    "oman",
    "armed",
    "yemen",
    "and",
    "the",
    "rebels",
    ".",
]
MARK_IDS = [VOCABULARY.index(mark) for mark in MARKS]


def shown(words: str, *spans: tuple[int, int], styles: tuple[int, ...] = (ACTOR, TARGET)) -> str:
    ids, shapes, at = marked_pieces(words.split(), spans, styles, WordPieces(VOCABULARY), MARK_IDS)
    assert len(ids) == len(shapes)
    assert [VOCABULARY[ids[place]] for place in at] == [MARKS[style] for style in styles]
    names = dict(zip(MARKS, ("<a", "a>", "<t", "t>", "<", ">"), strict=True))
    return " ".join(names.get(VOCABULARY[i], VOCABULARY[i]) for i in ids[1:-1])


@pytest.mark.parametrize(
    ("words", "actor", "target", "expected"),
    [
        ("Oman armed Yemen .", (0, 1), (2, 3), "<a oman a> armed <t yemen t> ."),
        (
            "Yemen and Oman armed the rebels",
            (2, 3),
            (4, 6),
            "yemen and <a oman a> armed <t the rebels t>",
        ),
        ("the rebels armed Yemen", (3, 4), (0, 2), "<t the rebels t> armed <a yemen a>"),
        ("Oman Yemen", (0, 1), (1, 2), "<a oman a> <t yemen t>"),
    ],
)
def test_marks_stand_around_the_spans(
    words: str, actor: tuple[int, int], target: tuple[int, int], expected: str
) -> None:
    assert shown(words, actor, target) == expected


def test_all_actors_of_a_sentence_are_marked_alike() -> None:
    found = shown(
        "Oman and Yemen armed the rebels", (0, 1), (2, 3), (4, 6), styles=(ANYONE, ANYONE, ANYONE)
    )
    assert found == "< oman > and < yemen > armed < the rebels >"


def test_a_long_sentence_keeps_its_spans() -> None:
    words = " ".join(["and"] * 400 + ["Oman", "armed", "Yemen"] + ["and"] * 400)
    cut = shown(words, (400, 401), (402, 403))
    assert "<a oman a> armed <t yemen t>" in cut
    assert len(cut.split()) <= MOST_PIECES


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "relations.npz"
    path.write_bytes(b"not weights")
    with pytest.raises(DataError, match="not a relation network"):
        RelationNetwork(path)


@pytest.mark.model
def test_the_network_that_ships_tells_who_from_whom() -> None:
    network = packaged_relations()
    assert network is not None
    words = "Gunmen from the border shelled a village in Ruritania overnight .".split()
    one = network.scores(words, (0, 1), (8, 9))
    assert network.types[int(one.argmax())] == "ASSAULT"
    assert (one == network.scores(words, (0, 1), (8, 9))).all()


@pytest.mark.train
def test_the_recipe_runs_on_a_few_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    from training.events import train_relations

    path = tmp_path / "relations.npz"
    monkeypatch.setattr(
        sys, "argv", ["train_relations", "--most", "6", "--rounds", "1", "--out", str(path)]
    )
    train_relations.main()
    assert RelationNetwork(path).types
