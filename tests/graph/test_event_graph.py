"""Views: nodes, edges, levels, windows, evidence with its spans, and what has no edge to lie on."""

from __future__ import annotations

import networkx as nx
import pytest

from extract.errors import QueryError, StoreError
from graph.store import Store
from graph.view import EDGE_ATTRIBUTES, EventGraph


def test_nodes_and_edges_are_native_scalars(story):
    articles, triples = story
    graph = EventGraph.from_triples(triples, articles, statuses=())
    assert isinstance(graph.nx, nx.MultiDiGraph)
    for _, data in graph.nx.nodes(data=True):
        assert set(data) == {"name", "kind", "country", "sectors", "wikidata"}
        assert all(type(value) is str for value in data.values())
    for _, _, data in graph.nx.edges(data=True):
        assert tuple(data) == EDGE_ATTRIBUTES
        assert all(type(value) in (str, int, float, bool) for value in data.values())


def test_the_default_shows_what_is_asserted(store):
    graph = EventGraph.from_store(store)
    assert {event.status for event in graph.events} == {"asserted"}
    assert not graph.nx.has_edge("USA", "TUR")


def test_an_event_without_actor_has_no_edge_but_is_an_event(store):
    graph = EventGraph.from_store(store)
    (agentless,) = [event for event in graph.events if event.actor is None]
    assert agentless.target == "SYR"
    assert agentless.id not in {key for *_, key in graph.nx.edges(keys=True)}


def test_evidence_marks_the_coded_words(store):
    (event,) = [
        e for e in EventGraph.from_store(store).events if (e.actor, e.target) == ("TUR", "ISR")
    ]
    report = event.reports[0]
    words = {span.role: report.sentence[span.start : span.end] for span in report.spans}
    assert words == {"actor": "Turkey", "action": "acted", "target": "Israel", "place": "Baku"}
    assert {r.outlet for r in event.reports} == {"BBC", "AFP"}
    assert (event.n_articles, event.n_outlets, event.outlets) == (2, 2, ("AFP", "BBC"))


def test_states_stand_for_their_actors(store):
    graph = EventGraph.from_store(store, level="state")
    (event,) = [e for e in graph.events if e.type == "THREATEN"]
    assert (event.actor, event.actor_id) == ("PSE", "hamas")
    assert graph.nx.nodes["PSE"]["kind"] == "state"
    assert graph.level == "state"


def test_around_an_actor_by_steps(store):
    one = EventGraph.from_store(store, actors=["Russia"])
    assert {(e.actor, e.target) for e in one.events} == {("SYR", "RUS"), ("USA", "RUS")}
    two = EventGraph.from_store(store, actors=["Russia"], hops=2)
    assert {(e.actor, e.target) for e in two.events} == {
        ("SYR", "RUS"), ("USA", "RUS"), ("ISR", "SYR"), ("TUR", "SYR"), (None, "SYR"),
    }  # fmt: skip
    with pytest.raises(QueryError, match="hops"):
        EventGraph.from_store(store, hops=0)


def test_a_view_of_a_closed_file_opens_it_again(tmp_path, story):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
        graph = EventGraph.from_store(store)
    assert len(graph.events) == 7
    assert graph.nx.number_of_edges() == 6
    assert graph.between("Turkey", "Israel").there


def test_a_view_of_a_closed_memory_says_so(story):
    graph = EventGraph.from_triples(story[1], story[0])
    graph.store.close()
    with pytest.raises(StoreError, match="closed"):
        _ = graph.events


def test_queries_keep_the_window_of_the_view(store):
    graph = EventGraph.from_store(store, since="2025-04-15")
    assert [row.partner for row in graph.connections("Syria").rows] == ["RUS", "TUR"]
    assert graph.rank().covers == "from 2025-04-15, asserted events"


def test_states_have_names_where_only_their_actors_are_known(made):
    triple = made.triple("a1", "hamas", "ISR", actor_known={"name": "Hamas", "country": "PSE"})
    graph = EventGraph.from_triples([triple], level="state")
    assert graph.actors["PSE"].name.startswith("Palestine")


def test_nothing_is_an_empty_graph():
    graph = EventGraph.from_triples([])
    assert (len(graph.events), graph.nx.number_of_nodes()) == (0, 0)


def test_the_same_triples_make_the_same_graph(story):
    articles, triples = story
    one, other = (
        EventGraph.from_triples(triples, articles),
        EventGraph.from_triples(triples[::-1], articles[::-1]),
    )
    assert list(one.nx.edges(keys=True, data=True)) == list(other.nx.edges(keys=True, data=True))
    assert one.events == other.events


@pytest.mark.parametrize(
    ("code", "name"),
    [("RUS", "Russia"), ("COD", "DR Congo"), ("PSE", "Palestine"), ("KOR", "South Korea")],
)
def test_view_page_and_answers_call_a_state_the_same(made, code, name):
    from graph.page.scene import compose

    known = {"name": "Some Army", "kind": "military", "country": code}
    triple = made.triple("a1", "some-army", "ISR", actor_known=known)
    states = EventGraph.from_triples([triple], level="state")
    assert states.actors[code].name == name
    assert states.connections("Israel").rows[0].partner_name == name
    actors = EventGraph.from_triples([triple])
    scene = compose(actors, budget=9, seed=0, levels=("actor", "state"))
    assert scene.columns["name"][scene.ids.index(code)] == name
