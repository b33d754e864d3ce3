"""The spaCy component ``realpolitik_actions``: reads ``doc._.actors``, writes ``doc._.events`` and
``doc._.uncoded``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from spacy.language import Language

from extract.doc_attributes import CodedEvent, register
from extract.events.barriers import is_barred
from extract.events.coder import ClauseCoder, Uncoded
from extract.events.drafts import FrameMatcher
from extract.events.frames import load_frames
from extract.events.judged_reading import Reader
from extract.events.readers import SMALL, checked, weights_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


class ActionComponent:
    """Codes events between the actors of a document.

    Parameters
    ----------
    nlp, name
        As spaCy passes them.
    frames
        A user's file of frames and types, or None (see :func:`extract.events.frames.load_frames`).
    rules_only
        Whether frames and composers alone code events, each with the weight of its rule, and
        neither the network nor the judge is asked.
    reader
        Whose network and judge read: one of :data:`extract.events.readers.READERS`.

    Raises
    ------
    DataError
        The frames break their schema, or the reader is not installed.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "realpolitik_actions",
        *,
        frames: str | None = None,
        rules_only: bool = False,
        reader: str = SMALL,
    ) -> None:
        register()
        self.name = name
        self.rules_only = rules_only
        self.reader = checked(reader)
        self.ontology, index = load_frames(frames)
        self.matcher = FrameMatcher(self.ontology, index)

    def match(self, doc: Doc) -> tuple[tuple[CodedEvent, ...], tuple[Uncoded, ...]]:
        """Return the events of a document, and what was not coded and why.

        Rules and the relation network propose; the judge decides on whatever has both its actor and
        its target.
        """
        coder = ClauseCoder(doc, self.ontology, self.matcher)
        events, uncoded = coder.match()
        network, judge = weights_of(self.reader)
        if self.rules_only or network is None or judge is None:
            return _in_order(events), tuple(uncoded)
        reader = Reader(coder.roles, network, judge, self.ontology)
        told, refused = reader.read(doc, events)
        told = [event for event in told if not is_barred(doc, event)]
        return _in_order(told), tuple(_reasons(doc, uncoded, told, refused))

    def __call__(self, doc: Doc) -> Doc:
        """Write the events of a document on it."""
        events, uncoded = self.match(doc)
        doc._.events = events
        doc._.uncoded = tuple((u.sentence, u.reason) for u in uncoded)
        return doc


def _in_order(events: Iterable[CodedEvent]) -> tuple[CodedEvent, ...]:
    return tuple(sorted(events, key=lambda e: (e.trigger, e.actor, e.target, e.type)))


def _reasons(
    doc: Doc, uncoded: Iterable[Uncoded], told: Iterable[CodedEvent], refused: Iterable[CodedEvent]
) -> Iterator[Uncoded]:
    """Yield why sentences gave nothing: what the judge refused goes before what no rule knew."""
    starts = [s.start for s in doc.sents]
    full = {bisect_right(starts, e.trigger) - 1 for e in told}
    best: dict[int, CodedEvent] = {}
    for event in refused:
        number = bisect_right(starts, event.trigger) - 1
        if number not in full and event.confidence > best.get(number, event).confidence - 1e-9:
            best[number] = event
    kept = [u for u in uncoded if u.sentence not in full or u.trigger >= 0]
    yield from (u for u in kept if u.sentence not in best or u.trigger >= 0)
    for number, event in sorted(best.items()):
        why = f"judged too unlikely ({event.confidence:.2f}): {event.type} by {event.rule}"
        yield Uncoded(number, event.trigger, why)


@Language.factory(
    "realpolitik_actions",
    default_config={"frames": None, "rules_only": False, "reader": SMALL},
)
def make_actions(
    nlp: Language, name: str, frames: str | None, rules_only: bool, reader: str
) -> ActionComponent:
    """Make the component for a pipeline."""
    return ActionComponent(nlp, name, frames=frames, rules_only=rules_only, reader=reader)
