"""Near-identical articles are one voice: wire copies, reprints, light rewrites.

Articles are compared by MinHash over word shingles (Broder 1997): the share of three-word runs that
two texts have in common, estimated from 64 hashes. Candidates come from banding, so one article is
compared with few others. The hashes are made here, because a store keeps them: those of two
versions of a library need not be the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

PERMUTATIONS = 64
BANDS = 16
COPY = 0.6
"""Estimated share of three-word runs from which two articles count as copies of one another."""

SHORTEST = 12
"""Texts of fewer words are copies only where they are the same words."""

_WORD = re.compile(r"\w+")


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash signature of a text: 64 numbers, the same on every machine.

    Examples
    --------
    >>> signature("One two three four.") == signature("one two, three four")
    True
    >>> signature("One two three four.")[:2]
    (3590140573, 1769502297)
    """
    import numpy as np

    words = _WORD.findall(text.casefold())
    runs = [" ".join(words)]
    if len(words) >= SHORTEST:
        runs = [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]
    hashed = _mixed(np.array([_hash(run) for run in set(runs)], np.uint32))
    factors, shifts = _permutations()
    least = (hashed[:, None] * factors + shifts).min(axis=0)
    return tuple(int(value) for value in least)


@cache
def _permutations() -> tuple[Any, Any]:
    """Return odd factors and shifts: ``h * factor + shift`` modulo 2^32 permutes the hashes."""
    import numpy as np

    drawn = np.random.RandomState(1)  # its stream is frozen: the same in every version of numpy
    factors = drawn.randint(0, 1 << 31, PERMUTATIONS, np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, 1 << 32, PERMUTATIONS, np.uint32)


def _mixed(hashed: Any) -> Any:
    """Spread the bits of 32-bit hashes (the finaliser of MurmurHash3), without which a factor and a
    shift keep too much of their order."""
    hashed ^= hashed >> 16
    hashed *= 0x85EBCA6B
    hashed ^= hashed >> 13
    hashed *= 0xC2B2AE35
    return hashed ^ (hashed >> 16)


def _hash(run: str) -> int:
    made = hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=4)
    return int.from_bytes(made.digest(), "little")


def bands(sketch: tuple[int, ...]) -> tuple[str, ...]:
    """Return the band keys of a signature; two texts that share one are worth comparing."""
    rows = PERMUTATIONS // BANDS
    return tuple(
        hashlib.blake2b(
            repr((i, sketch[i * rows : (i + 1) * rows])).encode(), digest_size=8
        ).hexdigest()
        for i in range(BANDS)
    )


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated share of word runs that two texts have in common.

    Examples
    --------
    >>> likeness(signature("a"), signature("a"))
    1.0
    """
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def group_copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the voice of each text: the smallest id among those that are copies of one another,
    directly or by a chain.

    Examples
    --------
    >>> group_copies({"b": "Same few words.", "a": "same few words", "c": "other words"})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    return group_signatures({key: signature(text) for key, text in sorted(texts.items())})


def group_signatures(sketches: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """Return the voice of each signature, as :func:`group_copies` does for texts."""
    voice = {key: key for key in sorted(sketches)}

    def root(key: str) -> str:
        while voice[key] != key:
            voice[key] = voice[voice[key]]
            key = voice[key]
        return key

    first: dict[tuple[int, ...], str] = {}
    for key in list(voice):  # the very same text needs no comparing
        voice[key] = first.setdefault(sketches[key], key)
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in first.values():
        for band in bands(sketches[key]):
            buckets[band].append(key)
    for members in buckets.values():
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                left, right = root(one), root(other)
                if left != right and likeness(sketches[one], sketches[other]) >= COPY:
                    voice[max(left, right)] = min(left, right)
    return {key: root(key) for key in voice}
