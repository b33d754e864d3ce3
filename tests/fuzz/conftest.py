"""The workshop in which calls of the command are tried, made once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # For the modules beside this one.

from hostile_inputs import TEXT
from workshop import Workshop, model_loaded_once

_WORKSHOPS: list[Workshop] = []


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Return a place to run calls in, with a store of two sentences."""
    from extract import Article, Extractor
    from graph import Store

    path = tmp_path_factory.mktemp("store") / "good.duckdb"
    with model_loaded_once():
        article = Article.of(TEXT, id="n1", date="2025-04-10", outlet="The Example")
        with Store(path) as store:
            triples = list(Extractor.load().pipe([article]))
            store.add([article], triples)
        made = Workshop(tmp_path_factory.mktemp("calls"), path.read_bytes(), triples[0].id)
        _WORKSHOPS.append(made)
        yield made


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many calls were tried."""
    for made in _WORKSHOPS:
        terminalreporter.write_line(f"{made.calls:,} calls of the command were tried")
