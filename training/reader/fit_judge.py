"""Fit the judge's weights: a logistic regression over signs, by documents.

The strength of the penalty is chosen by cross-validation over documents; the threshold is the one
with the best F1 of the whole documents, judged on the folds that the weights did not see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
LEAST_SEEN = 5
"""A sign seen in fewer candidates than this has no weight."""


class Seen(NamedTuple):
    """One candidate as the judge learns from it."""

    document: str
    signs: Mapping[str, float]
    right: bool


def columns_of(seen: Sequence[Seen]) -> list[str]:
    """Return the signs that are seen often enough, in order."""
    counts: dict[str, int] = {}
    for each in seen:
        for name, value in each.signs.items():
            if value:
                counts[name] = counts.get(name, 0) + 1
    return sorted(n for n, c in counts.items() if c >= LEAST_SEEN and n != "bias")


def matrix(seen: Sequence[Seen], columns: Sequence[str]) -> NDArray[np.float64]:
    """Return the signs as a table."""
    place = {name: i for i, name in enumerate(columns)}
    table = np.zeros((len(seen), len(columns)))
    for row, each in zip(table, seen, strict=True):
        for name, value in each.signs.items():
            if name in place:
                row[place[name]] = value
    return table


def fold_of(document: str) -> int:
    """Return the fold of a document, by a hash of its id."""
    import hashlib

    return hashlib.sha256(document.encode()).digest()[0] % FOLDS


def fit(seen: Sequence[Seen], strength: float) -> dict[str, float]:
    """Return the weights by sign."""
    from sklearn.linear_model import LogisticRegression

    columns = columns_of(seen)
    table = matrix(seen, columns)
    scale = np.maximum(table.std(0), 0.2)
    model = LogisticRegression(C=strength, max_iter=2000, tol=1e-6)
    model.fit(table / scale, np.array([e.right for e in seen]))
    weights = {n: float(w) for n, w in zip(columns, model.coef_[0] / scale, strict=True)}
    return {"bias": float(model.intercept_[0]), **weights}


def score(weights: Mapping[str, float], seen: Sequence[Seen]) -> NDArray[np.float64]:
    """Return the probability of each candidate."""
    odds = np.array([sum(weights.get(n, 0.0) * v for n, v in e.signs.items()) for e in seen])
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float64)


def out_of_fold(seen: Sequence[Seen], strength: float) -> NDArray[np.float64]:
    """Return each candidate's probability by weights that did not see its document."""
    found = np.zeros(len(seen))
    folds = np.array([fold_of(e.document) for e in seen])
    for fold in range(FOLDS):
        inside = [e for e, f in zip(seen, folds, strict=True) if f != fold]
        apart = np.flatnonzero(folds == fold)
        found[apart] = score(fit(inside, strength), [seen[int(i)] for i in apart])
    return found


def loss(found: NDArray[np.float64], seen: Sequence[Seen]) -> float:
    """Return the mean negative log-likelihood."""
    right = np.array([e.right for e in seen])
    kept = np.clip(np.where(right, found, 1 - found), 1e-9, 1)
    return float(-np.log(kept).mean())


def choose(seen: Sequence[Seen]) -> tuple[float, NDArray[np.float64], dict[str, Any]]:
    """Return the best strength, and the probabilities out of fold with it."""
    tried = {s: out_of_fold(seen, s) for s in STRENGTHS}
    losses = {s: loss(p, seen) for s, p in tried.items()}
    best = min(losses, key=lambda s: losses[s])
    return best, tried[best], {"losses": losses}
