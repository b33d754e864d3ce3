"""A name into which an editor put brackets is shown whole, and named without them."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (
            "Israel accused [Ahmed] al-Sharaa of lying.",
            "[Ahmed] al-Sharaa",
            "Ahmed al-Sharaa",
        ),
        (
            "Turkey warned [President Ahmed] al-Sharaa against an attack.",
            "[President Ahmed] al-Sharaa",
            "Ahmed al-Sharaa",
        ),
        (
            "Turkey condemned the attack by [Ruth] Unlisted, the Canadian foreign minister.",
            "[Ruth] Unlisted",
            "Ruth Unlisted",
        ),
    ],
)
def test_a_bracket_inside_a_name(extractor: Extractor, text: str, mention: str, name: str) -> None:
    [triple] = extractor(text)
    assert triple.target is not None
    assert triple.target.mention is not None
    assert (triple.target.mention.text, triple.target.name) == (mention, name)
    assert text[triple.target.mention.start : triple.target.mention.end] == mention
