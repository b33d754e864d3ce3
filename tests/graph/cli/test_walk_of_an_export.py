"""The walk in ``docs/files.md``, from an export of Nexis to a graph, command by command."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "extract/reading"))  # For the folder `brought`.

from brought import export_files

from graph.cli import main

DOCS = Path(__file__).parents[3] / "docs/files.md"
WALK = [
    shlex.split(line)[1:]
    for line in DOCS.read_text(encoding="utf-8").partition("## From a Nexis")[2].splitlines()
    if line.startswith("    realpolitik ")
]


@pytest.mark.model
def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_files.FILES[0].write(tmp_path).rename(tmp_path / "export.txt")
    monkeypatch.chdir(tmp_path)
    assert len(WALK) == 5
    for words in WALK:
        with pytest.raises(SystemExit) as ending:
            main(words)
        assert ending.value.code == 0, words
    assert "Ghana" in (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").count("\n") > 1
