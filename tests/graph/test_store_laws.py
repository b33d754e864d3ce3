"""Laws of the store, on stories that hypothesis makes up."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.export import FORMATS, export_events, read_back
from graph.export.core import ToldEvent, printable, rows_of
from graph.query import between
from graph.store import Store
from graph.view import EventGraph

TEXTS = (
    "A wire story of many words about what happened on that day between two countries and "
    "what their ministers said of it.",
    "A wire story of many words about what happened on that day between two countries and "
    "what their ministers said of it!",
    "Quite another report that shares hardly a word with the first one and was written by "
    "somebody else for other readers.",
    None,
)
REPORTS = st.fixed_dictionaries(
    {
        "article": st.sampled_from(["a1", "a2", "a3", "a4", "a5"]),
        "who": st.sampled_from(["ISR", "SYR", None]),
        "target": st.sampled_from(["ISR", "SYR", "TUR", None]),
        "kind": st.sampled_from(["ASSAULT", "CONSULT"]),
        "day": st.sampled_from([None, "2025-04-01", "2025-04-02", "2025-04-03", "2025-04-05"]),
        "source": st.sampled_from(["text", "article"]),
        "mode": st.sampled_from([None, None, "aerial", "drone"]),
        "status": st.sampled_from(["asserted", "asserted", "negated"]),
        "reciprocal": st.booleans(),
        "place": st.sampled_from([None, None, "Homs", "Hama"]),
        "start": st.sampled_from([0, 100, 200]),
        "told": st.sampled_from([None, None, "Reuters", "BBC"]),
        "confidence": st.sampled_from([0.5, 0.8]),
    }
)
ARTICLES = st.tuples(
    *[
        st.tuples(
            st.sampled_from(TEXTS),
            st.sampled_from([None, "BBC", "AFP", "bbc"]),
            st.sampled_from([None, "2025-04-02", "2025-04-03"]),
        )
        for _ in range(5)
    ]
)
quick = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def build(made, reports, articles):
    """Return articles (one may be bare) and triples, whose date is their article's where they are
    dated by it."""
    printed = {f"a{i}": (text, outlet, day) for i, (text, outlet, day) in enumerate(articles, 1)}
    triples = {}
    for report in reports:
        day = printed[report["article"]][2]
        changes = {"day": day} if report["source"] == "article" else {}
        triple = made.triple(**{**report, **changes})
        triples.setdefault(triple.id, triple)
    given = [
        made.article(key, text, outlet=outlet, date=day)
        for key, (text, outlet, day) in printed.items()
        if text
    ]
    return given, list(triples.values())


def state(store):
    """Return everything a store says, in an order of its own."""
    tables = {}
    for table, columns in (
        ("triples", "* EXCLUDE (unjudged)"),
        ("events", "*"),
        ("actors", "*"),
        ("articles", "* EXCLUDE (run)"),
        ("sentences", "*"),
        ("bands", "*"),
    ):
        tables[table] = sorted(
            map(repr, store.connection.execute(f"SELECT {columns} FROM {table}").fetchall())
        )
    return tables


def stored(store):
    rows = store.connection.execute(
        """SELECT id, actor, target, mode,
        strftime("first", '%Y-%m-%d'), strftime("last", '%Y-%m-%d'),
        place,
        n_articles, n_outlets, score,
           predicate, reports FROM events"""
    ).fetchall()
    return sorted(((*row[:-1], tuple(row[-1])) for row in rows), key=lambda row: row[0])


@quick
@given(
    reports=st.lists(REPORTS, max_size=12),
    articles=ARTICLES,
    order=st.randoms(use_true_random=False),
)
def test_order_of_adding_and_adding_again_change_nothing(made, reports, articles, order):
    given_articles, triples = build(made, reports, articles)
    of_article = defaultdict(list)
    for triple in triples:
        of_article[triple.article].append(triple)
    keys = sorted({article.id for article in given_articles} | set(of_article))
    by_id = {article.id: [article] for article in given_articles}
    with Store() as whole, Store() as parts:
        whole.add(given_articles, triples)
        order.shuffle(keys)
        for key in keys:
            parts.add(by_id.get(key, []), of_article[key])
        assert state(parts) == state(whole)
        again = parts.add(given_articles, triples)
        assert (again.articles, again.triples) == (0, 0)
        assert state(parts) == state(whole)
        assert whole.rebuild() is not None
        assert state(whole) == state(parts)


@quick
@given(reports=st.lists(REPORTS, max_size=12), articles=ARTICLES)
def test_the_store_merges_as_the_rules_say(made, reports, articles):
    given_articles, triples = build(made, reports, articles)
    with Store() as store:
        store.add(given_articles, triples)
        assert stored(store) == made.plain_merge(triples, given_articles)


@quick
@given(
    reports=st.lists(REPORTS, min_size=1, max_size=12),
    articles=ARTICLES,
    taken=st.sampled_from(["a1", "a2", "a3"]),
)
def test_withdrawing_after_adding_restores(made, reports, articles, taken):
    given_articles, triples = build(made, reports, articles)
    with Store() as without, Store() as store:
        without.add(
            [a for a in given_articles if a.id != taken], [t for t in triples if t.article != taken]
        )
        store.add(given_articles, triples)
        if taken in {a.id for a in given_articles} | {t.article for t in triples}:
            store.withdraw(article=taken)
        assert state(store) == state(without)


@quick
@given(
    reports=st.lists(REPORTS, min_size=2, max_size=10),
    articles=ARTICLES,
    pick=st.randoms(use_true_random=False),
)
def test_verdicts_hold_and_can_be_taken_back(made, reports, articles, pick):
    given_articles, triples = build(made, reports, articles)
    if len(triples) < 2:
        return
    one, other = pick.sample(triples, 2)
    kind = pick.choice(["same", "different"])
    with Store() as store, Store() as later:
        store.add(given_articles, triples)
        before = state(store)
        verdict = store.judge(kind, one.id, other.id)
        events = dict(store.connection.execute("SELECT id, event FROM triples").fetchall())
        assert (events[one.id] == events[other.id]) == (kind == "same")
        expected = made.plain_merge(triples, given_articles, **{kind: [(one.id, other.id)]})
        assert stored(store) == expected
        # a verdict holds when other articles come later
        later.add([], [one, other])
        later.judge(kind, one.id, other.id)
        for triple in triples:
            later.add([], [triple])
        assert stored(later) == made.plain_merge(triples, [], **{kind: [(one.id, other.id)]})
        store.unjudge(verdict.id)
        assert state(store) == before


@quick
@given(
    reports=st.lists(REPORTS, max_size=12),
    articles=ARTICLES,
    since=st.sampled_from([None, "2025-04-02", "2025-04-04"]),
    until=st.sampled_from([None, "2025-04-04"]),
    types=st.sampled_from([(), ("ASSAULT",)]),
    outlets=st.sampled_from([1, 2]),
)
def test_a_window_is_a_filter_by_hand(made, reports, articles, since, until, types, outlets):
    given_articles, triples = build(made, reports, articles)
    whole = EventGraph.from_triples(triples, given_articles, statuses=())
    expected = {
        event.id
        for event in whole.events
        if event.status == "asserted"
        and (not types or event.type in types)
        and event.n_outlets >= outlets
        and (not since or (event.last and event.last >= since))
        and (not until or (event.first and event.first <= until))
    }
    graph = EventGraph.from_triples(
        triples, given_articles, since=since, until=until, types=types, min_outlets=outlets
    )
    assert {event.id for event in graph.events} == expected
    drawn = {key for _, _, key in graph.nx.edges(keys=True)}
    assert drawn == {event.id for event in graph.events if event.actor and event.target}


@quick
@given(reports=st.lists(REPORTS, max_size=10), articles=ARTICLES)
def test_direction_is_never_lost(made, reports, articles, tmp_path):
    given_articles, triples = build(made, reports, articles)
    graph = EventGraph.from_triples(triples, given_articles, statuses=())
    coded = {
        t.id: (t.actor.id if t.actor else None, t.target.id if t.target else None) for t in triples
    }
    for event in graph.events:
        sides = {coded[report.triple] for report in event.reports}
        assert (event.actor, event.target) in sides
        assert len(sides) == 1 or event.reciprocal
    drawn = {key: (one, other) for one, other, key in graph.nx.edges(keys=True)}
    assert drawn == {e.id: (e.actor, e.target) for e in graph.events if e.actor and e.target}
    held = {actor for pair in coded.values() for actor in pair}
    if {"ISR", "SYR"} <= held:
        there = between(graph.store, "ISR", "SYR", window=graph.window)
        back = between(graph.store, "SYR", "ISR", window=graph.window)
        assert (
            [e.id for e in there.there]
            == [e.id for e in back.back]
            == [e.id for e in (*there.there, *there.back) if (e.actor, e.target) == ("ISR", "SYR")]
        )


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    reports=st.lists(REPORTS, max_size=8),
    articles=ARTICLES,
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=12, max_size=60),
)
def test_export_then_reading_back_is_the_same_set_of_events(
    made, tmp_path, reports, articles, text
):
    given_articles, triples = build(
        made, [{**r, "told": None, "place": None, "sentence": text} for r in reports], articles
    )
    with Store() as store:
        store.add(given_articles, triples)
        expected = [ToldEvent(**dict(row)) for row in rows_of(store, None)]
        for name in FORMATS:
            path = tmp_path / f"out.{name}"
            export_events(store, path, name)
            if name in ("jsonl", "parquet"):
                # these hold no articles, by which outlets and copies are known
                with Store() as again:
                    again.add(given_articles, [])
                    again.load(path)
                    assert stored(again) == stored(store), name
                    assert sorted(again.lines()) == sorted(store.lines()), name
                continue
            found, shown = read_back(path, name), expected
            if name in ("graphml", "gexf", "jsonld", "turtle"):
                found, shown = (
                    [e.model_copy(update={"sentence": _in_xml(e.sentence)}) for e in events]
                    for events in (found, shown)
                )
            assert found == shown, name


def _in_xml(text):
    """XML reads every line end as one, and trims nothing else."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")
