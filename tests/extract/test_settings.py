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
