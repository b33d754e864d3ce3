"""When and where, on hand-built trees; the report is of Thursday 10 April 2025."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extract.context import date_of, place_of
from extract.doc_attributes import ActorMention, CodedEvent

with (Path(__file__).parent / "date_trees.tsv").open(encoding="utf-8") as lines:
    DATES = [
        tuple(row.values()) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("word", "first", "phrase", "line"), DATES)
def test_date(
    tree: Callable[..., Doc],
    event: Callable[..., CodedEvent],
    word: str,
    first: str,
    phrase: str,
    line: str,
) -> None:
    doc = tree(line, published="2025-04-10")
    found = date_of(doc, event(doc, word))
    if not first:
        assert found is None
    else:
        assert found is not None
        assert found.first == first
        assert (doc.text[found.start : found.end] if found.start >= 0 else "").split()[
            -1:
        ] == phrase.split()


@pytest.mark.parametrize(("factive", "first"), [(True, "2024-06-01"), (False, "2025-06-01")])
def test_what_is_blamed_in_the_present_has_happened(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent], factive: bool, first: str
) -> None:
    line = (
        "Iran//PROPN/2/nsubj blames/blame/VERB/0/root Oman//PROPN/2/obj in//ADP/5/case "
        "June//PROPN/2/obl"
    )
    doc = tree(line, published="2025-04-10")
    doc[1].set_morph("Tense=Pres|VerbForm=Fin")
    found = date_of(doc, event(doc, "blames")._replace(factive=factive))
    assert found is not None
    assert found.first == first


def test_without_any_date_there_is_none(
    tree: Callable[..., Doc], event: Callable[..., CodedEvent]
) -> None:
    doc = tree(DATES[0][3])
    assert date_of(doc, event(doc, "struck")) is None


PLACES = [
    (
        "Israel//PROPN/2/nsubj met/meet/VERB*/0/root Turkey//PROPN/2/obj in//ADP/5/case "
        "Baku//PROPN/2/obl",
        "met",
        ("Baku", "AZE"),
    ),
    (
        "In//ADP/2/case Baku//PROPN/4/obl Israel//PROPN/4/nsubj met/meet/VERB*/0/root "
        "Turkey//PROPN/4/obj",
        "met",
        ("Baku", "AZE"),
    ),
    ("Israel//PROPN/2/nsubj met/meet/VERB*/0/root Turkey//PROPN/2/obj", "met", None),
    (
        "Israel//PROPN/2/nsubj met/meet/VERB*/0/root Turkey//PROPN/2/obj with//ADP/5/case "
        "Baku//PROPN/2/obl",
        "met",
        None,
    ),
]


@pytest.mark.parametrize(("line", "word", "expected"), PLACES)
def test_place(
    tree: Callable[..., Doc],
    event: Callable[..., CodedEvent],
    mention: Callable[..., ActorMention],
    line: str,
    word: str,
    expected: tuple[str, str] | None,
) -> None:
    doc = tree(line)
    doc._.actors = tuple(
        mention(doc, w, kind="place", how="capital", country="AZE") for w in ("Baku",) if w in line
    )
    found = place_of(doc, event(doc, word))
    assert (found and (found.name, found.country)) == expected
