"""A kill -9 at any moment leaves whole articles; a second process waits or is told who holds the
store."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from extract.errors import StoreError
from graph.store import Store

KILLER = Path(__file__).parents[1] / "benchmarks" / "kill_store.py"
HOLDER = """
import sys
from graph.store import Store
with Store(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.slow
def test_three_kills_lose_nothing_and_double_nothing():
    done = subprocess.run(
        [sys.executable, str(KILLER), "--kills", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["kills"] == 3
    assert figures["batches"] > 0


@pytest.fixture
def held(tmp_path, story):
    """A store that another process holds open for writing; writing a line to it lets go."""
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "open\n"
        yield path, other
        if other.poll() is None:
            other.communicate("\n")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_second_process_is_told_who_writes(held, read_only):
    path, other = held
    with pytest.raises(
        StoreError, match=rf"being written by another process \(process {other.pid}\); try again"
    ):
        Store(path, read_only=read_only, wait=0.1)


def test_a_second_process_waits(held):
    path, other = held
    threading.Timer(0.3, lambda: (other.stdin.write("\n"), other.stdin.flush())).start()
    with Store(path, read_only=True, wait=60) as store:
        assert store.counts()["articles"] == 4
