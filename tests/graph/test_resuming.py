"""A file of triples that is gone on with: what an interrupted run read is not read again, and the
file comes out as if nobody had interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from extract.errors import InputError
from extract.models import Article
from extract.report import Reading
from graph.resuming import Unfinished

ARTICLES = [Article(id=f"a{n}", text=f"Kenya met Chad. Report {n}.") for n in range(5)]
WHOLE = "".join(f"{one.id}\n" for one in ARTICLES)


def read(path, *, resume=False, until=5):
    """Write a line for each article that is read, and return their ids; stop at ``until``."""
    told = []
    with Unfinished(path, resume=resume) as file:
        for article in file.fresh(ARTICLES):
            if (article is ARTICLES[-1] and until < 5) or len(told) == until:
                raise KeyboardInterrupt
            told.append(article.id)
            file.write(Reading(article=article), [f"{article.id}\n"])
    return told


def stopped(path, until):
    with pytest.raises(KeyboardInterrupt):
        read(path, until=until)


def test_a_run_that_is_not_interrupted(tmp_path):
    path = tmp_path / "t.jsonl"
    assert read(path) == ["a0", "a1", "a2", "a3", "a4"]
    assert path.read_text() == WHOLE
    assert [p.name for p in tmp_path.iterdir()] == ["t.jsonl"]


@pytest.mark.parametrize("tail", ["", "half a li"])
@pytest.mark.parametrize("listed", ["", "0123"])
def test_a_run_goes_on_where_another_stopped(tmp_path, tail, listed):
    path = tmp_path / "t.jsonl"
    stopped(path, 3)
    assert not path.exists()
    for name, more in (("t.jsonl.unfinished", tail), ("t.jsonl.unfinished.read", listed)):
        with (tmp_path / name).open("a") as file:
            file.write(more)
    assert read(path, resume=True) == ["a3", "a4"]
    assert path.read_text() == WHOLE
    assert [p.name for p in tmp_path.iterdir()] == ["t.jsonl"]


@pytest.mark.parametrize("until, resume", [(3, False), (0, True)])
def test_all_is_read_where_nobody_goes_on(tmp_path, until, resume):
    path = tmp_path / "t.jsonl"
    stopped(path, until)
    assert len(read(path, resume=resume)) == 5
    assert path.read_text() == WHOLE


def test_a_list_that_is_something_else(tmp_path):
    stopped(tmp_path / "t.jsonl", 3)
    (tmp_path / "t.jsonl.unfinished.read").write_text("my own notes\n")
    with pytest.raises(InputError, match="not what an interrupted run leaves"):
        Unfinished(tmp_path / "t.jsonl", resume=True)


@pytest.mark.model
def test_a_killed_command_goes_on(tmp_path):
    news = tmp_path / "news.jsonl"
    text = "Kenya condemned Somalia on Tuesday. Fiji sent aid to Tonga. Report {}."
    news.write_text(
        "".join(json.dumps({"id": f"n{i}", "text": text.format(i)}) + "\n" for i in range(60)),
        encoding="utf-8",
    )

    def command(name, *more):
        call = [sys.executable, "-m", "graph.cli", "extract", news, "-o", tmp_path / name, *more]
        return subprocess.Popen(list(map(str, call)), stderr=subprocess.PIPE, text=True)

    whole = command("whole.jsonl", "--jobs", "1")
    _, told = whole.communicate(timeout=300)
    assert whole.returncode == 0, told
    running = command("part.jsonl", "--jobs", "1")
    listed = tmp_path / "part.jsonl.unfinished.read"
    deadline = time.monotonic() + 120
    while not (listed.exists() and listed.stat().st_size > 400) and time.monotonic() < deadline:
        os.sched_yield()
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)
    again = command("part.jsonl", "--jobs", "1", "--resume")
    _, told = again.communicate(timeout=300)
    assert again.returncode == 0, told
    assert "were read before the interruption" in told
    assert (tmp_path / "part.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
