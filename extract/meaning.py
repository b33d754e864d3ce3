"""How near two sentences are in what they tell beside who and to whom: by the words that are left
without the parties, the verb and the words of every sentence.

For programs that hold two reports of an act of one kind between the same parties, and ask whether
they speak of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon import word_set

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SHORTEST = 3
# Up to so many words are compared one by one: among many, one is always near by chance.
_FEW = 6


class Content(NamedTuple):
    """What a sentence tells beside its parties: plain words, names, numbers."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


def content_of(sentence: str, parties: Iterable[str], countries: frozenset[str]) -> Content:
    """Return what a sentence tells beside its parties.

    Parameters
    ----------
    sentence
        Its text.
    parties
        The words that name who acts, on whom, and the act.
    countries
        The countries of the parties, whose capitals and peoples tell nothing new either.

    Examples
    --------
    >>> told = content_of("Norway expelled three Russian envoys on Monday.", ["Norway", "Russian",
    ...     "expelled"], frozenset({"NOR", "RUS"}))
    >>> sorted(told.words), sorted(told.numbers)
    (['envoys'], ['three'])
    """
    named = {word.casefold() for part in parties for word in _WORD.findall(part)}
    words, names, numbers = set(), set(), set()
    for found in _WORD.finditer(sentence):
        word = re.sub(r"['’]s?$", "", found[0])
        low = word.casefold()
        if low in word_set("words_of_every_report") or low in word_set("commonest_words"):
            continue
        if word[0].isdigit() or low in word_set("numbers_in_words"):
            numbers.add(low)
        elif word[0].isupper() and (found.start() > 0 or low in named):
            if low not in named and not _country_of(word) & countries:
                names.add(low)
        elif len(word) >= _SHORTEST and low not in named:
            words.add(low)
    return Content(frozenset(words), frozenset(names), frozenset(numbers))


@lru_cache(maxsize=20_000)
def _country_of(word: str) -> frozenset[str]:
    """Return the countries of those whom a name alone stands for."""
    from extract.catalog import find_known

    return frozenset(actor.country for actor in find_known(word) if actor.country)


def nearness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return how near two sets of words are in meaning, from -1 to 1; 0 where one is empty.

    The cosine of the means of their vectors; between a few words and a few, the mean of how near
    each word comes to one of the other set, where that is more.

    Examples
    --------
    >>> nearness({"envoy"}, {"ambassador"}) > nearness({"envoy"}, {"harvest"})
    True
    """
    left, right = frozenset(one), frozenset(other)
    if not left or not right:
        return 0.0
    import numpy as np

    first, second = _vectors(left), _vectors(right)
    means = [vectors.mean(0) for vectors in (first, second)]
    lengths = [float(np.linalg.norm(mean)) for mean in means]
    near = float(means[0] @ means[1]) / (lengths[0] * lengths[1]) if all(lengths) else 0.0
    if len(left) > _FEW or len(right) > _FEW:
        return near
    pairs = first @ second.T
    fewer = 1 if len(left) <= len(right) else 0
    return max(near, float(pairs.max(fewer).mean()))


@lru_cache(maxsize=20_000)
def _vectors(words: frozenset[str]) -> NDArray[np.float32]:
    """Return the vectors of some words, each of length 1."""
    import numpy as np

    from extract.language.word_vectors import word_vectors

    vectors = word_vectors()
    rows = np.stack([vectors(word) for word in sorted(words)])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), np.float32)
