"""Which lines open the turn of a speaker, and which stand above a text."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.grammar.turns import headings_of, turns_of

LABELS = [
    ("Mr. Okafor (Nigeria): We agree.\n\nMrs. Blanc (France): We do not.", 2),
    ("The representative of India: We left.", 1),
    ("MS. HARTLEY: We left.\n\nQ: Why did you?", 2),
    ("Emmanuel Macron: We left.", 1),
    ("Ambassador Silva (Portugal): We left.", 1),
    ("NORWAY: We left.", 1),
    ("ANKARA (Reuters): Turkey left.", 0),
    ("The minister said: We left.", 0),
    ("Nothing is known: the talks failed.", 0),
    ("Oil rose 3 per cent. At 10:30 it fell.", 0),
]
HEADINGS = [
    ("Statement by the President of Ghana\n\nWe left.", 1),
    ("U.S. Department of State\nPress briefing\n\nMS. HARTLEY: We left.", 2),
    ("We left Ghana. They stayed.", 0),
]


@pytest.fixture(scope="module")
def parse():
    extractor = Extractor.load()
    return lambda text: extractor.parse(text, "2025-03-14")


@pytest.mark.model
@pytest.mark.parametrize(("text", "count"), LABELS)
def test_turns(parse, text, count):
    assert len(turns_of(parse(text))) == count


@pytest.mark.model
@pytest.mark.parametrize(("text", "count"), HEADINGS)
def test_headings(parse, text, count):
    doc = parse(text)
    turns = turns_of(doc)
    before = turns[0].start if turns else len(doc)
    assert len(headings_of(doc, before)) == count
