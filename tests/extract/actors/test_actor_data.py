"""Every list in ``data/`` loads, and says nothing twice or against itself."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from extract.actors import tables
from extract.actors.gazetteer import Gazetteer, gazetteer
from extract.actors.spellings import pieces
from extract.errors import DataError


@pytest.mark.parametrize("name", sorted(tables.COLUMNS))
def test_list_loads_and_repeats_no_row(name: str) -> None:
    rows = list(tables.rows(name))
    assert rows
    first = tables.COLUMNS[name].split(",")[0]
    if name not in ("officeholders", "metonyms", "regions"):
        repeated = [
            value for value, count in Counter(row[first] for row in rows).items() if count > 1
        ]
        assert not repeated


def test_every_file_is_declared() -> None:
    folder = Path(tables.__file__).parent / "data"
    assert {path.stem for path in folder.glob("*.csv")} == set(tables.COLUMNS)


def test_countries_are_iso_and_complete() -> None:
    import pycountry

    iso = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert set(gazetteer().states) == iso
    for name, columns in tables.COLUMNS.items():
        if "country" in columns.split(",") and name != "states_extra":
            assert {row["country"] for row in tables.rows(name)} - iso <= {""}


def test_ids_are_unique_across_lists() -> None:
    ids = [
        row["id"] for name in (*tables.ORGANISATION_FILES, "outlets") for row in tables.rows(name)
    ]
    assert [value for value, count in Counter(ids).items() if count > 1] == []
    assert not set(ids) & set(gazetteer().states)


def test_every_state_has_a_name_that_finds_it() -> None:
    for code, state in gazetteer().states.items():
        assert code in {entry.id for entry in gazetteer().named(state.name)}


def test_no_role_is_also_a_listed_name() -> None:
    # A role noun that were a name would never be read as a role.
    plain = {role.lemma for role in tables.roles()}
    assert not {
        lemma
        for lemma in plain
        if any(e.how == "alias" and e.kind == "state" for e in gazetteer().named(lemma))
    }


def test_one_holder_a_day_for_the_largest_states() -> None:
    for country in ("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "TUR", "ISR", "UKR", "IND"):
        for day in ("2012-02-01", "2016-02-01", "2020-02-01", "2023-02-01"):
            offices = ("head_of_state", "head_of_government")
            holders = [
                {
                    term.person
                    for term in gazetteer().holders.get((country, office), ())
                    if term.covers(day)
                }
                for office in offices
            ]
            assert any(len(people) == 1 for people in holders), (country, day)
            assert all(len(people) <= 1 for people in holders), (country, day, holders)


def test_gazetteer_is_built_quickly() -> None:
    pieces.cache_clear()
    start = time.process_time()
    Gazetteer()
    assert (
        time.process_time() - start < 1.5
    )  # 0.2 s on a laptop; machines that run tests are slower


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"title": "", "sectors": "", "office": "", "source": "x"}, "no title"),
        ({"title": "Boss", "sectors": "", "office": "", "source": ""}, "no source"),
        ({"title": "Boss", "sectors": "XXX", "office": "", "source": "x"}, "unknown sectors"),
    ],
)
def test_a_wrong_row_is_refused(
    row: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said in tables._wrong(row, list(row))


def test_a_missing_list_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tables.COLUMNS, "absent", "id,source")
    with pytest.raises(DataError, match="reinstall"):
        list(tables.rows("absent"))
