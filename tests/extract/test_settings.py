"""Flags win over the environment, the environment over the file, the file over the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DataError
from extract.settings import gather_settings


def test_order_of_the_layers(tmp_path: Path) -> None:
    (tmp_path / "realpolitik.toml").write_text(
        'level = "state"\nbudget = 10\nmetonyms = false\n', encoding="utf-8"
    )
    environment = {"REALPOLITIK_BUDGET": "20", "REALPOLITIK_METONYMS": "true", "HOME": "/"}
    settings = gather_settings(
        {"metonyms": None, "budget": 30}, environment=environment, folder=tmp_path
    )
    assert (settings.level, settings.budget, settings.metonyms) == ("state", 30, True)


def test_a_level_in_capitals_is_that_level(tmp_path: Path) -> None:
    known = {"REALPOLITIK_LEVEL": "State"}
    assert gather_settings(environment=known, folder=tmp_path).level == "state"


@pytest.mark.parametrize("value", ["-0.1", "1.5", "nan", "much", "[0.5]"])
def test_a_least_confidence_is_a_number_from_0_to_1(tmp_path: Path, value: str) -> None:
    (tmp_path / "realpolitik.toml").write_text(f"min_confidence = {value}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"min_confidence|not TOML"):
        gather_settings(environment={}, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 'red'", "colour"),
        ("level = 'planet'", "level"),
        ("level = ", "not TOML"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "realpolitik.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        gather_settings(environment={}, folder=tmp_path)
