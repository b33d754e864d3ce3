"""Which blocs cooperate, and who is in conflict with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.errors import QueryError
from graph.query.answers import Answer, AnswerPart, EventLine, lines_of, names_of
from graph.query.pairs import MOST_TOLD, pairs_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

Pair = dict[str, Any]


class Bloc(AnswerPart):
    """Actors that cooperate among themselves more than with others; ``mean_score`` is of the events
    inside."""

    number: int
    members: tuple[str, ...]
    names: tuple[str, ...]
    events: int
    mean_score: float | None
    strongest: EventLine | None


class BlocConflict(AnswerPart):
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


def communities(
    store: Store, *, window: Window | None = None, resolution: float = 1.0
) -> Communities:
    """Find blocs of actors that cooperate, and the conflict between blocs.

    The projection is an undirected graph with the number of cooperative events (both ways) as
    weight; blocs come from the Louvain method (Blondel et al. 2008) with a fixed seed. Actors
    without cooperation are in no bloc.

    Raises
    ------
    QueryError
        If the resolution is not above 0.
    """
    if not resolution > 0:
        raise QueryError(f"the resolution is a number above 0, it cannot be {resolution}")
    window = window or Window()
    pairs = pairs_of(store, window, _SPEAKING)
    groups, modularity = _blocs(pairs, resolution)
    bloc_of = {node: number for number, group in enumerate(groups, 1) for node in group}
    inside, across = _sort_pairs(pairs, bloc_of)
    kindest = {one: _most_told(rows, "kindest") for one, rows in inside.items()}
    worst = {both: _most_told(rows, "worst") for both, rows in across.items()}
    told = [row for row in (*kindest.values(), *worst.values()) if row]
    lines = {line.id: line for line in lines_of(store, window, told)}
    names = names_of(store, bloc_of)
    return Communities(
        question="Which blocs cooperate, and who is in conflict with whom?",
        covers=window.covers(),
        projection="actors, undirected; weight = number of cooperative events; Louvain, seed 0",
        modularity=round(modularity, 4),
        rows=tuple(
            _bloc(number, group, inside[number], names, _line(kindest.get(number), lines))
            for number, group in enumerate(groups, 1)
        ),
        conflicts=tuple(_conflicts(across, worst, lines)),
    )


_SPEAKING = (
    f", arg_max(e, {MOST_TOLD}) FILTER (ends_with(quad, 'conflict')) AS worst"
    f", arg_max(e, {MOST_TOLD}) FILTER (ends_with(quad, 'cooperation')) AS kindest"
)


def _blocs(pairs: Sequence[Pair], resolution: float) -> tuple[list[tuple[str, ...]], float]:
    """Return the blocs, the largest first, and the modularity of the projection."""
    import networkx as nx

    graph: Any = nx.Graph()
    for row in pairs:
        if row["friendly"]:
            one, other = row["actor"], row["target"]
            held = graph[one][other]["weight"] if graph.has_edge(one, other) else 0
            graph.add_edge(one, other, weight=held + row["friendly"])
    if not graph:
        return [], 0.0
    how: dict[str, Any] = {"weight": "weight", "resolution": resolution}
    parts: Any = nx.community.louvain_communities(graph, seed=0, **how)
    groups = sorted((tuple(sorted(part)) for part in parts), key=lambda group: (-len(group), group))
    modularity = nx.community.modularity(graph, [set(group) for group in groups], **how)
    return groups, float(modularity)


def _sort_pairs(
    pairs: Sequence[Pair], bloc_of: Mapping[str, int]
) -> tuple[dict[int, list[Pair]], dict[tuple[int, int], list[Pair]]]:
    """Return the pairs inside each bloc, and those in conflict from one bloc to another."""
    inside: dict[int, list[Pair]] = defaultdict(list)
    across: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for row in pairs:
        one, other = bloc_of.get(row["actor"]), bloc_of.get(row["target"])
        if one is None or other is None:
            continue
        if one == other:
            inside[one].append(row)
        elif row["hostile"]:
            across[one, other].append(row)
    return inside, across


def _line(row: Pair | None, lines: Mapping[str, EventLine]) -> EventLine | None:
    return lines[row["id"]] if row else None


def _bloc(
    number: int,
    group: tuple[str, ...],
    within: Sequence[Pair],
    names: Mapping[str | None, str],
    strongest: EventLine | None,
) -> Bloc:
    events = sum(row["events"] for row in within)
    total = sum(row["total"] for row in within)
    return Bloc(
        number=number,
        members=group,
        names=tuple(names[node] for node in group),
        events=events,
        mean_score=round(total / events, 2) if events else None,
        strongest=strongest,
    )


def _conflicts(
    across: Mapping[tuple[int, int], Sequence[Pair]],
    worst: Mapping[tuple[int, int], Pair | None],
    lines: Mapping[str, EventLine],
) -> Iterable[BlocConflict]:
    """Yield the conflict between blocs, the most events first."""
    counts = {both: sum(row["hostile"] for row in rows) for both, rows in across.items()}
    for both in sorted(counts, key=lambda both: (-counts[both], both)):
        strongest = _line(worst[both], lines)
        if strongest is not None:
            total = sum(row["hostile_total"] for row in across[both])
            yield BlocConflict(
                actor=both[0],
                target=both[1],
                events=counts[both],
                mean_score=round(total / counts[both], 2),
                strongest=strongest,
            )


def _most_told(rows: Iterable[Pair], column: str) -> Pair | None:
    """Return the event in a column of pairs that most voices tell, None of none."""
    known = [row[column] for row in rows if row[column]]
    return max(
        known,
        key=lambda row: (row["n_outlets"], row["n_articles"], abs(row["score"]), row["id"]),
        default=None,
    )
