from __future__ import annotations

from pathlib import Path

import pytest

from training.language.corpora import bioes, inventories, read_entities, read_treebank

TINY = Path(__file__).parent / "tiny"


def whole_words(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.replace(".", " .").split():
        at = text.index(word, at)
        found.append((at, at + len(word)))
        at += len(word)
    return found


def test_treebank_with_its_named_entities() -> None:
    first, second, third = read_treebank(TINY / "sentences.conllu", entities=True)
    assert first.entities == ["S-PLACE", "O", "O", "O", "O"]
    # a title is no part of a name; a people's name comes from the list
    assert second.entities == ["O", "S-PERSON", "O", "S-NORP", "O", "O", "S-PLACE", "O"]
    # of nested names the outer one counts
    assert third.entities == ["O", "O", "O", "O", "B-ORG", "E-ORG", "O"]
    assert third.words[1:3] == ["wo", "n't"]
    assert third.heads == [4, 4, 4, 0, 6, 4, 4]


def test_without_entities_a_treebank_is_silent() -> None:
    assert {t for s in read_treebank(TINY / "sentences.conllu") for t in s.entities} == {"?"}


def test_entity_sets_are_partial() -> None:
    first, second = read_entities(TINY / "names.conll", whole_words)
    assert first.entities == ["B-PERSON", "E-PERSON", "O", "S-PLACE", "O"]
    assert second.entities == ["O", "B-ORG", "E-ORG", "O", "O", "S-NORP", "O"]
    assert not first.bounded
    assert not first.heads


def test_classes_and_lemma_table() -> None:
    classes = inventories(2 * list(read_treebank(TINY / "sentences.conllu")), least=1)
    assert classes["deps"] == sorted(classes["deps"])
    assert "root" in classes["deps"]
    assert classes["lemmas"]["met|VERB"] == "meet"


@pytest.mark.parametrize(
    ("spans", "tags"),
    [
        ([(0, 1, "GPE")], ["S-GPE", "O", "O"]),
        ([(0, 3, "ORG")], ["B-ORG", "I-ORG", "E-ORG"]),
        ([(1, 3, "?")], ["O", "?", "?"]),
    ],
)
def test_tags(spans: list[tuple[int, int, str]], tags: list[str]) -> None:
    assert bioes(spans, 3) == tags
