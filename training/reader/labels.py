"""Which candidates an annotated document bears out, by the very rules that score the program.

A candidate is right where the annotators have an event of its type (or of one that they accept)
between its actor and its target, anywhere in the document: an event that is told again is annotated
once. It is told of no candidate that lacks a party whether it is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.evaluate.corpus_gold import GoldTriple
from extract.evaluate.corpus_scores import is_party

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import ActorMention
    from extract.events.candidates import Candidate


def labels_of(
    gold: Sequence[GoldTriple], doc: Doc, candidates: Sequence[Candidate]
) -> list[frozenset[int]]:
    """Return for each candidate the expected triples, by number, that bear it out; mostly none."""
    actors = doc._.actors
    said = [_said(doc, m) for m in actors]

    def bears_out(triple: GoldTriple, c: Candidate) -> bool:
        event = c.event
        if event.actor < 0 or event.target < 0 or event.type not in triple.types:
            return False
        one, other = said[event.actor], said[event.target]
        if is_party(one, triple.actor) and is_party(other, triple.target):
            return True
        return triple.reciprocal and is_party(one, triple.target) and is_party(other, triple.actor)

    return [frozenset(n for n, t in enumerate(gold) if bears_out(t, c)) for c in candidates]


def _said(doc: Doc, mention: ActorMention) -> Mapping[str, Any]:
    """Return a mention as the contract would write its actor."""
    return {
        "name": mention.name,
        "kind": mention.kind,
        "country": mention.country or None,
        "mention": {"text": doc[mention.start : mention.end].text},
    }
