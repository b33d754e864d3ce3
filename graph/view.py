"""A view of a store for one question: a window of it as a directed multigraph, with the evidence of
every edge.

The store keeps the records; an :class:`EventGraph` is made for a question and thrown away.
Direction is as it was coded; two sides of a reciprocal act stand as they were said, with
``reciprocal`` set.

An event that names no actor or no target (an agentless passive, a march against nobody in
particular) has no edge to lie on: it is left out of :attr:`EventGraph.nx` and kept, with its
evidence, in :attr:`EventGraph.events`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.settings import MIN_CONFIDENCE
from graph.events import ActorNode, GraphEvent
from graph.evidence import read_actors, read_events
from graph.window import Level, Window

if TYPE_CHECKING:
    from extract.models import Article, Triple
    from graph.query import (
        Between,
        Changes,
        Communities,
        Connections,
        Mentions,
        Paths,
        Ranking,
        Timeline,
    )
    from graph.store import Store


EDGE_ATTRIBUTES = (
    "type", "mode", "quad", "score", "status", "date", "end", "predicate", "place", "n_articles",
    "n_outlets", "reciprocal", "contexts", "triples",
)  # fmt: skip
"""Attributes of an edge of :attr:`EventGraph.nx`: strings, numbers and booleans only, "" where
there is none."""

_EDGES = """
    SELECT actor, target, id, type, coalesce(mode, ''), quad, score, status,
           coalesce(strftime("first", '%Y-%m-%d'), ''), coalesce(strftime("last", '%Y-%m-%d'), ''),
           predicate, coalesce(place, ''), n_articles, n_outlets, reciprocal,
           array_to_string(contexts, ' '), array_to_string(reports, ' ')
    FROM ({scope}) WHERE actor IS NOT NULL AND target IS NOT NULL ORDER BY id
"""


class EventGraph:
    """A window of a store as a graph.

    Attributes
    ----------
    store : Store
        Where the evidence comes from; it must be open while the graph is used.
    window : Window
        What the graph covers.

    Examples
    --------
    >>> graph = EventGraph.from_triples([], [])
    >>> graph.nx.number_of_edges(), len(graph.events)
    (0, 0)
    """

    def __init__(self, store: Store, window: Window) -> None:
        self.store = store
        self.window = window

    @classmethod
    def from_store(
        cls,
        store: Store,
        since: str | None = None,
        until: str | None = None,
        level: Level = "actor",
        types: Iterable[str] | None = None,
        statuses: Iterable[str] = ("asserted",),
        min_outlets: int = 1,
        min_confidence: float = MIN_CONFIDENCE,
        actors: Iterable[str] | None = None,
        hops: int = 1,
        quote: int | None = None,
    ) -> EventGraph:
        """View a part of a store; see :class:`graph.window.Window` for the parameters.

        ``actors`` may be names; they are resolved as in extraction.
        """
        window = Window(
            since=since,
            until=until,
            level=level,
            types=tuple(types or ()),
            statuses=tuple(statuses),
            min_outlets=min_outlets,
            min_confidence=min_confidence,
            quote=quote,
        )
        return cls.within(store, window, actors=actors or (), hops=hops)

    @classmethod
    def within(
        cls, store: Store, window: Window, *, actors: Iterable[str] = (), hops: int = 1
    ) -> EventGraph:
        """View a window of a store, or what lies around some of its actors: names, resolved as in
        extraction, and how many steps from them."""
        from graph.query.actor_lookup import find_actor

        store.scope(window)  # a type that nobody knows is told now
        wanted = {find_actor(store, name, level=window.level).id for name in actors}
        return cls(
            store,
            Window.model_validate(
                {**window.model_dump(), "actors": tuple(sorted(wanted)), "hops": hops}
            ),
        )

    @classmethod
    def from_triples(
        cls, triples: Iterable[Triple], articles: Iterable[Article] = (), **window: Any
    ) -> EventGraph:
        """View triples that are in no store; ``window`` as for :meth:`from_store`."""
        from graph.store import Store

        store = Store()
        store.add(articles, triples)
        return cls.from_store(store, **window)

    @cached_property
    def nx(self) -> Any:
        """The view as a ``networkx.MultiDiGraph``: node = actor id, edge key = event id, attributes
        native scalars."""
        import networkx as nx

        graph: Any = nx.MultiDiGraph(covers=self.window.covers(), level=self.window.level)
        for node in self.actors.values():
            graph.add_node(node.id, **node.attributes())
        with self.store.reading() as store:
            scope, parameters = store.scope(self.window)
            rows = store.connection.execute(_EDGES.format(scope=scope), parameters)
            while batch := rows.fetchmany(50_000):
                graph.add_edges_from(
                    [
                        (row[0], row[1], row[2], dict(zip(EDGE_ATTRIBUTES, row[3:], strict=True)))
                        for row in batch
                    ]
                )
        return graph

    @cached_property
    def actors(self) -> Mapping[str, ActorNode]:
        """The actors of the view, by id."""
        with self.store.reading() as store:
            return read_actors(store, self.window)

    @cached_property
    def events(self) -> tuple[GraphEvent, ...]:
        """The events of the view with all their reports, by day and id; those without actor or
        target too."""
        return tuple(self.iter_events())

    def iter_events(self, ids: Sequence[str] | None = None) -> Iterator[GraphEvent]:
        """Yield the events of the view, or some of them, as :attr:`events` does."""
        with self.store.reading() as store:
            yield from read_events(store, self.window, ids)

    @property
    def level(self) -> Level:
        """``actor``, or ``state`` where actors stand for their countries."""
        return self.window.level

    def to_html(
        self, path: str | Path | None = None, *, focus: str | None = None, **options: Any
    ) -> str | Path:
        """Draw the graph as one HTML page that needs no network.

        Parameters
        ----------
        path
            Where to write it; without one, the page is returned as text.
        focus
            An actor to start from: a name or an id.
        **options
            As for :func:`graph.page.render_page`.
        """
        from graph.page import render_page, write_page
        from graph.query.actor_lookup import find_actor

        if focus is not None:
            with self.store.reading() as store:
                focus = find_actor(store, focus, level=self.level).id
        if path is None:
            return render_page(self, focus=focus, **options)
        return write_page(self, path, focus=focus, **options)

    def _repr_html_(self) -> str:
        from graph.page import notebook_frame

        return notebook_frame(self)

    def connections(self, actor: str, **options: Any) -> Connections:
        """Answer who is connected with an actor; see :func:`graph.query.connections`."""
        from graph.query import connections

        with self.store.reading() as store:
            return connections(store, actor, window=self.window, **options)

    def between(self, one: str, other: str, **options: Any) -> Between:
        """Answer what passed between two actors, each direction apart; see
        :func:`graph.query.between`."""
        from graph.query import between

        with self.store.reading() as store:
            return between(store, one, other, window=self.window, **options)

    def paths(self, one: str, other: str, **options: Any) -> Paths:
        """Answer how two actors are connected through others; see :func:`graph.query.paths`."""
        from graph.query import paths

        with self.store.reading() as store:
            return paths(store, one, other, window=self.window, **options)

    def timeline(self, one: str, other: str, **options: Any) -> Timeline:
        """Answer how the tone of a pair went over time; see :func:`graph.query.timeline`."""
        from graph.query import timeline

        with self.store.reading() as store:
            return timeline(store, one, other, window=self.window, **options)

    def rank(self, **options: Any) -> Ranking:
        """Rank the actors by centrality; see :func:`graph.query.rank`."""
        from graph.query import rank

        with self.store.reading() as store:
            return rank(store, window=self.window, **options)

    def communities(self, **options: Any) -> Communities:
        """Find blocs that cooperate, and the conflict between them; see
        :func:`graph.query.communities`."""
        from graph.query import communities

        with self.store.reading() as store:
            return communities(store, window=self.window, **options)

    def changes(self, since: str, until: str, **options: Any) -> Changes:
        """Answer which dyads are new, gone or turned; see :func:`graph.query.changes`."""
        from graph.query import changes

        with self.store.reading() as store:
            return changes(store, since, until, window=self.window, **options)

    def mentions(self, actor: str, **options: Any) -> Mentions:
        """Answer by which words an actor is mentioned; see :func:`graph.query.mentions`."""
        from graph.query import mentions

        with self.store.reading() as store:
            return mentions(store, actor, window=self.window, **options)
