"""What the measurements are made of."""

from __future__ import annotations

from extract.evaluate.plv import fold, unmark
from extract.evaluate.scores import Score, confusion_table, macro_f1, reliability, scores_by_label


def test_macro_counts_rare_types_like_frequent_ones() -> None:
    scores = scores_by_label(["AID"] * 9 + ["PROTEST"], ["AID"] * 9 + ["AID"])
    assert scores["AID"] == Score(right=9, extra=1, missed=0)
    assert scores["PROTEST"].recall == 0
    assert macro_f1(scores) == round((18 / 19 + 0) / 2, 3)


def test_nothing_said_is_no_error() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_confusion() -> None:
    assert confusion_table(["A", "A", "B"], ["A", "B", "B"]) == {
        "A": {"A": 1, "B": 1},
        "B": {"B": 1},
    }


def test_reliability_of_the_certain() -> None:
    (row,) = reliability([(1.0, True)])
    assert (row["from"], row["answers"], row["right"]) == (0.9, 1, 1.0)


def test_marks_of_two_targets() -> None:
    sentence = unmark("<t>Oslo</t> and <t>Bergen</t> met <s>Chad</s>")
    assert [sentence.text[a:b] for a, b in sentence.targets] == ["Oslo", "Bergen"]
    assert [sentence.text[a:b] for a, b in sentence.actors] == ["Chad"]


def test_yield() -> None:
    assert [fold(t) for t in ("CONCEDE", "RETREAT", "AID")] == ["YIELD", "YIELD", "AID"]
