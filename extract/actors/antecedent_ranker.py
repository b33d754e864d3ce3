"""The learned ranker of antecedents: how likely a word that refers means each of its candidates, or
nobody of them.

A small network over the analyser's vectors of both words and what is seen of them
(:mod:`extract.actors.referents`, :mod:`extract.actors.antecedent_signs`), run by numpy. What each
candidate brings by itself is worked out once for an article.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from extract.actors.antecedent_signs import Seen
from extract.actors.referents import Numbers, Referents
from extract.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights" / "antecedents.npz"
PARTS = ("query", "candidate", "first", "second", "last", "nobody", "nobody_last")


class Ranker:
    """The weights, read once.

    Parameters
    ----------
    path
        The weights' file.

    Raises
    ------
    ModelError
        If the file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path, allow_pickle=False) as file:
                self._weights = {
                    name: (
                        file[f"{name}.weight"].astype(np.float32),
                        file[f"{name}.bias"].astype(np.float32),
                    )
                    for name in PARTS
                }
                self.least: float = float(file["least"])
                self.width: int = int(file["width"])
        except FileNotFoundError as error:
            raise ModelError(
                f"The weights of references are missing: {path}. Install the package again."
            ) from error
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The weights of references cannot be read: {path}. Install the package again."
            ) from error

    def of(self, referents: Referents, vectors: Numbers) -> ArticleRanker:
        """Return the ranker of one article.

        Parameters
        ----------
        referents
            What may be meant.
        vectors
            The analyser's vectors of these words, in the same order.
        """
        return ArticleRanker(self, referents, vectors)

    def linear(self, name: str, x: Numbers) -> Numbers:
        """Apply one of the network's layers."""
        weight, bias = self._weights[name]
        return np.asarray(x @ weight + bias, np.float32)

    def blocks(self, name: str, *sizes: int) -> list[Numbers]:
        """Return the weights of a layer cut by what they are applied to."""
        weight, _bias = self._weights[name]
        return [np.asarray(part) for part in np.split(weight, np.cumsum(sizes)[:-1])]

    def bias(self, name: str) -> Numbers:
        """Return a layer's bias."""
        return np.asarray(self._weights[name][1], np.float32)


class ArticleRanker:
    """Ranks the candidates of one article's words."""

    def __init__(self, ranker: Ranker, referents: Referents, vectors: Numbers) -> None:
        self._ranker, self._signs = ranker, referents.signs
        self._query = np.tanh(ranker.linear("query", vectors))
        self._candidate = np.tanh(ranker.linear("candidate", vectors))
        width, seen = self._query.shape[1], referents.signs.shape[1]
        weight = ranker.blocks("first", width, width, width, seen, seen, 10_000)
        self._both, self._pair = weight[2], weight[5]
        self._of_query = (
            self._query @ weight[0] + referents.signs @ weight[3] + ranker.bias("first")
        )
        self._of_candidate = self._candidate @ weight[1] + referents.signs @ weight[4]

    def probabilities(self, me: int, seen: Seen) -> Numbers:
        """Return the probability of each candidate of a row, and last that it means none of
        them."""
        ranker, rows = self._ranker, seen.rows
        query = self._query[me]
        hidden = self._of_query[me] + self._of_candidate[rows]
        hidden += (query * self._candidate[rows]) @ self._both + seen.signs @ self._pair
        hidden = np.maximum(ranker.linear("second", np.maximum(hidden, 0.0)), 0.0)
        scores = ranker.linear("last", hidden)[:, 0]
        summary = np.concatenate([query, self._signs[me], seen.signs.max(0), seen.signs.mean(0)])
        nobody = ranker.linear("nobody_last", np.maximum(ranker.linear("nobody", summary), 0.0))
        whole = np.concatenate([scores, nobody])
        odds = np.exp(whole - whole.max())
        return np.asarray(odds / odds.sum(), np.float32)


@cache
def packaged_ranker() -> Ranker | None:
    """Return the ranker that ships with the package, or None where it has not been trained yet."""
    return Ranker(WEIGHTS) if WEIGHTS.is_file() else None
