from __future__ import annotations

import csv
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extract.language.sentences import MAY, MUST, MUST_NOT, boundary_rules, choose_starts
from extract.language.tokenizer import build_tokenizer

with (Path(__file__).parent / "boundaries.tsv").open(encoding="utf8") as file:
    ROWS = [
        (r["text"].replace("\\n", "\n"), r["starts"].split(), r["note"])
        for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]

NLP = spacy.blank("en")
TOKENIZER = build_tokenizer(NLP)


def words_and_gaps(text: str) -> tuple[list[str], list[str]]:
    tokens = [t for t in TOKENIZER(text) if not t.is_space]
    ends = [0, *(t.idx + len(t) for t in tokens)]
    return [t.text for t in tokens], [text[a : t.idx] for a, t in zip(ends, tokens, strict=False)]


@pytest.mark.parametrize(("text", "starts", "note"), ROWS, ids=[r[2] for r in ROWS])
def test_layout_and_abbreviations_decide(text: str, starts: list[str], note: str) -> None:
    words, gaps = words_and_gaps(text)
    rules = boundary_rules(words, gaps)
    # with a network that has no opinion only what is certain begins a sentence
    chosen = choose_starts([0.0] * len(words), rules, words, gaps)
    assert [w for w, c in zip(words, chosen, strict=True) if c] == starts


def test_abbreviation_forbids_what_the_network_wants() -> None:
    words = ["Gen.", "Aoun", "left", ".", "He", "won"]
    gaps = ["", " ", " ", "", " ", " "]
    rules = boundary_rules(words, gaps)
    assert rules == [MUST, MUST_NOT, MAY, MUST_NOT, MAY, MAY]
    assert choose_starts([1.0] * 6, rules, words, gaps) == [True, False, True, False, True, True]


def test_wrapped_lines_are_not_sentences() -> None:
    line = "the president of the republic said on Monday that the army would"
    words, gaps = words_and_gaps(
        f"{line}\nReturn to barracks before the end of the week and stay there\n"
    )
    assert MUST not in boundary_rules(words, gaps)[1:]


@given(
    st.lists(
        st.sampled_from(["He", "said", ".", "Mr.", "U.S.", "A.", '"', "1.", "-", "and", "…"]),
        min_size=1,
        max_size=30,
    )
)
def test_every_text_has_a_first_sentence(words: list[str]) -> None:
    rules = boundary_rules(words, ["", *[" "] * (len(words) - 1)])
    assert rules[0] == MUST
    assert len(rules) == len(words)
