"""Questions asked with a wrong word are refused with a proposal, whatever asks them; case does not
matter."""

from __future__ import annotations

import pytest

from extract.errors import InputError, OutputError, QueryError
from graph.export import export_events, export_text, format_of
from graph.query import between, changes, communities, connections, mentions, paths, rank
from graph.store import Store
from graph.view import EventGraph
from graph.window import Window

BOMB = Window(types=("BOMB",))
ASKED = {
    "connections": lambda store, window: connections(store, "Israel", window=window),
    "between": lambda store, window: between(store, "Israel", "Syria", window=window),
    "paths": lambda store, window: paths(store, "Israel", "Syria", window=window),
    "rank": lambda store, window: rank(store, window=window),
    "communities": lambda store, window: communities(store, window=window),
    "changes": lambda store, window: changes(store, "2025-04-01", "2025-04-30", window=window),
    "mentions": lambda store, window: mentions(store, "Israel", window=window),
    "view": lambda store, window: EventGraph.within(store, window),
    "events": lambda store, window: EventGraph(store, window).events,
}


@pytest.mark.parametrize("name", ASKED)
def test_a_type_that_is_none_is_refused(store, name):
    with pytest.raises(QueryError, match=r"'BOMB' is not an event type.*there are AGREE"):
        ASKED[name](store, BOMB)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("asault", "ASSAULT"), ("CONSULTS", "CONSULT"), ("mobilise", "MOBILIZE"), ("aids", "AID")],
)
def test_a_type_that_is_misspelt_is_proposed(store, wrong, meant):
    with pytest.raises(QueryError, match=f"did you mean .*{meant}"):
        rank(store, window=Window(types=(wrong,)))


@pytest.mark.parametrize("name", ["view", "between"])
def test_exports_refuse_it_too(store, tmp_path, name):
    with pytest.raises(QueryError, match="BOMB"):
        export_events(store, tmp_path / "x.csv", window=BOMB)
    with pytest.raises(QueryError, match="BOMB"):
        export_events(store, tmp_path / "x.jsonl", window=BOMB)
    assert not list(tmp_path.glob("x.*"))


def test_case_does_not_matter(store):
    asked = Window(types=("assault",), statuses=("ASSERTED", "Negated"), level="STATE")
    assert (asked.types, asked.statuses, asked.level) == (
        ("ASSAULT",),
        ("asserted", "negated"),
        "state",
    )
    graph = EventGraph.from_store(store, types=["Assault"])
    assert {event.type for event in graph.events} == {"ASSAULT"}


def test_a_type_of_a_user_is_known_where_an_event_has_it(made):
    triple = made.triple("a1", "TUR", "ISR")
    own = triple.model_copy(update={"action": triple.action.model_copy(update={"type": "RACE"})})
    with Store() as store:
        with pytest.raises(QueryError):
            rank(store, window=Window(types=("race",)))
        store.add([], [own])
        assert rank(store, window=Window(types=("race",))).rows


@pytest.mark.parametrize("limit", [0, -1])
def test_limits_count_from_one(store, limit):
    for ask in (
        lambda: connections(store, "Israel", limit=limit),
        lambda: between(store, "Israel", "Syria", limit=limit),
        lambda: paths(store, "Turkey", "Russia", limit=limit),
        lambda: rank(store, limit=limit),
        lambda: changes(store, "2025-04-01", "2025-04-30", limit=limit),
        lambda: mentions(store, "Israel", limit=limit),
    ):
        with pytest.raises(QueryError, match="a limit counts from 1"):
            ask()
    with pytest.raises(QueryError, match="at least one actor"):
        EventGraph.from_store(store).to_html(budget=limit)
    with pytest.raises(QueryError, match="above 0"):
        communities(store, resolution=limit)
    with pytest.raises(QueryError, match="count from 1"):
        Window(min_outlets=limit)


def test_a_format_that_is_none_is_refused_with_those_there_are(store, tmp_path):
    import io

    for refuse in (
        lambda: format_of("a.csv", "xlsx"),
        lambda: export_text(store, io.StringIO(), "xlsx"),
        lambda: export_events(store, tmp_path / "a.xlsx", "xlsx"),
    ):
        with pytest.raises(QueryError, match=r"'xlsx' is not a format.*jsonl, csv, node-link"):
            refuse()
    with pytest.raises(QueryError, match="did you mean graphml"):
        format_of("a", "graphm")
    with pytest.raises(InputError, match=r"say the format of a\.xlsx: jsonl, csv"):
        format_of("a.xlsx")
    with pytest.raises(OutputError, match="name a file"):
        export_text(store, io.StringIO(), "parquet")


def test_states_are_counted_apart_from_others(made):
    un = made.triple("a1", "un", "ISR", actor_known={"name": "United Nations", "kind": "igo"})
    with Store() as store:
        store.add([], [un, made.triple("a2", "TUR", "ISR")])
        answer = rank(store, window=Window(level="state"))
        assert "ranked are 2 states and 1 actor of no one state" in answer.notes


def test_an_editors_brackets_are_no_part_of_a_name(made):
    from graph.page.scene import compose

    text = "Ahmed] al-Sharaa acted on Israel, they said."
    triple = made.triple("a1", "ahmed-al-sharaa", "ISR", sentence=text, actor_known={})
    mention = triple.actor.mention.model_copy(
        update={"text": "Ahmed] al-Sharaa", "start": 0, "end": 16}
    )
    triple = triple.model_copy(
        update={"actor": triple.actor.model_copy(update={"mention": mention})}
    )
    scene = compose(EventGraph.from_triples([triple]), budget=9, seed=0, levels=("actor",))
    told = {name for names in scene.columns["aliases"] for name in names}
    assert "Ahmed al-Sharaa" in told and not any("]" in name for name in told)
