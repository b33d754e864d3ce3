from __future__ import annotations

import csv
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.tokenizer import build_tokenizer
from extract.lexicon import word_set

with (Path(__file__).parent / "words.tsv").open(encoding="utf8") as file:
    ROWS = [
        (r["text"], r["words"].split())
        for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]

TOKENIZER = build_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(("text", "words"), ROWS, ids=[r[0] for r in ROWS])
def test_words_are_cut_as_in_the_treebanks(text: str, words: list[str]) -> None:
    assert [t.text for t in TOKENIZER(text)] == words


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_character_is_lost(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_abbreviations_are_single_words() -> None:
    for word in sorted(word_set("abbreviations")):
        assert [t.text for t in TOKENIZER(f"{word} X")] == [word, "X"]
