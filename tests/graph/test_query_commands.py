"""The commands that ask, add, export and withdraw."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from graph.cli import main
from graph.store import Store

QUESTIONS = {
    "connections": ["connections", "Turkey"],
    "between": ["between", "Israel", "Syria"],
    "paths": ["paths", "Turkey", "Russia"],
    "timeline": ["timeline", "Israel", "Syria", "--by", "day"],
    "rank": ["rank", "--by", "given"],
    "communities": ["communities"],
    "changes": ["changes", "--from", "2025-04-15", "--to", "2025-05-05"],
    "mentions": ["mentions", "Syria"],
    "sql": ["sql", "SELECT id, name FROM actors ORDER BY id"],
}


@pytest.fixture
def path(tmp_path, story):
    file = tmp_path / "s.duckdb"
    with Store(file) as store:
        store.add(*story)
    return file


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return stopped.value.code or 0, *capsys.readouterr()


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_answer_as_a_table_and_as_json(capsys, path, name):
    code, shown, _ = run(capsys, "query", *QUESTIONS[name], "--store", path)
    assert code == 0
    assert "covers:" in shown
    code, printed, _ = run(capsys, "query", *QUESTIONS[name], "--store", path, "--json")
    assert code == 0
    assert json.loads(printed)["covers"]


def test_unknown_names_are_an_error_with_a_proposal(capsys, path):
    code, _, message = run(capsys, "query", "connections", "Turky", "--store", path)
    assert code == 2
    assert "did you mean Turkey (TUR)" in " ".join(message.split())


def test_a_plot_is_drawn(capsys, path, tmp_path):
    code, *_ = run(
        capsys,
        "query",
        "timeline",
        "Israel",
        "Syria",
        "--store",
        path,
        "--plot",
        tmp_path / "tone.png",
    )
    assert code == 0
    assert (tmp_path / "tone.png").read_bytes()[:4] == b"\x89PNG"


def test_export_to_standard_output_and_add_again(capsys, path, tmp_path, story):
    code, lines, _ = run(capsys, "export", "--store", path, "--format", "jsonl", "-o", "-")
    assert code == 0
    assert len(lines.splitlines()) == len(story[1])
    file = tmp_path / "triples.jsonl"
    file.write_text(lines, encoding="utf-8")
    code, figures, _ = run(capsys, "add", file, "--store", tmp_path / "other.duckdb", "--json")
    assert (code, json.loads(figures)["triples"]) == (0, len(story[1]))
    code, figures, _ = run(capsys, "add", file, "--store", tmp_path / "other.duckdb", "--json")
    assert (json.loads(figures)["triples"], json.loads(figures)["known"]) == (0, len(story[1]))


def test_export_to_a_file_with_a_window(capsys, path, tmp_path):
    out = tmp_path / "may.csv"
    code, *_ = run(capsys, "export", "--store", path, "-o", out, "--since", "2025-05-01")
    assert (code, len(out.read_text(encoding="utf-8").splitlines())) == (0, 4)


def test_withdraw(capsys, path):
    code, figures, _ = run(capsys, "withdraw", "--outlet", "BBC", "--store", path, "--json")
    assert (code, json.loads(figures)["articles"]) == (0, 2)
    code, _, message = run(capsys, "withdraw", "--store", path)
    assert (code, "--article ID" in message) == (2, True)


def test_import_says_what_it_refused(capsys, path, tmp_path):
    file = tmp_path / "x.tsv"
    file.write_text("1\t2\n", encoding="utf-8")
    code, _, message = run(capsys, "import", "gdelt", file, "--store", path)
    assert code == 2  # nothing of it could be taken
    assert "2 columns, 61 expected" in " ".join(message.split())


def test_one_event_and_its_contradiction(capsys, path, story):
    triple = story[1][2]
    code, shown, _ = run(capsys, "query", "event", triple.id, "--store", path)
    assert code == 0
    assert "2 reports in 2 articles, 2 independent voices" in shown
    assert "against it: Israel attacked Syria (denied or did not happen)" in shown
    code, _, message = run(capsys, "query", "event", "e-none", "--store", path)
    assert (code, "no event or triple" in message) == (2, True)


def test_verdicts_are_given_and_taken_back(capsys, path, story):
    one, other = story[1][2].id, story[1][3].id
    code, printed, _ = run(capsys, "judge", "different", one, other, "--store", path, "--json")
    (verdict,) = json.loads(printed)
    assert (code, verdict["kind"]) == (0, "different")
    assert json.loads(run(capsys, "judge", "list", "--store", path, "--json")[1]) == [verdict]
    assert (
        json.loads(run(capsys, "judge", "undo", verdict["id"], "--store", path, "--json")[1]) == []
    )
    assert run(capsys, "judge", "different", "--store", path)[0] == 2


def test_every_command_has_an_example():
    from graph.cli import make_app

    runner = CliRunner()
    for name in QUESTIONS:
        shown = runner.invoke(make_app(), ["query", name, "--help"])
        assert "Example" in shown.output, name
