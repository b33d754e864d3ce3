"""What was written to train on: every line loads, and no two are nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from extract.errors import DataError
from extract.events.ontology import load_ontology
from training.events.written import read_passage, written_passages, written_sentences

PASSAGES = [p for held_out in (False, True) for p in written_passages(held_out)]
SENTENCES = [m for held_out in (False, True) for m in written_sentences(held_out)]
ALIKE = 0.8


def test_ids_are_unique() -> None:
    ids = Counter([p.id for p in PASSAGES] + [m.id for m in SENTENCES])
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("held_out", [False, True])
def test_every_type_is_learnt_and_measured_both_ways(held_out: bool) -> None:
    """Who is named first acts in some passages, and is acted on in others."""
    pairs = [(pair, type_) for p in written_passages(held_out) for pair, type_ in p.events.items()]
    types = set(load_ontology().types)
    assert {type_ for (actor, target), type_ in pairs if actor < target} == types
    assert {type_ for (actor, target), type_ in pairs if actor > target} == types


def test_no_two_are_nearly_the_same() -> None:
    read = {p.id: p.text for p in PASSAGES} | {m.id: m.text for m in SENTENCES}
    words = {name: frozenset(re.findall(r"\w+", text.lower())) for name, text in read.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, found in sorted(words.items()):
        for word in found:
            holders[word].append(name)
    twins = set()
    for name, found in words.items():
        # Two sets this much alike share one of the rarest fifth of either's words, and one word
        # more.
        rare = sorted(found, key=lambda w: (len(holders[w]), w))[
            : int(len(found) * (1 - ALIKE)) + 1
        ]
        for other in {o for w in rare for o in holders[w] if o > name}:
            if len(found & words[other]) >= ALIKE * len(found | words[other]):
                twins.add((name, other))
    assert twins == set()


@pytest.mark.parametrize(
    ("marked", "events", "said"),
    [
        ("{2|Oman} met {1|Iran}.", "", "mark 2 stands where 1 is due"),
        ("{1|Oman} met {2|Iran}.", "1>3 CONSULT", "no event between marks"),
        ("{1|Oman} met {2|Iran}.", "1 > 2 CONSULT", "no event between marks"),
    ],
)
def test_a_badly_marked_passage_is_named(marked: str, events: str, said: str) -> None:
    with pytest.raises(DataError, match=f"passage x: {said}"):
        read_passage("x", marked, events)
