"""Adding, conflicts, bare articles, runs, recoding, verdicts, versions: the store's promises one by
one."""

from __future__ import annotations

import json
from types import SimpleNamespace

import duckdb
import pytest

from extract.errors import QueryError, StoreError
from extract.models import Triple
from extract.report import Reading, UncodedSentence
from graph.store import SentenceNote, Store, columns_of_store, migrations


def test_triples_come_back_as_they_went_in(store, story):
    _, triples = story
    assert sorted(store.triples(), key=lambda t: t.id) == sorted(triples, key=lambda t: t.id)
    assert sorted(store.lines()) == sorted(triple.to_json() for triple in triples)


def test_articles_come_back_as_they_went_in(store, story):
    articles, _ = story
    assert list(store.articles()) == sorted(articles, key=lambda a: a.id)


def test_what_is_known_is_said(store, story):
    assert store.add(*story)._asdict() == {
        "articles": 0,
        "triples": 0,
        "events": 0,
        "known": 4,
        "conflicts": (),
        "refused": (),
        "replaced": (),
        "older": (),
    }


def test_same_id_with_another_text_is_a_conflict_until_told_to_replace(store, made):
    other = made.article("a3", "Another text under the same id.")
    assert store.add([other], [made.triple("a3", "EGY", "QAT")]).conflicts == ("a3",)
    assert next(store.articles(ids=["a3"])).text != other.text
    assert store.add([other], [made.triple("a3", "EGY", "QAT")], replace=True).articles == 1
    assert next(store.articles(ids=["a3"])).text == other.text
    assert [t.actor.id for t in store.triples(article="a3")] == ["EGY"]


def test_bare_triples_wait_for_their_article(made):
    with Store() as store:
        store.add([], [made.triple("a1", "TUR", "ISR")])
        assert not list(store.articles())
        assert [a.text for a in store.articles(bare=True)] == [""]
        store.add([made.article("a1", outlet="BBC")], [])
        assert [a.outlet for a in store.articles()] == ["BBC"]
        assert store.counts()["triples"] == 1


def test_a_failed_batch_leaves_nothing(store, made, monkeypatch):
    before = store.counts()

    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr("graph.store.writer.remerge", broken)
    with pytest.raises(RuntimeError):
        store.add([made.article("a8")], [made.triple("a8", "TUR", "ISR")])
    assert store.counts() == before


def test_sentences_without_a_triple_are_kept_with_the_reason(made):
    reading = Reading(
        article=made.article("a1"), triples=(made.triple("a1", "TUR", "ISR"),), sentences=2,
        uncoded=(UncodedSentence(index=1, start=90, end=99, text="Nothing.", reason="no actor"),),
    )  # fmt: skip
    failed = Reading(article=made.article("a2"), error="ValueError: broken")
    with Store() as store:
        assert store.add_readings([reading, failed]).articles == 1
        assert list(store.sentences(coded=False)) == [
            SentenceNote("a1", 1, 90, 99, False, "no actor")
        ]
        assert [note.index for note in store.sentences(coded=True)] == [0]


def test_runs_are_recorded_once(store, made):
    for key in ("b1", "b2"):
        store.add([made.article(key)], [], run={"command": "add", "extractor": "realpolitik 0.1.0"})
    assert store.counts()["runs"] in (1, 2)  # one a second
    (settings,) = store.connection.execute("SELECT settings FROM runs LIMIT 1").fetchone()
    assert json.loads(settings)["command"] == "add"


def test_actor_of_text_goes_before_that_of_an_import(made):
    read = made.triple("a1", "TUR", "ISR")
    coded = made.triple(
        "a2", "TUR", "ISR", rule="import:gdelt:042", actor_known={"name": "A TURKISH NAME"}
    )
    for order in ((read, coded), (coded, read)):
        with Store() as store:
            for triple in order:
                store.add([], [triple])
            assert store.connection.execute(
                "SELECT name FROM actors WHERE id = 'TUR'"
            ).fetchall() == [("Turkey",)]


def test_recode_replaces_and_doubles_nothing(store, made):
    coder = SimpleNamespace(
        readings=lambda articles: [
            Reading(article=a, triples=(made.triple(a.id, "QAT", "EGY", "AID"),)) for a in articles
        ]
    )
    imported = made.triple("a1", "USA", "EGY", rule="import:gdelt:042", start=900)
    store.add([], [imported])
    for _ in range(2):
        done = store.recode(coder)
        assert done.articles == 4
    assert {(t.actor.id, t.target.id) for t in store.triples()} == {("QAT", "EGY"), ("USA", "EGY")}
    assert store.counts()["triples"] == 5
    assert {key for (key,) in store.connection.execute("SELECT id FROM actors").fetchall()} == {
        "QAT",
        "EGY",
        "USA",
    }


def test_recode_of_an_article_that_cannot_be_read_keeps_what_it_had(store):
    coder = SimpleNamespace(
        readings=lambda articles: [Reading(article=a, error="ValueError") for a in articles]
    )
    before = sorted(store.lines())
    assert store.recode(coder).removed == 0
    assert sorted(store.lines()) == before


def test_a_rejected_triple_is_in_no_view_but_in_the_store(store, story):
    _, triples = story
    hamas = triples[-1]
    verdict = store.judge("reject", hamas.id, note="misread")
    assert store.connection.execute(
        "SELECT event FROM triples WHERE id = ?", [hamas.id]
    ).fetchone() == (None,)
    assert not store.connection.execute("SELECT 1 FROM events WHERE actor = 'hamas'").fetchall()
    assert store.verdicts() == [verdict]
    assert hamas.id in {t.id for t in store.triples()}
    store.unjudge(verdict.id)
    assert store.connection.execute(
        "SELECT count(*) FROM events WHERE actor = 'hamas'"
    ).fetchone() == (1,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("maybe", "t-1"), "same, different, reject or accept"),
        (("same", "t-1"), "two triples"),
        (("reject", "t-1", "t-2"), "one triple"),
        (("reject", "t-1"), "no triple 't-1'"),
    ],
)
def test_verdicts_that_cannot_be(store, arguments, message):
    with pytest.raises(QueryError, match=message):
        store.judge(*arguments)


def test_withdrawing_what_is_not_there_says_so(store):
    with pytest.raises(QueryError, match="nothing is stored of The Nobody"):
        store.withdraw(outlet="The Nobody")


def test_withdrawing_an_outlet(store):
    assert store.withdraw(outlet="bbc").articles == 2
    assert {a.outlet for a in store.articles()} == {"AFP", "DPA"}


def test_newer_and_foreign_files_are_refused(tmp_path):
    newer = tmp_path / "newer.duckdb"
    with Store(newer) as store:
        store.connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="upgrade realpolitik"):
        Store(newer)
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE t (x INTEGER)")
    with pytest.raises(StoreError, match="something else"):
        Store(foreign)
    text = tmp_path / "text.duckdb"
    text.write_text("not a database at all, but long enough to be looked at by one" * 10)
    with pytest.raises(StoreError, match="not a realpolitik store"):
        Store(text)
    with pytest.raises(StoreError, match="there is no store"):
        Store(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(StoreError, match="folder"):
        Store(tmp_path / "no" / "folder.duckdb")


def test_an_older_store_is_migrated_wholly_or_not_at_all(tmp_path, monkeypatch, story):
    path = tmp_path / "old.duckdb"
    with Store(path) as store:
        store.add(*story)
    now = columns_of_store.VERSION
    monkeypatch.setattr(columns_of_store, "VERSION", now + 1)
    monkeypatch.setattr(
        migrations,
        "MIGRATIONS",
        {now: ("ALTER TABLE runs ADD COLUMN host VARCHAR", "SELECT * FROM nowhere")},
    )
    with pytest.raises(duckdb.Error):
        Store(path)
    with pytest.raises(StoreError, match="open it once for writing"):
        Store(path, read_only=True)
    monkeypatch.setattr(
        migrations, "MIGRATIONS", {now: ("ALTER TABLE runs ADD COLUMN host VARCHAR",)}
    )
    with Store(path) as store:
        store.connection.execute("SELECT host FROM runs")
        assert store.counts()["triples"] == len(story[1])


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()


def test_reading_only(tmp_path, story):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
    with Store(path, read_only=True) as reader, Store(path, read_only=True) as second:
        assert reader.counts() == second.counts()
        with pytest.raises(StoreError, match="reading only"):
            reader.add(*story)


def test_hostile_text_is_only_text(made):
    nasty = "'; DROP TABLE triples; -- \x00 \x1b[31m \u202e <script> {x} \\ \" 🦆"
    triple = made.triple("a'1", "TUR", "ISR", sentence=nasty, told=None)
    with Store() as store:
        store.add([made.article("a'1", nasty, title=nasty, outlet=nasty)], [triple])
        assert [t.sentence.text for t in store.triples()] == [nasty]
        assert next(store.articles()).title == nasty
        assert Triple.model_validate_json(next(store.lines())) == triple


def test_two_texts_under_one_id_in_one_batch_never_mix(made):
    first = made.article("same", "Turkey met Israel in the morning, they said.")
    second = made.article("same", "Syria struck Qatar in the evening, they said.")
    triples = [
        made.triple("same", "TUR", "ISR", sentence=first.text),
        made.triple("same", "SYR", "QAT", sentence=second.text),
    ]
    with Store() as store:
        added = store.add([first, second], triples)
        assert (added.articles, added.triples, added.refused) == (1, 1, ("same",))
        assert [a.text for a in store.articles()] == [first.text]
        assert [t.actor.id for t in store.triples()] == ["TUR"]
    readings = [
        Reading(article=article, triples=(triple,))
        for article, triple in zip([first, second], triples, strict=True)
    ]
    with Store() as store:
        added = store.add_readings(readings)
        assert (added.articles, added.triples, added.refused) == (1, 1, ("same",))
        assert [t.actor.id for t in store.triples()] == ["TUR"]


DAMAGED = [
    ("UPDATE meta SET value = 'abc' WHERE key = 'schema'", "its schema is 'abc'"),
    ("UPDATE meta SET value = '-1' WHERE key = 'schema'", "its schema is '-1'"),
    ("UPDATE meta SET value = '0' WHERE key = 'schema'", "its schema is '0'"),
    ("UPDATE meta SET value = NULL WHERE key = 'schema'", "damaged store"),
    ("DELETE FROM meta", "its schema is 'not said'"),
    ("INSERT INTO meta VALUES ('schema', '1')", "damaged store"),
    ("DROP TABLE bands", "it lacks the table bands"),
    ("DROP TABLE events; DROP TABLE actors", "it lacks the table actors, events"),
    ("DROP TABLE triples", "something else"),
]


@pytest.mark.parametrize(("harm", "told"), DAMAGED)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_store_is_told_from_a_sound_one(tmp_path, harm, told, read_only):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.connection.execute("DROP SCHEMA v1 CASCADE")
        store.connection.execute(harm)
    with pytest.raises(StoreError, match=told):
        Store(path, read_only=read_only)


def test_a_store_is_a_file(tmp_path):
    with pytest.raises(StoreError, match="is no file"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="UTF-8"):
        Store(str(tmp_path / "caf\udce9.duckdb"))
