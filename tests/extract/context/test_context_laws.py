"""Whatever the parser says, and however odd the quotation marks: the context stage answers, and
within the text."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.context import attributions_of, date_of, place_of, status_of
from extract.context.cue_words import STATUSES
from extract.doc_attributes import ActorMention, CodedEvent, register

WORDS = [
    "Israel", "said", "struck", "Syria", "\"", "'", "on", "Monday", "in", "Baku", "will", "not",
    "if", "according", "to", "Reuters", "told", ",", ".", "?", "attack", "denied", "that", "any",
    "talks", "called", "for", "last", "week", "\n", "\n\n", "quoted", "as", "saying", "who",
    "reportedly", "2003", "he",
]  # fmt: skip
DEPS = [
    "nsubj", "obj", "obl", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj",
    "case", "mark",
    "det", "aux", "advmod", "nmod", "nsubj:pass", "iobj", "appos", "amod", "fixed", "dep", "cop",
]  # fmt: skip
POS = ["NOUN", "VERB", "PROPN", "ADP", "AUX", "ADJ", "PUNCT", "PRON", "SPACE", "SCONJ", "ADV"]


@st.composite
def parsed(draw: st.DrawFn) -> tuple[Doc, CodedEvent]:
    """Draw a document with any tree over any of the words, with two actors and an event in it."""
    register()
    size = draw(st.integers(2, 18))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    heads = [0] + [draw(st.integers(0, i - 1)) for i in range(1, size)]
    deps = ["ROOT"] + [draw(st.sampled_from(DEPS)) for _ in range(1, size)]
    doc = Doc(
        Vocab(),
        words=words,
        heads=heads,
        deps=deps,
        lemmas=words,
        pos=[draw(st.sampled_from(POS)) for _ in range(size)],
    )
    doc._.published = draw(st.sampled_from(["", "2025-04-10"]))
    spots = draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2))
    doc._.actors = tuple(
        ActorMention(i, i + 1, i, "X", "X", "state", "TUR", (), "", "alias", "") for i in spots
    )
    at = draw(st.integers(0, size - 1))
    return doc, CodedEvent(
        at, at + 1, at, 0, 1, "ASSAULT", "", (), "x", False, "frame:x", 0.9, "", ()
    )


@given(parsed())
@settings(max_examples=400, deadline=None)
def test_there_is_always_an_answer(case: tuple[Doc, CodedEvent]) -> None:
    doc, event = case
    length = len(doc.text)
    assert status_of(doc, event) in STATUSES
    for told in attributions_of(doc, event):
        assert 0 <= told.start < told.end <= length
        assert -1 <= told.speaker < 2
    when = date_of(doc, event)
    if when is not None:
        assert dt.date.fromisoformat(when.first) <= dt.date.fromisoformat(when.last)
        assert (when.start, when.end) == (-1, -1) or 0 <= when.start < when.end <= length
    where = place_of(doc, event)
    if where is not None:
        assert 0 <= where.start < where.end <= length
        assert where.name


@given(parsed())
@settings(max_examples=100, deadline=None)
def test_the_answer_is_the_same_twice(case: tuple[Doc, CodedEvent]) -> None:
    doc, event = case
    assert attributions_of(doc, event) == attributions_of(doc, event)
    assert (status_of(doc, event), date_of(doc, event)) == (
        status_of(doc, event),
        date_of(doc, event),
    )
