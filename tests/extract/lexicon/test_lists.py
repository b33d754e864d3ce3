"""Every list loads, is declared, and says nothing twice; a wrong row is refused with its line."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from extract.errors import DataError
from extract.lexicon import load_schema, names, rows, set_files, values, word_set
from extract.lexicon.reading import parse
from extract.models import ActorKind, Status

ROOT = Path(__file__).parents[3]
DATA = ROOT / "extract" / "lexicon" / "data"


@pytest.mark.parametrize("name", sorted(load_schema()))
def test_list_loads(name: str) -> None:
    assert rows(name)


def test_every_file_is_declared() -> None:
    there = {str(path.relative_to(DATA).with_suffix("")) for path in DATA.rglob("*.csv")}
    assert there == set(load_schema())


def test_every_file_has_a_name_of_its_own() -> None:
    stems = [name.split("/")[1] for name in load_schema()]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("actors/bodies", "kind", get_args(ActorKind)),
        ("words/status_governors", "status", get_args(Status)),
        ("words/status_cues", "status", (*get_args(Status), "would")),
    ],
)
def test_the_words_of_the_contract_are_those_of_the_lists(
    name: str, column: str, words: tuple[str, ...]
) -> None:
    [kind] = [c for c in load_schema()[name].columns if c.name == column]
    assert kind.allowed == set(words)


def test_every_list_says_where_it_comes_from() -> None:
    for name, schema in load_schema().items():
        told = "source" in {column.name for column in schema.columns} or schema.source
        assert told or name in set_files(), name


def test_terms_of_office_end_after_they_start() -> None:
    backwards = [
        row
        for row in rows("actors/officeholders")
        if row["start"] and row["end"] and row["end"] < row["start"][: len(row["end"])]
    ]
    assert backwards == []


def test_no_cell_repeats_a_name() -> None:
    repeated = [
        (name, value)
        for name in (*names("actors"), *names("places"))
        for row in rows(name)
        for cell in ("aliases", "demonyms")
        for value in values(row.get(cell, ""))
        if values(row[cell]).count(value) > 1 or value == row.get("name")
    ]
    assert repeated == []


HEADER = "title,sectors,office,country,source\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title,sectors\n", "line 1: the columns are title, sectors; write title,sectors,office"),
        (HEADER + ",GOV,,,x\n", "line 2: has no title"),
        (HEADER + "Boss,GOV,,,\n", "line 2: has no source"),
        (HEADER + "Boss,GOV|XXX,,,x\n", "line 2: unknown sectors 'XXX'; known are AGR"),
        (HEADER + "Boss,GOV,,Turkey,x\n", "'Turkey' is not an ISO 3166-1 alpha-3 code"),
        (HEADER + "Boss,GOV,Head,,x\n", "office 'Head' is not in lower case"),
        (HEADER + "Boss,GOV,,x\n", "line 2: 4 cells; write 5"),
        (HEADER + "Boss,GOV,,,x\nBoss,GOV,,,y\n", "line 3: 'Boss' stands in line 2 already"),
    ],
)
def test_a_wrong_row_says_where_and_what(text: str, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)):
        list(parse(text, load_schema()["actors/titles"]))


@pytest.mark.parametrize(
    ("cell", "right"), [("1999", True), ("1999-5", False), ("1999-05-31", True), ("May", False)]
)
def test_days(cell: str, right: bool) -> None:
    [start] = [c for c in load_schema()["actors/officeholders"].columns if c.name == "start"]
    assert (start.wrong(cell) == "") == right


def test_a_missing_list_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="install the package again"):
        rows("actors/nothing")


# -- sets of words


def _sets_by_file() -> dict[str, set[str]]:
    return {name: {row["set"] for row in rows(name)} for name in set_files()}


def test_every_set_is_described_once_and_stands_in_one_file() -> None:
    held = [name for sets in _sets_by_file().values() for name in sets]
    assert sorted(held) == sorted(row["set"] for row in rows("words/sets"))


def test_every_set_is_asked_for_and_every_set_asked_for_is_there() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("extract", "training")
        for path in (ROOT / folder).rglob("*.py")
    )
    sets = {row["set"] for row in rows("words/sets")}
    assert sets - set(re.findall(r"\"(\w+)\"", code)) == set()
    assert set(re.findall(r"word_set\(\s*\"(\w+)\"", code)) - sets == set()


def test_an_unknown_set_says_where_the_sets_are() -> None:
    with pytest.raises(DataError, match=r"words/sets\.csv"):
        word_set("nothing")


def test_lists_are_found_in_the_installed_package() -> None:
    assert files("extract.lexicon").joinpath("data", "schema.toml").is_file()


def test_the_command_says_where_a_word_stands(capsys: pytest.CaptureFixture[str]) -> None:
    from extract.lexicon.__main__ import main

    assert main(["Kremlin", "tweet"]) == 0
    told = capsys.readouterr().out
    assert "extract/lexicon/data/actors/metonyms.csv: Kremlin: A palace" in told
    assert "words/speech_verbs.csv: tweet" in told
    assert main(["xyzzy"]) == 1
