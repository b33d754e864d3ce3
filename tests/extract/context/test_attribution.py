"""Who says so: quotations on plain text, attributions on hand-built trees."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extract.context import attributions_of
from extract.doc_attributes import ActorMention, CodedEvent, SpokenBy


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
        'Iran//PROPN/2/nsubj said/say/VERB*/0/root :/:/PUNCT/2/punct "//PUNCT/5/punct '
        "Enough//ADJ/2/ccomp .//PUNCT/2/punct",
        "Israel//PROPN/2/nsubj struck/strike/VERB*/0/root Syria//PROPN/2/obj .//PUNCT/2/punct "
        '"//PUNCT/2/punct',
    )
    doc._.actors = (mention(doc, "Iran"),)
    assert told(doc, attributions_of(doc, event(doc, "struck"))) == [(0, "", "Iran said")]
