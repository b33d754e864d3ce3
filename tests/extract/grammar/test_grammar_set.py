"""The grammar test set: sentences, each with the triples that a careful reader finds (see README.md
beside this)."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest


def _load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


grammar = _load("grammar_cases")
CASES = list(grammar.all_cases())
KNOWN = grammar.known_failures()


def _marked(case: Any) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if case.id in KNOWN else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.fixture(scope="module")
def readings() -> Any:
    from extract.extractor import Extractor

    extractor = Extractor.load()
    found = {r.article.id: r for r in extractor.readings(case.article for case in CASES)}
    return found, cache(extractor.resolve)


@pytest.mark.model
@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_sentence(case: Any, readings: Any) -> None:
    found, resolve = readings
    reading = found[case.id]
    assert reading.error is None
    assert case.judged(reading.triples, resolve).faults == ()


def test_the_set_is_sound() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 600
    assert len({case.sentence for case in CASES}) == len(CASES)
    assert min(Counter(case.construction for case in CASES).values()) >= 8
    assert {case.id for case in CASES} >= KNOWN
