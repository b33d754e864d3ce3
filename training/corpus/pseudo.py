"""A reader's events in the form that the program writes its triples in."""

from __future__ import annotations

from typing import Any

from extract.evaluate.corpus_documents import CorpusDocument, PartyRow


def triples_of(document: CorpusDocument) -> list[dict[str, Any]]:
    """Return the events as triples; confidence is 0.9 for a required event, 0.5 for an optional."""
    return [
        {
            "article": document.id,
            "actor": _actor(document, event.actor),
            "action": {
                "type": event.type,
                "mode": event.mode,
                "mention": {
                    "text": event.trigger.words,
                    "start": event.trigger.start,
                    "end": event.trigger.end,
                },
            },
            "target": _actor(document, event.target),
            "reciprocal": event.reciprocal,
            "status": event.status,
            "date": {**event.day.model_dump(), "text": None, "source": "text"}
            if event.day
            else None,
            "place": {
                "name": event.place.words,
                "country": event.place.country,
                "mention": {"text": event.place.words},
            }
            if event.place
            else None,
            "rule": "reader",
            "confidence": 0.9 if event.required else 0.5,
        }
        for event in document.events
    ]


def _actor(document: CorpusDocument, party: PartyRow | None) -> dict[str, Any] | None:
    if party is None:
        return None
    entity = next(e for e in document.entities if e.id == party.entity)
    mention = None
    if party.mention is not None:
        row = document.mentions[party.mention]
        mention = {"text": row.words, "start": row.start, "end": row.end}
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "mention": mention,
    }
