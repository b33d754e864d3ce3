"""Entity spans from tag scores: the best sequence in which every name begins, goes on and ends
rightly."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def _transitions(tags: tuple[str, ...]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Penalties of one tag after another, of a tag as the first and of a tag as the last."""
    n = len(tags)
    step = np.zeros((n, n))
    begin, end = np.zeros(n), np.zeros(n)
    for i, a in enumerate(tags):
        open_ = a[0] in "BI"
        end[i] = -1e9 if open_ else 0
        begin[i] = -1e9 if a[0] in "IE" else 0
        for j, b in enumerate(tags):
            goes_on = b[0] in "IE"
            if open_ != goes_on or (open_ and a[2:] != b[2:]):
                step[i, j] = -1e9
    return step, begin, end


def decode_spans(
    scores: NDArray[Any], tags: tuple[str, ...], caution: float = 0.0
) -> list[tuple[int, int, str]]:
    """Entity spans of one sentence.

    Parameters
    ----------
    scores
        One row a word, one column a tag (BIOES).
    tags
        Names of the columns; the first is the one outside names.
    caution
        Added to the score of that first one.

    Returns
    -------
    list of (start, end, type)

    Examples
    --------
    >>> import numpy as np
    >>> decode_spans(np.eye(5)[[1, 3, 0, 4]] * 9, ("O", "B-ORG", "I-ORG", "E-ORG", "S-ORG"))
    [(0, 2, 'ORG'), (3, 4, 'ORG')]
    """
    scores = scores + np.array([caution, *[0.0] * (len(tags) - 1)])
    if not len(scores) or bool((scores.argmax(1) == 0).all()):
        return []
    step, begin, end = _transitions(tags)
    best = scores[0] + begin
    back = np.zeros((len(scores), len(tags)), np.int64)
    for i in range(1, len(scores)):
        total = best[:, None] + step
        back[i] = total.argmax(0)
        best = total[back[i], np.arange(len(tags))] + scores[i]
    at = int((best + end).argmax())
    path = [at]
    for i in range(len(scores) - 1, 0, -1):
        at = int(back[i, at])
        path.append(at)
    path.reverse()
    found, start = [], 0
    for i, tag in enumerate(path):
        name = tags[tag]
        if name[0] in "BS":
            start = i
        if name[0] in "ES":
            found.append((start, i + 1, name[2:]))
    return found
