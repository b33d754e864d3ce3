"""realpolitik's graph: a store of events, views of it, questions to it, and ways out of it.

The public surface is what ``__all__`` lists; everything is loaded on first use, so that ``import
graph`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.events import Event, GraphEvent, Report
    from graph.export import export_events, read_back
    from graph.imports import import_events
    from graph.page import render_page
    from graph.query import (
        between,
        changes,
        communities,
        connections,
        event,
        mentions,
        paths,
        rank,
        sql,
        timeline,
    )
    from graph.store import SentenceNote, Store
    from graph.view import EventGraph
    from graph.window import Window

_HOMES = {
    "Event": "graph.events",
    "EventGraph": "graph.view",
    "GraphEvent": "graph.events",
    "Report": "graph.events",
    "SentenceNote": "graph.store",
    "Store": "graph.store",
    "Window": "graph.window",
    "between": "graph.query",
    "changes": "graph.query",
    "communities": "graph.query",
    "connections": "graph.query",
    "event": "graph.query",
    "export_events": "graph.export",
    "import_events": "graph.imports",
    "mentions": "graph.query",
    "paths": "graph.query",
    "rank": "graph.query",
    "read_back": "graph.export",
    "render_page": "graph.page",
    "sql": "graph.query",
    "timeline": "graph.query",
}

__all__ = [
    "Event",
    "EventGraph",
    "GraphEvent",
    "Report",
    "SentenceNote",
    "Store",
    "Window",
    "between",
    "changes",
    "communities",
    "connections",
    "event",
    "export_events",
    "import_events",
    "mentions",
    "paths",
    "rank",
    "read_back",
    "render_page",
    "sql",
    "timeline",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
