"""Events as linked data: the Simple Event Model for what happened, PROV for who says so. Turtle and
JSON-LD.

An event is a ``sem:Event``; its actor and target are ``sem:Actor`` by two properties of our own
that specialise ``sem:hasActor``, so direction is kept. A report is a ``prov:Entity`` derived from
its article.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote, unquote

from extract.errors import InputError
from graph.export.core import (
    ExportedEvent,
    ToldEvent,
    actors_of,
    flat,
    of_record,
    printable,
    rows_of,
)
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
PROV = "http://www.w3.org/ns/prov#"
OURS = "urn:realpolitik:term:"
_PLAIN = (
    "mode", "contexts", "quad", "score", "status", "reciprocal", "place_country", "predicate",
    "n_articles", "n_outlets",
)  # fmt: skip
_DAYS = {"first": "hasBeginTimeStamp", "last": "hasEndTimeStamp"}


def _id(kind: str, key: str) -> Any:
    from rdflib import URIRef

    return URIRef(f"urn:realpolitik:{kind}:{quote(key, safe='')}")


def _key(node: Any) -> str:
    return unquote(str(node).rsplit(":", 1)[1])


def to_rdf(store: Store, window: Window | None) -> Any:
    """Return the events of a window as an ``rdflib.Graph``."""
    from rdflib import RDF, RDFS, Graph, Literal, Namespace

    sem, prov, ours = Namespace(SEM), Namespace(PROV), Namespace(OURS)
    graph = Graph()
    for prefix, namespace in (("sem", sem), ("prov", prov), ("rp", ours)):
        graph.bind(prefix, namespace)
    for side in ("actor", "target"):
        graph.add((ours[side], RDFS.subPropertyOf, sem.hasActor))
    for actor in actors_of(store, window):
        node = _id("actor", actor["id"])
        graph.add((node, RDF.type, sem.Actor))
        graph.add((node, RDFS.label, Literal(printable(actor["name"]))))
        for name in ("kind", "country", "sectors", "wikidata"):
            if actor[name]:
                graph.add((node, ours[name], Literal(actor[name])))
    for row in rows_of(store, window):
        _add_event(graph, row, sem, prov, ours)
    return graph


def _add_event(graph: Any, row: ExportedEvent, sem: Any, prov: Any, ours: Any) -> None:
    from rdflib import RDF, RDFS, XSD, Literal

    event = _id("event", row.id)
    graph.add((event, RDF.type, sem.Event))
    graph.add((event, sem.eventType, _id("type", row.type)))
    for side in ("actor", "target"):
        key = getattr(row, side)
        if key:
            graph.add((event, ours[side], _id("actor", key)))
    known = flat(row)
    for name in _PLAIN:
        if known[name] != "":
            graph.add((event, ours[name], Literal(known[name])))
    for name, term in _DAYS.items():
        if known[name]:
            graph.add((event, sem[term], Literal(known[name], datatype=XSD.date)))
    if row.place:
        place = _id("place", row.place)
        graph.add((event, sem.hasPlace, place))
        graph.add((place, RDF.type, sem.Place))
        graph.add((place, RDFS.label, Literal(printable(row.place))))
    graph.add((event, prov.wasDerivedFrom, _id("triple", row.triple)))
    _add_report(graph, row, prov, ours)


def _add_report(graph: Any, row: ExportedEvent, prov: Any, ours: Any) -> None:
    """Add the best sentence of an event, its article and its outlet."""
    from rdflib import RDF, RDFS, Literal

    report, article = _id("triple", row.triple), _id("article", row.article)
    graph.add((report, RDF.type, prov.Entity))
    graph.add((report, prov.value, Literal(printable(row.sentence))))
    graph.add((report, prov.wasDerivedFrom, article))
    graph.add((report, ours.rule, Literal(row.rule)))
    graph.add((report, ours.confidence, Literal(row.confidence)))
    graph.add((article, RDF.type, prov.Entity))
    if row.outlet:
        outlet = _id("outlet", row.outlet)
        graph.add((article, prov.wasAttributedTo, outlet))
        graph.add((outlet, RDF.type, prov.Agent))
        graph.add((outlet, RDFS.label, Literal(printable(row.outlet))))
    for name in ("title", "url", "published"):
        value = getattr(row, name)
        if value:
            graph.add((article, ours[name], Literal(printable(value))))


def write_turtle(store: Store, file: TextIO, window: Window | None) -> None:
    """Write Turtle."""
    file.write(to_rdf(store, window).serialize(format="turtle"))


_CONTEXT = {
    "sem": SEM,
    "prov": PROV,
    "rp": OURS,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_jsonld(store: Store, file: TextIO, window: Window | None) -> None:
    """Write JSON-LD, everything in an order of its own, so that the same store gives the same
    bytes."""
    made = to_rdf(store, window).serialize(format="json-ld", context=_CONTEXT)
    json.dump(_in_order(json.loads(made)), file, ensure_ascii=False, sort_keys=True, indent=2)
    file.write("\n")


def _in_order(value: Any) -> Any:
    """Return JSON-LD with its lists sorted: they are sets, and rdflib's order is that of hashes."""
    if isinstance(value, dict):
        return {key: _in_order(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_in_order(inner) for inner in value), key=_sorted_text)
    return value


def _sorted_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_turtle(path: Path) -> list[ToldEvent]:
    """Return the events of a Turtle file."""
    return _read(path.read_text(encoding="utf-8"), "turtle")


def read_jsonld(path: Path) -> list[ToldEvent]:
    """Return the events of a JSON-LD file. Nothing is fetched for it.

    Raises
    ------
    InputError
        If it is no JSON, or its context is an address: that would have to be fetched.
    """
    text = path.read_text(encoding="utf-8")
    try:
        _refuse_addresses(json.loads(text), path)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no JSON-LD: {error}") from None
    return _read(text, "json-ld")


def _refuse_addresses(value: Any, path: Path) -> None:
    """Refuse a context, or a part of one, that stands elsewhere."""
    if isinstance(value, list):
        for inner in value:
            _refuse_addresses(inner, path)
        return
    if not isinstance(value, dict):
        return
    contexts = value.get("@context", ())
    for context in contexts if isinstance(contexts, list) else (contexts,):
        if isinstance(context, str) or (isinstance(context, dict) and "@import" in context):
            raise InputError(
                f"{path} takes its context from elsewhere ({str(context)[:100]}); nothing is "
                "fetched: write the context into the file"
            )
    for inner in value.values():
        _refuse_addresses(inner, path)


def _read(text: str, syntax: str) -> list[ToldEvent]:
    from rdflib import RDF, RDFS, Graph, Namespace

    sem, prov, ours = Namespace(SEM), Namespace(PROV), Namespace(OURS)
    graph = Graph()
    with warnings.catch_warnings():  # rdflib's JSON-LD parser uses a class that rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=text, format=syntax)
    found = []
    for event in graph.subjects(RDF.type, sem.Event):
        record: dict[str, Any] = {"id": _key(event)}
        for side in ("actor", "target"):
            node = graph.value(event, ours[side])
            record[side] = _key(node) if node is not None else ""
        record["type"] = _key(graph.value(event, sem.eventType))
        for name in _PLAIN:
            value: Any = graph.value(event, ours[name])
            record[name] = "" if value is None else value.toPython()
        for name, term in _DAYS.items():
            record[name] = str(graph.value(event, sem[term]) or "")
        place = graph.value(event, sem.hasPlace)
        record["place"] = str(graph.value(place, RDFS.label)) if place is not None else ""
        record["sentence"] = str(graph.value(graph.value(event, prov.wasDerivedFrom), prov.value))
        found.append(of_record(record))
    return found
