"""``realpolitik sources``: what each file was taken for."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "extract/reading"))  # For the folder `brought`.

from brought import export_files

from graph.cli import main


def test_an_export_and_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = export_files.FILES[0].write(tmp_path)
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SystemExit) as ending:
        main(["sources", str(tmp_path), "--json"])
    assert ending.value.code == 0
    rows = {Path(row["file"]).name: row for row in json.loads(capsys.readouterr().out)}
    row = rows[export.name]
    assert (row["kind"], row["articles"]) == ("export of an archive (Nexis)", 3)
    assert row["days"] == "2021-02-07 to 2023-05-10"
    assert rows["b.txt"]["kind"] == "not read"
    assert "a picture (PNG)" in rows["b.txt"]["wrong"][0]
