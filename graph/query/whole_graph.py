"""Questions to the whole graph: who is central, which blocs there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extract.catalog import is_country
from extract.errors import QueryError
from graph.query.answers import (
    Answer,
    EventLine,
    Row,
    at_most,
    lines_of,
    names_of,
    rows_of,
    scope_of,
)
from graph.window import Window
from graph.wording import counted

if TYPE_CHECKING:
    from graph.store import Store

MEASURES = ("events", "given", "received", "pagerank", "betweenness", "eigenvector")
EXACT_UP_TO = 3_000_000
"""Actors times edges up to which betweenness is exact."""


class Ranked(Row):
    """An actor with its centralities."""

    id: str
    name: str
    events: int
    given: int
    received: int
    pagerank: float
    betweenness: float | None
    eigenvector: float
    strongest: EventLine | None


class Ranking(Answer):
    """Actors by centrality on ``projection``."""

    by: str
    projection: str
    actors: int
    rows: tuple[Ranked, ...]


class Bloc(Row):
    """Actors that cooperate among themselves more than with others; ``mean_score`` is of the events
    inside."""

    number: int
    members: tuple[str, ...]
    names: tuple[str, ...]
    events: int
    mean_score: float | None
    strongest: EventLine | None


class BlocConflict(Row):
    """Conflict from one bloc to another."""

    actor: int
    target: int
    events: int
    mean_score: float
    strongest: EventLine


class Communities(Answer):
    """Blocs by cooperation, and the conflict between them. ``modularity`` is of the projection."""

    projection: str
    modularity: float
    rows: tuple[Bloc, ...]
    conflicts: tuple[BlocConflict, ...]


_STRONGEST = "arg_max(e, (n_outlets, n_articles, abs(score), id))"


def _pairs(store: Store, window: Window, more: str = "") -> list[dict[str, Any]]:
    """Return the ordered pairs of a window with counts and sums; events within an actor are left
    out."""
    scope, parameters = scope_of(store, window)
    return rows_of(
        store,
        f"""SELECT actor, target, count(*) AS events, sum(score) AS total,
                   count(*) FILTER (ends_with(quad, 'cooperation')) AS friendly,
                   count(*) FILTER (ends_with(quad, 'conflict')) AS hostile,
                   sum(score) FILTER (ends_with(quad, 'conflict')) AS hostile_total {more}
            FROM ({scope}) e WHERE actor IS NOT NULL AND target IS NOT NULL AND actor <> target
            GROUP BY actor, target ORDER BY actor, target""",
        parameters,
    )


def _strongest_of(store: Store, window: Window, actors: list[str]) -> dict[str, EventLine]:
    """Return the event of each actor that most voices tell."""
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"""WITH mine AS (SELECT * FROM ({scope}) WHERE actor IS NOT NULL AND target IS NOT NULL AND actor <> target),
                 sides AS (SELECT actor AS side, e FROM mine e UNION ALL SELECT target, e FROM mine e)
            SELECT side, arg_max(e, (e.n_outlets, e.n_articles, abs(e.score), e.id)) AS strongest FROM sides
            WHERE side IN (SELECT unnest(CAST(? AS VARCHAR[]))) GROUP BY side""",
        [*parameters, actors],
    )
    lines = lines_of(store, window, [row["strongest"] for row in rows])
    return {row["side"]: line for row, line in zip(rows, lines, strict=True)}


def rank(
    store: Store, *, by: str = "pagerank", window: Window | None = None, limit: int = 20
) -> Ranking:
    """Rank the actors by a centrality.

    The projection is a directed graph of actors with the number of events from one to the other as
    weight; events within an actor, and events without actor or target, are left out. ``events``
    counts what an actor gave and received; ``betweenness`` ignores weights, and on a large graph is
    estimated from some actors (a fixed seed), when asked for; ``eigenvector`` and ``pagerank``
    follow the weights, the former on the undirected graph.

    Raises
    ------
    QueryError
        If ``by`` is not a measure.
    """
    import networkx as nx

    if by not in MEASURES:
        raise QueryError(f"rank by one of {', '.join(MEASURES)}, not {by!r}")
    window = window or Window()
    pairs = _pairs(store, window)
    graph: Any = nx.DiGraph()
    graph.add_weighted_edges_from((row["actor"], row["target"], row["events"]) for row in pairs)
    size = graph.number_of_nodes()
    projection = "actors; weight = number of events from one to the other, direction kept"
    notes = []
    given, received = (
        dict(graph.out_degree(weight="weight")),
        dict(graph.in_degree(weight="weight")),
    )
    values: dict[str, Any] = {
        "events": {node: given[node] + received[node] for node in graph},
        "given": given,
        "received": received,
        "pagerank": nx.pagerank(graph) if size else {},
        "eigenvector": _eigenvector(graph),
    }
    if by == "betweenness" or size * graph.number_of_edges() <= EXACT_UP_TO:
        sample = (
            None
            if size * graph.number_of_edges() <= EXACT_UP_TO
            else max(10, EXACT_UP_TO // graph.number_of_edges())
        )
        if sample is not None and sample < size:
            notes.append(f"betweenness is estimated from {sample} of {size} actors")
        else:
            sample = None
        values["betweenness"] = nx.betweenness_centrality(graph, k=sample, seed=0) if size else {}
    else:
        notes.append(
            "betweenness is left out on a graph of this size; ask for it with by='betweenness'"
        )
    chosen = sorted(graph, key=lambda node: (-round(values[by][node], 9), node))[: at_most(limit)]
    if window.level == "state":
        states = sum(is_country(node) for node in graph)
        others = counted(size - states, "actor")
        notes.append(f"ranked are {counted(states, 'state')} and {others} of no one state")
    names = names_of(store, chosen)
    lines = _strongest_of(store, window, chosen)
    rows = tuple(
        Ranked(
            id=node,
            name=names[node],
            events=values["events"][node],
            given=given[node],
            received=received[node],
            pagerank=round(float(values["pagerank"][node]), 6),
            betweenness=round(float(values["betweenness"][node]), 6)
            if "betweenness" in values
            else None,
            eigenvector=round(values["eigenvector"][node], 6),
            strongest=lines.get(node),
        )
        for node in chosen
    )
    return Ranking(
        question=f"Who is central, by {by}?", covers=window.covers(), notes=tuple(notes), by=by, projection=projection,
        actors=size, rows=rows,
    )  # fmt: skip


def _eigenvector(graph: Any) -> dict[str, float]:
    """Return eigenvector centrality on the undirected graph, one connected part after the other."""
    import networkx as nx
    import numpy as np

    plain: Any = nx.Graph()
    for one, other, weight in graph.edges(data="weight"):
        plain.add_edge(
            one,
            other,
            weight=weight + (plain[one][other]["weight"] if plain.has_edge(one, other) else 0),
        )
    found: dict[str, float] = dict.fromkeys(graph, 0.0)
    if not plain:
        return found
    part = max(nx.connected_components(plain), key=lambda nodes: (len(nodes), min(nodes)))
    order = sorted(part)
    matrix: Any = nx.to_scipy_sparse_array(plain.subgraph(part), nodelist=order) * 1.0
    vector = np.full(len(order), 1 / np.sqrt(len(order)))
    for _ in range(200):  # power iteration, shifted so that it also settles on bipartite graphs
        following = matrix @ vector + vector
        following /= np.linalg.norm(following)
        if np.abs(following - vector).max() < 1e-10:
            break
        vector = following
    return found | {node: float(value) for node, value in zip(order, vector, strict=True)}


def communities(
    store: Store, *, window: Window | None = None, resolution: float = 1.0
) -> Communities:
    """Find blocs of actors that cooperate, and the conflict between blocs.

    The projection is an undirected graph with the number of cooperative events (both ways) as
    weight; blocs come from the Louvain method (Blondel et al. 2008) with a fixed seed. Actors
    without cooperation are in no bloc.
    """
    import networkx as nx

    if not resolution > 0:
        raise QueryError(f"the resolution is a number above 0, it cannot be {resolution}")
    window = window or Window()
    more = f", {_STRONGEST} FILTER (ends_with(quad, 'conflict')) AS worst"
    pairs = _pairs(
        store, window, more + f", {_STRONGEST} FILTER (ends_with(quad, 'cooperation')) AS kindest"
    )
    graph: Any = nx.Graph()
    for row in pairs:
        if row["friendly"]:
            one, other = row["actor"], row["target"]
            held = graph[one][other]["weight"] if graph.has_edge(one, other) else 0
            graph.add_edge(one, other, weight=held + row["friendly"])
    parts: Any = (
        nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=0)
        if graph
        else []
    )
    groups: list[tuple[str, ...]] = sorted(
        (tuple(sorted(part)) for part in parts), key=lambda group: (-len(group), group)
    )
    modularity = (
        nx.community.modularity(
            graph, [set(group) for group in groups], weight="weight", resolution=resolution
        )
        if graph
        else 0.0
    )
    bloc_of = {node: number for number, group in enumerate(groups, 1) for node in group}
    inside: dict[int, list[dict[str, Any]]] = defaultdict(list)
    across: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in pairs:
        one, other = bloc_of.get(row["actor"]), bloc_of.get(row["target"])
        if one is not None and one == other:
            inside[one].append(row)
        elif one is not None and other is not None and row["hostile"]:
            across[one, other].append(row)
    names = names_of(store, bloc_of)
    kindest = {one: _most_told(row["kindest"] for row in rows) for one, rows in inside.items()}
    worst = {pair: _most_told(row["worst"] for row in rows) for pair, rows in across.items()}
    told = [row for row in (*kindest.values(), *worst.values()) if row]
    lines = {line.id: line for line in lines_of(store, window, told)}
    blocs = []
    for number, group in enumerate(groups, 1):
        within, best = inside[number], kindest.get(number)
        events = sum(row["events"] for row in within)
        blocs.append(
            Bloc(
                number=number,
                members=group,
                names=tuple(names[node] for node in group),
                events=events,
                mean_score=round(sum(row["total"] for row in within) / events, 2)
                if events
                else None,
                strongest=lines[best["id"]] if best else None,
            )
        )
    conflicts = []
    for (one, other), hostile in sorted(
        across.items(), key=lambda item: (-sum(r["hostile"] for r in item[1]), item[0])
    ):
        events, best = sum(row["hostile"] for row in hostile), worst[one, other]
        if best:
            mean = round(sum(row["hostile_total"] for row in hostile) / events, 2)
            line = lines[best["id"]]
            conflicts.append(
                BlocConflict(
                    actor=one, target=other, events=events, mean_score=mean, strongest=line
                )
            )
    return Communities(
        question="Which blocs cooperate, and who is in conflict with whom?", covers=window.covers(),
        projection="actors, undirected; weight = number of cooperative events; Louvain, seed 0",
        modularity=round(modularity, 4), rows=tuple(blocs), conflicts=tuple(conflicts),
    )  # fmt: skip


def _most_told(rows: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return the event that most voices tell, None of none."""
    known = [row for row in rows if row]
    return max(
        known,
        key=lambda row: (row["n_outlets"], row["n_articles"], abs(row["score"]), row["id"]),
        default=None,
    )
