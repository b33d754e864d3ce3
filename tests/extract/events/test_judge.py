"""The judge: what speaks for and against a candidate, and what is taken."""

from __future__ import annotations

import json

import pytest

from extract.doc_attributes import CodedEvent
from extract.errors import DataError
from extract.events.candidates import Candidate
from extract.events.judge import Judge, Judged, packaged_judge, read_judge
from extract.events.relations import RULE
from extract.extractor import Extractor

JUDGE = Judge({"bias": -1.0, "a frame": 2.0, "sport": -3.0}, 0.5, of_rules=0.1, beside_rules=0.8)


def candidate(rule: str) -> Candidate:
    event = CodedEvent(0, 1, 0, 0, 1, "AID", "", (), "arm", False, rule, 0.9, "", ())
    return Candidate(event, {}, {}, 0)


@pytest.mark.parametrize(
    ("signs", "probability"),
    [
        ({"bias": 1}, 0.269),
        ({"bias": 1, "a frame": 1}, 0.731),
        ({"bias": 1, "a frame": 1, "sport": 1}, 0.119),
        ({"bias": 1, "never weighed": 5}, 0.269),
    ],
)
def test_signs_add_up(signs: dict[str, float], probability: float) -> None:
    assert JUDGE.probability(signs) == pytest.approx(probability, abs=0.001)


@pytest.mark.parametrize(
    ("rule", "probability", "beside_rules", "taken"),
    [
        ("frame:arm", 0.11, False, True),
        ("frame:arm", 0.09, False, False),
        (RULE, 0.6, False, True),
        (RULE, 0.4, False, False),
        (RULE, 0.6, True, False),
        (RULE, 0.9, True, True),
    ],
)
def test_what_is_enough(rule: str, probability: float, beside_rules: bool, taken: bool) -> None:
    assert JUDGE.takes(Judged(candidate(rule), probability, ()), beside_rules) is taken


def test_the_terms_are_told_largest_first() -> None:
    assert [n for n, _ in JUDGE.terms({"bias": 1, "a frame": 1, "sport": 1})] == [
        "sport",
        "a frame",
        "bias",
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"weights": 1}', '{"weights": {"a": "b"}}'])
def test_a_file_that_is_no_judge(text: str) -> None:
    with pytest.raises(DataError, match="not a judge"):
        read_judge(text, "here.json")


def test_the_judge_that_ships_is_read() -> None:
    judge = packaged_judge()
    assert judge is not None
    assert judge.of_rules < judge.threshold < judge.beside_rules
    assert read_judge(json.dumps({**vars(judge)}), "again") == judge


@pytest.mark.model
def test_an_event_tells_what_the_judge_weighed() -> None:
    doc = Extractor.load().parse("Turkey warned Israel against further strikes on Wednesday.")
    (event,) = doc._.events
    assert event.steps[-1].startswith("judge: ")


@pytest.mark.model
def test_rules_alone_are_to_be_had() -> None:
    extractor = Extractor.load(rules_only=True)
    text = "Chad's army let fly with mortars on Sudanese villagers at the crossing."
    assert list(extractor(text)) == []
    assert [t.action.type for t in extractor("Turkey warned Israel on Wednesday.")] == ["THREATEN"]
