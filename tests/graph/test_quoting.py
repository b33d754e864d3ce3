"""What may not be passed on is in no page, export or answer: not shown, and not hidden."""

from __future__ import annotations

import json
import re

import pytest

from extract.errors import QueryError
from extract.models import Triple
from graph.export import FORMATS, export_events
from graph.query import (
    between,
    changes,
    communities,
    connections,
    event,
    mentions,
    paths,
    rank,
    timeline,
)
from graph.quoting import held_back
from graph.store import Store
from graph.view import EventGraph
from graph.window import STATUSES, Window

# Words that stand in the sentences and nowhere else: no name, no place, no code.
SENTENCES = [
    "Turkey acted on Israel yesterdayish with zorbled frandings, said a quibbling envoy.",
    "Israel acted on Syria while mombling gorvets shrieked at dawnling, witnesses snorfed.",
    "Syria acted on Russia by plunting a sernival, a grumbering spokesling told Reuters.",
]
NAMES = {
    "turkey",
    "israel",
    "syria",
    "russia",
    "reuters",
    "baku",
    "acted",
    "with",
    "said",
    "while",
    "told",
    "envoy",
    "witnesses",
    "shrieked",
}
SECRET = sorted(
    {word for text in SENTENCES for word in re.findall(r"[a-z]{4,}", text.lower())} - NAMES
)


@pytest.fixture(scope="module")
def shared(made):
    """A store with sentences of invented words."""
    sides = [("TUR", "ISR"), ("ISR", "SYR"), ("SYR", "RUS")]
    triples = []
    for number, ((one, other), text) in enumerate(zip(sides, SENTENCES, strict=True)):
        day = f"2025-04-0{number + 1}"
        triple = made.triple(f"a{number}", one, other, "AID", day, sentence=text, start=50)
        at = 50 + text.find("a qu" if number == 0 else "a gr") if number != 1 else 50
        words = text[at - 50 : at - 50 + 20]
        said = {"speaker": None, "outlet": None}
        said["mention"] = {"text": words, "start": at, "end": at + len(words)}
        known = json.loads(triple.to_json()) | {"attribution": [said]}
        known["date"]["text"] = "yesterdayish"
        triples.append(Triple.model_validate(known))
    articles = [
        made.article(
            f"a{number}", " " * 50 + text, title=f"Report {number}: {text[7:40]}", outlet="BBC"
        )
        for number, text in enumerate(SENTENCES)
    ]
    with Store() as store:
        store.add(articles, triples)
        yield store


def told(text):
    """Return the secret words that a text holds, as letters or as escapes."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text).lower()
    return [word for word in SECRET if word in plain]


def test_the_words_are_told_where_they_may_be(shared):
    page = EventGraph.from_store(shared, statuses=STATUSES).to_html()
    assert set(told(page)) == set(SECRET)


@pytest.mark.parametrize("level", ["actor", "state"])
def test_a_page_without_text_holds_none_of_it(shared, level):
    graph = EventGraph.from_store(shared, statuses=STATUSES, level=level, quote=0)
    page = graph.to_html(title="To share")
    assert not told(page)
    assert "without sentences" in page
    assert "Turkey" in page and "Report 1" not in page and "BBC" in page
    assert not told(graph._repr_html_())
    for found in graph.events:
        assert all(not report.sentence and not report.spans for report in found.reports)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_without_text_holds_none_of_it(shared, tmp_path, name):
    path = tmp_path / f"out.{name}"
    export_events(shared, path, name, window=Window(statuses=(), quote=0))
    raw = path.read_bytes()
    assert not told(raw.decode("utf-8", "replace"))
    assert raw.count(b"TUR") or name == "turtle"
    if name in ("jsonl", "parquet"):
        with Store() as again:
            assert again.load(path).rejected == 0
            triples = list(again.triples())
            original = {t.id: t for t in shared.triples()}
            for triple in triples:
                whole = original[triple.id]
                assert triple.actor.id == whole.actor.id
                assert (triple.actor.mention.start, triple.actor.mention.end) == (
                    whole.actor.mention.start,
                    whole.actor.mention.end,
                )
                assert (triple.sentence.start, triple.sentence.text) == (50, "")


ANSWERS = {
    "connections": lambda s, w: connections(s, "Israel", window=w),
    "between": lambda s, w: between(s, "Turkey", "Israel", window=w),
    "paths": lambda s, w: paths(s, "Turkey", "Russia", window=w),
    "rank": lambda s, w: rank(s, window=w),
    "communities": lambda s, w: communities(s, window=w),
    "changes": lambda s, w: changes(s, "2025-04-01", "2025-04-30", window=w),
    "timeline": lambda s, w: timeline(s, "Turkey", "Israel", window=w),
    "event": lambda s, w: event(s, next(s.triples()).id, quote=w.quote),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_without_text_holds_none_of_it(shared, name):
    assert name == "timeline" or told(ANSWERS[name](shared, Window()).to_json())
    answer = ANSWERS[name](shared, Window(quote=0))
    assert not told(answer.to_json())
    assert name == "event" or "without the words of the articles" in answer.covers


def test_a_question_for_words_has_no_answer_without(shared):
    with pytest.raises(QueryError, match="asks for words"):
        mentions(shared, "Israel", window=Window(quote=0))


def test_a_quotation_has_its_length(shared):
    graph = EventGraph.from_store(shared, statuses=STATUSES, quote=22)
    for found in graph.events:
        for report in found.reports:
            assert report.sentence.endswith("…") and len(report.sentence) <= 23
            assert all(span.end <= 22 for span in report.spans)
    assert not told(graph.to_html())
    with pytest.raises(QueryError, match="fewer than 0"):
        Window(quote=-1)


@pytest.mark.parametrize("limit", [0, 1, 10, 30, 1000])
def test_a_triple_held_back_is_one_of_the_contract(shared, limit):
    for triple in shared.triples():
        short = held_back(triple, limit)
        again = Triple.model_validate_json(short.to_json())
        assert again == short and short.id == triple.id
        if limit == 1000:
            assert short.sentence == triple.sentence
            assert short.actor.mention == triple.actor.mention
    assert held_back(triple, None) is triple


def test_the_commands_pass_on_no_words(run, shared, tmp_path):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(list(shared.articles()), list(shared.triples()))
    page, out = tmp_path / "p.html", tmp_path / "x.csv"
    assert run("view", "--store", path, "-o", page, "--no-text").code == 0
    assert run("export", "--store", path, "-o", out, "--no-text").code == 0
    assert not told(page.read_text(encoding="utf-8") + out.read_text(encoding="utf-8"))
    for asked in (("between", "Turkey", "Israel"), ("connections", "Israel"), ("rank",)):
        assert not told(run("query", *asked, "--store", path, "--no-text").out)
        assert not told(run("query", *asked, "--store", path, "--no-text", "--json").out)
    assert told(run("query", "between", "Turkey", "Israel", "--store", path).out)
    assert not told(run("export", "--store", path, "--no-text").out)
    assert run("view", "--store", path, "-o", page, "--quote", "-1").code == 2


@pytest.mark.model
def test_a_page_of_articles_built_without_text(run, tmp_path):
    article = tmp_path / "a.txt"
    text = "Kenyan ministers condemned Somalia for zorbling the frandings on Tuesday."
    article.write_text(text, encoding="utf-8")
    done = run("build", article, "-o", tmp_path / "g.html", "--no-text")
    assert done.code == 0, done.err
    page = (tmp_path / "g.html").read_text(encoding="utf-8")
    assert "zorbling" not in page and "frandings" not in page and "Somalia" in page
    shown = run("extract", article, "--no-text").out
    assert "zorbling" not in shown and Triple.model_validate_json(shown.splitlines()[0])


@pytest.mark.model
@pytest.mark.parametrize(
    ("command", "way"),
    [
        ("build", "option"),
        ("extract", "option"),
        ("build", "setting"),
        ("extract", "setting"),
        ("add", "setting"),
    ],
)
def test_the_run_report_holds_none_either(run, tmp_path, monkeypatch, command, way):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(" ".join(SENTENCES) + " Nobody fribbled.", encoding="utf-8")
    title = json.dumps({"title": "Grumbering spokeslings fribbled"})
    (tmp_path / "a.json").write_text(title, encoding="utf-8")
    asked = ("--store", "s.duckdb") if command == "add" else ("-o", "out")
    if way == "option":
        asked = (*asked, "--no-text")
    else:
        (tmp_path / "realpolitik.toml").write_text("quote = 0\n", encoding="utf-8")
    assert run(command, "a.txt", *asked, "--report", "r.json").code == 0
    report = (tmp_path / "r.json").read_text(encoding="utf-8")
    (row,) = json.loads(report)["articles"]
    assert row["title"] is None
    assert row["uncoded"]
    assert all(bare["text"] == "" and bare["reason"] for bare in row["uncoded"])
    assert not [
        word for word in ("frandings", "gorvets", "sernival", "spokesling") if word in report
    ]
