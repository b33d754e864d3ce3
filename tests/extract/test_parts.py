"""Long articles are read in parts: nothing is cut off, offsets are the article's own, and who was
named before a part is known in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractor import Extractor
from extract.models import Article
from extract.parts import parts_of

STATES = ("Kenya", "Chad", "Fiji", "Peru", "Oman", "Mali", "Cuba", "Togo", "Laos", "Iraq")
PARAGRAPHS = [
    "Foreign Minister Amina Sefu of Kenya and Foreign Minister Rahul Tesar of Oman met in Cairo.",
    *(f"{one} warned {other} on Tuesday." for one in STATES for other in STATES if one < other),
    "Sefu condemned Togo.",
]
TEXT = "\n\n".join(PARAGRAPHS)


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(8, 60))
def test_parts_are_the_text(text: str, size: int) -> None:
    parts = list(parts_of(text, size))
    assert "".join(text[part.start : part.end] for part in parts) == text
    for part in parts:
        read = part.text_of(text)
        assert read[part.own :] == text[part.start : part.end]
        assert all(
            read[at] == text[part.placed(at)]
            for at in range(len(read))
            if at < part.lead or at >= part.lead + (2 if part.lead else 0)
        )


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    # By rules alone: the judge looks at an article as a whole, for instance at how often a name
    # stands in it.
    return Extractor.load(rules_only=True)


@pytest.mark.model
def test_parts_tell_what_the_whole_tells(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(id="long", text=TEXT, date="2024-05-01")
    whole = extractor.read(article)
    monkeypatch.setattr("extract.extractor.LONGEST_WHOLE", 1_000)
    monkeypatch.setattr("extract.extractor.parts_of", lambda text: parts_of(text, 1_000))
    (parts,) = extractor.readings([article])
    assert parts.error is None
    known = {t.id: t.sentence for t in whole.triples}
    found = {t.id: t.sentence for t in parts.triples}
    # A sentence is parsed with those around it, which are others at the edges of parts.
    assert len(known.keys() ^ found.keys()) <= 4
    assert all(found[key] == known[key] for key in known.keys() & found.keys())
    for triple in parts.triples:
        for words in (triple.action.mention, triple.actor and triple.actor.mention):
            assert words is None or TEXT[words.start : words.end] == words.text
    (last,) = [t for t in parts.triples if t.sentence.text == PARAGRAPHS[-1]]
    assert last.actor is not None and last.actor.name == "Amina Sefu"
    assert {t.sentence.index for t in parts.triples} | {u.index for u in parts.uncoded} == set(
        range(whole.sentences)
    )
    assert all(TEXT[u.start : u.end] == u.text for u in parts.uncoded)
    assert (parts.sentences, parts.words) == (whole.sentences, whole.words)
