"""The lists behind the page: flags and plain words."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from extract.catalog import is_country
from graph.page.plain_words import QUADS, flags, plain, wording
from graph.window import STATUSES

ROWS = list(
    csv.DictReader(
        (files("graph.page") / "data" / "flags.csv").read_text(encoding="utf-8").splitlines()
    )
)
MARKS = (files("graph.page") / "assets" / "marks.js").read_text(encoding="utf-8")


def test_one_row_a_country_in_order():
    codes = [row["country"] for row in ROWS]
    assert codes == sorted(set(codes))
    assert len(flags()) == len(codes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["country"])
def test_flag_row(row):
    assert re.fullmatch("[A-Z]{3}", row["country"]) and row["source"]
    assert is_country(row["country"]), "a code of no state"
    for colour in row["colours"].split():
        assert re.search(rf"\b{colour}: \"#", MARKS), f"the page has no colour {colour}"


def test_every_status_and_quad_has_words():
    assert set(wording()["statuses"]) == set(STATUSES)
    assert set(wording()["quads"]) == set(QUADS)


def test_every_kind_of_actor_has_words_and_a_glyph():
    from typing import get_args

    from extract.models import ActorKind

    for kind in get_args(ActorKind):
        assert kind in wording()["kinds"]
        assert kind == "state" or re.search(rf'^  "?{kind}"?: "M', MARKS, re.MULTILINE), kind


def test_a_type_that_a_user_added_is_its_own_name():
    assert plain("types", "SPACE_RACE") == "space race"
