"""What the grammar says against an event between two actors, on hand-built trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.doc_attributes import ActorMention, register
from extract.events.barriers import barrier

CASES = [
    (
        "each acts in a clause of its own",
        "Belgium/PROPN/2/nsubj left/VERB/2/ROOT and/CCONJ/5/cc Tunisia/PROPN/5/nsubj "
        "accused/VERB/2/conj Spain/PROPN/5/obj",
        ("Belgium", "Spain", "left"),
        "acts elsewhere",
    ),
    (
        "subject and object of one clause",
        "Belgium/PROPN/2/nsubj left/VERB/2/ROOT and/CCONJ/5/cc Tunisia/PROPN/5/nsubj "
        "accused/VERB/2/conj Spain/PROPN/5/obj",
        ("Tunisia", "Spain", "accused"),
        "",
    ),
    (
        "a verb that goes on with the same subject",
        "Belgium/PROPN/2/nsubj left/VERB/2/ROOT and/CCONJ/4/cc accused/VERB/2/conj "
        "Spain/PROPN/4/obj",
        ("Belgium", "Spain", "accused"),
        "",
    ),
    (
        "two nouns of event",
        "They/PRON/2/nsubj saw/VERB/2/ROOT Saudi/ADJ/4/amod raids/NOUN/2/obj and/CCONJ/7/cc "
        "Emirati/ADJ/7/amod support/NOUN/4/conj",
        ("Saudi", "Emirati", "raids"),
        "another deed",
    ),
    (
        "whose make a thing in a depot is",
        "Chad/PROPN/2/nsubj hit/VERB/2/ROOT depots/NOUN/2/obj of/ADP/6/case "
        "Togolese/ADJ/6/amod rockets/NOUN/3/nmod",
        ("Chad", "Togolese", "hit"),
        "stored",
    ),
    (
        "a question of a record",
        "Q/NOUN/3/dep :/PUNCT/1/punct Did/AUX/5/aux Britain/PROPN/5/nsubj attack/VERB/5/ROOT "
        "Yemen/PROPN/5/obj ?/PUNCT/5/punct",
        ("Britain", "Yemen", "attack"),
        "asked",
    ),
]


def _doc(text):
    items = [item.split("/") for item in text.split()]
    words = [item[0] for item in items]
    return Doc(
        Vocab(),
        words=words,
        spaces=[w != "Q" for w in words],
        pos=[item[1] for item in items],
        heads=[int(item[2]) - 1 for item in items],
        deps=[item[3] for item in items],
        lemmas=[w.lower().replace("depots", "depot") for w in words],
    )


def _actor(doc, word):
    i = next(t.i for t in doc if t.text == word)
    return ActorMention(i, i + 1, i, word, word, "state", "", (), "", "alias", "")


@pytest.mark.parametrize(
    ("text", "event", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_forbids_an_event(text, event, expected):
    register()
    doc = _doc(text)
    actor, target, trigger = event
    at = next(t.i for t in doc if t.text == trigger)
    assert barrier(doc, _actor(doc, actor), _actor(doc, target), at) == expected
