"""Cleaning keeps every offset, takes out what is no prose, and is done after one go."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.cleaning import clean

PIECES = [
    "KABUL:", "ANKARA, April 10 (Reuters) -", "JERUSALEM (AP) --", "Turkey’s army",
    "“No,” he said.", "\n", "\n\n", "\r\n", " ", "https://a.example/x?y=1.",
    "pic.twitter.com/Ab12", "— Some One (@some_one) April 2, 2025", "By John Smith",
    "(Photo: AP)", "READ ALSO: More", "[[File:x.jpg]]", "[1]", "[w]e said",
    "[Syrian President Ahmed] al-Sharaa", "&amp;", "&#39;s", "'''", "== Talks ==", "<br/>", "@a",
    "(@a)", "#x", "the", "of", "President", "met", "Image: X.", "\u0000", "\ufeff", "\u200b",
    "\ud800", "…", "a@b.org", "{{", "}}", "[", "](x)", "Friday, July 21, 2017",
]  # fmt: skip

anything = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join),
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(alphabet="aAB .,-:()[]{}@#/\n'\"0", max_size=6)),
        max_size=30,
    ).map("".join),
)


@given(anything)
@settings(max_examples=400, deadline=None)
def test_length_is_kept(text: str) -> None:
    assert len(clean(text).text) == len(text)


@given(anything)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(anything)
@settings(max_examples=200, deadline=None)
def test_words_that_stay_stand_where_they_stood(text: str) -> None:
    cleaned = clean(text).text
    touched = {at for piece in clean(text).removed for at in range(piece.start, piece.end)}
    for at, (before, after) in enumerate(zip(text, cleaned, strict=True)):
        if after.isalpha() and before.isalpha() and at not in touched:
            assert after == before


MASKED = [
    ("They met. pic.twitter.com/uaBC12 Then left.", "They met. Then left."),
    (
        "It is destroyed.\n— War Watch (@War_Watch) April 2, 2025\nMore came.",
        "It is destroyed. More came.",
    ),
    ("Big news! Jane Doe (@jane) on 3 March 2024", "Big news!"),
    ("See https://news.example/a_(b)?x=1. It says so.", "See . It says so."),
    ("Minister Lee (@minlee) will travel.", "Minister Lee will travel."),
    ("@one @two #three\nTalks failed.", "Talks failed."),
    ("Troops arrived (AP Photo/Jo Bloggs) at dawn.", "Troops arrived at dawn."),
    ("Troops arrived (Photo: Reuters) at dawn.", "Troops arrived at dawn."),
    (
        "Talks failed.\nREAD ALSO: Ten facts about talks\nThey may resume.",
        "Talks failed. They may resume.",
    ),
    ("Talks failed.\n\nAdvertisement\n\nThey may resume.", "Talks failed. They may resume."),
    ("By Jane Q. Doe and John Smith\n\nTalks failed.", "Talks failed."),
    ("BY JANE DOE, Staff Writer\nTalks failed.", "Talks failed."),
    ("Talks failed.\n(Reporting by Jane Doe; Editing by John Smith)", "Talks failed."),
    ("A tank near the border. Image: Jane Doe.\n\nTalks failed.", "Talks failed."),
    ("File photo\nTalks failed.", "Talks failed."),
    (
        "It would “hit [Prime Minister Ada] Lovelace” hard.",
        'It would "hit Prime Minister Ada Lovelace" hard.',
    ),
    ("He said “[w]e stay”.", 'He said " we stay".'),
    ("'''Turkey''' met [[Israel|Israelis]].[1]", "Turkey met Israelis ."),
    ("[Turkey](https://x.example) met Israel.", "Turkey met Israel."),
    ("Turkey&#39;s army &amp; navy", "Turkey 's army & navy"),
    ("Turkey\u00a0met\u2009Israel\x07.", "Turkey met Israel ."),
    ("The two sides\nmet in Baku\non Wednesday.", "The two sides met in Baku on Wednesday."),
    ("© 2025 The Daily Example. All rights reserved.", ""),
]


@pytest.mark.parametrize(("text", "left"), MASKED)
def test_masks(text: str, left: str) -> None:
    assert " ".join(clean(text).text.split()) == left


KEPT = [
    "By Wednesday, Israel had struck twice.",
    "By the time talks began, Israel had struck.",
    "Turkey met Israel (with Russia watching) in Baku.",
    "Turkey - a NATO member - met Israel.",
    "More than 20 people died: officials blamed Israel.",
    "Image and reputation matter to Turkey, the minister said.",
    "Russia shared intelligence with Iran.",
    "Comments by the minister angered Israel.",
    "At 5:30 p.m. Israel struck; the army said: we did it.",
    "The list: Turkey, Israel, Syria.",
    "Updated rules anger Turkey.",
    "Watch lists were given to Iran.",
    "Related talks failed when Iran withdrew.",
    "Photographs showed Russian tanks crossing the border.",
    "More sanctions on Iran: France says yes,"
    " and it will lead the European Union in imposing them from the first day of next month.",
]


@pytest.mark.parametrize("text", KEPT)
def test_prose_stays(text: str) -> None:
    assert clean(text).text == text


DATELINES = [
    ("ANKARA, April 10 (Reuters) - Turkey met Israel.", ("ANKARA", "April 10", "Reuters")),
    ("JERUSALEM (AP) -- Israel struck.", ("JERUSALEM", "", "AP")),
    ("KABUL: Afghan forces left.", ("KABUL", "", "")),
    ("BAGHDAD, Iraq (AFP) — Iraqi forces left.", ("BAGHDAD", "", "AFP")),
    ("(Reuters) - Turkey met Israel.", ("", "", "Reuters")),
    ("Nairobi, 3 May 2024 — Kenya sent police.", ("Nairobi", "3 May 2024", "")),
    (
        "Friday, July 21, 2017\n\nKABUL - Afghan forces left.",
        ("KABUL", "Friday, July 21, 2017", ""),
    ),
    ("MOSCOW/KYIV, Feb 24 (Xinhua/TASS) -- Russian forces crossed.", ("MOSCOW", "Feb 24", "TASS")),
]


@pytest.mark.parametrize(("text", "parts"), DATELINES)
def test_datelines(text: str, parts: tuple[str, str, str]) -> None:
    dateline = clean(text).dateline
    assert dateline is not None
    assert (dateline.place.split("/")[0], dateline.date, dateline.outlet) == parts


LONG_LINE = (
    "A spokesman said: no comment was made on the first day of these talks or on the second one."
)
FILLED = [
    "Turkish and Israeli officials met on Wednesday in the capital of",
    "Azerbaijan to discuss Syria, where both have forces. An aide to",
    "President Aliyev said that the talks would go on for as long as the",
    "Two sides wished.",
]
PARAGRAPHS = [
    ("Talks failed.\nIsrael struck Syria.", ["Talks failed.", "Israel struck Syria."]),
    ("Talks failed\n\nIsrael struck Syria.", ["Talks failed", "Israel struck Syria."]),
    (
        f"Ministers discussed Syria\nJane Doe\n{LONG_LINE}",
        ["Ministers discussed Syria", "Jane Doe", LONG_LINE],
    ),
    (
        "The President of\nTurkey met envoys of the\nUnited States.",
        ["The President of Turkey met envoys of the United States."],
    ),
    ("\n".join(FILLED), [" ".join(FILLED)]),
]


@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS)
def test_line_breaks(text: str, paragraphs: list[str]) -> None:
    assert [p for p in clean(text).text.split("\n") if p] == paragraphs


def test_a_title_that_is_repeated_goes() -> None:
    assert (
        clean("Turkey meets Israel\n\nThey met.", title="Turkey meets  Israel").text.strip()
        == "They met."
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Israel struck Syria. ",
        "(",
        "[[",
        "http://a",
        "@a ",
        "By ",
        "— a (@b",
        "'''",
        "\n",
        ". Image: x",
    ],
)
def test_one_long_line_takes_time_in_proportion(unit: str) -> None:
    text = (unit * 300_000)[:300_000]
    start = time.perf_counter()
    cleaned = clean(text)
    assert len(cleaned.text) == len(text)
    assert time.perf_counter() - start < 20
