"""Standard input is JSON where it begins like JSON and is such, else one plain text."""

from __future__ import annotations

import io
import json
import sys

import pytest

from extract.articles import read_articles
from extract.reading.problems import Problem

ONE = "Turkish and Israeli officials met in Baku on Wednesday to talk about Syria."
TWO = "Iran warned Iraq on Thursday that it would answer any further attack on its soil."
RECORDS = [{"id": "a", "text": ONE, "date": "2025-04-10"}, {"id": "b", "text": TWO}]
LINES = "".join(json.dumps(record) + "\n" for record in RECORDS)
NOTE = f"[Editor's note: corrected on Friday.] {ONE}"
BRACE = f"{{ {ONE}"

# name: what comes in, the texts that come out, words of each problem
GIVEN: dict[str, tuple[str, list[str], list[str]]] = {
    "an object a line": (LINES, [ONE, TWO], []),
    "an object a line, blank lines around": (f"\n \n{LINES}\n\n", [ONE, TWO], []),
    "one object": (json.dumps(RECORDS[0]), [ONE], []),
    "one object over many lines": (json.dumps(RECORDS[0], indent=2), [ONE], []),
    "a list": (json.dumps(RECORDS), [ONE, TWO], []),
    "a list over many lines": (f"\n  {json.dumps(RECORDS, indent=4)}\n", [ONE, TWO], []),
    "a list with an object that is no article": (
        json.dumps([RECORDS[0], {"url": "https://example.org"}, RECORDS[1]]),
        [ONE, TWO],
        ["no text"],
    ),
    "an object a line, the first broken": ('{"text": "cut off\n' + LINES, [ONE, TWO], ["broken"]),
    "an object a line, the second broken": (
        LINES.replace("\n", '\n{"text": \n', 1),
        [ONE, TWO],
        ["broken"],
    ),
    "an empty list": ("[]", [], ["JSON without articles"]),
    "a list that is cut off": (json.dumps(RECORDS)[:-30], [ONE], ["broken JSON"]),
    "an object that is cut off": (json.dumps(RECORDS[0])[:-30], [], ["broken JSON"]),
    "an object without a text": ('{"url": "https://example.org"}', [], ["JSON without articles"]),
    "a text that begins with a square bracket": (NOTE, [NOTE], []),
    "a text that begins with a curly bracket": (BRACE, [BRACE], []),
    "a plain text": (ONE, [ONE], []),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", GIVEN)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str, encoding: str) -> None:
    given, texts, told = GIVEN[name]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode(encoding))))
    problems: list[Problem] = []
    assert [a.text for a in read_articles("-", problems=problems)] == texts
    assert len(problems) == len(told), problems
    for problem, words in zip(problems, told, strict=True):
        assert words in problem.reason


def test_metadata_of_a_list_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(RECORDS).encode())))
    articles = list(read_articles("-"))
    assert [(a.id, a.date) for a in articles] == [("a", "2025-04-10"), ("b", None)]
