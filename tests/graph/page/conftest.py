"""The graphs that these tests draw."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def page_graphs() -> Any:
    spec = importlib.util.spec_from_file_location(
        "page_graphs", Path(__file__).parent / "page_graphs.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["page_graphs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def stories(page_graphs: Any) -> Any:
    return page_graphs.stories()
