"""The part of the world that a country lies in."""

from __future__ import annotations

from functools import cache

from extract.lexicon import rows


def region_of(country: str | None) -> str:
    """Return the region of an alpha-3 code: a continent, the Middle East (whichever continent its
    countries are on), or "none".

    Examples
    --------
    >>> region_of("IRQ"), region_of("FRA"), region_of(None)
    ('Middle East', 'Europe', 'none')
    """
    return _regions().get(country or "", "none")


@cache
def _regions() -> dict[str, str]:
    return {row["country"]: row["region"] for row in rows("actors/states")}
