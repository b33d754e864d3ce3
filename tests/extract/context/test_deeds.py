"""Whether a word belongs to another deed than an event's own, on hand-built trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.context.deeds import is_of_another_deed

CLAUSES = (
    "In/ADP/2/case Mali/PROPN/4/obl rebels/NOUN/4/nsubj seized/VERB/4/ROOT mines/NOUN/4/obj "
    "in/ADP/7/case Gao/PROPN/4/obl and/CCONJ/10/cc Niger/PROPN/10/nsubj shelled/VERB/4/conj "
    "farms/NOUN/10/obj near/ADP/13/case Tera/PROPN/10/obl"
)
NOUNS = (
    "They/PRON/2/nsubj saw/VERB/2/ROOT Saudi/ADJ/4/amod raids/NOUN/2/obj on/ADP/6/case "
    "Yemen/PROPN/4/nmod and/CCONJ/9/cc Turkish/ADJ/9/amod visits/NOUN/4/conj to/ADP/11/case "
    "Iraq/PROPN/9/nmod"
)
SHARED = (
    "They/PRON/2/nsubj saw/VERB/2/ROOT raids/NOUN/2/obj and/CCONJ/5/cc arrests/NOUN/3/conj "
    "in/ADP/7/case Mali/PROPN/5/nmod"
)
CASES = [
    ("the first clause's place", CLAUSES, ("shelled", "Gao", False), True),
    ("its own place", CLAUSES, ("shelled", "Tera", False), False),
    ("the second clause's place", CLAUSES, ("seized", "Tera", False), True),
    ("a phrase that opens the sentence", CLAUSES, ("shelled", "Mali", False), False),
    ("the same, where a place is struck", CLAUSES, ("shelled", "Mali", True), True),
    ("the first noun's place", NOUNS, ("visits", "Yemen", False), True),
    ("the second noun's place", NOUNS, ("raids", "Iraq", False), True),
    ("a place of two nouns without doers", SHARED, ("raids", "Mali", False), False),
]


def _doc(text):
    items = [item.split("/") for item in text.split()]
    return Doc(
        Vocab(),
        words=[item[0] for item in items],
        pos=[item[1] for item in items],
        heads=[int(item[2]) - 1 for item in items],
        deps=[item[3] for item in items],
    )


@pytest.mark.parametrize(
    ("text", "asked", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_whose_place_it_is(text, asked, expected):
    doc = _doc(text)
    trigger, word, has_place = asked
    by_form = {t.text: t for t in doc}
    assert is_of_another_deed(by_form[trigger], by_form[word], has_place) is expected
