"""Each construction of the clause walk, on trees that are kept beside the sentences, so that no
model is needed.

``data/constructions.tsv`` has the sentence with its actors in brackets, the events it should give
(``|`` between readings that are both right, ``;`` between events) and, in ``fails``, why it does
not yet; ``data/constructions.conll`` has the trees: form, lemma, part of speech, head, relation,
features.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.doc_attributes import ActorMention, register
from extract.events.coder import ClauseCoder
from extract.events.drafts import FrameMatcher
from extract.events.frames import load_frames

HERE = Path(__file__).parent / "data"
with (HERE / "constructions.tsv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t"))


@cache
def trees() -> dict[str, list[list[str]]]:
    found = {}
    for block in (
        (HERE / "constructions.conll").read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    ):
        first, *rows = block.split("\n")
        found[first.removeprefix("# ")] = [row.split("\t") for row in rows]
    return found


@cache
def known() -> Any:
    ontology, index = load_frames()
    return ontology, FrameMatcher(ontology, index)


def build(bracketed: str) -> Doc:
    """Make the document of a case: its tree, and the bracketed words as actors."""
    register()
    text = re.sub(r"[\[\]]", "", bracketed)
    rows = trees()[text]
    doc = Doc(
        Vocab(),
        words=[r[0] for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        heads=[int(r[3]) for r in rows],
        deps=[r[4] for r in rows],
        morphs=[r[5] for r in rows],
    )
    mentions, token, start = [], 0, -1
    for part in re.findall(r"[\[\]]|[^\s\[\]]+", bracketed):
        if part == "[":
            start = token
        elif part == "]":
            span = doc[start:token]
            kind = "media" if span.text == "Reuters" else "state"
            mentions.append(
                ActorMention(
                    start, token, span.root.i, span.text, span.text, kind, "", (), "", "", ""
                )
            )
        else:
            token += 1
    doc._.actors = tuple(mentions)
    return doc


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['construction']}-{number}",
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if case["fails"] else [],
        )
        for number, case in enumerate(CASES)
    ],
)
def test_construction(case: dict[str, str]) -> None:
    doc = build(case["sentence"])
    events, _ = ClauseCoder(doc, *known()).match()
    names = ["-" if i < 0 else doc._.actors[i].name for e in events for i in (e.actor, e.target)]
    found = {f"{a} {e.type} {t}" for e, a, t in zip(events, names[::2], names[1::2], strict=True)}
    readings = [
        {e.strip() for e in reading.split(";") if e.strip()}
        for reading in (case["events"] or "").split("|")
    ]
    assert found in readings
