"""Who is central: the actors of a window by several centralities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.catalog import is_country
from extract.errors import QueryError
from graph.query.answers import (
    Answer,
    AnswerPart,
    EventLine,
    at_most,
    lines_of,
    names_of,
    rows_of,
    scope_of,
)
from graph.query.pairs import pairs_of
from graph.sql_parts import ANY_OF
from graph.window import Window
from graph.wording import counted

if TYPE_CHECKING:
    from graph.store import Store

MEASURES = ("events", "given", "received", "pagerank", "betweenness", "eigenvector")
EXACT_UP_TO = 3_000_000
"""Actors times edges up to which betweenness is exact."""

Values = dict[str, dict[str, float]]


class Ranked(AnswerPart):
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
    if by not in MEASURES:
        raise QueryError(f"rank by one of {', '.join(MEASURES)}, not {by!r}")
    window = window or Window()
    graph = _projection(store, window)
    values, notes = _centralities(graph, by)
    if window.level == "state":
        states = sum(is_country(node) for node in graph)
        others = counted(len(graph) - states, "actor")
        notes.append(f"ranked are {counted(states, 'state')} and {others} of no one state")
    chosen = sorted(graph, key=lambda node: (-round(values[by][node], 9), node))[: at_most(limit)]
    names, lines = names_of(store, chosen), _strongest_of(store, window, chosen)
    return Ranking(
        question=f"Who is central, by {by}?",
        covers=window.covers(),
        notes=tuple(notes),
        by=by,
        projection="actors; weight = number of events from one to the other, direction kept",
        actors=len(graph),
        rows=tuple(_ranked(node, names[node], values, lines.get(node)) for node in chosen),
    )


def _projection(store: Store, window: Window) -> Any:
    import networkx as nx

    graph: Any = nx.DiGraph()
    pairs = pairs_of(store, window)
    graph.add_weighted_edges_from((row["actor"], row["target"], row["events"]) for row in pairs)
    return graph


def _centralities(graph: Any, by: str) -> tuple[Values, list[str]]:
    """Return the measures of every actor, and what has to be said of them."""
    import networkx as nx

    given = dict(graph.out_degree(weight="weight"))
    received = dict(graph.in_degree(weight="weight"))
    values: Values = {
        "events": {node: given[node] + received[node] for node in graph},
        "given": given,
        "received": received,
        "pagerank": nx.pagerank(graph) if graph else {},
        "eigenvector": _eigenvector(graph),
    }
    betweenness, notes = _betweenness(graph, asked=by == "betweenness")
    if betweenness is not None:
        values["betweenness"] = betweenness
    return values, notes


def _betweenness(graph: Any, *, asked: bool) -> tuple[dict[str, float] | None, list[str]]:
    """Return betweenness: exact on a graph of some size, estimated on a larger one if it is asked
    for, else None."""
    import networkx as nx

    size, edges = graph.number_of_nodes(), graph.number_of_edges()
    if size * edges <= EXACT_UP_TO:
        return (nx.betweenness_centrality(graph) if size else {}), []
    if not asked:
        note = "betweenness is left out on a graph of this size; ask for it with by='betweenness'"
        return None, [note]
    sample = max(10, EXACT_UP_TO // edges)
    if sample >= size:
        return nx.betweenness_centrality(graph), []
    estimated = nx.betweenness_centrality(graph, k=sample, seed=0)
    return estimated, [f"betweenness is estimated from {sample} of {size} actors"]


def _ranked(node: str, name: str, values: Values, strongest: EventLine | None) -> Ranked:
    between = values.get("betweenness")
    return Ranked(
        id=node,
        name=name,
        events=int(values["events"][node]),
        given=int(values["given"][node]),
        received=int(values["received"][node]),
        pagerank=round(float(values["pagerank"][node]), 6),
        betweenness=None if between is None else round(float(between[node]), 6),
        eigenvector=round(values["eigenvector"][node], 6),
        strongest=strongest,
    )


def _strongest_of(store: Store, window: Window, actors: list[str]) -> dict[str, EventLine]:
    """Return the event of each actor that most voices tell."""
    scope, parameters = scope_of(store, window)
    rows = rows_of(
        store,
        f"""WITH mine AS (SELECT * FROM ({scope})
                          WHERE actor IS NOT NULL AND target IS NOT NULL AND actor <> target),
                 sides AS (SELECT actor AS side, e FROM mine e
                           UNION ALL SELECT target, e FROM mine e)
            SELECT side,
                   arg_max(e, (e.n_outlets, e.n_articles, abs(e.score), e.id)) AS strongest
            FROM sides WHERE side {ANY_OF} GROUP BY side""",
        [*parameters, actors],
    )
    lines = lines_of(store, window, [row["strongest"] for row in rows])
    return {row["side"]: line for row, line in zip(rows, lines, strict=True)}


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
