"""The public views of a store, and stores of release 0.2."""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb
import pytest

from extract.errors import StoreError
from graph.query import between, sql
from graph.store import Store, columns_of_store
from graph.store.public_views import VIEWS, as_markdown

HERE = Path(__file__).parent
OLD_TABLES = (HERE / "data" / "store-0.2.sql").read_text(encoding="utf-8")
REFERENCE = HERE.parents[1] / "docs" / "sql.md"


@pytest.fixture
def locked(path):
    with Store(path, read_only=True, locked=True) as store:
        yield store


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_it_says(locked, view):
    answer = sql(locked, f"SELECT * FROM v1.{view.name}")
    assert answer.columns == tuple(column.name for column in view.columns)
    assert set(view.key) <= set(answer.columns)
    order = ", ".join(f'"{name}"' for name in view.key)
    assert sql(locked, f"SELECT * FROM v1.{view.name} ORDER BY {order}").rows == answer.rows
    told = sql(locked, f"SELECT \"column\", meaning FROM v1.columns WHERE view = '{view.name}'")
    assert dict(told.rows) == {column.name: column.meaning for column in view.columns}
    assert all(column.meaning.endswith(".") for column in view.columns)


def test_a_name_alone_is_that_of_the_view(locked):
    assert sql(
        locked, "SELECT actor_name, target_name FROM events WHERE type = 'THREATEN'"
    ).rows == (("Hamas", "Israel"),)
    assert sql(locked, "SELECT count(*) FROM reports").rows == ((11,),)


ASKED = [
    ("SELECT count(*) FROM v1.events", 9),
    ("SELECT count(*) FROM v1.triples", 11),
    ("SELECT count(*) FROM v1.articles", 4),
    ("SELECT n_outlets FROM v1.events WHERE actor = 'TUR' AND target = 'ISR'", 2),
    ("SELECT actor_state FROM v1.events WHERE actor = 'hamas'", "PSE"),
    ("SELECT sentence FROM v1.events WHERE actor = 'hamas'", "hamas acted on Israel"),
    ("SELECT actor_words FROM v1.triples WHERE actor = 'hamas'", "hamas"),
    ("SELECT count(*) FROM v1.events WHERE first IS NULL", 1),
    ("SELECT count(*) FROM v1.actors WHERE state = 'PSE'", 1),
]


@pytest.mark.parametrize(("query", "expected"), ASKED)
def test_views_say_what_a_store_holds(locked, query, expected):
    ((found,),) = sql(locked, query).rows
    assert found == expected or str(found).startswith(str(expected))


def test_views_do_not_depend_on_the_order_of_adding(tmp_path, story):
    articles, triples = story
    shown = []
    for name, turned in (("one", False), ("two", True)):
        file = tmp_path / f"{name}.duckdb"
        with Store(file) as store:
            for article in articles[::-1] if turned else articles:
                own = [t for t in triples if t.article == article.id]
                store.add([article], own[::-1] if turned else own)
        with Store(file, read_only=True, locked=True) as store:
            shown.append([sql(store, f"SELECT * FROM v1.{view.name}").rows for view in VIEWS])
    assert shown[0] == shown[1]


def test_sentences_are_cut_from_the_article(made, tmp_path):
    from graph.store import SentenceNote

    file = tmp_path / "s.duckdb"
    with Store(file) as store:
        text = "Türkiye 🦆 met Israel. Nothing else."
        note = SentenceNote("a1", 1, 22, 35, False, "no actor")
        store.add([made.article("a1", text)], [], sentences=[note])
    with Store(file, read_only=True, locked=True) as store:
        assert sql(store, "SELECT text, reason FROM v1.sentences").rows == (
            ("Nothing else.", "no actor"),
        )


def test_the_reference_is_that_of_the_views():
    assert REFERENCE.read_text(encoding="utf-8") == as_markdown(), (
        "write it anew: python -c 'from graph.store.public_views import as_markdown; "
        'print(as_markdown(), end="")\' > docs/sql.md'
    )


@pytest.fixture
def old(tmp_path, story, made):
    """A store as release 0.2 made it: its tables, its version, signatures of its library."""
    articles, triples = story
    new, file = tmp_path / "new.duckdb", tmp_path / "old.duckdb"
    copy = "A wire story of many words about the talks of two ministers in a city by the sea. " * 3
    with Store(new) as store:
        store.add(articles, triples)
        store.add(
            [made.article(key, copy, outlet=key, date="2025-04-12") for key in ("c1", "c2")],
            [
                made.triple(key, "EGY", "QAT", "AID", "2025-04-12", source="article")
                for key in ("c1", "c2")
            ],
        )
        store.judge("reject", triples[-1].id)
    with duckdb.connect(str(file)) as connection:
        for statement in OLD_TABLES.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
        for table in columns_of_store.TABLE_NAMES:
            connection.execute(f"INSERT INTO main.{table} BY NAME SELECT * FROM new.main.{table}")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        # another library's signatures, by which nothing is known again
        connection.execute("UPDATE articles SET signature = list_reverse(signature)")
        connection.execute("UPDATE bands SET band = 'of old'")
        connection.execute("DETACH new")
    return file, new


def tables(file):
    with Store(file) as store:
        return {
            name: sorted(map(repr, store.connection.execute(f"SELECT * FROM {name}").fetchall()))
            for name in ("triples", "events", "actors", "articles", "bands", "verdicts")
        }


def test_a_store_of_0_2_is_migrated_with_a_message(old, caplog):
    file, new = old
    with caplog.at_level(logging.WARNING), Store(file) as store:
        assert store.counts()["triples"] == 13
    assert "brought from schema 1 to 3" in caplog.text
    caplog.clear()
    assert tables(file) == tables(new)
    assert not caplog.text
    with Store(file, read_only=True, locked=True) as store:
        assert sql(store, "SELECT count(*) FROM v1.reports").rows == ((12,),)
        assert between(store, "Turkey", "Israel").there


def test_a_reader_of_a_store_of_0_2_is_told_what_to_do(old):
    with pytest.raises(StoreError, match="open it once for writing"):
        Store(old[0], read_only=True)


def test_commands_bring_a_store_of_0_2_up_to_date(old, start):
    import subprocess

    file, _ = old
    done = start(
        "query", "between", "Turkey", "Israel", "--store", file, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    shown, told = (text.decode() for text in done.communicate(timeout=120))
    assert done.returncode == 0, told
    assert "Turkey → Israel: 1 event" in shown
    assert "brought from schema 1 to 3" in " ".join(told.split())


def test_new_copies_are_found_in_a_migrated_store(old, made):
    file, _ = old
    copy = "A wire story of many words about the talks of two ministers in a city by the sea. " * 3
    with Store(file) as store:
        store.add([made.article("c3", copy + "Also.", outlet="c3", date="2025-04-13")], [])
        voices = dict(store.connection.execute("SELECT id, voice FROM articles").fetchall())
    assert voices["c3"] == voices["c1"] == voices["c2"]
