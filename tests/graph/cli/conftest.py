"""The command as a user runs it: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.cli import main

ROOT = Path(__file__).parents[3]


class Done(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command in this process."""

    def command(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        code = stopped.value.code
        shown = capsys.readouterr()
        return Done(code if isinstance(code, int) else 0, shown.out, " ".join(shown.err.split()))

    return command


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[Any]]:
    """Start the command in a process of its own; arguments may be bytes."""

    def command(*arguments: object, **known: Any) -> subprocess.Popen[Any]:
        line = [sys.executable, "-m", "graph.cli", *arguments]
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(line, env=environment, **known)

    return command


@pytest.fixture
def path(tmp_path: Path, story: Any) -> Path:
    """A small store."""
    from graph.store import Store

    file = tmp_path / "s.duckdb"
    with Store(file) as store:
        store.add(*story)
    return file
