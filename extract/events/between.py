"""The action between two given spans: frames first, then the relation network; there is always an
answer."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from extract.doc_attributes import ActorMention, CodedEvent
from extract.events.coder import ClauseCoder
from extract.events.drafts import Draft, FrameMatcher
from extract.events.frames import load_frames
from extract.events.ontology import Ontology
from extract.events.relations import RULE, RelationNetwork, packaged_relations
from extract.events.standing import predicates, relation_of
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Known = tuple[Ontology, FrameMatcher]
ACTOR, TARGET = "span:actor", "span:target"
DIRECT = ("forward", "mutual")
SPEAKS_FOR = {
    "forward": 4.0,
    "mutual": 4.0,
    "by the actor": 2.0,
    "to the target": 2.0,
    "backward": 0.0,
}


def code_between(
    doc: Doc,
    actor: tuple[int, int],
    target: tuple[int, int],
    known: Known | None = None,
    model: RelationNetwork | None = None,
) -> CodedEvent:
    """Return the most likely action of the actor span on the target span (character offsets), with
    a confidence.

    The two spans take the place of the document's own actors, so it does not matter whether either
    names one. Where no frame joins them, the relation network answers. ``known`` are the types and
    frames to go by, ``model`` the network, without them those of the package.
    """
    spans = span_of(doc, *actor), span_of(doc, *target)
    drafts = frame_drafts(doc, spans, known)
    model = model or packaged_relations()
    probable = model.probabilities(*spans) if model else {}
    ontology = (known or _packaged())[0]
    draft, type_ = decide(doc, drafts, probable, ontology)
    certain = (
        model.certainty(
            probable.get(type_, 0.0), draft is not None and relation_of(draft) in DIRECT
        )
        if model
        else 0.5
    )
    trigger = draft.trigger if draft else predicates(spans[0])[0][0].i
    steps = draft.steps if draft else ()
    if draft and type_ != draft.type:
        steps = (*steps, f"an act to come: {type_}")
    if probable:
        steps = (*steps, f"relation network: {type_} {probable.get(type_, 0.0):.2f}")
    return CodedEvent(
        trigger_start=trigger,
        trigger_end=trigger + 1,
        trigger=trigger,
        actor=-1,
        target=-1,
        type=type_,
        mode=draft.mode if draft and draft.type == type_ else "",
        contexts=draft.contexts if draft else (),
        predicate=draft.predicate if draft else lemma_of(doc[trigger]),
        reciprocal=bool(draft and draft.reciprocal),
        rule=draft.rule if draft else RULE,
        confidence=round(certain, 3),
        status=draft.status if draft else "",
        steps=steps,
    )


def decide(
    doc: Doc, drafts: list[Draft], probable: dict[str, float], ontology: Ontology | None = None
) -> tuple[Draft | None, str]:
    """Return the draft to go by, if any, and the type: that of a frame that joins both spans, or
    else the likeliest.

    An answer has no status, so an act to come is coded as PLOVER codes it: cooperation as AGREE,
    conflict as THREATEN. ``ontology`` is that of the package unless another is given.
    """
    ontology = ontology or _packaged()[0]
    related = [(d, _to_come(doc, d, ontology)) for d in drafts if relation_of(d) in SPEAKS_FOR]
    if not probable:
        return related[0] if related else (None, ontology.stated["nothing"].type)
    # A frame that joins the spans, or one of them, speaks for its type, in log-odds of the
    # network's answer.
    bonus = dict.fromkeys(probable, 0.0)
    for draft, name in related:
        bonus[name] = max(bonus.get(name, 0.0), SPEAKS_FOR[relation_of(draft)] * draft.confidence)
    type_ = max(bonus, key=lambda t: math.log(probable.get(t, 0.0) + 1e-3) + bonus[t])
    best = max(
        (d for d, t in related if t == type_),
        key=lambda d: (SPEAKS_FOR[relation_of(d)], -d.trigger),
        default=None,
    )
    return best, type_


def _to_come(doc: Doc, draft: Draft, ontology: Ontology) -> str:
    token = doc[draft.trigger]
    if token.pos_ == "NOUN":
        token = clauses.governing_verb(token) or token  # "will hold a protest"
    if (
        draft.rule.startswith("composer")
        or not verbs.modals(token) & {"will", "'ll", "shall"}
        or verbs.is_negated(token)
    ):
        return draft.type
    foretold = ontology.composed("foretold", draft.type, draft.mode)
    return foretold.type if foretold else draft.type


def frame_drafts(doc: Doc, spans: tuple[Span, Span], known: Known | None = None) -> list[Draft]:
    """Return what the frames say of two spans' sentence, with the spans as its only actors
    (mentions 0 and 1)."""
    own = doc._.actors
    doc._.actors = tuple(
        ActorMention(s.start, s.end, s.root.i, name, s.text, "state", "", (), "", "given", "")
        for s, name in zip(spans, (ACTOR, TARGET), strict=True)
    )
    try:
        coder = ClauseCoder(doc, *(known or _packaged()))
        return coder.drafts_of(spans[0].root.sent)
    finally:
        doc._.actors = own


@cache
def _packaged() -> Known:
    ontology, index = load_frames()
    return ontology, FrameMatcher(ontology, index)


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Return the words between two character offsets; raise ValueError where there is none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        raise ValueError(f"no words between characters {start} and {end}")
    return span
