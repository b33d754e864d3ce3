"""Days of whole texts: phrases that count from another happening, days that stand alone, and
headlines with a day behind them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extract import Extractor


def _cases():
    path = Path(__file__).parent / "day_cases.py"
    spec = importlib.util.spec_from_file_location("day_cases", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = _cases()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.mark.parametrize("name", ["dev", "held_out"])
def test_of_the_phrases_nearly_all_have_their_days(extractor, name):
    assert len(CASES.wrong_phrases(extractor, name)) <= 3


@pytest.mark.parametrize("name", ["day_headings", "headline_tails"])
def test_days_that_stand_alone(extractor, name):
    assert {case["text"]: CASES.unmet(extractor, case) for case in CASES.cases(name)} == {
        case["text"]: [] for case in CASES.cases(name)
    }


POST = (
    "The talks come after Israel bombed an airfield in Jordan.\n"
    "As a message to Amman, Israel bombed the airfield of Jordan for six hours. "
    "pic.twitter.com/ab1\n"
    "— Sky Watch (@sky_watch) May 2, 2025\n"
    "Jordan rejected the claim of Israel."
)


def test_a_quoted_post_dates_its_own_sentences(extractor):
    triples = extractor(POST, date="2025-05-10")
    found = {(t.date.start, t.date.source) for t in triples if "six hours" in t.sentence.text}
    assert found == {("2025-05-02", "heading")}
    assert all(t.date.source == "article" for t in triples if "six hours" not in t.sentence.text)


def test_who_says_so_stands_behind_the_dash(extractor):
    (triple,) = extractor("Sudan expels Chad's ambassador - state radio", date="2025-05-03")
    assert [said.outlet for said in triple.attribution] == ["state radio"]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Peru recalled its ambassador from Mexico on Thursday.", "text", "Thursday"),
        ("Peru recalled its ambassador from Mexico.", "article", None),
        ("13 March 2025\nPeru recalled its ambassador from Mexico.", "heading", "13 March 2025"),
        ("Peru recalls ambassador from Mexico (March 13)", "text", "March 13"),
    ],
)
def test_every_day_says_where_it_comes_from(extractor, text, source, words):
    (triple,) = extractor(text, date="2025-03-15")
    assert (triple.date.source, triple.date.text) == (source, words)


def test_the_day_of_publication_above_a_text_is_no_other_day(extractor):
    (triple,) = extractor("14 March 2025\nPeru expelled a Mexican consul.", date="2025-03-14")
    assert triple.date.source == "article"
