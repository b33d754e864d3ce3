"""What happened: predicate frames and clause grammar that code PLOVER events between actors.

``ontology`` the 16 types as data; ``frames`` the predicate frames; ``clauses`` and ``roles`` the
walk over Universal Dependencies; ``composition`` promises, threats, refusals and demands;
``event_component`` the spaCy component that writes ``doc._.events``; ``between`` the action between
two given spans; ``explain`` why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import CodedEvent
    from extract.events.event_component import ActionComponent


def register() -> None:
    """Make the component ``realpolitik_actions`` known to spaCy."""
    from extract.events import event_component  # noqa: F401


def code(
    doc: Doc,
    actor: tuple[int, int],
    target: tuple[int, int],
    component: ActionComponent | None = None,
) -> CodedEvent:
    """Return the action between two given spans (character offsets); see
    :func:`extract.events.between.code_between`.

    ``component`` is the pipeline's, whose frames and network may be others than those of the
    package.
    """
    from extract.events.between import code_between
    from extract.events.readers import weights_of

    if component is None:
        return code_between(doc, actor, target)
    known = component.ontology, component.matcher
    return code_between(doc, actor, target, known, weights_of(component.reader).network)
