"""Texts without spaces and long runs of signs: what the tokenizer and the network are asked to do
grows with the text, and nothing of the text is lost."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract import language
from extract.language.long_words import LONGEST_WORD, MOST_SIGNS, BoundedTokenizer
from extract.language.tokenizer import build_tokenizer

BLANK = spacy.blank("en")
TOKENIZER = build_tokenizer(BLANK)
SIGNS = ["'", '"', "“", "[", ")", ".", "…", "-", "—", "#", "*", "&", "😀", "‚€", "'\"", ")]"]


class Watched:
    """A tokenizer that keeps what it was asked to cut."""

    def __init__(self) -> None:
        self.vocab = BLANK.vocab
        self.asked: list[str] = []

    def __call__(self, text: str) -> Doc:
        self.asked.append(text)
        return BLANK.tokenizer(text)


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text)]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.tuples(st.sampled_from([*SIGNS, "a", "a-", " ", "\n", "www."]), st.integers(1, 900))
            .map(lambda pair: pair[0] * pair[1]),
        ),
        max_size=6,
    ).map("".join)
)  # fmt: skip
def test_no_character_is_lost_and_no_long_word_is_looked_at(text: str) -> None:
    watched = Watched()
    assert BoundedTokenizer(watched)(text).text == text
    for asked in watched.asked:
        assert max(map(len, asked.split()), default=0) <= LONGEST_WORD
        assert re.search(rf"[^\w\s]{{{MOST_SIGNS + 1}}}", asked) is None


@pytest.mark.parametrize("sign", SIGNS)
def test_ten_thousand_signs_are_few_tokens(sign: str) -> None:
    signs = sign * (10_000 // len(sign))
    cut = words(f"They met {signs} on Monday.")
    assert cut[:2] == ["They", "met"]
    assert cut[-3:] == ["on", "Monday", "."]
    assert len(cut) <= 5 + 10_000 // 20


@pytest.mark.parametrize("letter", ["a", "Z", "1", "中", "e\u0301"])
def test_a_hundred_thousand_letters_without_a_space(letter: str) -> None:
    letters = letter * (100_000 // len(letter))
    doc = TOKENIZER(letters)
    assert doc.text == letters
    assert max(map(len, doc)) <= LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They met" + "!" * 60 + "Now", ["They", "met", "!" * 60, "Now"]),
        ("a  " + "-" * 30 + "  b", ["a", " ", "-" * 30, " ", "b"]),
        (" " + "-" * 30, [" ", "-" * 30]),
        ("x" * 90 + " y", ["x" * 90, "y"]),
        ("x" * 201, ["x" * 40] * 5 + ["x"]),
        ("See www.a.org/" + "b" * 300 + ").", ["See", "www.a.org/" + "b" * 300, ")", "."]),
        ("See https://a.org/" + "b/" * 300 + " now", ["See", "https://a.org/" + "b/" * 300, "now"]),
    ],
)
def test_where_long_words_are_cut(text: str, cut: list[str]) -> None:
    assert words(text) == cut


@pytest.mark.model
@pytest.mark.parametrize("thing", ["U.S.", "a. ", "1, ", '"a" ', "a "])
def test_the_network_reads_a_text_a_few_times_at_most(
    thing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = language.load()
    network = nlp.get_pipe("realpolitik_analyser").network  # type: ignore[attr-defined]  # ours
    run, read = network.run, []

    def counted(given: list[str]) -> object:
        read.append(len(given))
        return run(given)

    monkeypatch.setattr(network, "run", counted)
    doc = nlp(thing * 300)
    assert sum(read) <= 5 * len(doc)
