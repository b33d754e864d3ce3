"""Dependency trees from arc scores: greedy, and Chu-Liu/Edmonds where greed makes a cycle or
several roots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[Any]


def decode_tree(scores: Matrix) -> list[int]:
    """Heads of the best tree with one root.

    Parameters
    ----------
    scores
        ``scores[i, j]`` rates head ``j`` for word ``i``; heads count from 1, head 0 is the root.

    Returns
    -------
    list of int
        The head of each word, 0 for the root's.

    Examples
    --------
    >>> import numpy as np
    >>> decode_tree(np.array([[1.0, 0, 9], [2, 9, 0]]))
    [2, 0]
    """
    n = len(scores)
    scores = np.array(scores, np.float64)
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not cycle_in(heads):
        return [int(h) for h in heads]
    # one root: try the likeliest few, keep the tree that scores best
    gain = scores[:, 0] - np.where(n > 1, scores[:, 1:].max(1), 0)
    best, chosen = -np.inf, heads
    for root in np.argsort(-gain, kind="stable")[:3]:
        trial = scores.copy()
        trial[:, 0] = -1e9
        trial[root] = -1e9
        trial[root, 0] = 0.0
        found = _edmonds(trial)
        total = scores[np.arange(n), found].sum()
        if total > best:
            best, chosen = total, found
    return [int(h) for h in chosen]


def cycle_in(heads: Sequence[int] | NDArray[Any]) -> list[int]:
    """Return the words (from 0) of one cycle, or nothing; heads are counted from 1, 0 is the root.

    Examples
    --------
    >>> cycle_in([0, 1]), cycle_in([2, 1])
    ([], [0, 1])
    """
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at - 1])
        if state[at] == 1:
            return [w - 1 for w in path[path.index(at) :]]
        for word in path:
            state[word] = 2
    return []


def _edmonds(scores: Matrix) -> NDArray[Any]:
    """Best tree by contracting cycles; ``scores`` as for `decode_tree`."""
    heads = scores.argmax(1)
    cycle = cycle_in(heads)
    if not cycle:
        return np.asarray(heads)
    n = len(scores)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    kept = scores[np.array(cycle), heads[cycle]]
    # contracted graph: the outer words, then the cycle as one word
    columns = np.concatenate([[0], outer + 1])
    small = np.full((len(outer) + 1, len(outer) + 2), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outer, columns)]
    from_cycle = scores[np.ix_(outer, np.array(cycle) + 1)]
    if len(outer):
        small[:-1, -1] = from_cycle.max(1)
    into = scores[np.ix_(np.array(cycle), columns)] - kept[:, None]
    small[-1, :-1] = into.max(0)
    found = _edmonds(small)
    result = heads.copy()
    for i, word in enumerate(outer):
        head = int(found[i])
        result[word] = (
            cycle[int(from_cycle[i].argmax())] + 1 if head == len(outer) + 1 else columns[head]
        )
    column = int(found[-1])
    entry = int(into[:, column].argmax())
    result[cycle[entry]] = columns[column]
    return np.asarray(result)
