"""The action between two given spans: frames first, then the classifier; there is always an answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extract.actions.classifier import packaged_classifier
from extract.actions.coder import ClauseCoder
from extract.actions.drafts import Draft, FrameMatcher
from extract.actions.features import predicates, relation_of, symbols, vectors
from extract.actions.frames import load_frames
from extract.actions.lemmas import lemma_of
from extract.actions.ontology import Ontology
from extract.doc_attributes import ActorMention, CodedEvent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

ACTOR, TARGET = "span:actor", "span:target"
DIRECT = ("forward", "mutual")


def code_between(doc: Doc, actor: tuple[int, int], target: tuple[int, int]) -> CodedEvent:
    """Return the most likely action of the actor span on the target span (character offsets), with a confidence.

    The two spans take the place of the document's own actors, so it does not matter whether either names one. Where no frame
    joins them, the classifier answers.
    """
    symbols_, vector, drafts = observe(doc, actor, target)
    probable = _classified(symbols_, vector)
    direct = [d for d in drafts if relation_of(d) in DIRECT]
    if direct:
        best = max(direct, key=lambda d: (d.confidence * probable.get(d.type, 0.0), -d.trigger))
        return _as_event(best, max(probable.get(best.type, 0.0), best.confidence))
    type_ = max(probable, key=lambda t: probable[t])
    related = [d for d in drafts if d.type == type_]
    if related:
        return _as_event(related[0], probable[type_])
    trigger = predicates(_tokens(doc, *actor))[0][0]
    return CodedEvent(
        trigger_start=trigger.i,
        trigger_end=trigger.i + 1,
        trigger=trigger.i,
        actor=-1,
        target=-1,
        type=type_,
        mode="",
        contexts=(),
        predicate=lemma_of(trigger),
        reciprocal=False,
        rule="classifier",
        confidence=round(probable[type_], 3),
        status="",
        steps=(f"classifier: {type_} {probable[type_]:.2f}",),
    )


def observe(doc: Doc, actor: tuple[int, int], target: tuple[int, int]) -> tuple[list[str], NDArray[np.float32], list[Draft]]:
    """Return the features of two spans (character offsets) and their sentence's drafts, made with them as its only actors."""
    spans = _tokens(doc, *actor), _tokens(doc, *target)
    drafts = frame_drafts(doc, spans)
    return symbols(*spans, drafts), vectors(*spans), drafts


def _classified(symbols_: list[str], vector: NDArray[np.float32]) -> dict[str, float]:
    model = packaged_classifier()
    if model is None:
        return {"CONSULT": 0.1}
    return model.probabilities(symbols_, vector)


def frame_drafts(doc: Doc, spans: tuple[Span, Span]) -> list[Draft]:
    """Return what the frames say of two spans' sentence, with the spans as its only actors (mentions 0 and 1)."""
    own = doc._.actors
    doc._.actors = tuple(
        ActorMention(s.start, s.end, s.root.i, name, s.text, "state", "", (), "", "given", "")
        for s, name in zip(spans, (ACTOR, TARGET), strict=True)
    )
    try:
        coder = ClauseCoder(doc, *_known())
        return coder.drafts_of(spans[0].root.sent)
    finally:
        doc._.actors = own


@cache
def _known() -> tuple[Ontology, FrameMatcher]:
    ontology, index = load_frames()
    return ontology, FrameMatcher(index)


def _tokens(doc: Doc, start: int, end: int) -> Span:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        raise ValueError(f"no words between characters {start} and {end}")
    return span


def _as_event(draft: Draft, certain: float) -> CodedEvent:
    return CodedEvent(
        trigger_start=draft.trigger,
        trigger_end=draft.trigger + 1,
        trigger=draft.trigger,
        actor=-1,
        target=-1,
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        predicate=draft.predicate,
        reciprocal=draft.reciprocal,
        rule=draft.rule,
        confidence=round(certain, 3),
        status=draft.status,
        steps=draft.steps,
    )
