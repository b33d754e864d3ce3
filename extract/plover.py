"""The event types for those who ask about them: PLOVER's types and their modes, and what a CAMEO
code is in them. The public door to the ontology.

Examples
--------
>>> "ASSAULT" in event_types(), len(event_types())
(True, 16)
"""

from __future__ import annotations

from functools import cache

from extract.events.ontology import Ontology, load_ontology

__all__ = ["Ontology", "event_types", "ontology"]


@cache
def ontology() -> Ontology:
    """Return PLOVER, as it ships with the package; a user's own types are not in it."""
    return load_ontology()


def event_types() -> tuple[str, ...]:
    """Return PLOVER's event types, in its own order."""
    return tuple(ontology().types)
