"""The public door to the listed actors: names of countries as news writes them, names to actors."""

from __future__ import annotations

import pytest

from extract.catalog import (
    country_name,
    explain_actor,
    find_known,
    id_of_unlisted,
    is_country,
    listed,
    resolve_actor,
)

COUNTRIES = [
    ("BOL", "Bolivia"),
    ("BRN", "Brunei"),
    ("CIV", "Ivory Coast"),
    ("COD", "DR Congo"),
    ("COG", "Republic of the Congo"),
    ("FSM", "Micronesia"),
    ("IRN", "Iran"),
    ("KOR", "South Korea"),
    ("LAO", "Laos"),
    ("MDA", "Moldova"),
    ("PRK", "North Korea"),
    ("PSE", "Palestine"),
    ("RUS", "Russia"),
    ("SYR", "Syria"),
    ("TUR", "Turkey"),
    ("TWN", "Taiwan"),
    ("TZA", "Tanzania"),
    ("VAT", "Vatican"),
    ("VEN", "Venezuela"),
    ("VNM", "Vietnam"),
    ("XKX", "Kosovo"),
]


@pytest.mark.parametrize(("code", "name"), COUNTRIES)
def test_countries_are_called_as_news_calls_them(code: str, name: str) -> None:
    assert country_name(code) == name
    known = listed(code)
    assert known is not None
    assert (known.name, known.kind, known.country) == (name, "state", code)
    assert name in known.aliases


def test_no_name_is_that_of_a_register() -> None:
    """No comma turns a name round ("Korea, Republic of"), no bracket explains it."""
    import pycountry

    for country in pycountry.countries:
        name = country_name(country.alpha_3)
        assert is_country(country.alpha_3), country.name
        assert not set(name) & set(",()[]"), name


def test_a_code_of_no_country_stays_as_it_is() -> None:
    assert (country_name("EU"), is_country("EU"), country_name("")) == ("EU", False, "")


NAMES = [
    ("the Kremlin", "RUS"),
    ("senior Turkish officials", "TUR"),
    ("TUR", "TUR"),
    ("Hezbollah", "HEZBOLLAH"),
    ("xyzzy", None),
]


@pytest.mark.parametrize(("name", "found"), NAMES)
def test_names_lead_to_actors(name: str, found: str | None) -> None:
    actor = resolve_actor(name)
    assert (actor.id if actor else None) == found
    assert explain_actor(name)


def test_an_office_depends_on_the_day() -> None:
    held = {resolve_actor("the Russian president", day) for day in ("2010-05-01", "2020-05-01")}
    assert len(held) == 2


def test_listed_actors_by_name_and_by_id() -> None:
    assert [actor.id for actor in find_known("türkiye")] == ["TUR"]
    assert [actor.id for actor in find_known("TUR")] == ["TUR"]
    assert find_known("nobody at all") == ()
    assert listed("nobody") is None
    assert id_of_unlisted("Foro de São Paulo") == "foro-de-sao-paulo"
