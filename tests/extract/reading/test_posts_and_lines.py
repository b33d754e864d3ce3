"""Posts of social media, and lines as a printer broke them: read as the same words in prose are."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def extractor() -> Any:
    from extract import Extractor

    return Extractor.load()


def _rows() -> list[Any]:
    with (Path(__file__).parent / "brought/posts_and_lines.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(row["text"].replace("\\n", "\n"), row["must"].split("|"), id=row["text"][:40])
        for row in rows
    ]


def _is(actor: Any, name: str) -> bool:
    return name == "*" or (actor is not None and name in (actor.name, actor.mention.text))


@pytest.mark.model
@pytest.mark.parametrize(("text", "must"), _rows())
def test_posts_and_broken_lines(text: str, must: list[str], extractor: Any) -> None:
    triples = extractor(text, date="2025-03-14")
    actor, type_, target = must
    found = [(t.actor and t.actor.name, t.action.type, t.target and t.target.name) for t in triples]
    assert any(
        _is(t.actor, actor) and type_ in ("*", t.action.type) and _is(t.target, target)
        for t in triples
    ), found
    for triple in triples:
        for party in (triple.actor, triple.target):
            if party is not None:
                assert text[party.mention.start : party.mention.end] == party.mention.text
