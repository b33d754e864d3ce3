"""Near-identical articles are one voice: wire copies, reprints, light rewrites.

Articles are compared by MinHash over word shingles (Broder 1997; ``datasketch``): the share of
three-word runs that two texts have in common, estimated from 64 hashes. Candidates come from
banding, so one article is compared with few others.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping

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
    """
    from datasketch import MinHash

    words = _WORD.findall(text.casefold())
    runs = [" ".join(words)]
    if len(words) >= SHORTEST:
        runs = [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=_hash)
    sketch.update_batch([run.encode("utf-8", "replace") for run in sorted(set(runs))])
    return tuple(int(value) for value in sketch.hashvalues)


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


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
