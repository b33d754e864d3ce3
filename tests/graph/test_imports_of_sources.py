"""Coded events as those who code them give them: zipped, of older versions, with other columns; and
what is no table of events is refused by its name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "extract/reading"))  # For the folder `brought`.

from brought.event_files import FILES, Events

from extract.errors import InputError
from graph.imports import import_events
from graph.store import Store


@pytest.mark.parametrize("case", [pytest.param(one, id=one.name) for one in FILES])
def test_events_of_a_source(case: Events, tmp_path: Path) -> None:
    file = case.write(tmp_path)
    with Store(tmp_path / "s.duckdb") as store:
        if case.refused is not None:
            with pytest.raises(InputError, match=case.refused):
                import_events(store, file, case.origin)
            return
        assert import_events(store, file, case.origin).added == case.triples


def test_the_notes_of_acled_are_the_sentence(tmp_path: Path) -> None:
    (case,) = (one for one in FILES if one.name == "acled")
    with Store(tmp_path / "s.duckdb") as store:
        import_events(store, case.write(tmp_path), "acled")
        (text,) = store.connection.execute("SELECT sentence FROM triples").fetchone()
    assert text.startswith("On 28 November 2022, militiamen attacked farmers in Bawku.")
