"""Real sentences with other actors in the places of theirs, for the teacher to label.

A network that has read few real sentences learns who they are about; with the actors of other
sentences in their places it must read what is said.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from training.events.written import Passage

KEPT = 0.25
"""Share of the names that stay."""
LONGEST = 4
"""A name of more words than this takes no other's place."""
REFERRING = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "him",
        "them",
        "us",
        "me",
        "who",
        "which",
        "that",
        "whose",
        "himself",
        "herself",
        "itself",
        "themselves",
    }
)


class Names(NamedTuple):
    """Words for actors: names, and common nouns."""

    proper: tuple[str, ...]
    common: tuple[str, ...]


def names_in(passages: Iterable[Passage]) -> Names:
    """Return the words for actors that passages have, in order."""
    words = sorted({p.text[a:b] for p in passages for a, b in p.actors})
    short = [w for w in words if len(w.split()) <= LONGEST and w.lower() not in REFERRING]
    proper = tuple(w for w in short if w[:1].isupper() and w.split()[0] not in ("The", "A", "An"))
    return Names(proper, tuple(w for w in short if w[:1].islower()))


def renamed(passage: Passage, names: Names, rng: random.Random) -> Passage | None:
    """Return a passage with other words for its actors and nothing known of it; None where its
    actors stand inside each other.

    Examples
    --------
    >>> one = Passage("p", "Mali thanked Chad.", ((0, 4), (13, 17)), {(0, 1): "SUPPORT"})
    >>> renamed(one, Names(("Peru",), ()), random.Random(5)).text
    'Peru thanked Peru.'
    """
    order = sorted(range(len(passage.actors)), key=lambda i: passage.actors[i])
    if not _apart([passage.actors[i] for i in order]):
        return None
    text, at = "", 0
    spans: dict[int, tuple[int, int]] = {}
    taken: dict[str, str] = {}
    for i in order:
        start, end = passage.actors[i]
        words = passage.text[start:end]
        if words not in taken:
            taken[words] = _other(words, names, rng)
        text += passage.text[at:start]
        spans[i] = (len(text), len(text) + len(taken[words]))
        text, at = text + taken[words], end
    text += passage.text[at:]
    new = tuple(spans[i] for i in range(len(passage.actors)))
    return Passage(f"{passage.id}~", text, new, {}, passage.unknown)


def all_renamed(passages: Sequence[Passage], seed: int) -> Iterator[Passage]:
    """Yield every passage with other words for its actors, where it can be done."""
    rng, names = random.Random(seed), names_in(passages)
    yield from (new for p in passages if (new := renamed(p, names, rng)) is not None)


def _other(words: str, names: Names, rng: random.Random) -> str:
    if words.lower() in REFERRING or rng.random() < KEPT:
        return words
    if words[:1].isupper() and words.split()[0] not in ("The", "A", "An"):
        return rng.choice(names.proper or (words,))
    return rng.choice(names.common or (words,)) if words[:1].islower() else words


def _apart(spans: Sequence[tuple[int, int]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(spans))
