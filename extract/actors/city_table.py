"""The cities of GeoNames as ``extract/lexicon/built`` has them; one is looked up without reading
the others.

``training/lexicon/geonames.py`` builds the two files and says what is in them.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from extract.errors import DataError


class City(NamedTuple):
    """A city: its name, alpha-3 country, coordinates in degrees, people."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int


class CityTable:
    """Cities by name, the most populous first.

    Raises
    ------
    DataError
        If a file of the table is missing.

    Examples
    --------
    >>> CityTable().named("baku")
    (City(name='Baku', country='AZE', latitude=40.37767, longitude=49.89201, population=2351300),)
    """

    def __init__(self) -> None:
        folder = files("extract.lexicon").joinpath("built")
        try:
            self._cities = folder.joinpath("cities.tsv").read_bytes()
            self._names = folder.joinpath("city_names.tsv").read_bytes()
        except FileNotFoundError as missing:
            raise DataError(f"{missing.filename} is missing; install the package again") from None

    def named(self, name: str) -> tuple[City, ...]:
        """Return the cities that bear a name, given as its key."""
        line = _line_of(self._names, name.encode())
        return tuple(self._city(int(place)) for place in line.split())

    def _city(self, at: int) -> City:
        line = self._cities[at : self._cities.index(b"\n", at)].decode()
        name, country, latitude, longitude, population = line.split("\t")
        return City(name, country, float(latitude), float(longitude), int(population))


def _line_of(table: bytes, name: bytes) -> bytes:
    """Return what follows a name in a table of sorted lines ``name TAB rest``, or nothing.

    Examples
    --------
    >>> _line_of(b"aden\\t0\\nbaku\\t7 9\\n", b"baku"), _line_of(b"aden\\t0\\n", b"adana")
    (b'7 9', b'')
    """
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.index(b"\n", start)
        found, _tab, rest = table[start:end].partition(b"\t")
        if found == name:
            return rest
        if found < name:
            low = end + 1
        else:
            high = start
    return b""
