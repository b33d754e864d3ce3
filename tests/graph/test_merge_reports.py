"""Merging: what is one event, what stays two, and that the answer is a function of the set of
reports."""

from __future__ import annotations

import pytest

FIRST = {"who": "ISR", "target": "SYR", "kind": "ASSAULT", "day": "2025-04-02"}
LATER = {"day": "2025-04-03"}
SAME_WORDS = "Israeli warplanes bombed the airbase near Palmyra overnight."
OTHER_WORDS = "Shelling was heard in several districts."

CASES = [
    # what the second report says differently, one event or two, note
    ({}, 1, "the same day, two articles"),
    ({"target": "TUR"}, 2, "another target"),
    ({"kind": "THREATEN"}, 2, "another type"),
    ({"day": "2025-04-03"}, 2, "the text names another day"),
    ({"status": "negated"}, 2, "a denial is a claim of its own"),
    ({"status": "planned"}, 2, "a plan is not the deed"),
    ({"mode": "aerial"}, 1, "one names the mode, the other none"),
    ({"place": "Homs"}, 1, "one names the place, the other none"),
    (
        {"day": "2025-04-04", "source": "article", "sentence": SAME_WORDS},
        1,
        "dated by its article, the words confirm",
    ),
    (
        {"day": "2025-04-04", "source": "article", "sentence": OTHER_WORDS},
        2,
        "dated by its article, other words",
    ),
    (
        {"day": "2025-04-09", "source": "article", "sentence": SAME_WORDS},
        2,
        "too late to be the same",
    ),
    ({"day": "2025-04-02", "last": "2025-04-05"}, 2, "a span of days is not the day"),
    ({"day": None}, 2, "undated"),
    ({"who": "SYR", "target": "ISR"}, 2, "the other direction"),
]


@pytest.mark.parametrize(("change", "events", "note"), CASES, ids=[note for *_, note in CASES])
def test_second_report(made, change, events, note):
    first = made.triple("a1", **FIRST, sentence=SAME_WORDS)
    second = made.triple("a2", **{**FIRST, "sentence": SAME_WORDS, **change})
    assert len(made.merge([first, second])) == events


def test_two_places_are_two_events_and_a_report_without_one_stays_apart(made):
    reports = [
        made.triple(f"a{i}", **FIRST, place=place) for i, place in enumerate(("Homs", "Hama", None))
    ]
    assert len(made.merge(reports)) == 3


def test_two_sides_of_a_meeting_are_one_event_and_each_report_keeps_its_direction(made):
    there = made.triple("a1", "TUR", "ISR", reciprocal=True)
    back = made.triple("a2", "ISR", "TUR", reciprocal=True)
    (event,) = made.merge([there, back])
    assert [(t.actor.id, t.target.id) for t in event.told] == [
        (t.actor.id, t.target.id) for t in sorted([there, back], key=lambda t: t.id)
    ]
    assert event.reciprocal


def test_place_that_is_the_country_of_a_side_does_not_keep_reports_apart(made):
    country = made.triple("a1", **FIRST, place="Syria")
    country = country.model_copy(
        update={"place": country.place.model_copy(update={"country": "SYR"})}
    )
    assert len(made.merge([country, made.triple("a2", **FIRST, place="Homs")])) == 1


def test_undated_copies_are_one_event(made):
    text = (
        "One long text about a meeting of ministers that a wire wrote and two papers printed "
        "word for word."
    )
    articles = [
        made.article("a1", text, outlet="Post"),
        made.article("a2", text + " (wire)", outlet="Times"),
    ]
    reports = [made.triple(key, "TUR", "ISR", day=None) for key in ("a1", "a2")]
    (event,) = made.merge(reports, articles)
    assert (event.n_articles, event.n_outlets) == (2, 1)


def test_copies_printed_a_day_later_are_dated_by_the_first(made):
    text = (
        "One long text about an attack on a village that a wire wrote and two papers printed "
        "word for word."
    )
    articles = [
        made.article("a1", text, date="2025-04-02"),
        made.article("a2", text, date="2025-04-03"),
    ]
    reports = [
        made.triple("a1", **FIRST, source="article", sentence=SAME_WORDS),
        made.triple("a2", **FIRST | LATER, source="article", sentence=OTHER_WORDS),
    ]
    assert len(made.merge(reports, articles)) == 1
    assert len(made.merge(reports)) == 2


def undated(made, article, day, sentence):
    return made.triple(article, **FIRST | {"day": day}, source="article", sentence=sentence)


def test_a_report_without_a_day_joins_the_nearer_of_two(made):
    reports = [
        made.triple("a1", **FIRST, sentence="Israel bombed a bridge over the river."),
        made.triple("a2", **FIRST | LATER, sentence="Israel bombed a refinery of oil."),
        undated(made, "a3", "2025-04-04", "Israel has bombed two bridges over a stream."),
    ]
    events = made.merge(reports)
    assert sorted(tuple(sorted(t.article for t in e.told)) for e in events) == [
        ("a1", "a3"),
        ("a2",),
    ]


def test_reports_without_a_day_are_one_where_they_tell_of_one_thing(made):
    one = undated(made, "a1", "2025-04-02", "Israel has bombed a bridge over the river.")
    same = undated(made, "a2", "2025-04-04", "Israel hit bridges across the river.")
    other = undated(made, "a3", "2025-04-02", "Israel has burned a harvest of wheat.")
    assert len(made.merge([one, same])) == 1
    assert len(made.merge([one, other])) == 2
    assert len(made.merge([one, same, other])) == 2


def test_a_town_that_is_struck_is_a_place_of_its_country(made):
    town = {"name": "Homs", "kind": "place", "country": "SYR"}
    country = made.triple("a1", **FIRST, place="Homs", sentence=SAME_WORDS)
    struck = made.triple("a2", **FIRST, sentence=SAME_WORDS)
    struck = struck.model_copy(update={"target": struck.target.model_copy(update=town)})
    elsewhere = made.triple("a3", **FIRST, place="Hama", sentence=SAME_WORDS)
    assert len(made.merge([country, struck])) == 1
    assert len(made.merge([elsewhere, struck])) == 2


VOICES = [
    (("BBC", "AFP"), (None, None), 2),
    (("BBC", "BBC"), (None, None), 1),
    (("BBC", "AFP"), (None, "BBC"), 1),
    ((None, None), (None, None), 2),
    (("Post", "Times"), ("Reuters", "Reuters"), 1),
]


@pytest.mark.parametrize(("outlets", "told", "voices"), VOICES)
def test_independent_voices(made, outlets, told, voices):
    articles = [made.article(f"a{i}", outlet=outlet) for i, outlet in enumerate(outlets)]
    reports = [made.triple(f"a{i}", **FIRST, told=name) for i, name in enumerate(told)]
    (event,) = made.merge(reports, articles)
    assert (event.n_articles, event.n_outlets) == (2, voices)


def test_verdicts_join_and_part(made):
    one, other = made.triple("a1", **FIRST), made.triple("a2", **{**FIRST, "day": "2025-04-03"})
    assert len(made.merge([one, other], same=[(one.id, other.id)])) == 1
    third = made.triple("a3", **FIRST)
    assert len(made.merge([one, third])) == 1
    assert len(made.merge([one, third], different=[(third.id, one.id)])) == 2


def test_a_merge_is_explained_report_by_report(made):
    reports = [
        made.triple("a1", **FIRST, sentence=SAME_WORDS, mode="aerial"),
        made.triple("a2", **{**FIRST, "day": "2025-04-04"}, source="article", sentence=SAME_WORDS),
    ]
    (event,) = made.merge(reports)
    head, *lines = event.why
    assert "ISR ASSAULT SYR, asserted, 2025-04-02: 2 reports in 2 articles" in head
    assert any("by its article (2025-04-04), near in meaning (1.00)" in line for line in lines)
    assert any("aerial" in line for line in lines)


def test_a_further_report_leaves_the_id_of_the_event(made):
    (before,) = made.merge([made.triple("a1", **FIRST)])
    (after,) = made.merge([made.triple("a1", **FIRST), made.triple("a2", **FIRST)])
    assert before.id == after.id
