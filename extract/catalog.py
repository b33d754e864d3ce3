"""The listed actors for those who ask about them: who has this id, what is a country called, whom
does a name stand for, what did a misspelt name mean.

This is the one public door to the lists. Names of countries are those that English news writes
("Russia", "DR Congo", "Palestine"), and stand in one table, ``actors/states.csv`` of the lexicon.
Similarity serves the reader's eye only: it never merges two actors.

Examples
--------
>>> listed("TUR").name, country_name("RUS"), country_name("PSE")
('Turkey', 'Russia', 'Palestine')
>>> resolve_actor("the Kremlin").id
'RUS'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extract.actors.gazetteer import gazetteer
from extract.actors.name_index import Entry
from extract.actors.spellings import key, slug
from extract.lexicon import rows, values

if TYPE_CHECKING:
    from extract.doc_attributes import ActorMention
    from extract.models import Actor

_DOUBTFUL = frozenset(("name", "role", "acronym", "title"))


class ListedActor(NamedTuple):
    """An actor of the lists. ``country`` is an ISO code or None; ``aliases`` are all its names, its
    own first."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    aliases: tuple[str, ...]


class Doubt(NamedTuple):
    """An actor that no list knows: how often it was met, and listed names that look alike, the most
    alike first."""

    id: str
    name: str
    kind: str
    times: int
    candidates: tuple[str, ...]


def listed(actor_id: str) -> ListedActor | None:
    """Return the listed actor with this id, or None.

    Examples
    --------
    >>> listed("TUR").kind, listed("nobody")
    ('state', None)
    """
    entry = gazetteer().entries.get(actor_id)
    return None if entry is None else _listed(entry)


def _listed(entry: Entry) -> ListedActor:
    return ListedActor(
        entry.id,
        entry.name,
        entry.kind,
        entry.country or None,
        tuple(entry.sectors),
        entry.wikidata or None,
        aliases_of(entry.id),
    )


def is_country(code: str) -> bool:
    """Tell whether a code is that of a country of the lists (ISO 3166-1 alpha-3, and XKX).

    Examples
    --------
    >>> is_country("XKX"), is_country("EU")
    (True, False)
    """
    return code in gazetteer().states


def country_name(code: str) -> str:
    """Return what news calls a country; an unknown code is returned as it is.

    Examples
    --------
    >>> country_name("COD"), country_name("KOR"), country_name("EU")
    ('DR Congo', 'South Korea', 'EU')
    """
    state = gazetteer().states.get(code)
    return state.name if state else code


def country_of_fips(code: str) -> str | None:
    """Return the ISO code of a country by its two-letter FIPS 10-4 code, or None.

    Examples
    --------
    >>> country_of_fips("UK"), country_of_fips("GZ"), country_of_fips("??")
    ('GBR', 'PSE', None)
    """
    return _fips().get(code)


@cache
def _fips() -> dict[str, str]:
    return {fips: row["country"] for row in rows("actors/states") for fips in values(row["fips"])}


def aliases_of(actor_id: str) -> tuple[str, ...]:
    """Return every listed name, demonym and metonym of an actor, its own name first.

    Examples
    --------
    >>> aliases_of("TUR")[0], "Türkiye" in aliases_of("TUR"), "Ankara" in aliases_of("TUR")
    ('Turkey', True, True)
    """
    return tuple(dict.fromkeys(gazetteer().aliases.get(actor_id, ())))


def find_known(name: str) -> tuple[ListedActor, ...]:
    """Return the listed actors that bear exactly this name (spelling normalised), or this id."""
    found = {entry.id: entry for entry in gazetteer().named(name)}
    by_id = gazetteer().entries.get(name)
    first = {by_id.id: by_id} if by_id else {}
    return tuple(_listed(entry) for entry in {**first, **found}.values())


def resolve_actor(text: str, date: str | None = None) -> Actor | None:
    """Return the actor that a name or a phrase stands for by itself, without a mention, or None.

    Parameters
    ----------
    text
        A name, a code or a phrase: "the Kremlin", "TUR", "senior Turkish officials".
    date
        ISO day, for offices: "the Russian president" is another person in 2010 than in 2024.
    """
    from extract.actors.resolving import resolve
    from extract.assembly import actor_of

    found = resolve(text, date=date)
    return None if found is None else actor_of(found)


def explain_actor(text: str, date: str | None = None) -> tuple[str, ...]:
    """Return the steps by which :func:`resolve_actor` comes to its answer, one line each."""
    from extract.actors.resolving import explain

    return explain(text, date=date)


def id_of_unlisted(name: str) -> str:
    """Return the stable id of a name that no list knows.

    Examples
    --------
    >>> id_of_unlisted("Foro de São Paulo")
    'foro-de-sao-paulo'
    """
    return slug(name)


def similar(name: str, limit: int = 5, threshold: float = 0.8) -> tuple[str, ...]:
    """Return listed names that look like this one, for "did you mean".

    Examples
    --------
    >>> "Turkey" in similar("Turkye")
    True
    """
    wanted = key(name)
    names = _names()
    close = get_close_matches(wanted, names, n=limit, cutoff=threshold)
    close.sort(key=lambda other: (-SequenceMatcher(None, wanted, other).ratio(), other))
    return tuple(dict.fromkeys(names[other] for other in close))


def doubts(mentions: Iterable[ActorMention], limit: int = 100) -> tuple[Doubt, ...]:
    """Return the actors of no list by frequency, with what they might be: a list to read, and to
    turn into verdicts."""
    counts: Counter[str] = Counter()
    first: dict[str, ActorMention] = {}
    for mention in mentions:
        if mention.resolved_by in _DOUBTFUL and listed(mention.id) is None:
            counts[mention.id] += 1
            first.setdefault(mention.id, mention)
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))[:limit]
    return tuple(
        Doubt(i, first[i].name, first[i].kind, counts[i], similar(first[i].name, 3, 0.85))
        for i in ranked
    )


@cache
def _names() -> dict[str, str]:
    lists = gazetteer()
    return {
        key(alias): lists.entries[actor].name
        for actor, aliases in sorted(lists.aliases.items())
        for alias in aliases
    }
