"""The examples in the docstrings of the corpus's tools run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import training.corpus

MODULES = sorted(
    m.name
    for m in pkgutil.iter_modules(training.corpus.__path__, "training.corpus.")
    if not m.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
