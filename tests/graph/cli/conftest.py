"""The command in a process of its own, and a store to ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


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
