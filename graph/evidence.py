"""Reading the events of a window with their evidence: reports, coded words, actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.catalog import country_name
from graph.events import ActorNode, GraphEvent, Report, RoleSpan
from graph.quoting import kept_length, quoted, quoted_title
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

_BATCH = 1000

_REPORTS = """
    SELECT t.event, t.id AS triple, t.article, a.title, a.outlet, a.url,
           strftime(a.date, '%Y-%m-%d') AS date, t.sentence, t.rule, t.confidence, t.origin,
           t.sentence_start AS start, t.actor_as.mention AS actor, t.action_at AS action,
           t.target_as.mention AS target, t.place_at AS place, t.attribution
    FROM triples t LEFT JOIN articles a ON a.id = t.article
    WHERE t.event IN (SELECT unnest(CAST(? AS VARCHAR[])))
    ORDER BY t.event, t.confidence DESC, t.id
"""

_ACTORS = """
    WITH scope AS ({scope}),
         seen AS (SELECT actor AS id FROM scope UNION SELECT target FROM scope)
    SELECT seen.id, a.name, a.kind, a.country, a.sectors, a.wikidata FROM seen
    LEFT JOIN actors a ON a.id = seen.id WHERE seen.id IS NOT NULL ORDER BY seen.id
"""


def read_events(
    store: Store, window: Window, ids: Sequence[str] | None = None
) -> Iterator[GraphEvent]:
    """Yield the events of a window, or some of them, with all their reports, by day and id."""
    scope, parameters = store.scope(window)
    chosen = ""
    if ids is not None:
        chosen = "WHERE id IN (SELECT unnest(CAST(? AS VARCHAR[])))"
        parameters = [*parameters, list(ids)]
    query = f'SELECT * FROM ({scope}) {chosen} ORDER BY "first" NULLS LAST, id'
    cursor = store.connection.cursor().execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(_BATCH):
        records = [dict(zip(names, row, strict=True)) for row in rows]
        evidence = read_reports(store, [record["id"] for record in records], window.quote)
        for record in records:
            reports = evidence.get(record["id"], ())
            outlets = sorted({report.outlet for report in reports if report.outlet})
            yield GraphEvent(**{**record, "reports": reports, "outlets": tuple(outlets)})


def read_reports(
    store: Store, events: Sequence[str], quote: int | None = None
) -> dict[str, tuple[Report, ...]]:
    """Return the reports of some events with their evidence, the most confident first; ``quote`` is
    how many characters of a sentence are told."""
    result = store.connection.execute(_REPORTS, [list(events)])
    names = [column[0] for column in result.description or ()]
    found: dict[str, list[Report]] = {}
    for row in result.fetchall():
        record = dict(zip(names, row, strict=True))
        found.setdefault(record["event"], []).append(_report(record, quote))
    return {event: tuple(reports) for event, reports in found.items()}


def _report(record: Mapping[str, Any], quote: int | None) -> Report:
    said = record["attribution"] or ()
    named = (_attribution(source, quote) for source in said)
    return Report(
        triple=record["triple"],
        article=record["article"],
        title=quoted_title(record["title"], quote),
        outlet=record["outlet"],
        url=record["url"],
        date=record["date"],
        sentence=quoted(record["sentence"], quote),
        spans=_spans(record, said, kept_length(record["sentence"], quote)),
        attribution="; ".join(name for name in named if name) or None,
        rule=record["rule"],
        confidence=record["confidence"],
        origin=record["origin"],
    )


def _spans(
    record: Mapping[str, Any], said: Sequence[Mapping[str, Any]], length: int
) -> tuple[RoleSpan, ...]:
    """Return where the coded parts lie in the sentence; what lies beyond its length is left out."""
    mentions = [(role, record[role]) for role in ("actor", "action", "target", "place")]
    mentions += [("attribution", source["mention"]) for source in said]
    start = record["start"]
    spans = [
        RoleSpan(role, mention["start"] - start, mention["end"] - start)
        for role, mention in mentions
        if mention
    ]
    inside = (span for span in spans if 0 <= span.start < span.end <= length)
    return tuple(sorted(inside, key=lambda span: (span.start, span.end, span.role)))


def _attribution(source: Mapping[str, Any], quote: int | None) -> str:
    """Return who says so: by name, or in the words of the article, if these may be told."""
    speaker = source["speaker"]["name"] if source["speaker"] else None
    if speaker and source["outlet"]:
        return f"{speaker}, told {source['outlet']}"
    words = source["mention"]["text"] if quote is None else ""
    return str(speaker or source["outlet"] or words)


def read_actors(store: Store, window: Window) -> dict[str, ActorNode]:
    """Return the actors of a window by id, in order. One that no triple names by itself is the
    state that others were rolled up to."""
    scope, parameters = store.scope(window)
    rows = store.connection.execute(_ACTORS.format(scope=scope), parameters).fetchall()
    return {
        key: ActorNode(key, name, kind, country, tuple(sectors or ()), wikidata)
        if name
        else ActorNode(key, country_name(key), "state", key, (), None)
        for key, name, kind, country, sectors, wikidata in rows
    }
