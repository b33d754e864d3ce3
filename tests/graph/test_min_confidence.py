"""What is less sure than asked for is left out: of pages, exports and answers, by an argument, an
option or a setting, and nothing is left out where nobody asks."""

from __future__ import annotations

import io
import json

import pytest
import typer

from extract.errors import QueryError
from extract.settings import MIN_CONFIDENCE
from graph.cli import make_app
from graph.export import FORMATS, export_events, read_back
from graph.export.triple_files import write_jsonl
from graph.query import (
    between,
    changes,
    connections,
    event,
    mentions,
    paths,
    rank,
    timeline,
)
from graph.store import Store
from graph.view import EventGraph
from graph.window import EVERYTHING, Window

# Who, to whom, type, confidence of each report. The first two are one event.
TOLD = [
    ("a1", "TUR", "ISR", "CONSULT", 0.9),
    ("a2", "TUR", "ISR", "CONSULT", 0.3),
    ("a3", "ISR", "SYR", "ASSAULT", 0.5),
    ("a4", "SYR", "RUS", "ACCUSE", 0.2),
]
SURE = {  # least confidence: types of the events that are left
    0: ["ACCUSE", "ASSAULT", "CONSULT"],
    0.2: ["ACCUSE", "ASSAULT", "CONSULT"],
    0.4: ["ASSAULT", "CONSULT"],
    0.5: ["ASSAULT", "CONSULT"],
    0.501: ["CONSULT"],
    0.91: [],
}


@pytest.fixture
def unsure(made):
    """Triples of different confidence, in a store."""
    articles = [made.article(key) for key in ("a1", "a2", "a3", "a4")]
    triples = [
        made.triple(key, one, other, kind, confidence=sure) for key, one, other, kind, sure in TOLD
    ]
    with Store() as store:
        store.add(articles, triples)
        yield store


@pytest.mark.parametrize("least", SURE)
def test_views_and_exports_hold_what_is_sure_enough(unsure, tmp_path, least):
    graph = EventGraph.from_store(unsure, min_confidence=least)
    assert sorted(found.type for found in graph.events) == SURE[least]
    assert graph.nx.number_of_edges() == len(SURE[least])
    window = EVERYTHING.model_copy(update={"min_confidence": least})
    for name in FORMATS:
        path = export_events(unsure, tmp_path / f"out.{name}", name, window=window)
        assert sorted(read.type for read in read_back(path, name)) == SURE[least], name


def test_an_event_is_as_sure_as_its_surest_report_and_shows_all_its_reports(unsure):
    (talks,) = EventGraph.from_store(unsure, min_confidence=0.6).events
    assert [report.confidence for report in talks.reports] == [0.9, 0.3]


def test_triples_are_written_each_by_its_own_confidence(unsure):
    file = io.StringIO()
    write_jsonl(unsure, file, EVERYTHING.model_copy(update={"min_confidence": 0.4}))
    written = [json.loads(line)["confidence"] for line in file.getvalue().splitlines()]
    assert written == [0.9, 0.5]


@pytest.mark.parametrize(
    ("ask", "sure", "unsure_too"),
    [
        (lambda s, w: connections(s, "Syria", window=w).rows, 1, 2),
        (lambda s, w: between(s, "Syria", "Russia", window=w).there, 0, 1),
        (lambda s, w: paths(s, "Turkey", "Russia", window=w).rows, 0, 1),
        (lambda s, w: timeline(s, "Syria", "Russia", window=w).rows, 0, 1),
        (lambda s, w: rank(s, window=w).rows, 3, 4),
        (lambda s, w: changes(s, "2025-04-01", "2025-04-30", window=w).rows, 2, 3),
        (lambda s, w: mentions(s, "Russia", window=w).rows, 0, 1),
    ],
)
def test_answers_rest_on_what_is_sure_enough(unsure, ask, sure, unsure_too):
    assert len(ask(unsure, Window(min_confidence=0.4))) == sure
    assert len(ask(unsure, Window())) == unsure_too


def test_claims_against_an_event_are_sure_enough(made):
    said = made.triple("a1", "ISR", "SYR", "ASSAULT", confidence=0.9)
    denied = made.triple("a2", "ISR", "SYR", "ASSAULT", status="negated", confidence=0.3)
    with Store() as store:
        store.add([made.article("a1"), made.article("a2")], [said, denied])
        assert len(event(store, said.id).contradicted_by) == 1
        assert event(store, said.id, min_confidence=0.4).contradicted_by == ()


def test_an_answer_says_what_it_covers(unsure):
    assert "confidence at least 0.4" in rank(unsure, window=Window(min_confidence=0.4)).covers
    assert "confidence" not in rank(unsure, window=Window()).covers


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_confidence_lies_between_0_and_1(unsure, least):
    with pytest.raises(QueryError, match="between 0 and 1"):
        Window(min_confidence=least)


def test_ready_triples_are_added_if_they_are_sure_enough(unsure, tmp_path):
    export_events(unsure, tmp_path / "t.jsonl", "jsonl")
    with Store() as store:
        loaded = store.load(tmp_path / "t.jsonl", min_confidence=0.4)
        assert (loaded.rows, loaded.added, loaded.unsure, loaded.known) == (4, 2, 2, 0)
        again = store.load(tmp_path / "t.jsonl")
        assert (again.added, again.unsure, again.known) == (2, 0, 2)


# -- the command


def _options():
    def walk(command, words=()):
        yield " ".join(words), {name for one in command.params for name in one.opts}
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*words, name))

    return dict(walk(typer.main.get_command(make_app())))


def test_every_command_that_makes_or_reads_triples_takes_it():
    options = _options()
    for words, names in options.items():
        if names & {"--status", "--model", "--no-text"}:  # it reads a store, or articles
            assert "--min-confidence" in names, words
        if "--model" in names:
            assert "--rules-only" in names, words
    assert "--min-confidence" in options["query event"]


@pytest.mark.parametrize(
    "words",
    [
        ("query", "rank"),
        ("query", "connections", "Syria"),
        ("export", "--format", "csv", "-o", "-"),
        ("export", "--format", "jsonl", "-o", "-"),
        ("view", "-o", "-"),
    ],
)
def test_the_option_and_the_setting_hold(run, path, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    asked = (*words, "--store", path)
    whole = run(*asked).out
    assert "Syria" in whole
    assert run(*asked, "--min-confidence", MIN_CONFIDENCE).out == whole
    bare = run(*asked, "--min-confidence", "0.81").out
    assert len(bare) < len(whole)
    (tmp_path / "realpolitik.toml").write_text("min_confidence = 0.81\n", encoding="utf-8")
    assert run(*asked).out == bare
    assert run(*asked, "--min-confidence", "0").out == whole


@pytest.mark.parametrize("value", ["-0.1", "1.5", "nan", "inf", "much", ""])
def test_a_bad_value_is_refused_in_words(run, path, value):
    done = run("query", "rank", "--store", path, f"--min-confidence={value}")
    assert done.code in (1, 2)
    assert "min-confidence" in done.err or "min_confidence" in done.err
    assert "Traceback" not in done.err


@pytest.mark.model
def test_commands_that_read_articles_leave_out_what_is_less_sure(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "Turkey warned Israel on Wednesday. Iran and Iraq met in Baghdad."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = [json.loads(line)["confidence"] for line in run("extract", "a.txt").out.splitlines()]
    assert len(found) > 1
    least = (min(found) + max(found)) / 2
    left = sum(one >= least for one in found)
    asked = ("--min-confidence", least)
    assert 0 < left < len(found)
    assert len(run("extract", "a.txt", *asked, "--report", "r.json").out.splitlines()) == left
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["settings"]["min_confidence"] == least
    (reason,) = [one["reason"] for one in report["articles"][0]["uncoded"]]
    assert "less sure" in reason
    added = run("add", "a.txt", "--store", "s.duckdb", *asked, "--json").out
    assert json.loads(added)["triples"] == left
    built = run("build", "a.txt", "-o", "g.html", *asked, "--json").out
    assert json.loads(built)["totals"]["triples"] == left
    assert json.loads(run("recode", "--store", "s.duckdb", "--json").out)["added"] == len(found)
    told = json.loads(run("explain", text, *asked, "--json").out)
    assert len(told["triples"]) == left
    assert any("less sure" in why for one in told["sentences"] for why in one["uncoded"])


@pytest.mark.model
def test_rules_alone_can_be_asked_for(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "Turkey warned Israel on Wednesday."
    judged = json.loads(run("explain", text, "--json").out)["sentences"][0]["events"][0]
    ruled = run("explain", text, "--rules-only", "--json").out
    (event_,) = json.loads(ruled)["sentences"][0]["events"]
    assert any(step.startswith("judge: ") for step in judged["steps"])
    assert not any(step.startswith("judge: ") for step in event_["steps"])
    (tmp_path / "realpolitik.toml").write_text("rules_only = true\n", encoding="utf-8")
    assert run("explain", text, "--json").out == ruled
    assert '"rules_only": true' in run("settings", "--json").out
    assert run("explain", text, "--no-rules-only", "--json").out != ruled
