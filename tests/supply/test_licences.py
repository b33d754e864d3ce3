"""The list of allowed licences is read as it is meant, and holds for what is installed."""

from __future__ import annotations

import csv
import importlib.util
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check = _load("check_licences")


class Package:
    """A package that says of its licence what the test has it say."""

    def __init__(self, **told: str) -> None:
        self.metadata = Message()
        for name, value in told.items():
            self.metadata[name.replace("_", "-")] = value


@pytest.mark.parametrize(
    ("told", "licences"),
    [
        ({"License_Expression": "MIT"}, [["MIT"]]),
        (
            {"License_Expression": "MIT AND (BSD-2-Clause OR GPL-2.0)"},
            [["MIT"], ["BSD-2-Clause", "GPL-2.0"]],
        ),
        (
            {"Classifier": "License :: OSI Approved :: MIT License", "License": "x"},
            [["MIT License"]],
        ),
        ({"Classifier": "Topic :: Text", "License": "ISC\nCopyright …"}, [["ISC"]]),
        ({"License": ""}, [["unknown"]]),
        ({}, [["unknown"]]),
    ],
)  # fmt: skip
def test_what_a_package_says_of_its_licence(told: dict[str, str], licences: Any) -> None:
    assert check.licences_of(Package(**told)) == licences


def test_what_is_needed_is_found_at_any_depth() -> None:
    needed = check.needed_by("realpolitik")
    assert {"realpolitik", "spacy", "thinc", "numpy"} <= set(needed)
    assert "pytest" not in needed


def test_a_licence_that_is_not_listed_is_named() -> None:
    with check.ALLOWED.open(encoding="utf-8") as rows:
        allowed = [row["licence"] for row in csv.DictReader(rows)]
    assert len(allowed) == len(set(allowed))
    assert not any(line.startswith("spacy ") for line in check.refused(frozenset(allowed)))
    assert any(line.startswith("spacy ") for line in check.refused(frozenset()))
