"""Signs of a candidate, by name: everything that may speak for or against it, as numbers.

Probabilities enter as log-odds, names as ones. A sign says what was seen, never whether it is good:
that is for the judge's weights.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.events.candidates import Candidate
from extract.events.politics import is_political, may_pair
from extract.events.relations import NOTHING, RULE, log_odds

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.events.ontology import Ontology


def signs_of(
    doc: Doc, candidates: Sequence[Candidate], ontology: Ontology
) -> list[dict[str, float]]:
    """Return the signs of each candidate of a document.

    Parameters
    ----------
    doc
        Parsed, with its actors.
    candidates
        All candidates of the document: what others say of the same pair is a sign too.
    ontology
        What the types are like.
    """
    company = _Company(doc, candidates)
    starts = sorted(m.start for m in doc._.actors)
    return [
        {
            "bias": 1.0,
            **dict(_of_network(c)),
            **dict(_of_rule(c)),
            **dict(_of_parties(doc, c, ontology)),
            **dict(_of_place(doc, c, starts)),
            **dict(company.of(c)),
        }
        for c in candidates
    ]


def _of_network(c: Candidate) -> Iterator[tuple[str, float]]:
    type_ = c.event.type
    yield f"type {type_}", 1.0
    if not c.chances:
        yield "pair not read", 1.0
        return
    p = c.chances.get(type_, 0.0)
    yield "network", log_odds(p)
    yield "network: nothing", log_odds(c.chances[NOTHING])
    yield f"network: {type_}", log_odds(p)
    others = max(q for t, q in c.chances.items() if t not in (type_, NOTHING))
    yield "network: lead over the next type", log_odds(p) - log_odds(others)
    if p > others:
        yield "network: likeliest type", 1.0
    back = c.backward.get(type_, 0.0) if c.backward else 0.0
    yield "network: the other way round", log_odds(back)
    yield "network: surer than the other way round", max(0.0, log_odds(p) - log_odds(back))


def _of_rule(c: Candidate) -> Iterator[tuple[str, float]]:
    event = c.event
    if event.rule == RULE:
        yield "no frame", 1.0
        return
    kind = event.rule.split(":")[0]
    if "+" in event.rule:
        kind += "+"
    yield f"rule {kind}", 1.0
    yield f"rule {event.rule.split('+')[0]}", 1.0
    yield f"frame says {event.type}", 1.0
    yield "frame: weight", log_odds(min(0.99, event.confidence))
    if c.chances:
        yield "frame and network", log_odds(c.chances.get(event.type, 0.0))
        yield "frame, but network: nothing", log_odds(c.chances[NOTHING])
    else:
        yield "frame, pair not read", 1.0


def _of_parties(doc: Doc, c: Candidate, ontology: Ontology) -> Iterator[tuple[str, float]]:
    actors = doc._.actors
    event = c.event
    both = event.actor >= 0 and event.target >= 0
    for side, index in (("actor", event.actor), ("target", event.target)):
        if index < 0:
            yield f"no {side}", 1.0
            continue
        mention = actors[index]
        yield f"{side} is {mention.kind}", 1.0
        yield f"{side} by {mention.resolved_by}", 1.0
        if mention.reference_probability < 1.0:
            yield f"{side}: reference", log_odds(mention.reference_probability)
        if is_political(mention):
            yield f"{side} in politics", 1.0
        if mention.country:
            yield f"{side} has a country", 1.0
    if both:
        one, other = actors[event.actor], actors[event.target]
        if one.country and one.country == other.country:
            yield "one country", 1.0
        if is_political(one) and is_political(other):
            yield "both in politics", 1.0
    target = actors[event.target] if event.target >= 0 else None
    kind = ontology.types[event.type]
    if event.actor >= 0 and not may_pair(kind, event.mode, actors[event.actor], target):
        yield "no pair of politics", 1.0


def _of_place(doc: Doc, c: Candidate, starts: list[int]) -> Iterator[tuple[str, float]]:
    event = c.event
    sentence = doc[event.trigger].sent
    actors = doc._.actors
    inside = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start)
    yield "actors in the sentence", math.log(1 + inside)
    yield "length of the sentence", math.log(1 + len(sentence)) - 3
    yield f"trigger is {doc[event.trigger].pos_}", 1.0
    if event.actor < 0 or event.target < 0:
        return
    one, other = actors[event.actor], actors[event.target]
    between = other.head - one.head
    yield "words between", math.log(1 + abs(between))
    if between > 0:
        yield "actor first", 1.0
    if c.distance:
        yield "grammar joins them", 1.0
        yield "steps below the word that joins", float(c.distance)
    for side, mention in (("actor", one), ("target", other)):
        if not sentence.start <= mention.start < sentence.end:
            yield f"{side} in another sentence", 1.0


class _Company:
    """What the other candidates of the document say of the same parties."""

    def __init__(self, doc: Doc, candidates: Sequence[Candidate]) -> None:
        self._actors = doc._.actors
        self._sentence = {c.event.trigger: doc[c.event.trigger].sent.start for c in candidates}
        self._of_pair: dict[tuple[int, str, str], list[Candidate]] = defaultdict(list)
        self._of_triple: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
        happens = [1 - c.chances[NOTHING] for c in candidates if c.chances]
        self._politics = sum(happens) / len(happens) if happens else 0.0
        for c in candidates:
            one, other = self._ids(c)
            self._of_pair[self._sentence[c.event.trigger], one, other].append(c)
            self._of_triple[one, other, c.event.type].append(c)

    def _ids(self, c: Candidate) -> tuple[str, str]:
        one = self._actors[c.event.actor].id if c.event.actor >= 0 else ""
        other = self._actors[c.event.target].id if c.event.target >= 0 else ""
        return one, other

    def of(self, c: Candidate) -> Iterator[tuple[str, float]]:
        """Yield the signs that other candidates give."""
        one, other = self._ids(c)
        at = self._sentence[c.event.trigger]
        yield "happenings in the document", 10 * self._politics
        framed = [d for d in self._of_pair[at, one, other] if d.event.rule != RULE and d is not c]
        if any(d.event.type != c.event.type for d in framed):
            yield "a frame gives the pair another type", 1.0
        if any(d.event.rule != RULE for d in self._of_pair[at, other, one]):
            yield "a frame has the pair the other way round", 1.0
        elsewhere = [
            d.chances.get(c.event.type, 0.0)
            for d in self._of_triple[one, other, c.event.type]
            if d is not c and d.chances
        ]
        if elsewhere:
            yield "told elsewhere too", 1.0
            yield "network elsewhere", log_odds(max(elsewhere))
