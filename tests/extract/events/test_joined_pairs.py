"""Which pairs the relation network is asked about, on hand-built trees, and what it reads,
through the model that ships."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.doc_attributes import ActorMention, register
from extract.events.joined_pairs import pairs_of
from extract.events.ontology import load_ontology
from extract.events.parties import Roles
from extract.events.relations import RULE
from extract.extractor import Extractor

register()
COUNTRIES = {"Oman": "OMN", "Chad": "TCD"}


def doc_of(tree: str, actors: dict[str, str]) -> Doc:
    """Make a document of ``word/POS/head/relation``, heads counted from 1; ``actors`` are words and
    their kinds."""
    cells = [cell.split("/") for cell in tree.split()]
    doc = Doc(
        Vocab(),
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        heads=[int(c[2]) - 1 for c in cells],
        deps=[c[3] for c in cells],
        lemmas=[c[0].lower() for c in cells],
    )
    doc._.actors = tuple(
        ActorMention(
            i,
            i + 1,
            i,
            t.text,
            t.text,
            actors[t.text],
            COUNTRIES.get(t.text, ""),
            (),
            "",
            "given",
            "",
        )
        for i, t in enumerate(doc)
        if t.text in actors
    )
    return doc


STATES = {"Oman": "state", "Chad": "state"}


@pytest.mark.parametrize(
    ("tree", "joined"),
    [
        ("Oman/PROPN/2/nsubj flummoxed/VERB/2/ROOT Chad/PROPN/2/obj", ["Oman Chad"]),
        (
            "Chad/PROPN/3/nsubj:pass was/AUX/3/aux:pass flummoxed/VERB/3/ROOT by/ADP/5/case "
            "Oman/PROPN/3/obl:agent",
            ["Oman Chad"],
        ),
        ("Oman/PROPN/2/nsubj ambled/VERB/2/ROOT past/ADP/4/case Chad/PROPN/2/obl", ["Oman Chad"]),
        (
            "Oman/PROPN/2/nsubj slept/VERB/2/ROOT ;/PUNCT/5/punct Chad/PROPN/5/nsubj "
            "woke/VERB/2/parataxis",
            ["Oman Chad"],
        ),
        ("Oman/PROPN/4/nsubj and/CCONJ/3/cc Chad/PROPN/1/conj slept/VERB/4/ROOT", []),
        ("Oman/PROPN/2/nsubj say/VERB/2/ROOT Chad/PROPN/4/nsubj slept/VERB/2/ccomp", []),
        ("Oman/PROPN/2/nsubj slept/VERB/2/ROOT", []),
    ],
)
def test_the_grammar_says_who_may_have_acted_on_whom(tree: str, joined: list[str]) -> None:
    doc = doc_of(tree, STATES)
    found = pairs_of(doc[:], range(len(doc._.actors)), Roles(doc), load_ontology())
    assert [f"{doc._.actors[p.actor].name} {doc._.actors[p.target].name}" for p in found] == joined


def test_private_persons_are_not_asked_about() -> None:
    doc = doc_of(
        "Ann/PROPN/2/nsubj flummoxed/VERB/2/ROOT Bob/PROPN/2/obj",
        {"Ann": "person", "Bob": "person"},
    )
    assert pairs_of(doc[:], range(2), Roles(doc), load_ontology()) == []


@pytest.mark.model
def test_an_act_without_a_frame_is_proposed_with_its_rule() -> None:
    text = "Chad's army let fly with mortars on Sudanese villagers at the crossing."
    found = [t for t in Extractor.load()(text) if t.rule == RULE]
    assert [
        (t.actor and t.actor.country, t.action.type, t.target and t.target.country) for t in found
    ] == [("TCD", "ASSAULT", "SDN")]
    assert 0 < found[0].confidence < 1


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "France said Germany was large.",
        "The weather in Norway is like that of Sweden.",
        "Brazil, like Argentina, lies in South America.",
    ],
)
def test_what_tells_no_act_is_left_alone(text: str) -> None:
    assert list(Extractor.load()(text)) == []
