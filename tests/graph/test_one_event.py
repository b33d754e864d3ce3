"""Two reports of one happening are one event, and two happenings stay two; measured on pairs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extract import Extractor
from extract.report import Reading
from graph.addresses import address_of
from graph.store import Store


def _cases():
    path = Path(__file__).parent / "event_cases.py"
    spec = importlib.util.spec_from_file_location("event_cases", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = _cases()


@pytest.fixture(scope="module")
def extractor():
    return Extractor.load()


@pytest.mark.parametrize("name", ["dev", "held_out"])
def test_pairs_are_joined_rightly(extractor, name):
    precision, recall = CASES.precision_and_recall(CASES.judged(extractor, name))
    assert precision >= 0.95
    assert recall >= 0.75


@pytest.mark.parametrize("case", CASES.cases("versions"), ids=lambda case: case["note"])
def test_of_several_versions_the_newest_stays(extractor, case):
    assert CASES.version_is_right(extractor, case)


ADDRESSES = [
    ("https://post.example/a?utm_source=rss", "http://www.post.example/a/#top", True),
    ("https://post.example/a?fbclid=x&id=3", "https://post.example/a?id=3", True),
    ("https://post.example/a?id=3", "https://post.example/a?id=4", False),
    ("https://post.example/a", "https://star.example/a", False),
    ("https://post.example/a", "https://post.example/A", False),
]


@pytest.mark.parametrize(("one", "other", "same"), ADDRESSES)
def test_addresses(one, other, same):
    assert (address_of(one) == address_of(other)) is same


def version(made, key, text, start=0, **known):
    known = {"url": "https://post.example/a", "date": "2025-04-09", **known}
    told = made.triple(key, "TUR", "ISR", sentence="Turkey acted on Israel.", start=start)
    return Reading(article=made.article(key, text, **known), triples=(told,))


def test_the_order_of_arrival_decides_nothing(made):
    one = version(made, "a1", "One text of an article.")
    other = version(made, "a2", "Another text of the article.")
    held = set()
    for order in ((one, other), (other, one)):
        with Store() as apart, Store() as together:
            for reading in order:
                apart.add_readings([reading])
            together.add_readings(order)
            assert [a.id for a in apart.articles()] == [a.id for a in together.articles()]
            assert {t.article for t in apart.triples()} == {a.id for a in apart.articles()}
            held.add(tuple(a.id for a in apart.articles()))
    assert len(held) == 1


def test_what_was_reviewed_stays_where_the_sentence_stays(made):
    old = version(made, "a1", "Turkey acted on Israel. More.")
    new = version(made, "a2", "Add. Turkey acted on Israel.", start=5, date="2025-04-10")
    with Store() as store:
        store.add_readings([old])
        store.judge("reject", old.triples[0].id, note="not so")
        added = store.add_readings([new])
        assert (added.replaced, added.older) == (("a1",), ())
        (verdict,) = store.verdicts()
        assert (verdict.subject, verdict.note) == (new.triples[0].id, "not so")
        assert store.counts()["events"] == 0
        again = store.add_readings([old])
        assert (again.articles, again.older) == (0, ("a1",))


def test_a_later_day_under_the_same_id_takes_the_place_of_the_older(made):
    old = version(made, "a1", "An old text.", url=None)
    new = version(made, "a1", "A new text.", url=None, date="2025-04-10")
    with Store() as store:
        store.add_readings([old])
        assert store.add_readings([new]).replaced == ("a1",)
        assert store.add_readings([old]).older == ("a1",)
        assert [a.text for a in store.articles()] == ["A new text."]
