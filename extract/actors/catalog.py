"""The listed actors for those who ask about them: is an id known, what is it called, what did a
misspelt name mean.

Similarity serves the reader's eye only: it never merges two actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import NamedTuple

from extract.actors.gazetteer import Entry, gazetteer
from extract.actors.spellings import key
from extract.doc_attributes import ActorMention

_DOUBTFUL = frozenset(("name", "role", "acronym", "title"))


class Doubt(NamedTuple):
    """An actor that no list knows: how often it was met, and listed names that look alike, the most
    alike first."""

    id: str
    name: str
    kind: str
    times: int
    candidates: tuple[str, ...]


def known(actor_id: str) -> Entry | None:
    """Return the listed actor with this id, or None.

    Examples
    --------
    >>> known("TUR").name, known("nobody")
    ('Turkey', None)
    """
    return gazetteer().entries.get(actor_id)


def aliases_of(actor_id: str) -> tuple[str, ...]:
    """Return every listed name of an actor, its own first.

    Examples
    --------
    >>> aliases_of("TUR")[0], "Türkiye" in aliases_of("TUR")
    ('Turkey', True)
    """
    return tuple(dict.fromkeys(gazetteer().aliases.get(actor_id, ())))


def find_known(name: str) -> tuple[Entry, ...]:
    """Return the listed actors that bear exactly this name (spelling normalised)."""
    found = {entry.id: entry for entry in gazetteer().named(name)}
    by_id = gazetteer().entries.get(name)
    return tuple({**({by_id.id: by_id} if by_id else {}), **found}.values())


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
        if mention.resolved_by in _DOUBTFUL and known(mention.id) is None:
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
