"""Whatever is typed, piped or named: no traceback, no markup obeyed, nothing cut in a pipe."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from graph.store import Store

BYTES = [
    ("explain", b"caf\xe9 met Israel"),
    ("actor", b"\xff"),
    ("actor", "Kenya", "--context", b"\xff"),
    ("judge", "reject", b"t-\xff", "--store", "s.duckdb"),
    ("judge", b"\xff", "t-1", "--store", "s.duckdb"),
    ("withdraw", "--article", b"\xff", "--store", "s.duckdb"),
    ("withdraw", "--outlet", b"\xff", "--store", "s.duckdb"),
    ("query", "connections", b"\xff", "--store", "s.duckdb"),
    ("query", "sql", b"SELECT '\xff'", "--store", "s.duckdb"),
    ("query", "event", b"\xff", "--store", "s.duckdb"),
    ("query", "rank", "--since", b"\xff", "--store", "s.duckdb"),
    ("query", "rank", "--store", b"\xff.duckdb"),
    ("build", b"\xff.txt"),
    ("add", b"\xff.txt", "--store", b"\xff.duckdb"),
    ("import", "gdelt", b"\xff.tsv", "--store", "s.duckdb"),
    ("evaluate", b"\xff.tsv"),
    (b"\xff",),
]


@pytest.mark.parametrize("arguments", BYTES, ids=repr)
def test_bytes_that_are_no_text_are_refused_with_a_message(run, path, monkeypatch, arguments):
    monkeypatch.chdir(path.parent)
    done = run(*map(os.fsdecode, arguments))
    assert done.code == 2, done.err
    assert done.err and "fault of this program" not in done.err


EMPTY = [
    ("extract", ""),
    ("build", "a.txt", ""),
    ("build", "a.txt", "-o", ""),
    ("build", "a.txt", "--store", ""),
    ("add", "", "--store", "s.duckdb"),
    ("import", "gdelt", "", "--store", "s.duckdb"),
    ("evaluate", ""),
    ("evaluate", "gold.tsv", "--articles", ""),
    ("explain", "They met.", "--frames", ""),
    ("view", "--store", "", "-o", "-"),
    ("export", "--store", "s.duckdb", "-o", ""),
]


@pytest.mark.parametrize("arguments", EMPTY, ids=repr)
def test_an_empty_name_is_not_this_folder(run, path, monkeypatch, arguments):
    monkeypatch.chdir(path.parent)
    for name in ("a.txt", "gold.tsv"):
        (path.parent / name).write_text("Some words.", encoding="utf-8")
    done = run(*arguments)
    assert done.code == 2
    assert "an empty name" in done.err


@pytest.mark.model
def test_a_file_whose_name_is_no_text_is_read_like_any_other(start, tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    name = b"caf\xe9.txt"
    with open(bytes(news) + b"/" + name, "w", encoding="utf-8") as file:
        file.write("Kenya condemned Somalia on Tuesday.")
    for given in (b"news", b"news/" + name):
        for command in (
            (b"build", given, b"-o", b"p\xe9.html"),
            (b"add", given, b"--store", b"s.duckdb"),
            (b"extract", given, b"-o", b"t\xe9.jsonl"),
        ):
            done = start(*command, b"--report", b"r.json", cwd=tmp_path, stderr=subprocess.PIPE)
            _, told = done.communicate(timeout=120)
            assert done.returncode == 0, told
            assert b"Traceback" not in told
            report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
            assert "caf\\xe9.txt" in json.dumps(report).replace("\\\\", "\\")
    with Store(tmp_path / "s.duckdb") as store:
        assert [article.source for article in store.articles()] == ["news/caf\\xe9.txt"]


MARKUP = "[/red][bold]x[/bold][link=example.org]"


def test_square_brackets_are_only_brackets(run, path):
    assert MARKUP in run("actor", MARKUP).out
    done = run("query", "sql", f"SELECT '{MARKUP}' AS \"{MARKUP}\"", "--store", path)
    assert done.code == 0 and done.out.count(MARKUP) >= 3
    assert MARKUP in run("query", "connections", MARKUP, "--store", path).err
    assert MARKUP in run("judge", "reject", MARKUP, "--store", path).err
    assert MARKUP in run("build", MARKUP).err


def test_control_characters_of_a_store_steer_no_terminal(run, path):
    query = "SELECT chr(27) || '[31m' AS a, chr(0) AS b, chr(8238) AS c, chr(155) AS d"
    for more in ((), ("--json",)):
        done = run("query", "sql", query, "--store", path, *more)
        assert done.code == 0
        assert not set(done.out) & {"\x1b", "\x00", "\u202e", "\x9b"}
    (row,) = json.loads(done.out)["rows"]
    assert row == ["\x1b[31m", "\x00", "\u202e", "\x9b"]


def test_a_pipe_reads_whole_cells_set_apart_by_tabs(run, path):
    long = "x" * 5000
    done = run("query", "sql", f"SELECT '{long}' AS long, 'a\tb' AS tab, 7 AS n", "--store", path)
    lines = done.out.splitlines()
    assert ["long", "tab", "n"] in [line.split("\t") for line in lines]
    assert [long, "a b", "7"] in [line.split("\t") for line in lines]
    with Store(path, read_only=True) as store:
        ids = [key for (key,) in store.connection.execute("SELECT id FROM triples").fetchall()]
    shown = run("query", "sql", "SELECT * FROM triples", "--store", path).out
    assert "…" not in shown
    for key in ids:
        assert key in shown


def test_long_sentences_reach_a_pipe_whole(run, tmp_path, made):
    sentence = "Turkey said to Israel " + "that it would see " * 60
    file = tmp_path / "long.duckdb"
    with Store(file) as store:
        store.add([], [made.triple("a1", "TUR", "ISR", sentence=sentence)])
    shown = run("query", "between", "Turkey", "Israel", "--store", file).out
    assert " ".join(sentence.split()) in shown
