"""Who says so: quotations on plain text, attributions on hand-built trees."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.context import attributions_of
from extract.context.quotes import find_quotations
from extract.doc_attributes import ActorMention, CodedEvent, SpokenBy

QUOTATIONS = [
    ('He said: "We stay." She left.', ["We stay."]),
    ('"We stay," he said. "We fight."', ["We stay,", "We fight."]),
    ('"We stay. We fight.\n"We win," he said.', ["We stay. We fight.", "We win,"]),
    ('He called it "odd and left.', ["odd and left."]),
    ('An odd " mark here', [" mark here"]),
    ("No marks at all", []),
    ('A 6" gun and a 9" gun', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "inside"), QUOTATIONS)
def test_quotations(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inside


def test_a_quotation_that_goes_on_is_carried() -> None:
    assert [q.carried for q in find_quotations('"We stay.\n"We fight," he said.')] == [False, True]


@given(st.text(alphabet='ab "\n.,', max_size=60))
@settings(max_examples=300, deadline=None)
def test_odd_marks_never_fail(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start <= q.end <= len(text) for q in found)
    assert all("\n" not in text[q.start : q.end] for q in found)


def told(doc: Doc, found: tuple[SpokenBy, ...]) -> list[tuple[int, str, str]]:
    return [(a.speaker, a.outlet, doc.text[a.start : a.end]) for a in found]


with (Path(__file__).parent / "attribution_trees.tsv").open(encoding="utf-8") as lines:
    TREES = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", TREES, ids=lambda row: row["words"] or "none")
def test_attribution(
    tree: Callable[..., Doc],
    event: Callable[..., CodedEvent],
    mention: Callable[..., ActorMention],
    row: dict[str, str],
) -> None:
    doc = tree(row["tree"])
    doc._.actors = (mention(doc, "Iran"),) if "Iran" in row["tree"] else ()
    expected = [(int(row["speaker"]), row["outlet"], row["words"])] if row["words"] else []
    assert told(doc, attributions_of(doc, event(doc, "struck"))) == expected


def test_a_verb_of_speech_is_no_attribution_of_itself(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent], mention: Callable[..., ActorMention]
) -> None:
    doc = tree("Iran//PROPN/2/nsubj warned/warn/VERB*/0/root Israel//PROPN/2/obj")
    doc._.actors = (mention(doc, "Iran"),)
    assert attributions_of(doc, event(doc, "warned")) == ()


def test_a_quotation_over_sentences_has_one_speaker(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent], mention: Callable[..., ActorMention]
) -> None:
    doc = tree(
        'Iran//PROPN/2/nsubj said/say/VERB*/0/root :/:/PUNCT/2/punct "//PUNCT/5/punct Enough//ADJ/2/ccomp .//PUNCT/2/punct',
        'Israel//PROPN/2/nsubj struck/strike/VERB*/0/root Syria//PROPN/2/obj .//PUNCT/2/punct "//PUNCT/2/punct',
    )
    doc._.actors = (mention(doc, "Iran"),)
    assert told(doc, attributions_of(doc, event(doc, "struck"))) == [(0, "", "Iran said")]
