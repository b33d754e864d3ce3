"""From everything that may have been told to what the program says: candidates, judged.

Where an event has both its actor and its target, the judge decides. One that lacks a party is the
rule's alone, with the weight that the rule has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.doc_attributes import CodedEvent
from extract.events.candidates import candidates
from extract.events.judge import Judge, Judged
from extract.events.ontology import Ontology
from extract.events.parties import Roles
from extract.events.relations import RULE, RelationNetwork
from extract.events.signs import signs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

TERMS_TOLD = 4
"""How many of the judge's terms an event keeps for ``explain``."""


class Reader(NamedTuple):
    """What reads a document and decides what it tells: its actors by token, the network, the judge
    and the event types."""

    roles: Roles
    network: RelationNetwork
    judge: Judge
    ontology: Ontology

    def read(
        self, doc: Doc, events: Iterable[CodedEvent]
    ) -> tuple[list[CodedEvent], list[CodedEvent]]:
        """Return the events that the judge holds for told, and those that it refused, each with its
        probability as its confidence.

        Parameters
        ----------
        doc
            Parsed, with its actors.
        events
            What frames and composers tell.
        """
        found = candidates(doc, events, self.roles, self.network, self.ontology)
        judged, partial = [], []
        for candidate, signs in zip(found, signs_of(doc, found, self.ontology), strict=True):
            if candidate.event.actor >= 0 and candidate.event.target >= 0:
                judged.append(self.judge.judged(candidate, signs))
            else:
                partial.append(candidate.event)
        taken = set(_taken(doc, judged, self.judge))
        told = [_told(j) for n, j in enumerate(judged) if n in taken]
        refused = [_told(j) for n, j in enumerate(judged) if n not in taken]
        return partial + told, refused


def _taken(doc: Doc, judged: Sequence[Judged], judge: Judge) -> Iterable[int]:
    """Yield the candidates to take: all that rules have told and the judge does not doubt; of what
    the network reads between two actors under one word, the likeliest."""
    actors = doc._.actors
    best: dict[tuple[int, frozenset[str]], int] = {}
    ruled = {_sentence(doc, j) for j in judged if j.candidate.event.rule != RULE}
    for n, each in enumerate(judged):
        if not judge.takes(each, _sentence(doc, each) in ruled):
            continue
        event = each.candidate.event
        if event.rule != RULE:
            yield n
            continue
        key = event.trigger, frozenset((actors[event.actor].id, actors[event.target].id))
        if key not in best or judged[best[key]].probability < each.probability:
            best[key] = n
    yield from best.values()


def _sentence(doc: Doc, judged: Judged) -> int:
    return int(doc[judged.candidate.event.trigger].sent.start)


def _told(judged: Judged) -> CodedEvent:
    event = judged.candidate.event
    terms = ", ".join(f"{name} {term:+.1f}" for name, term in judged.terms[:TERMS_TOLD])
    return event._replace(
        confidence=round(judged.probability, 3),
        steps=(*event.steps, f"judge: {judged.probability:.2f} ({terms})"),
    )
