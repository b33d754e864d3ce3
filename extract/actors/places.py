"""Places by name, from GeoNames: coordinates and country, chosen by the article's countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.actors.city_table import City, CityTable
from extract.actors.spellings import key
from extract.lexicon import word_set

# A place of the article's countries wins unless it is this many times smaller than the largest of
# its name.
_SHADOWED = 200.0


# A town of fewer people is taken only in an article that names its country: many bear the name of
# a mountain, a mine, a family.
_LARGE = 15000


class Located(NamedTuple):
    """A place: its name, alpha-3 country, coordinates in degrees (None where unknown); whether it
    is ``large`` enough to say by itself what country an article is about."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    large: bool = True


def locate(
    name: str, countries: tuple[str, ...] = (), *, shadowed: float = _SHADOWED
) -> Located | None:
    """Return the place of this name, or None where GeoNames has none or the article leaves it open.

    Parameters
    ----------
    name
        The place as written; a leading "the", a trailing "city" or "province" and a second name in
        brackets are allowed for.
    countries
        Alpha-3 codes of the countries that the article names, the most named first.
    shadowed
        A place in one of these countries wins unless the largest of its name is this many times
        larger.

    Examples
    --------
    >>> locate("Tripoli", ("LBN",)).country, locate("Tripoli", ("LBY",)).country
    ('LBN', 'LBY')
    """
    for spelling in _spellings(name):
        cities = _table().named(spelling)
        if cities:
            city = _chosen(cities, countries, shadowed)
            large = city.population >= _LARGE
            if large or city.country in countries:
                return Located(city.name, city.country, city.latitude, city.longitude, large)
    return None


def _chosen(cities: tuple[City, ...], countries: tuple[str, ...], shadowed: float) -> City:
    """Return the city of the first of the countries that has one of some size, else the largest."""
    largest = cities[0]
    for country in countries:
        near = next((city for city in cities if city.country == country), None)
        if near is not None and near.population * shadowed >= largest.population:
            return near
    return largest


def _spellings(name: str) -> Iterator[str]:
    """Yield the keys under which a place may stand: the name, a second one in brackets, the name
    without "city of"."""
    bare, _bracket, inner = name.partition("(")
    found = key(bare)
    yield from filter(None, (found, key(inner)))
    for word in sorted(word_set("place_name_ends")):
        if found.endswith(f" {word}"):
            yield found.removesuffix(f" {word}")
    for word in sorted(word_set("place_name_starts")):
        if found.startswith(f"{word} "):
            yield found.removeprefix(f"{word} ")


@cache
def _table() -> CityTable:
    return CityTable()
