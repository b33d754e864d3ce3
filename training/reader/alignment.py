"""Annotated documents as the program meets them: its own actors and sentences, the annotators'
events between them.

A pair of the program's mentions in one sentence is an event where an annotated event has its actor
and target there; two mentions of one entity say nothing of each other; every other pair of the
sentence is known to have no event. Events whose parties the sentence does not name teach nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.events.candidates import MOST_ACTORS
from training.events.bystanders import characters_of
from training.events.written import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from extract.doc_attributes import ActorMention

Row = Mapping[str, Any]


def passages_of(row: Row, doc: Doc) -> Iterator[Passage]:
    """Yield each sentence of a document in which the program finds two actors or more.

    Parameters
    ----------
    row
        A document of the corpus, with offsets into the text of ``doc``.
    doc
        The document as the program reads it, with its actors.
    """
    entities = entities_of(row, doc)
    for number, sentence in enumerate(doc.sents):
        inside = mentions_in(sentence)
        if len({doc._.actors[i].id for i in inside}) < 2:
            continue
        place = {index: n for n, index in enumerate(inside)}
        events: dict[tuple[int, int], str] = {}
        known: set[tuple[int, int]] = set()
        for event in row["events"]:
            if not sentence.start_char <= event["trigger"]["start"] < sentence.end_char:
                continue
            for actor in _parties(event, "actor", entities, inside):
                for target in _parties(event, "target", entities, inside):
                    exact = _is_at(event, "actor", row, doc, actor)
                    exact &= _is_at(event, "target", row, doc, target)
                    pair = place[actor], place[target]
                    if exact and pair not in events:
                        events[pair] = event["type"]
                        if event["reciprocal"]:
                            events.setdefault((pair[1], pair[0]), event["type"])
                    elif not exact:
                        known.add(pair)
                        if event["reciprocal"]:
                            known.add((pair[1], pair[0]))
        unknown = {pair for pair in known if pair not in events}
        for one in inside:
            for other in inside:
                if one != other and _are_one(one, other, entities, doc._.actors):
                    unknown.add((place[one], place[other]))
        yield Passage(
            f"{row['id']}:{number}",
            sentence.text,
            spans_in(sentence, inside),
            {pair: type_ for pair, type_ in events.items() if pair not in unknown},
            frozenset(unknown),
        )


def mentions_in(sentence: Span) -> list[int]:
    """Return the program's actors in a sentence, by their number in the document."""
    found = [
        i
        for i, m in enumerate(sentence.doc._.actors)
        if sentence.start <= m.start < sentence.end and m.id
    ]
    return found[:MOST_ACTORS]


def spans_in(sentence: Span, inside: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return where mentions stand in the text of their sentence."""
    doc, at = sentence.doc, sentence.start_char
    found = (characters_of(doc, doc._.actors[i]) for i in inside)
    return tuple((start - at, end - at) for start, end in found)


def entities_of(row: Row, doc: Doc) -> dict[int, frozenset[str]]:
    """Return which entities of the annotators each of the program's mentions stands for."""
    found: dict[int, frozenset[str]] = {}
    for i, mention in enumerate(doc._.actors):
        start, end = characters_of(doc, mention)
        overlap = [
            (min(end, m["end"]) - max(start, m["start"]), m["entity"]) for m in row["mentions"]
        ]
        most = max((o for o, _ in overlap), default=0)
        if most > 0:
            found[i] = frozenset(e for o, e in overlap if o == most)
    return found


def _parties(
    event: Row, side: str, entities: Mapping[int, frozenset[str]], inside: Sequence[int]
) -> list[int]:
    """Return the mentions of a sentence that stand for an event's party."""
    party = event[side]
    if party is None:
        return []
    return [i for i in inside if party["entity"] in entities.get(i, ())]


def _is_at(event: Row, side: str, row: Row, doc: Doc, index: int) -> bool:
    """Tell whether a mention is the one that the annotator named for the party."""
    number = event[side]["mention"]
    if number is None:
        return True
    named = row["mentions"][number]
    start, end = characters_of(doc, doc._.actors[index])
    return bool(start < named["end"] and named["start"] < end)


def _are_one(
    one: int,
    other: int,
    entities: Mapping[int, frozenset[str]],
    actors: Sequence[ActorMention],
) -> bool:
    shared = entities.get(one, frozenset()) & entities.get(other, frozenset())
    return bool(shared) or actors[one].id == actors[other].id
