"""The tables of cases: what a phrase stands for, and which actors a sentence names. A row with
``xfail`` says why it fails."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.actors import ActorFinder, resolve
from extract.lexicon import values

CASES = Path(__file__).parent / "cases"


def _rows(name: str) -> list[Any]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        pytest.param(row, id=row[next(iter(row))][:60] + (f" {row['date']}" if row["date"] else ""),
                     marks=[pytest.mark.xfail(reason=row["xfail"])] if row["xfail"] else [])
        for row in rows
    ]  # fmt: skip


@cache
def _nlp() -> Any:
    import spacy

    from extract.language.tokenizer import build_tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = build_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize("case", _rows("phrases.csv"))
def test_phrase(case: dict[str, str]) -> None:
    found = resolve(case["text"], date=case["date"] or None)
    if case["name"] == "-":
        assert found is None
        return
    if not any(case[column] for column in ("name", "how", "sectors")) and case["country"] == "-":
        assert found is None or found.country == ""
        return
    assert found is not None
    got = {
        "name": found.name,
        "kind": found.kind,
        "country": found.country or "-",
        "how": found.resolved_by,
    }
    assert {column: got[column] for column in got if case[column]} == {
        column: case[column] for column in got if case[column]
    }
    if case["sectors"]:
        assert found.sectors == values(case["sectors"])


@pytest.mark.parametrize("case", _rows("sentences.csv"))
def test_sentence(case: dict[str, str]) -> None:
    finder = ActorFinder()
    doc = _nlp()(case["text"])
    doc._.published = case["date"]
    found = [(doc[m.start : m.end].text, m) for m in finder.match(doc)]
    for item in filter(None, case["expected"].split(" / ")):
        words, wanted = item.split("=")
        # The last mention of these words: a surname alone stands after the full name; a person's
        # mention leaves out the title.
        mention = next(
            (
                m
                for text, m in reversed(found)
                if text in (words, f"the {words}")
                or (m.kind == "person" and words.endswith(f" {text}"))
            ),
            None,
        )
        assert mention is not None, f"{words!r} is not among {[text for text, _m in found]}"
        if ":" in wanted:
            assert (mention.kind, mention.country) == tuple(wanted.split(":"))
        else:
            assert mention.id == wanted
    for item in filter(None, case["absent"].split(" / ")):
        words, unwanted = item.split("=")
        assert not [m for text, m in found if text == words and m.id == unwanted]
