"""The spaCy component ``realpolitik_context``: reads actors and events, writes
``doc._.settings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extract.context.attribution import attributions_of
from extract.context.document import DocumentIndex
from extract.context.place import place_of
from extract.context.status import status_of
from extract.context.time import date_of
from extract.doc_attributes import EventSetting, register

if TYPE_CHECKING:
    from spacy.tokens import Doc


class ContextComponent:
    """Says of each event whether it happened, who says so, when and where.

    Parameters
    ----------
    nlp, name
        As spaCy passes them.
    """

    def __init__(self, nlp: Language, name: str = "realpolitik_context") -> None:
        register()
        self.name = name

    def match(self, doc: Doc) -> tuple[EventSetting, ...]:
        """Return one setting for each of the document's events, in their order."""
        return tuple(
            EventSetting(
                status_of(doc, event),
                attributions_of(doc, event),
                date_of(doc, event),
                place_of(doc, event),
            )
            for event in doc._.events
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write the settings on the document."""
        doc._.settings = self.match(doc)
        DocumentIndex.forget(doc)
        return doc


@Language.factory("realpolitik_context")
def make_context(nlp: Language, name: str) -> ContextComponent:
    """Make the component for a pipeline."""
    return ContextComponent(nlp, name)
