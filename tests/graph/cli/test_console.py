"""Files appear whole or not at all; hostile text cannot steer a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import OutputError
from graph.cli.console import plain
from graph.files import check_output, whole_file


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with whole_file(path) as part:
        part.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), whole_file(path) as part:
        part.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_says_beforehand_that_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no folder"):
        check_output(tmp_path / "nowhere" / "page.html")
    with pytest.raises(OutputError, match="is a folder"):
        check_output(tmp_path)


@given(st.text())
def test_plain_text_holds_no_control_characters(text: str) -> None:
    shown = plain(text)
    assert "\x1b" not in shown and "\u202e" not in shown
    assert plain(shown) == shown
