from __future__ import annotations

import pytest

from extract.language.world import World, add_known, place_kind

WORLD = World()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria and Israel", [(0, 1, "GPE"), (2, 3, "GPE")]),
        ("SYRIAN ARMY IN DAMASCUS", [(0, 1, "NORP"), (3, 4, "GPE")]),
        ("syrian army in damascus", [(0, 1, "NORP"), (3, 4, "GPE")]),
        ("the South China Sea", [(1, 4, "LOC")]),
        ("tell us", []),
        ("the US", [(1, 2, "GPE")]),
        ("a mobile phone made of china", []),
        ("Addis Ababa and New Delhi", [(0, 2, "GPE"), (3, 5, "GPE")]),
    ],
)
def test_names_are_found_in_any_case(text: str, expected: list[tuple[int, int, str]]) -> None:
    words = text.split()
    assert WORLD.find(words, [False] * len(words)) == expected


def test_lower_case_common_word_counts_as_a_name_where_the_analyser_says_so() -> None:
    assert WORLD.find(["turkey", "attacked"], [True, False]) == [(0, 1, "GPE")]


@pytest.mark.parametrize(
    ("name", "guess", "kind"),
    [
        ("Iran", "LOC", "GPE"),
        ("Lake Volta", "GPE", "LOC"),
        ("Jomo Kenyatta Airport", "GPE", "FAC"),
        ("Gulu", "GPE", "GPE"),
    ],
)
def test_kind_of_place(name: str, guess: str, kind: str) -> None:
    assert place_kind(name.split(), guess, WORLD) == kind


def test_spans_and_list_are_brought_together() -> None:
    words = "Turkish Airlines flew U.S. envoy Jordan Smith to Barcelona".split()
    found = [(0, 2, "ORG"), (3, 4, "ORG"), (5, 7, "PERSON"), (8, 9, "ORG")]
    assert add_known(found, words, [True] * len(words), WORLD) == [
        (0, 2, "ORG"),
        (3, 4, "GPE"),
        (5, 7, "PERSON"),
        (8, 9, "ORG"),
    ]


def test_a_legal_form_that_was_read_as_a_name_goes_into_the_companys() -> None:
    words = "Harbour Film Productions LLP sued .".split()
    found = [(0, 3, "ORG"), (3, 4, "ORG")]
    assert add_known(found, words, [True] * len(words), WORLD) == [(0, 4, "ORG")]
