"""Two reports of one happening are one event, and two happenings stay two; measured on pairs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from extract import Extractor


def _cases():
    path = Path(__file__).parent / "event_cases.py"
    spec = importlib.util.spec_from_file_location("event_cases", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = _cases()


@pytest.fixture(scope="module")
def extractor():
    return Extractor.load()


@pytest.mark.parametrize("name", ["dev", "held_out"])
def test_pairs_are_joined_rightly(extractor, name):
    precision, recall = CASES.precision_and_recall(CASES.judged(extractor, name))
    assert precision >= 0.95
    assert recall >= 0.75
