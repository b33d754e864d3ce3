"""Why a text was coded as it was: what ``realpolitik explain`` prints, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class ExplainedWord:
    """A word of the parse in brief: what it is, and what it hangs on."""

    text: str
    lemma: str
    pos: str
    relation: str
    head: str


@dataclass(frozen=True)
class ExplainedActor:
    """An actor as it was found: the words, who it is, and why."""

    text: str
    id: str
    name: str
    kind: str
    resolved_by: str
    reason: str


@dataclass(frozen=True)
class ExplainedEvent:
    """A coded event: the parties, the rule, and each step of the way."""

    actor: str
    type: str
    mode: str
    target: str
    predicate: str
    rule: str
    confidence: float
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """All of it for one sentence."""

    sentence: str
    words: tuple[ExplainedWord, ...]
    actors: tuple[ExplainedActor, ...]
    events: tuple[ExplainedEvent, ...]
    uncoded: tuple[str, ...]


def explain(doc: Doc, component: Any) -> list[Explanation]:
    """Return the explanation of each sentence of a document that has been through the pipeline.

    Parameters
    ----------
    doc
        Parsed, with actors and events.
    component
        The pipeline's ``realpolitik_actions``, which knows the ontology and the frames in use.
    """
    _, uncoded = component.match(doc)
    return [
        _explained(sentence, tuple(u.reason for u in uncoded if u.sentence == number))
        for number, sentence in enumerate(doc.sents)
    ]


def _explained(sentence: Span, uncoded: tuple[str, ...]) -> Explanation:
    doc = sentence.doc
    inside = range(sentence.start, sentence.end)
    mentions = doc._.actors
    return Explanation(
        sentence=sentence.text.strip(),
        words=tuple(
            ExplainedWord(t.text, t.lemma_, t.pos_, t.dep_, "" if t.head.i == t.i else t.head.text)
            for t in sentence
            if t.pos_ not in ("PUNCT", "SPACE")
        ),
        actors=tuple(
            ExplainedActor(doc[m.start : m.end].text, m.id, m.name, m.kind, m.resolved_by, m.reason)
            for m in mentions
            if m.start in inside
        ),
        events=tuple(
            ExplainedEvent(
                mentions[e.actor].name if e.actor >= 0 else "",
                e.type,
                e.mode,
                mentions[e.target].name if e.target >= 0 else "",
                e.predicate,
                e.rule,
                e.confidence,
                e.steps,
            )
            for e in doc._.events
            if e.trigger in inside
        ),
        uncoded=uncoded,
    )
