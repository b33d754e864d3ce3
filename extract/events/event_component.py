"""The spaCy component ``realpolitik_actions``: reads ``doc._.actors``, writes ``doc._.events`` and
``doc._.uncoded``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extract.doc_attributes import CodedEvent, register
from extract.events.coder import ClauseCoder, Uncoded
from extract.events.drafts import FrameMatcher
from extract.events.frames import load_frames
from extract.events.proposals import proposals
from extract.events.relations import packaged_relations

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
    """

    def __init__(
        self, nlp: Language, name: str = "realpolitik_actions", *, frames: str | None = None
    ) -> None:
        register()
        self.name = name
        self.ontology, index = load_frames(frames)
        self.matcher = FrameMatcher(self.ontology, index)

    def match(self, doc: Doc) -> tuple[tuple[CodedEvent, ...], tuple[Uncoded, ...]]:
        """Return the events of a document, and what was not coded and why.

        Where the frames of a sentence join no two actors, the relation network proposes.
        """
        coder = ClauseCoder(doc, self.ontology, self.matcher)
        events, uncoded = coder.match()
        network, judge = packaged_relations(), packaged_judge()
        if network is None or self.rules_only:
            return _in_order(events), tuple(uncoded)
        if judge is not None:
            events, refused = judged_events(
                doc, events, coder.roles, network, judge, self.ontology
            )
            return _in_order(events), (*uncoded, *_why_not(doc, events, refused))
        if network is not None:
            proposed = {
                number: found
                for number, found in proposals(doc, events, coder.roles, network, self.ontology)
                if found
            }
            events += [event for found in proposed.values() for event in found]
            uncoded = [u for u in uncoded if u.sentence not in proposed or u.trigger >= 0]
        return tuple(sorted(events, key=lambda e: (e.trigger, e.actor, e.target))), tuple(uncoded)

    def __call__(self, doc: Doc) -> Doc:
        """Write the events of a document on it."""
        events, uncoded = self.match(doc)
        doc._.events = events
        doc._.uncoded = tuple((u.sentence, u.reason) for u in uncoded)
        return doc


@Language.factory("realpolitik_actions", default_config={"frames": None})
def make_actions(nlp: Language, name: str, frames: str | None) -> ActionComponent:
    """Make the component for a pipeline."""
    return ActionComponent(nlp, name, frames=frames)
