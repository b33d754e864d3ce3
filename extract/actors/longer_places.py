"""Names of places that hold the name of another: "Athens, Georgia", "Santiago de Cuba"."""

from __future__ import annotations

from extract.actors.article_words import Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.actors.places import locate
from extract.actors.spellings import key, slug
from extract.lexicon import word_set

_LONGEST = 4
_OF_A_STATE = frozenset(("state", "place"))


def town_of_region(words: Words, start: int, end: int, gazetteer: Gazetteer) -> Entry | None:
    """Read a name before a comma and a state of the US or a province elsewhere as a town of it, if
    there is one: "Athens, Georgia", "Paris, Texas"; None where it is none.
    """
    if words.at(end) != ",":
        return None
    name = words.name(start, end)
    for last in range(min(words.size, end + 1 + _LONGEST), end + 1, -1):
        region = words.phrase(end + 1, last)
        country = _country_of_region(region, gazetteer)
        if country == "USA" and region not in word_set("states_that_are_more"):
            return Entry(f"USA-{slug(name)}", name, "place", "USA", (), "", "name")
        town = locate(name, (country,), shadowed=float("inf")) if country else None
        if town is not None and town.country == country:
            return Entry(f"{country}-{slug(name)}", name, "place", country, (), "", "name")
    return None


def _country_of_region(region: str, gazetteer: Gazetteer) -> str:
    """Return the country of a state of the US or of a listed region, "" where it is none."""
    if region in word_set("states_of_the_us"):
        return "USA"
    found = {e.country for e in gazetteer.named(region) if e.how == "region" and e.country}
    return found.pop() if len(found) == 1 else ""


def longer_place(words: Words, start: int, end: int) -> tuple[int, Entry] | None:
    """Read on over "de", "del" and the like to a longer name that GeoNames knows: "Santiago de
    Cuba"; return where it ends and what it is, or None."""
    at = end
    while words.among(at, "place_name_links"):
        at += 1
    if at == end or not words.is_name(at):
        return None
    for last in (at + 2, at + 1):
        if last > words.size or not all(words.texts[i][:1].isupper() for i in range(at, last)):
            continue
        name = words.name(start, last)
        place = locate(name)
        if place is not None and len(key(place.name)) > len(words.phrase(start, end)):
            actor = f"{place.country}-{slug(name)}"
            return last, Entry(actor, name, "place", place.country, (), "", "name")
    return None
