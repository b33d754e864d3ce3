"""``evaluate`` on grammar cases: how an event is written, and what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DataError
from extract.evaluate import evaluate
from extract.evaluate.grammar import Expected, is_grammar, read_cases
from extract.extractor import Extractor

HEAD = "id\tconstruction\tdate\tsentence\texpected\tnote\n"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "cases.tsv"
    path.write_text(
        HEAD + "".join(f"c{n}\tactive\t2025-04-10\t{row}\t\n" for n, row in enumerate(rows)),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("Iran ACCUSE Israel", Expected(("Iran",), ("ACCUSE",), ("Israel",))),
        (
            "Iran|Tehran ACCUSE|REJECT Israel",
            Expected(("Iran", "Tehran"), ("ACCUSE", "REJECT"), ("Israel",)),
        ),
        ("?Iran COERCE -", Expected(("Iran",), ("COERCE",), ("-",), optional=True)),
        (
            "Iran CONSULT Iraq (both, planned)",
            Expected(("Iran",), ("CONSULT",), ("Iraq",), both=True, statuses=("planned",)),
        ),
        ("Iran AID Iraq (says Qatar)", Expected(("Iran",), ("AID",), ("Iraq",), says="Qatar")),
        (
            "Iran AID Iraq (date 2025-04-08)",
            Expected(("Iran",), ("AID",), ("Iraq",), date="2025-04-08"),
        ),
    ],
)
def test_an_event_as_it_is_written(tmp_path: Path, written: str, event: Expected) -> None:
    path = table(tmp_path, f"Some sentence.\t{written}")
    assert is_grammar(path)
    assert [case.expected for case in read_cases(path)] == [(event,)]


@pytest.mark.parametrize("written", ["Iran BLAMES Israel", "Iran", "Iran ACCUSE Israel (loudly)"])
def test_an_event_that_cannot_be_read_is_named(tmp_path: Path, written: str) -> None:
    with pytest.raises(DataError, match=r"c0: not .*write it as"):
        list(read_cases(table(tmp_path, f"Some sentence.\t{written}")))


@pytest.mark.model
def test_what_is_found_missed_and_invented(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Iran condemned Israel.\tIran ACCUSE Israel",
        "Iran condemned Israel and bombed Syria.\tIran ACCUSE Israel",
        "It rained in Oslo all day.\tIran ACCUSE Israel",
    )
    found = evaluate(Extractor.load(), path)
    assert found.items == 3
    assert found.headline["cases entirely right"] == 1
    assert [(s.right, s.extra, s.missed) for s in found.tables["construction"].values()] == [
        (2, 1, 1)
    ]
    assert [failure["id"] for failure in found.failures] == ["c1", "c2"]
    assert evaluate(Extractor.load(), tmp_path) == found.__class__(
        **{**found.__dict__, "data": str(tmp_path)}
    )
