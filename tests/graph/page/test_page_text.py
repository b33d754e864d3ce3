"""What text of unknown origin becomes before it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.page.text import clean, clean_sentence, safe_link


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("right\u202eleft\u202c", "rightleft"),
        ("isolate\u2066d\u2069", "isolated"),
        ("bell\x07 nul\x00", "bell nul"),
        ("lone \ud800 half", "lone  half"),
        ("\ufeffmark", "mark"),
        ("zero\u200bwidth", "zerowidth"),
        ("naïve Türkiye 😀 عربي", "naïve Türkiye 😀 عربي"),
        (None, ""),
        (7, "7"),
    ],
)
def test_clean(given_text, shown):
    assert clean(given_text) == shown


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        (" data:text/html,x", ""),
        ("//example.org", ""),
        ("https://", ""),
        ('https://"onclick=x', ""),
        ("https://example.org/" + "x" * 3000, ""),
        (None, ""),
    ],
)
def test_safe_link(url, kept):
    assert safe_link(url) == kept


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_span_marks_the_same_words_before_and_after(sentence, one, other):
    start, end = sorted((one % (len(sentence) + 1), other % (len(sentence) + 1)))
    shown, spans = clean_sentence(sentence, [("actor", start, end)])
    shown.encode("utf-8")
    marked = clean(sentence[start:end])
    if not marked:
        assert spans == []
    else:
        [(role, begin, finish)] = spans
        units = shown.encode("utf-16-le")[2 * begin : 2 * finish]
        assert (role, units.decode("utf-16-le")) == ("actor", marked)


def test_bad_spans_are_dropped():
    assert clean_sentence(
        "short", [("actor", 3, 2), ("actor", -1, 2), ("actor", 0, 99), ("actor", 1, 1)]
    ) == ("short", [])
