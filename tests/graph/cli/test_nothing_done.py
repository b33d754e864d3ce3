"""A call that can do nothing says so and ends with an error: it makes no empty store, and does not
look like success."""

from __future__ import annotations

import pytest

NOTHING = [
    (("explain", ""), "there are no words"),
    (("explain", " … "), "there are no words"),
    (("actor", ""), "there are no words"),
    (("judge", "undo", "--store", "s.duckdb"), "give the id of the verdict"),
    (("import", "gdelt", "a.txt", "--store", "s.duckdb"), "none of the rows could be read"),
    (("add", "bad.jsonl", "--store", "s.duckdb"), "none of the rows could be read"),
]


@pytest.mark.parametrize(("arguments", "told"), NOTHING, ids=repr)
def test_nothing_was_done(run, path, monkeypatch, arguments, told):
    monkeypatch.chdir(path.parent)
    (path.parent / "a.txt").write_text("Some words.\n", encoding="utf-8")
    bad = '{"article": "a", "action": 1, "sentence": 2}\n'
    (path.parent / "bad.jsonl").write_text(bad, encoding="utf-8")
    done = run(*arguments)
    assert done.code == 2
    assert told in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("recode",),
        ("withdraw", "--article", "a1"),
        ("judge", "reject", "t-1"),
        ("judge", "list"),
        ("view", "-o", "-"),
        ("export",),
        ("query", "rank"),
    ],
    ids=repr,
)
def test_a_mistyped_store_is_not_made(run, tmp_path, arguments):
    missing = tmp_path / "none.duckdb"
    done = run(*arguments, "--store", missing)
    assert done.code == 2
    assert "there is no store" in done.err
    assert not missing.exists()
