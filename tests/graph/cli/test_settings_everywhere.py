"""``realpolitik.toml`` holds for every command that reads: one article gives the same triples."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.model

# Where palaces and capitals may not stand for their states, "the Kremlin" is nobody.
SENTENCE = "The Kremlin condemned Israel on Wednesday."
COMMANDS = {
    "build": lambda run: json.loads(run("build", "a.txt", "--json").out)["totals"]["triples"],
    "extract": lambda run: len(run("extract", "a.txt").out.splitlines()),
    "add": lambda run: json.loads(run("add", "a.txt", "--store", "s.duckdb", "--json").out)[
        "triples"
    ],
    "recode": lambda run: json.loads(run("recode", "--store", "kept.duckdb", "--json").out)[
        "added"
    ],
    "explain": lambda run: len(json.loads(run("explain", SENTENCE, "--json").out)["triples"]),
}


@pytest.fixture
def folder(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert run("add", "a.txt", "--store", "kept.duckdb").code == 0
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_setting_holds(folder, run, name):
    made = COMMANDS[name](run)
    for file in folder.glob("s.duckdb*"):
        file.unlink()
    (folder / "realpolitik.toml").write_text("metonyms = false\n", encoding="utf-8")
    assert (made, COMMANDS[name](run)) == (1, 0)


def test_a_setting_holds_for_evaluate(folder, run):
    gold = run("extract", "a.txt", "-o", "gold.jsonl")
    assert gold.code == 0
    found = json.loads(run("evaluate", "gold.jsonl", "--json").out)
    assert not found["failures"]
    (folder / "realpolitik.toml").write_text("metonyms = false\n", encoding="utf-8")
    assert json.loads(run("evaluate", "gold.jsonl", "--json").out)["failures"]


def test_a_setting_holds_for_an_actor_in_its_context(folder, run):
    asked = ("actor", "the Kremlin", "--context", SENTENCE, "--json")
    assert json.loads(run(*asked).out)["actor"]["id"] == "RUS"
    (folder / "realpolitik.toml").write_text("metonyms = false\n", encoding="utf-8")
    assert (json.loads(run(*asked).out)["actor"] or {"id": None})["id"] != "RUS"


def test_a_setting_holds_for_what_is_shown(run, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "states" not in run("query", "rank", "--store", path).out
    (tmp_path / "realpolitik.toml").write_text('level = "state"\n', encoding="utf-8")
    assert "rolled up to states" in run("query", "rank", "--store", path).out
    assert "rolled up" not in run("query", "rank", "--store", path, "--level", "actor").out
