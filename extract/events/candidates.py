"""Candidates for events: what frames and composers say, and what the network reads between every
two actors of a sentence.

Nothing is decided here. A candidate is one actor, one type, one target and the word that tells the
deed, with everything that was seen about it; :mod:`extract.events.judge` gives it a probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.doc_attributes import ActorMention, CodedEvent
from extract.events.joined_pairs import Pair, is_of_politics, pairs_of
from extract.events.relations import NOTHING, RULE, RelationNetwork

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from extract.events.event_types import EventType
    from extract.events.ontology import Ontology
    from extract.events.parties import Roles

MOST_ACTORS = 10
"""Of a sentence with more actors than this, the first ones are read."""
LIKELY = 0.02
"""The least probability of a type for a pair to become a candidate without a frame."""
TYPES_OF_A_PAIR = 2
Chances = Mapping[str, float]


class Candidate(NamedTuple):
    """An event that may have been told.

    ``chances`` is what the network reads between its two actors (empty where it did not read them
    together), ``backward`` the same the other way round, ``distance`` how far the grammar has the
    target below the word that joins the two (0 where it does not join them).
    """

    event: CodedEvent
    chances: Chances
    backward: Chances
    distance: int


def candidates(
    doc: Doc,
    events: Iterable[CodedEvent],
    roles: Roles,
    network: RelationNetwork,
    ontology: Ontology,
) -> list[Candidate]:
    """Return what may have happened in a document, in the order of the text.

    Parameters
    ----------
    doc
        Parsed, with its actors.
    events
        What frames and composers tell.
    roles
        Its actors by token.
    network, ontology
        The relation network, and what it knows of the types.
    """
    read: dict[tuple[int, int], Chances] = {}
    joined: dict[tuple[int, int], Pair] = {}
    sentences: list[tuple[Span, list[int]]] = []
    events = list(events)
    ruled = {(e.actor, e.target) for e in events}
    for sentence, inside in sentences_with_actors(doc):
        political = is_of_politics(sentence, inside)
        if political or any(a in inside and t in inside for a, t in ruled):
            read.update(read_pairs(sentence, inside, network))
        if political:
            pairs = pairs_of(sentence, inside, roles, ontology)
            joined.update({(p.actor, p.target): p for p in pairs})
            sentences.append((sentence, inside))
    found = [_of(event, read, joined) for event in events]
    told = _triples_of(doc, events)
    for sentence, inside in sentences:
        for event in _unframed(sentence, inside, read, joined, ontology):
            if not _triples_of(doc, [event]) & told:
                found.append(_of(event, read, joined))
    return sorted(
        found, key=lambda c: (c.event.trigger, c.event.actor, c.event.target, c.event.type)
    )


def sentences_with_actors(doc: Doc) -> Iterator[tuple[Span, list[int]]]:
    """Yield the sentences that name two actors or more, with these by their index."""
    actors: Sequence[ActorMention] = doc._.actors
    at = 0
    order = sorted((i for i, m in enumerate(actors) if m.id), key=lambda i: actors[i].start)
    for sentence in doc.sents:
        inside = []
        while at < len(order) and actors[order[at]].start < sentence.end:
            inside.append(order[at])
            at += 1
        if len({actors[i].id for i in inside}) > 1:
            yield sentence, inside[:MOST_ACTORS]


def read_pairs(
    sentence: Span, inside: Sequence[int], network: RelationNetwork
) -> dict[tuple[int, int], Chances]:
    """Return what the network reads between every two actors of a sentence, read once for all."""
    actors = sentence.doc._.actors
    spans = [sentence.doc[actors[i].start : actors[i].end] for i in inside]
    pairs = [
        (a, b)
        for a in range(len(inside))
        for b in range(len(inside))
        if actors[inside[a]].id != actors[inside[b]].id
    ]
    found = network.between(sentence, spans, pairs)
    return {(inside[a], inside[b]): c for (a, b), c in zip(pairs, found, strict=True)}


def _of(
    event: CodedEvent,
    read: Mapping[tuple[int, int], Chances],
    joined: Mapping[tuple[int, int], Pair],
) -> Candidate:
    pair = joined.get((event.actor, event.target))
    return Candidate(
        event,
        read.get((event.actor, event.target), {}),
        read.get((event.target, event.actor), {}),
        pair.distance if pair else 0,
    )


def _triples_of(doc: Doc, events: Iterable[CodedEvent]) -> set[tuple[int, str, str, str]]:
    """Return sentence, actor, target and type of events, by the actors' ids."""
    actors = doc._.actors
    return {
        (doc[e.trigger].sent.start, actors[e.actor].id, actors[e.target].id, e.type)
        for e in events
        if e.actor >= 0 and e.target >= 0
    }


def _unframed(
    sentence: Span,
    inside: Sequence[int],
    read: Mapping[tuple[int, int], Chances],
    joined: Mapping[tuple[int, int], Pair],
    ontology: Ontology,
) -> Iterator[CodedEvent]:
    """Yield the likeliest types of every pair of a sentence; of several pairs of the same two
    actors the one that the network is surest of."""
    actors = sentence.doc._.actors
    best: dict[tuple[str, str, str], tuple[float, CodedEvent]] = {}
    for a in inside:
        for b in inside:
            chances = read.get((a, b))
            if chances is None or not _may_act(sentence.doc, actors[a], actors[b]):
                continue
            likely = sorted((t for t in chances if t != NOTHING), key=lambda t: -chances[t])
            for type_ in likely[:TYPES_OF_A_PAIR]:
                key = (actors[a].id, actors[b].id, type_)
                if chances[type_] < LIKELY or chances[type_] <= best.get(key, (0.0,))[0]:
                    continue
                pair = joined.get((a, b))
                trigger = (
                    sentence.doc[pair.trigger]
                    if pair
                    else word_between(sentence, actors[a], actors[b])
                )
                best[key] = (
                    chances[type_],
                    _event(trigger, a, b, ontology.types[type_], chances[type_]),
                )
    yield from (event for _, event in best.values())


def _may_act(doc: Doc, one: ActorMention, other: ActorMention) -> bool:
    """Tell whether one actor may do something to another: a place is where, never who, and nobody
    acts on the "we" that he is among."""
    return one.kind != "place" and not _is_own_we(doc, one, other)


def _is_own_we(doc: Doc, one: ActorMention, other: ActorMention) -> bool:
    """Tell whether one of two actors is the "we" of the other: who says "we" is among them."""
    plural = any(
        "1" in t.morph.get("Person", []) and "Plur" in t.morph.get("Number", [])
        for m in (one, other)
        for t in doc[m.start : m.end]
        if m.resolved_by == "coreference"
    )
    return plural and one.country == other.country != ""


def word_between(sentence: Span, one: ActorMention, other: ActorMention) -> Token:
    """Return the word that the grammar has above two actors: the nearest that is above both."""
    doc = sentence.doc
    above = [doc[one.head], *doc[one.head].ancestors]
    others = {t.i for t in (doc[other.head], *doc[other.head].ancestors)}
    return next((t for t in above if t.i in others), sentence.root)


def _event(trigger: Token, actor: int, target: int, kind: EventType, chance: float) -> CodedEvent:
    return CodedEvent(
        trigger_start=trigger.i,
        trigger_end=trigger.i + 1,
        trigger=trigger.i,
        actor=actor,
        target=target,
        type=kind.name,
        mode="",
        contexts=(),
        predicate=trigger.lemma_,
        reciprocal=kind.has("mutual"),
        rule=RULE,
        confidence=round(chance, 3),
        status="",
        factive=kind.has("factive"),
        steps=(f"relation network: {kind.name} {chance:.2f}",),
    )
