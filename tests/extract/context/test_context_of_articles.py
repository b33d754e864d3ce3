"""Attribution over sentences and paragraphs, with the model that ships with the package."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.model

ARTICLES = [
    (
        "a quotation that goes on in the next paragraph",
        'Volodymyr Zelensky spoke to parliament in Kyiv.\n\n"We want peace," Zelensky said.'
        ' "Russia does not.\n\n"Russia attacked Poland on Monday."',
        ("Russia", "ASSAULT", "Poland"),
        "Volodymyr Zelensky",
    ),
    (
        "a speaker who ends the paragraph before",
        'The defence ministry of Norway said:\n\n"Russia attacked Finland on Monday. Sweden was '
        'spared."',
        ("Russia", "ASSAULT", "Finland"),
        "Norway",
    ),
    (
        "curly marks, and one too many",
        "“Iran attacked Saudi Arabia,” Emmanuel Macron said. “It is a crime.””",
        ("Iran", "ASSAULT", "Saudi Arabia"),
        "Emmanuel Macron",
    ),
    (
        "a statement without marks",
        "The foreign minister of Norway said:\n\nWe condemn Russia.\n\nWe know that Russia "
        "attacked Finland on Monday.",
        ("Russia", "ASSAULT", "Finland"),
        "Norway",
    ),
    (
        "no speaker at all",
        "Iran attacked Saudi Arabia. Emmanuel Macron was in Lyon.",
        ("Iran", "ASSAULT", "Saudi Arabia"),
        None,
    ),
]


@pytest.fixture(scope="module")
def extractor() -> Any:
    from extract.extractor import Extractor

    return Extractor.load()


@pytest.mark.parametrize(
    ("text", "event", "speaker"), [row[1:] for row in ARTICLES], ids=[row[0] for row in ARTICLES]
)
def test_speakers(
    extractor: Any, text: str, event: tuple[str, str, str], speaker: str | None
) -> None:
    triples = extractor(text, date="2025-04-10")
    found = [
        t
        for t in triples
        if t.actor and t.target and (t.actor.name, t.action.type, t.target.name) == event
    ]
    assert len(found) == 1
    told = [a.speaker for a in found[0].attribution if a.speaker]
    if speaker is None:
        assert found[0].attribution == ()
    else:
        resolved = extractor.resolve(speaker)
        assert any(s.id == resolved.id or s.country == resolved.country for s in told)
    assert all(
        a.mention.text == text[a.mention.start : a.mention.end] for a in found[0].attribution
    )
