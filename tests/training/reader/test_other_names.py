"""Copies of real sentences with other actors: what changes, what stays, and where it can't be
done."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.events.written import Passage
from training.reader.other_names import Names, all_renamed, names_in, renamed

MALI = Passage(
    "mali", "Mali thanked Chad and its army.", ((0, 4), (13, 17), (22, 25)), {(0, 1): "SUPPORT"}
)
NESTED = Passage("nested", "The army of Mali left.", ((0, 16), (12, 16)), {})
NAMES = Names(("Peru", "the Andean Community"), ("rebels",))


@given(st.integers(0, 500))
def test_every_mark_stands_on_the_words_that_took_its_place(seed: int) -> None:
    copy = renamed(MALI, NAMES, random.Random(seed))  # noqa: S311
    assert copy is not None
    words = [copy.text[a:b] for a, b in copy.actors]
    assert set(words[:2]) <= {"Mali", "Chad", *NAMES.proper}
    assert words[2] == "its"  # a word that refers stays, whoever it means now
    assert copy.events == {}  # what is told now is for the teacher to say


def test_actors_inside_each_other_keep_their_names() -> None:
    assert renamed(NESTED, NAMES, random.Random(0)) is None  # noqa: S311
    assert [p.id for p in all_renamed([MALI, NESTED], seed=1)] == ["mali~"]


def test_the_same_seed_gives_the_same_copies() -> None:
    assert list(all_renamed([MALI] * 5, seed=4)) == list(all_renamed([MALI] * 5, seed=4))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Mali", "proper"),
        ("armed men", "common"),
        ("its", "none"),
        ("The government", "none"),  # begins a sentence: neither a name nor fit for its middle
        ("the ministry of defence of Mali", "none"),  # too long to stand for others
    ],
)
def test_what_may_stand_for_others(words: str, kind: str) -> None:
    found = names_in([Passage("p", words, ((0, len(words)),), {})])
    assert ("proper" if found.proper else "common" if found.common else "none") == kind
