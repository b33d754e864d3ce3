"""What speaks for an article's own country beside its sentences: title, dateline, outlet."""

from __future__ import annotations

from collections.abc import Iterable

from extract.actors.article_words import HYPHENS, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.ledger import Ledger
from extract.lexicon import word_set

_TITLE, _DATELINE, _OUTLET = 2.0, 2.0, 1.0
# A dateline is capitals at the start and a dash soon after: "OSLO, March 14 -", "BAGHDAD (AP) --".
_LONGEST_DATELINE = 14
_DASHES = HYPHENS | frozenset(("--", "---"))


def note_home(ledger: Ledger, headline: Iterable[str], outlet: str) -> None:
    """Note in the ledger which countries title, dateline and outlet speak for.

    Parameters
    ----------
    ledger
        The article's, its names found.
    headline
        The countries that the title names.
    outlet
        Who published it; an agency that writes of the whole world speaks for no country.
    """
    titled = sorted(set(headline))
    for country in titled:
        _add(ledger, country, _TITLE / len(titled))
    end = dateline_end(ledger.words)
    named = (ledger.starts[i][2].country for i in range(end) if i in ledger.starts)
    _add(ledger, next(filter(None, named), ""), _DATELINE)
    _add(ledger, country_of_outlet(outlet, ledger.gazetteer), _OUTLET)


def _add(ledger: Ledger, country: str, weight: float) -> None:
    if country:
        ledger.home[country] = ledger.home.get(country, 0.0) + weight


def dateline_end(words: Words) -> int:
    """Return where the dateline that opens an article ends, or 0 where none does."""
    if not words.size or not words.texts[0].isupper() or len(words.texts[0]) < 3:
        return 0
    last = min(words.size, _LONGEST_DATELINE)
    return next((i for i in range(1, last) if words.texts[i] in _DASHES), 0)


def country_of_outlet(outlet: str, gazetteer: Gazetteer) -> str:
    """Return the country of a listed outlet whose own side its texts take, or ""."""
    if not outlet or outlet.casefold() in word_set("outlets_of_the_world"):
        return ""
    found = {e.country for e in gazetteer.named(outlet) if e.kind == "media" and e.country}
    return found.pop() if len(found) == 1 else ""
