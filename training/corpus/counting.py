"""What the corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.evaluate.corpus_documents import CorpusDocument

Counts = dict[str, dict[str, int]]


def count(documents: Sequence[CorpusDocument]) -> Counts:
    """Return the counts: totals, then by split, source, reader, and of what each kind there is."""
    events = [(d, e) for d in documents for e in d.events]
    parties = [p for _, e in events for p in (e.actor, e.target)]
    totals = {
        "documents": len(documents),
        "documents with events": sum(d.has_events for d in documents),
        "entities": sum(len(d.entities) for d in documents),
        "mentions": sum(len(d.mentions) for d in documents),
        "events": len(events),
        "required events": sum(e.required for _, e in events),
        "events with actor and target": sum(bool(e.actor and e.target) for _, e in events),
        "reciprocal events": sum(e.reciprocal for _, e in events),
        "events with a day": sum(e.day is not None for _, e in events),
        "events with a place": sum(e.place is not None for _, e in events),
        "events with who says so": sum(bool(e.attribution) for _, e in events),
        "parties without a mention": sum(p is not None and p.mention is None for p in parties),
        "quotations": sum(len(d.quotations) for d in documents),
    }
    tables: dict[str, Counter[str]] = {
        "documents by split": Counter(d.split for d in documents),
        "events by split": Counter(d.split for d, _ in events),
        "documents by source": Counter(d.source or "-" for d in documents),
        "events by source": Counter(d.source or "-" for d, _ in events),
        "documents by reader": Counter(", ".join(d.readers) for d in documents),
        "events by type": Counter(e.type for _, e in events),
        "events by mode": Counter(f"{e.type}:{e.mode}" for _, e in events if e.mode),
        "events by status": Counter(e.status for _, e in events),
        "entities by kind": Counter(e.kind for d in documents for e in d.entities),
    }
    ordered = {name: dict(sorted(table.items())) for name, table in tables.items()}
    return {"totals": totals, **ordered}
