"""The spaCy component ``realpolitik_context``: reads actors and events, writes
``doc._.settings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extract.context.attribution import attributions_of
from extract.context.document import DocumentIndex
from extract.context.place import place_of
from extract.context.status import status_at
from extract.context.time import date_of
from extract.doc_attributes import EventSetting, SpokenBy, register

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import CodedEvent


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
        return tuple(_setting_of(doc, event) for event in doc._.events)

    def __call__(self, doc: Doc) -> Doc:
        """Write the settings on the document."""
        doc._.settings = self.match(doc)
        DocumentIndex.forget(doc)
        return doc


def _setting_of(doc: Doc, event: CodedEvent) -> EventSetting:
    when = date_of(doc, event)
    return EventSetting(
        status_at(doc, event, when),
        (*attributions_of(doc, event), *_behind_headline(doc, event)),
        when,
        place_of(doc, event),
    )


def _behind_headline(doc: Doc, event: CodedEvent) -> tuple[SpokenBy, ...]:
    """Return who says so behind the dash of the headline that tells an event."""
    start = doc[event.trigger].sent.start_char
    return tuple(
        SpokenBy(-1, said_outlet, first, last)
        for headline, first, last, said_outlet in doc._.told_by
        if headline <= start < first or headline == start
    )


@Language.factory("realpolitik_context")
def make_context(nlp: Language, name: str) -> ContextComponent:
    """Make the component for a pipeline."""
    return ContextComponent(nlp, name)
