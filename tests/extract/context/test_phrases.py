"""Phrases of time, read on Thursday 10 April 2025 unless a row says otherwise."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.context.time_phrases import find_phrases

THURSDAY = dt.date(2025, 4, 10)

PAST = [
    ("on Wednesday", "2025-04-09", "2025-04-09"),
    ("on Thursday", "2025-04-10", "2025-04-10"),
    ("on Friday", "2025-04-04", "2025-04-04"),
    ("late Wednesday night", "2025-04-09", "2025-04-09"),
    ("last Thursday", "2025-04-03", "2025-04-03"),
    ("last Wednesday", "2025-04-09", "2025-04-09"),
    ("on Tuesday last week", "2025-04-01", "2025-04-01"),
    ("yesterday", "2025-04-09", "2025-04-09"),
    ("earlier today", "2025-04-10", "2025-04-10"),
    ("last night", "2025-04-09", "2025-04-09"),
    ("overnight", "2025-04-09", "2025-04-10"),
    ("the day before yesterday", "2025-04-08", "2025-04-08"),
    ("two days ago", "2025-04-08", "2025-04-08"),
    ("a week ago", "2025-04-03", "2025-04-03"),
    ("three months ago", "2025-01-01", "2025-01-31"),
    ("10 years ago", "2015-01-01", "2015-12-31"),
    ("last week", "2025-03-31", "2025-04-06"),
    ("this week", "2025-04-07", "2025-04-10"),
    ("earlier this week", "2025-04-07", "2025-04-10"),
    ("earlier this month", "2025-04-01", "2025-04-10"),
    ("last month", "2025-03-01", "2025-03-31"),
    ("last year", "2024-01-01", "2024-12-31"),
    ("earlier this year", "2025-01-01", "2025-04-10"),
    ("over the weekend", "2025-04-05", "2025-04-06"),
    ("last weekend", "2025-04-05", "2025-04-06"),
    ("in the past 24 hours", "2025-04-09", "2025-04-10"),
    ("over the past two weeks", "2025-03-27", "2025-04-10"),
    ("in recent days", "2025-04-03", "2025-04-10"),
    ("on 2 April", "2025-04-02", "2025-04-02"),
    ("on April 2", "2025-04-02", "2025-04-02"),
    ("on the 2nd of April", "2025-04-02", "2025-04-02"),
    ("on Dec. 17", "2024-12-17", "2024-12-17"),
    ("on Tuesday, 4 March", "2025-03-04", "2025-03-04"),
    ("on April 2, 2024", "2024-04-02", "2024-04-02"),
    ("on Friday, 24 February 2022", "2022-02-24", "2022-02-24"),
    ("between 11-13 Dec", "2024-12-11", "2024-12-13"),
    ("from 5 to 6 April 2016", "2016-04-05", "2016-04-06"),
    ("from 3 March to 5 April", "2025-03-03", "2025-04-05"),
    ("in March", "2025-03-01", "2025-03-31"),
    ("in December", "2024-12-01", "2024-12-31"),
    ("last March", "2025-03-01", "2025-03-31"),
    ("in March 2023", "2023-03-01", "2023-03-31"),
    ("in early March 2023", "2023-03-01", "2023-03-10"),
    ("in 2023", "2023-01-01", "2023-12-31"),
    ("the 2003 invasion", "2003-01-01", "2003-12-31"),
    ("in May last year", "2024-05-01", "2024-05-31"),
    ("on October 7 last year", "2024-10-07", "2024-10-07"),
    ("overnight on Wednesday", "2025-04-09", "2025-04-09"),
    ("since November", "2024-11-01", "2025-04-10"),
    ("since 2012", "2012-01-01", "2025-04-10"),
    ("since Monday", "2025-04-07", "2025-04-10"),
    ("in the 1990s", "1990-01-01", "1999-12-31"),
    ("from 2012 to 2014", "2012-01-01", "2014-12-31"),
    ("2012-2014", "2012-01-01", "2014-12-31"),
    ("in the summer of 2014", "2014-06-01", "2014-08-31"),
    ("last summer", "2024-06-01", "2024-08-31"),
    ("on 2025-04-02", "2025-04-02", "2025-04-02"),
]


@pytest.mark.parametrize(("text", "first", "last"), PAST)
def test_in_a_report_of_the_past(text: str, first: str, last: str) -> None:
    found = find_phrases(f"Israel struck {text}.", THURSDAY)
    assert [(p.first.isoformat(), p.last.isoformat()) for p in found] == [(first, last)]


AHEAD = [
    ("on Wednesday", "2025-04-16", "2025-04-16"),
    ("on Friday", "2025-04-11", "2025-04-11"),
    ("next Thursday", "2025-04-17", "2025-04-17"),
    ("tomorrow", "2025-04-11", "2025-04-11"),
    ("next week", "2025-04-14", "2025-04-20"),
    ("later this week", "2025-04-10", "2025-04-13"),
    ("next month", "2025-05-01", "2025-05-31"),
    ("later this month", "2025-04-10", "2025-04-30"),
    ("next year", "2026-01-01", "2026-12-31"),
    ("on 2 May", "2025-05-02", "2025-05-02"),
    ("on 2 April", "2026-04-02", "2026-04-02"),
    ("in September", "2025-09-01", "2025-09-30"),
    ("in the coming days", "2025-04-10", "2025-04-17"),
    ("at the weekend", "2025-04-12", "2025-04-13"),
    ("in two weeks' time", "2025-04-24", "2025-04-24"),
]


@pytest.mark.parametrize(("text", "first", "last"), AHEAD)
def test_in_a_report_of_plans(text: str, first: str, last: str) -> None:
    found = find_phrases(f"They will meet {text}.", THURSDAY, future=True)
    assert [(p.first.isoformat(), p.last.isoformat()) for p in found] == [(first, last)]


NONE = [
    "since the fall of Assad", "they may march in august company", "2,025 soldiers",
    "a force of 2000 troops", "for two weeks", "100 days", "the 39th summit", "decades ago",
    "May said", "31 February 2024", "Highway 2025-A1", "G20", "$2020",
    # letters that equal plain ones without regard to case
    "ſix days ago", "fİve weeks ago", "in fıve days' time", "over the past two fortnıghts",
    "in recent fortnİghts",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_is_no_date(text: str) -> None:
    assert find_phrases(text, THURSDAY) == []


def test_without_a_day_of_report_only_full_dates_are_read() -> None:
    text = "on Wednesday, last week, in March, on 2 April, on 2 April 2024 and in 2022"
    assert [p.first.isoformat() for p in find_phrases(text, None)] == ["2024-04-02", "2022-01-01"]


JOINS = ["and", "from", "to", "since", "-"]


@given(
    st.lists(st.sampled_from([*(row[0] for row in PAST + AHEAD), *JOINS]), max_size=8).map(
        " ".join
    ),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_phrases_are_in_order_and_apart(text: str, day: dt.date, future: bool) -> None:
    found = find_phrases(text, day, future=future)
    assert all(p.first <= p.last and 0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
