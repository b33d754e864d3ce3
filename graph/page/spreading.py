"""The two long works of a layout, for many actors: spreading them by their ties, and pushing apart
those that overlap.

Spreading is Fruchterman and Reingold's ("Graph Drawing by Force-directed Placement", 1991) with all
pairs in blocks that fit a processor's cache. Pushing apart looks only at actors near each other, so
its time grows with their number, not with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_BLOCK = 128
_ROUNDS = 120
_NEAREST = 1e-4
"""The least square of a distance, so that nobody is thrown away by one on the same spot."""

Tie = tuple[int, int, float]


def spread(n: int, ties: Sequence[Tie], near: float, seed: int) -> Any:
    """Return a place for each of ``n`` actors, tied ones near each other.

    Parameters
    ----------
    n
        How many.
    ties
        Pairs with a weight; each pair once.
    near
        The distance at which two tied actors rest.
    seed
        Seed of the places where they start.
    """
    import numpy as np

    places = np.random.RandomState(seed).rand(n, 2).astype(np.float32)
    one, other, weight = (np.array(column) for column in zip(*ties, strict=True))
    step = 0.1 * float(np.ptp(places, axis=0).max())
    shorter = step / (_ROUNDS + 1)
    for _ in range(_ROUNDS):
        push = _repelled(places, near * near)
        apart = places[one] - places[other]
        pull = apart * (weight * np.hypot(apart[:, 0], apart[:, 1]) / near)[:, None]
        for axis in range(2):
            push[:, axis] += np.bincount(other, pull[:, axis], n)
            push[:, axis] -= np.bincount(one, pull[:, axis], n)
        length = np.hypot(push[:, 0], push[:, 1])
        moved = push * (step / np.where(length < 0.01, 0.1, length))[:, None]
        places += moved.astype(np.float32)
        step -= shorter
        if float(np.sqrt((moved * moved).sum())) / n < _NEAREST:
            break
    return places.astype(np.float64)


def _repelled(places: Any, strength: float) -> Any:
    """Return where each is pushed by all others, the more the nearer they are."""
    import numpy as np

    x, y = np.ascontiguousarray(places.T)
    push = np.empty((len(x), 2))
    for start in range(0, len(x), _BLOCK):
        rows = slice(start, start + _BLOCK)
        across, up = x[rows, None] - x, y[rows, None] - y
        force = across * across
        force += up * up
        np.maximum(force, np.float32(_NEAREST), out=force)
        np.divide(np.float32(strength), force, out=force)
        across *= force
        up *= force
        push[rows, 0], push[rows, 1] = across.sum(axis=1), up.sum(axis=1)
    return push


def push_apart(points: Any, boxes: Any, rounds: int) -> Any:
    """Push overlapping boxes apart along the axis that needs the smaller move; at most ``rounds``
    times.

    Parameters
    ----------
    points
        Where the boxes stand.
    boxes
        Half width and half height of each.
    """
    import numpy as np
    from scipy.spatial import cKDTree

    points = points.copy()
    reach = 2 * boxes.max(axis=0)
    for _ in range(rounds):
        near = cKDTree(points / reach).query_pairs(1.0, p=np.inf, output_type="ndarray")
        one, other = near[np.lexsort((near[:, 1], near[:, 0]))].T
        apart = points[one] - points[other]
        overlap = boxes[one] + boxes[other] - np.abs(apart)
        touching = (overlap > 0).all(axis=1)
        if not touching.any():
            break
        one, other, apart, overlap = (a[touching] for a in (one, other, apart, overlap))
        along_x = overlap[:, 0] < overlap[:, 1]
        for axis, chosen in ((0, along_x), (1, ~along_x)):
            # On one spot, the later one goes on.
            side = np.where(apart[:, axis] == 0, -1.0, np.sign(apart[:, axis]))
            move = np.where(chosen, side * (overlap[:, axis] * 0.25 + 0.5), 0.0)
            points[:, axis] += np.bincount(one, move, len(points))
            points[:, axis] -= np.bincount(other, move, len(points))
    return points
