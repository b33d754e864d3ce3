"""Answers: the right events, in the right direction, with their sentences, and what they cover."""

from __future__ import annotations

import json

import pytest

from extract.errors import QueryError
from graph.query import (
    between,
    changes,
    communities,
    connections,
    dyads,
    find_actor,
    mentions,
    paths,
    plot_timeline,
    rank,
    sql,
    timeline,
)
from graph.query.timeline import find_turns
from graph.store import Store
from graph.view import EventGraph
from graph.window import Window


@pytest.fixture(scope="module")
def asked(story):
    with Store() as store:
        store.add(*story)
        yield store


def test_connections_tell_direction_and_carry_a_sentence(asked):
    answer = connections(asked, "Israel")
    assert [(row.partner, row.direction, row.events) for row in answer.rows] == [
        ("SYR", "out", 1),
        ("TUR", "in", 1),
        ("hamas", "in", 1),
    ]
    assert all(row.strongest.sentence.text for row in answer.rows)
    assert answer.covers == "all days, asserted events"
    assert json.loads(answer.to_json())["rows"][0]["strongest"]["sentence"]["outlet"] == "DPA"


def test_connections_cut_off_says_so(asked):
    answer = connections(asked, "Israel", limit=1)
    assert (answer.partners, answer.notes) == (3, ("1 of 3 rows shown",))


def test_between_keeps_directions_apart(asked):
    answer = between(asked, "Israel", "Syria", window=Window(statuses=()))
    assert [(line.status, line.n_articles, line.n_outlets) for line in answer.there] == [
        ("asserted", 2, 2),
        ("negated", 1, 1),
    ]
    assert answer.back == ()
    turned = between(asked, "Syria", "Israel", window=Window(statuses=()))
    assert (turned.there, turned.back) == ((), answer.there)


def test_a_claim_and_its_denial_are_two(asked):
    events = EventGraph.from_store(
        asked, statuses=("asserted", "negated"), actors=["Israel"]
    ).events
    assert sorted(e.status for e in events if (e.actor, e.target) == ("ISR", "SYR")) == [
        "asserted",
        "negated",
    ]


def test_between_at_the_level_of_states(asked):
    answer = between(asked, "PSE", "Israel", window=Window(level="state"))
    assert [(line.actor, line.actor_name) for line in answer.there] == [("PSE", "Palestine")]


def test_paths_follow_time_and_speak(asked):
    answer = paths(asked, "Turkey", "Russia")
    assert [path.nodes for path in answer.rows] == [("TUR", "SYR", "RUS")]
    assert answer.rows[0].words == (
        "Turkey gave aid to Syria, 20 April 2025; then Syria met or spoke with Russia, 1 May 2025"
    )
    assert all(hop.sentence for hop in answer.rows[0].hops)


def test_paths_do_not_go_back_in_time(made):
    with Store() as store:
        store.add(
            [],
            [
                made.triple("a1", "TUR", "SYR", day="2025-05-02"),
                made.triple("a2", "SYR", "RUS", day="2025-05-01"),
            ],
        )
        assert paths(store, "Turkey", "Russia").rows == ()
        assert paths(store, "Russia", "Turkey", directed=False).rows[0].nodes == (
            "RUS",
            "SYR",
            "TUR",
        )


def test_what_both_did_leads_both_ways(made):
    with Store() as store:
        store.add(
            [],
            [
                made.triple("a1", "SYR", "TUR", day="2025-05-01", reciprocal=True),
                made.triple("a2", "SYR", "RUS"),
            ],
        )
        assert [path.nodes for path in paths(store, "Turkey", "Syria").rows] == [("TUR", "SYR")]


def test_several_paths_the_shortest_and_earliest_first(made):
    t = made.triple
    with Store() as store:
        store.add(
            [],
            [
                t("a1", "TUR", "QAT", day="2025-05-01"),
                t("a2", "QAT", "RUS", day="2025-05-03"),
                t("a3", "TUR", "EGY", day="2025-05-01"),
                t("a4", "EGY", "RUS", day="2025-05-02"),
                t("a5", "TUR", "RUS", day="2025-06-01"),
                t("a6", "QAT", "EGY", day="2025-05-01"),
            ],
        )
        answer = paths(store, "Turkey", "Russia")
        assert [path.nodes for path in answer.rows[:3]] == [
            ("TUR", "RUS"),
            ("TUR", "EGY", "RUS"),
            ("TUR", "QAT", "RUS"),
        ]
        assert len(paths(store, "Turkey", "Russia", max_hops=1).rows) == 1


@pytest.mark.parametrize("hops", [0, 6])
def test_paths_have_bounds(asked, hops):
    with pytest.raises(QueryError, match="1 to 5 hops"):
        paths(asked, "Turkey", "Russia", max_hops=hops)


def test_timeline_counts_scores_and_turns(made, tmp_path):
    t = made.triple
    reports = [
        *(t(f"a{i}", "TUR", "ISR", "COOPERATE", f"2025-0{1 + i}-03") for i in range(3)),
        *(t(f"b{i}", "ISR", "TUR", "ASSAULT", f"2025-0{4 + i}-03") for i in range(3)),
    ]
    with Store() as store:
        store.add([], reports)
        answer = timeline(store, "Turkey", "Israel")
    assert [(b.start, b.there, b.back, b.mean_score) for b in answer.rows][2:4] == [
        ("2025-03-01", 1, 0, 9.5),
        ("2025-04-01", 0, 1, -9.0),
    ]
    (turn,) = answer.turns
    assert (turn.start, turn.before, turn.after) == ("2025-04-01", 9.5, -9.0)
    assert turn.event.type == "ASSAULT"
    assert plot_timeline(answer, tmp_path / "tone.svg").stat().st_size > 1000


def test_turns_need_two_events_on_each_side():
    assert find_turns([(9, 1), (-9, 1)]) == []
    assert find_turns([(18, 2), (-18, 2), (18, 2)]) == [(1, 9.0, -9.0), (2, -9.0, 9.0)]
    assert find_turns([]) == []


def test_roll_ups_of_all_dyads(asked):
    rows = dyads(asked, by="week")
    assert ("ISR", "SYR", "2025-03-31", 1, -9.0) in [
        (r["actor"], r["target"], r["start"], r["events"], r["mean_score"]) for r in rows
    ]
    with pytest.raises(QueryError, match="day, week or month"):
        dyads(asked, by="year")


def test_rank_counts_what_was_given_and_received(asked):
    answer = rank(asked, by="given")
    figures = {row.id: (row.given, row.received, row.events) for row in answer.rows}
    assert figures["TUR"] == (2, 0, 2)
    assert figures["ISR"] == (1, 2, 3)
    assert answer.rows[0].id == "TUR"
    assert "direction kept" in answer.projection
    with pytest.raises(QueryError, match="rank by one of"):
        rank(asked, by="fame")


def test_blocs_and_the_conflict_between_them(made):
    t = made.triple
    reports = [
        t("a1", "TUR", "QAT", "AID"),
        t("a2", "QAT", "TUR", "COOPERATE"),
        t("a3", "ISR", "USA", "COOPERATE"),
        t("a4", "USA", "ISR", "AID"),
        t("a5", "TUR", "ISR", "ACCUSE"),
        t("a6", "ISR", "TUR", "THREATEN"),
    ]
    with Store() as store:
        store.add([], reports)
        answer = communities(store)
    assert [bloc.members for bloc in answer.rows] == [("ISR", "USA"), ("QAT", "TUR")]
    assert [(c.actor, c.target, c.events) for c in answer.conflicts] == [(1, 2, 1), (2, 1, 1)]
    assert answer.rows[0].strongest.sentence.text


def test_changes_find_new_gone_and_turned(made):
    t = made.triple
    reports = [
        t("a1", "TUR", "ISR", "AID", "2025-03-10"),
        t("a2", "TUR", "ISR", "ASSAULT", "2025-04-10"),
        t("a3", "QAT", "EGY", "AID", "2025-03-10"),
        t("a4", "USA", "RUS", "SANCTION", "2025-04-11"),
        t("a5", "SYR", "RUS", "AID", "2025-03-10"),
        t("a6", "SYR", "RUS", "AID", "2025-04-10"),
    ]
    with Store() as store:
        store.add([], reports)
        answer = changes(store, "2025-04-01", "2025-04-30")
    assert {(r.kind, r.actor, r.target, r.before, r.after) for r in answer.rows} == {
        ("turned", "TUR", "ISR", 10.0, -9.0),
        ("gone", "QAT", "EGY", 10.0, None),
        ("new", "USA", "RUS", None, -6.0),
    }
    assert answer.before == ("2025-03-02", "2025-03-31")
    with pytest.raises(QueryError, match="before it starts"):
        changes(Store(), "2025-04-02", "2025-04-01")


def test_mentions_say_by_which_words(asked):
    answer = mentions(asked, "SYR")
    assert [(f.text, f.resolved_by, f.times, f.as_actor, f.as_target) for f in answer.rows] == [
        ("Syria", "alias", 5, 1, 4)
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Turkey", "TUR"),
        ("tur", "TUR"),
        ("TUR", "TUR"),
        ("  the  turkey ", "TUR"),
        ("Hamas", "hamas"),
    ],
)
def test_names(asked, name, found):
    assert find_actor(asked, name).id == found


def test_names_resolve_as_in_extraction(asked):
    assert find_actor(asked, "Turkish officials").id == "TUR"


def test_did_you_mean(asked):
    with pytest.raises(QueryError, match=r"did you mean Turkey \(TUR\)"):
        find_actor(asked, "Turky")
    with pytest.raises(QueryError, match="is JPN, of which this store holds no event"):
        find_actor(asked, "Japan")


@pytest.mark.parametrize("day", ["yesterday", "2025-13-01", "20250401"])
def test_days_are_days(day):
    with pytest.raises(QueryError, match="is not a day"):
        Window(since=day)


@pytest.fixture
def locked(tmp_path, story):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
    with Store(path, read_only=True, locked=True) as store:
        yield store


def test_sql_answers(locked):
    answer = sql(
        locked, "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type LIMIT 2"
    )
    assert (answer.columns, answer.rows) == (("type", "n"), (("AID", 2), ("ASSAULT", 3)))
    assert sql(locked, "SELECT * FROM triples", limit=2).notes == ("the first 2 rows are shown",)


DOORS = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/hostname')",
    "COPY events TO '/tmp/stolen.csv'",
    "ATTACH '/tmp/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "PRAGMA enable_profiling",
    "DELETE FROM events",
    "DROP TABLE triples",
    "UPDATE triples SET status = 'asserted'",
    "SELECT 1; SELECT 2",
    "CREATE TABLE t AS SELECT 1",
    "EXPORT DATABASE '/tmp/stolen'",
    "SELEKT",
    "",
]


@pytest.mark.parametrize("query", DOORS)
def test_every_other_door_is_locked(locked, query):
    with pytest.raises(QueryError):
        sql(locked, query)


def test_sql_wants_a_locked_store(asked):
    with pytest.raises(QueryError, match="locked=True"):
        sql(asked, "SELECT 1")


def test_every_query_works_on_a_locked_store(locked):
    assert paths(locked, "Turkey", "Russia").rows
    assert timeline(locked, "Israel", "Syria").rows
    assert rank(locked).rows
    assert communities(locked).rows


def test_an_empty_store_has_empty_answers():
    with Store() as store:
        assert rank(store).rows == ()
        assert communities(store).rows == ()
        assert changes(store, "2025-04-01", "2025-04-02").rows == ()
        with pytest.raises(QueryError):
            connections(store, "Turkey")
