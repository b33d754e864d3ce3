"""The action between two given spans: frames first, then the classifier; there is always an answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extract.actions.coder import ClauseCoder
from extract.actions.drafts import Draft, FrameMatcher
from extract.actions.frames import load_frames
from extract.actions.ontology import Ontology
from extract.doc_attributes import ActorMention, CodedEvent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

ACTOR, TARGET = "span:actor", "span:target"


def code_between(doc: Doc, actor: tuple[int, int], target: tuple[int, int]) -> CodedEvent:
    """Return the most likely action of the actor span on the target span (character offsets), with a confidence.

    The two spans take the place of the document's own actors, so it does not matter whether either names one. Where no frame joins
    them, the classifier answers.
    """
    spans = _tokens(doc, *actor), _tokens(doc, *target)
    draft, certain = frame_reading(doc, spans)
    if draft is not None:
        return _as_event(draft, certain)
    trigger = spans[0].root
    return CodedEvent(
        trigger.i, trigger.i + 1, trigger.i, -1, -1, "CONSULT", "", (), trigger.lemma_, False, "classifier", 0.1, "", ()
    )


def frame_reading(doc: Doc, spans: tuple[Span, Span]) -> tuple[Draft | None, float]:
    """Return what the frames say of two spans, and how sure that is; None where no frame has the actor span as a party."""
    own = doc._.actors
    doc._.actors = tuple(
        ActorMention(s.start, s.end, s.root.i, name, s.text, "state", "", (), "", "given", "")
        for s, name in zip(spans, (ACTOR, TARGET), strict=True)
    )
    try:
        ontology, matcher = _known()
        coder = ClauseCoder(doc, ontology, matcher)
        ranked = []
        for draft in coder.drafts_of(spans[0].root.sent):
            done_by = {p.mention for p in draft.actors}
            done_to = {p.mention for p in draft.targets}
            forward = 0 in done_by and 1 in done_to
            backward = 1 in done_by and 0 in done_to
            score = 0.0
            if forward:
                score = 1.0
            elif draft.reciprocal and {0, 1} <= done_by:
                score = 0.98
            elif backward:
                score = 0.7
            elif 0 in done_by and not done_to:
                score = 0.6
            elif 1 in done_to and not done_by:
                score = 0.5
            if score:
                ranked.append((score * draft.confidence, -draft.trigger, draft))
        if not ranked:
            return None, 0.0
        best = max(ranked, key=lambda r: r[:2])
        return best[2], best[0]
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
