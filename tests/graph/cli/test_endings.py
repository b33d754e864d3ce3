"""How commands end: 0 done (also where a pipe's reader left), 1 a failure, 2 asked for something
that cannot be done, 130 interrupted. Never a traceback, always a reason."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess

import pytest

from graph.imports.gdelt import COLUMNS
from graph.store import Store

PIPED = [
    ("query", "rank", "--store", "s.duckdb"),
    ("query", "sql", "SELECT * FROM range(100000)", "--limit", "100000", "--store", "s.duckdb"),
    ("export", "--store", "s.duckdb"),
    ("view", "--store", "s.duckdb", "-o", "-"),
    ("schema",),
    ("--help",),
    ("actor", "the Kremlin"),
]


@pytest.mark.parametrize("arguments", PIPED, ids=" ".join)
def test_a_reader_that_leaves_is_no_error(start, path, arguments):
    read, write = os.pipe()
    os.close(read)  # nobody reads at all
    done = start(*arguments, stdout=write, stderr=subprocess.PIPE, cwd=path.parent)
    os.close(write)
    _, told = done.communicate(timeout=120)
    assert (done.returncode, told) == (0, b"")


FULL = [
    ("query", "rank", "--store", "s.duckdb"),
    ("export", "--store", "s.duckdb"),
    ("schema",),
]


@pytest.mark.parametrize("arguments", FULL, ids=" ".join)
def test_a_full_device_is_told(start, path, arguments):
    with open("/dev/full", "wb") as full:
        done = start(*arguments, stdout=full, stderr=subprocess.PIPE, cwd=path.parent)
        _, told = done.communicate(timeout=120)
    assert done.returncode == 1
    assert b"No space left on device" in told and b"Traceback" not in told


def gdelt(folder, rows):
    """A file of events that others coded."""
    known = {"SQLDATE": "20250409", "EventCode": "190", "Actor1CountryCode": "ISR"}
    known |= {"Actor2CountryCode": "SYR", "SOURCEURL": "https://example.org/"}
    file = folder / "events.tsv"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(rows):
            row = known | {"GLOBALEVENTID": str(number), "ActionGeo_FullName": f"Place {number}"}
            row["SOURCEURL"] += str(number)
            lines.write("\t".join(row.get(name, "") for name in COLUMNS) + "\n")
    return file


def test_a_disk_that_fills_up_during_an_import_is_told(start, path):
    size = path.stat().st_size

    def no_more_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300_000, resource.RLIM_INFINITY))

    file = gdelt(path.parent, 6000)
    done = start(
        "import", "gdelt", file, "--store", path, stderr=subprocess.PIPE, preexec_fn=no_more_room
    )
    _, told = done.communicate(timeout=300)
    words = told.decode()
    assert done.returncode == 1, words
    assert "cannot be written" in words and "Traceback" not in words
    assert "File too large" in words or "No space" in words or "write" in words
    assert "transaction is active" not in words
    with Store(path) as store:
        assert store.counts()["triples"] >= 11


def test_ctrl_c_says_that_it_stopped(start, tmp_path):
    lines = (json.dumps({"text": f"Kenya condemned Somalia. Report {i}. " * 5}) for i in range(900))
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    running = start(
        "extract", "many.jsonl", cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout.readline()  # it is at work
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 130
    assert b"stopped; what was finished before is kept" in told and b"Traceback" not in told


USAGE = [
    (("judge", "same", "t", "t", "--store", "s.duckdb"), "the two triples are one"),
    (("view", "--store", "s.duckdb", "--budget", "-1"), "--budget"),
    (("query", "rank", "--store", "s.duckdb", "--limit", "-1"), "--limit"),
    (("query", "rank", "--store", "s.duckdb", "--limit", "0"), "--limit"),
    (("query", "rank", "--store", "s.duckdb", "--min-outlets", "0"), "--min-outlets"),
    (("query", "rank", "--store", "s.duckdb", "--level", "planet"), "actor or state"),
    (("query", "rank", "--store", "s.duckdb", "--status", "plannd"), "did you mean planned"),
    (("evaluate", "s.duckdb", "--failures", "-1"), "--failures"),
    (("evaluate", "none.tsv"), "none.tsv"),
    (("build", "none.txt"), "none.txt"),
    (("build", ".", "-o", "no/folder.html"), "no folder"),
    (("export", "--store", "s.duckdb", "-o", "s.duckdb"), "it is the store"),
    (("view", "--store", "s.duckdb", "-o", "s.duckdb"), "it is the store"),
    (("view", "--store", "none.duckdb"), "there is no store"),
    (("add", "a.txt", "--store", "a.txt"), "not a realpolitik store"),
    (("extract", "a.txt", "-o", "a.txt"), "a file that is read"),
    (("build", "a.txt", "-o", "s.duckdb", "--store", "s.duckdb"), "it is the store"),
    (("build", "a.txt", "-o", "g.html", "--report", "g.html"), "it is the"),
    (("import", "cow", "a.txt", "--store", "s.duckdb"), "gdelt, polecat, icews"),
    (("withdraw", "--store", "s.duckdb"), "--article ID"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE, ids=lambda given: str(given)[:60])
def test_what_cannot_be_done_ends_with_two(run, path, monkeypatch, arguments, told):
    monkeypatch.chdir(path.parent)
    (path.parent / "a.txt").write_text("Kenya condemned Somalia. " * 40, encoding="utf-8")
    before = path.read_bytes()
    done = run(*arguments)
    assert (done.code, told in done.err) == (2, True), done.err
    assert path.read_bytes() == before


def test_the_version(run):
    from extract import __version__

    assert run("--version")[:2] == (0, f"realpolitik {__version__}\n")


def test_nothing_to_read_ends_with_two_and_its_reasons(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    (news / "empty.txt").write_bytes(b"")
    german = (
        "Die Bundesregierung hat am Mittwoch neue Maßnahmen beschlossen, wie sie mitteilte. " * 4
    )
    (news / "german.txt").write_text(german, encoding="utf-8")
    for command in (
        ("build", "news", "-o", "g.html", "--report", "r.json"),
        ("build", "news", "-o", "g.html", "--store", "s.duckdb"),
        ("extract", "news", "-o", "t.jsonl"),
        ("add", "news", "--store", "s.duckdb"),
    ):
        done = run(*command)
        assert done.code == 2, command
        for reason in ("empty.txt", "german.txt", "none of the articles could be read"):
            assert reason in done.err, command
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "r.json", "s.duckdb"]


def test_one_event_is_not_some_events(run, path):
    shown = run("query", "between", "Turkey", "Israel", "--store", path).out
    assert "Turkey → Israel: 1 event\n" in shown
    assert "Israel → Turkey: 0 events\n" in shown


@pytest.mark.parametrize("kind", ["BOMB", "asault"])
def test_a_wrong_type_ends_with_two(run, path, tmp_path, kind):
    for command in (
        ("query", "rank", "--store", path),
        ("query", "changes", "--from", "2025-04-01", "--to", "2025-04-02", "--store", path),
        ("view", "--store", path, "-o", tmp_path / "x.html"),
        ("export", "--store", path, "-o", tmp_path / "x.csv"),
    ):
        done = run(*command, "--type", kind)
        assert (done.code, "is not an event type" in done.err) == (2, True)
    assert not list(tmp_path.glob("x.*"))
    assert run("query", "rank", "--store", path, "--type", "assault").code == 0
