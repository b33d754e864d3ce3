"""`realpolitik build` and `extract` as a user runs them, with good input and with bad."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.models import Triple
from graph.store import Store

pytestmark = pytest.mark.model

NEWS = (
    "Kenyan and Ugandan ministers met in Nairobi on Tuesday. Kenya condemned the attack by "
    "al-Shabaab on Somalia."
)
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONWARNINGS": "default"}


def realpolitik(
    *arguments: object, given: str | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph.cli", *map(str, arguments)]
    return subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        cwd=folder,
        env=ENVIRONMENT,
        encoding="utf-8",
        check=False,
    )


def triples_of(path: Path) -> list[Triple]:
    return [
        Triple.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def mixed(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder with one good article and every bad one, and what one `extract` over it said."""
    folder = tmp_path_factory.mktemp("mixed")
    news = folder / "news"
    news.mkdir()
    (news / "good.txt").write_text(NEWS, encoding="utf-8")
    (news / "good.json").write_text(
        '{"title": "Talks", "date": "2024-05-08", "outlet": "Test"}', encoding="utf-8"
    )
    (news / "empty.txt").write_bytes(b"")
    (news / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (news / "latin1.txt").write_bytes(
        "Sénégal accused Gambia of shelling a village near Ziguinchor.".encode("latin-1")
    )
    (news / "utf16.txt").write_text("Peru recalled its ambassador from Bolivia.", encoding="utf-16")
    (news / "long.txt").write_text("x" * 5_000_000, encoding="utf-8")
    lines = ['{"text": "Japan thanked India."}', "{broken", '{"text": "Fiji sent aid to Tonga."}']
    (news / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (news / "README.md").write_text("Ghana attacked Togo.", encoding="utf-8")
    german = (
        "Die Bundesregierung hat am Mittwoch neue Maßnahmen beschlossen, wie ein Sprecher "
        "in Berlin mitteilte. " * 3
    )
    (news / "german.txt").write_text(german, encoding="utf-8")
    done = realpolitik(
        "extract", news, "-o", folder / "out.jsonl", "--report", folder / "report.json"
    )
    return folder, done


def test_one_bad_article_loses_no_other(
    mixed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = mixed
    assert done.returncode == 0, done.stderr
    actors = {t.actor.name for t in triples_of(folder / "out.jsonl") if t.actor}
    assert {"Kenya", "Senegal", "Peru", "Fiji"} <= actors
    assert "Ghana" not in actors


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "lines.jsonl", "german.txt"])
def test_the_report_names_what_was_left_out(
    mixed: tuple[Path, subprocess.CompletedProcess[str]], name: str
) -> None:
    folder, done = mixed
    problems = json.loads((folder / "report.json").read_text(encoding="utf-8"))["problems"]
    assert any(name in p["source"] for p in problems)
    assert name in done.stderr
    if name == "lines.jsonl":
        assert [p["line"] for p in problems if name in p["source"]] == [2]


def test_the_report_tells_why_a_sentence_gave_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The weather was fine. Kenya condemned Somalia.", encoding="utf-8")
    realpolitik("extract", article, "-o", tmp_path / "o.jsonl", "--report", tmp_path / "r.json")
    (row,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["articles"]
    assert [u["text"] for u in row["uncoded"]] == ["The weather was fine."]
    assert row["uncoded"][0]["reason"]


def test_offsets_point_into_the_text_as_given(
    mixed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = mixed
    for triple in triples_of(folder / "out.jsonl"):
        if triple.sentence.text in NEWS:
            for mention in (
                triple.action.mention,
                triple.actor and triple.actor.mention,
                triple.target and triple.target.mention,
            ):
                assert mention is None or NEWS[mention.start : mention.end] == mention.text


def test_standard_input_to_standard_output() -> None:
    done = realpolitik("extract", "-", "-o", "-", given=NEWS)
    triples = [Triple.model_validate_json(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and triples
    assert all(t.date is None or t.date.source == "text" for t in triples), (
        "an article without a date has no other date"
    )


def test_same_input_same_bytes(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS, encoding="utf-8")
    for name in ("one", "two"):
        realpolitik("build", article, "-o", tmp_path / f"{name}.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_closing_table_and_where_the_page_is(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS, encoding="utf-8")
    done = realpolitik("build", article, "-o", tmp_path / "g.html")
    assert done.returncode == 0, done.stderr
    for word in ("articles", "triples", "words per second", "Strongest dyads", "Kenya", "g.html"):
        assert word in done.stderr.replace("\n", "")


@pytest.mark.parametrize("target", ["no/such/folder/g.html", "."])
def test_an_output_that_cannot_be_written(tmp_path: Path, target: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(NEWS, encoding="utf-8")
    done = realpolitik("build", article, "-o", tmp_path / target)
    assert done.returncode == 2
    assert "cannot write" in done.stderr and "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt"]


def test_a_folder_without_articles(tmp_path: Path) -> None:
    done = realpolitik("build", tmp_path, "-o", tmp_path / "g.html")
    assert done.returncode == 2
    assert "no article" in done.stderr and "Traceback" not in done.stderr


def test_ctrl_c_leaves_the_store_intact(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    first = tmp_path / "first.txt"
    first.write_text(NEWS, encoding="utf-8")
    assert realpolitik("build", first, "-o", tmp_path / "g.html", "--store", store).returncode == 0
    many = tmp_path / "many.jsonl"
    many.write_text(
        "".join(json.dumps({"text": f"{NEWS} Report {i}. " * 8}) + "\n" for i in range(3000)),
        encoding="utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "graph.cli",
        "build",
        str(many),
        "-o",
        str(tmp_path / "h.html"),
        "--store",
        str(store),
    ]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    wal = Path(f"{store}.wal")
    size = store.stat().st_size
    deadline = time.monotonic() + 120
    while (
        running.poll() is None
        and time.monotonic() < deadline
        and not wal.exists()
        and store.stat().st_size == size
    ):
        os.sched_yield()
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=120) == 130
    assert not (tmp_path / "h.html").exists()
    done = realpolitik("query", "connections", "Kenya", "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    assert "Somalia" in done.stdout or "Uganda" in done.stdout


def test_a_store_says_what_it_made_of_each_article(run: Callable[..., Any], tmp_path: Path) -> None:
    news, store = tmp_path / "news.jsonl", tmp_path / "s.duckdb"
    page = tmp_path / "g.html"

    def build(*rows: tuple[str, str], more: tuple[str, ...] = ()) -> Any:
        lines = (json.dumps({"id": key, "text": text}) for key, text in rows)
        news.write_text("\n".join(lines), encoding="utf-8")
        done = run("build", news, "-o", page, "--store", store, "--json", *more)
        assert done.code == 0, done.err
        return json.loads(done.out)

    one, two = "Kenya condemned Somalia on Tuesday.", "Fiji sent aid to Tonga on Tuesday."
    first = build(("k1", one), ("k2", two))
    assert first["totals"]["articles"] == 2 and first["totals"]["articles unchanged"] == 0
    changed = build(("k1", one), ("k2", two + " Peru thanked Fiji."), ("k3", two + " Again."))
    assert changed["totals"]["articles"] == 1
    assert changed["set_aside"] == {"unchanged": ["k1"], "changed": ["k2"]}
    with Store(store) as kept:
        assert next(kept.articles(ids=["k2"])).text == two
    replaced = build(("k2", two + " Peru thanked Fiji."), more=("--replace",))
    assert replaced["totals"]["articles"] == 1 and not replaced["set_aside"]["changed"]
    with Store(store) as kept:
        assert next(kept.articles(ids=["k2"])).text.endswith("Peru thanked Fiji.")


def test_the_closing_words_name_what_was_left_as_it_is(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    news, store = tmp_path / "news.jsonl", tmp_path / "s.duckdb"
    for text in ("Kenya condemned Somalia on Tuesday.", "Kenya thanked Somalia on Tuesday."):
        news.write_text(json.dumps({"id": "k1", "text": text}), encoding="utf-8")
        done = run("build", news, "-o", tmp_path / "g.html", "--store", store)
        assert done.code == 0, done.err
    assert "changed: k1: stored with another text" in done.err and "--replace" in done.err
    done = run("add", news, "--store", store)
    assert done.code == 0 and "conflicts k1" in done.err
