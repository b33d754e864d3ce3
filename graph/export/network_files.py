"""Events as graphs for other programs: node-link JSON, GraphML, and GEXF with dates for Gephi's
timeline."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote, unquote

from graph.export.core import (
    UNNAMED,
    ToldEvent,
    actors_of,
    flat,
    of_record,
    printable,
    rows_of,
)
from graph.window import Window
from graph.wording import NOBODY

if TYPE_CHECKING:
    from graph.store import Store


def to_networkx(store: Store, window: Window | None, *, xml: bool = False) -> Any:
    """Return all events as a MultiDiGraph of scalars; a side that is not named is the node ``?``.

    ``xml`` replaces characters that XML cannot hold: in text by pictures of them, in ids so that
    they read back (:func:`xml_id`).
    """
    import networkx as nx

    named = xml_id if xml else str

    def clean(record: dict[str, Any]) -> dict[str, Any]:
        return {
            key: printable(value) if xml and isinstance(value, str) else value
            for key, value in record.items()
        }

    graph: Any = nx.MultiDiGraph()
    for actor in actors_of(store, window):
        graph.add_node(
            named(actor["id"]),
            **clean({key: value for key, value in actor.items() if key != "id"}),
        )
    unnamed = {"name": NOBODY, "kind": "unnamed", "country": "", "sectors": "", "wikidata": ""}
    for row in rows_of(store, window):
        known = flat(row)
        key, one, other = known.pop("id"), known.pop("actor"), known.pop("target")
        if not (one and other):
            graph.add_node(UNNAMED, **unnamed)
        graph.add_edge(
            named(one) or UNNAMED, named(other) or UNNAMED, key=named(key), **clean(known)
        )
    return graph


_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f%\u2028\u2029\ufffe\uffff]")


def xml_id(key: str) -> str:
    """Return an id that XML may hold and that reads back: what it may not hold is written as in a
    web address.

    Examples
    --------
    >>> xml_id("a\x0bb 100%"), id_of_xml("a%0Bb 100%25") == "a\x0bb 100%"
    ('a%0Bb 100%25', True)
    """
    return _UNWRITABLE.sub(lambda found: quote(found[0], safe=""), key)


def id_of_xml(key: str) -> str:
    """Return what :func:`xml_id` was given."""
    return unquote(key)


def _events(graph: Any, *, xml: bool = False) -> list[ToldEvent]:
    """Return the events that lie on the edges of a graph."""
    own = id_of_xml if xml else str
    sides = {UNNAMED: ""}
    return [
        of_record(
            {
                **data,
                "id": own(data.get("id", key)),
                "type": data.get("type", data.get("event_type")),
                "actor": own(sides.get(one, one)),
                "target": own(sides.get(other, other)),
            }
        )
        for one, other, key, data in graph.edges(keys=True, data=True)
    ]


def write_node_link(store: Store, file: TextIO, window: Window | None) -> None:
    """Write node-link JSON, as ``networkx.node_link_graph(..., edges="edges")`` reads it."""
    import networkx as nx

    json.dump(
        nx.node_link_data(to_networkx(store, window), edges="edges"), file, ensure_ascii=False
    )
    file.write("\n")


def read_node_link(path: Path) -> list[ToldEvent]:
    """Return the events of a file."""
    import networkx as nx

    return _events(nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges"))


def write_graphml(store: Store, file: TextIO, window: Window | None) -> None:
    """Write GraphML; the event's id is the edge's id."""
    import networkx as nx

    for line in nx.generate_graphml(to_networkx(store, window, xml=True), named_key_ids=True):
        file.write(line + "\n")


def read_graphml(path: Path) -> list[ToldEvent]:
    """Return the events of a file."""
    import networkx as nx

    return _events(nx.read_graphml(path, force_multigraph=True), xml=True)


def write_gexf(store: Store, file: TextIO, window: Window | None) -> None:
    """Write dynamic GEXF: an edge lives from the first to the last day of its event."""
    import networkx as nx

    graph = to_networkx(store, window, xml=True)
    graph.graph.update(mode="dynamic", timeformat="date")
    for _, data in graph.nodes(data=True):
        data["label"] = data.pop("name")
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"], data["label"] = key, data["type"]
        data["event_type"] = data.pop("type")  # GEXF has a "type" of its own
        if data["first"]:
            data["start"], data["end"] = data["first"], data["last"]
    buffer = io.BytesIO()
    nx.write_gexf(graph, buffer, encoding="utf-8")
    file.write(_without_clock(buffer.getvalue().decode("utf-8")))


def _without_clock(text: str) -> str:
    """Take out the day of writing, so that the same store gives the same bytes."""
    start = text.find(' lastmodifieddate="')
    return text if start < 0 else text[:start] + text[text.index('"', start + 19) + 1 :]


def read_gexf(path: Path) -> list[ToldEvent]:
    """Return the events of a file."""
    import networkx as nx

    graph: Any = nx.read_gexf(path)
    if not graph.is_multigraph():
        graph = nx.MultiDiGraph(graph)
    return _events(graph, xml=True)
