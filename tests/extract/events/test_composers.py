"""The composers as data, and what the component and ``explain`` say of a clause."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.doc_attributes import ActorMention, register
from extract.events.composition import packaged_composers
from extract.events.event_component import ActionComponent
from extract.events.explain import explain
from extract.events.ontology import load_ontology

SLOTS = {"clause", "to", "that", "thing", "gerund", "event", "will", "wont", "must"}


def test_every_composer_names_known_slots_and_a_way_of_the_ontology() -> None:
    ways = load_ontology().ways
    seen, used = set(), set()
    for rows in packaged_composers().values():
        for row in rows:
            seen.add(row.id)
            used.add(row.composed)
            assert {slot.partition(":")[0] for slot in row.slots} <= SLOTS, row.id
            assert row.composed in ways, row.id
            assert not row.unframed or "unframed" in ways[row.composed], row.id
    with (files("extract.events") / "data" / "composers.csv").open(encoding="utf-8") as lines:
        ids = [row["id"] for row in csv.DictReader(lines)]
    assert len(ids) == len(set(ids)) == len(seen)
    of_the_grammar = {"foretold", "not_to_be", "in_words"}
    assert set(ways) - used == of_the_grammar


def threat(target: str = "state") -> Doc:
    """Make "Iran threatened to attack Israel ." with its two actors."""
    register()
    doc = Doc(
        Vocab(),
        words=["Iran", "threatened", "to", "attack", "Israel", "."],
        lemmas=["Iran", "threaten", "to", "attack", "Israel", "."],
        pos=["PROPN", "VERB", "PART", "VERB", "PROPN", "PUNCT"],
        heads=[1, 1, 3, 1, 3, 1],
        deps=["nsubj", "ROOT", "mark", "xcomp", "obj", "punct"],
    )
    doc._.actors = tuple(
        ActorMention(i, i + 1, i, name, name, kind, name[:3].upper(), (), "", "alias", "a name")
        for i, name, kind in ((0, "Iran", "state"), (4, "Israel", target))
    )
    return doc


@pytest.fixture(scope="module")
def component() -> ActionComponent:
    return ActionComponent(spacy.blank("en"))


def test_the_component_writes_events_and_reasons(component: ActionComponent) -> None:
    doc = component(threat())
    (event,) = doc._.events
    assert (event.type, event.mode, event.actor, event.target) == ("THREATEN", "violence", 0, 1)
    assert event.rule.startswith("composer:threaten+frame:attack")
    assert doc._.uncoded == ()


def test_a_sentence_without_an_event_says_why(component: ActionComponent) -> None:
    doc = threat()
    doc._.actors = doc._.actors[:1]
    component(doc)
    assert doc._.events == ()
    ((sentence, reason),) = doc._.uncoded
    assert sentence == 0
    assert "target" in reason


def test_explain_tells_parse_actors_steps(component: ActionComponent) -> None:
    (told,) = explain(component(threat()), component)
    assert [w.text for w in told.words] == ["Iran", "threatened", "to", "attack", "Israel"]
    assert [a.name for a in told.actors] == ["Iran", "Israel"]
    (event,) = told.events
    assert event.type == "THREATEN"
    assert any("threaten + ASSAULT" in step for step in event.steps)
