"""The classifier behind the frames: a linear model over symbols and contextual vectors.

It is trained only on sentences written for it. The weights are ``data/classifier.npz`` (arrays only, never pickled);
``python -m extract.actions.training.train`` makes them anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.errors import DataError


class Classifier:
    """Multinomial logistic regression.

    Parameters
    ----------
    types
        The event types, one a column of the weights.
    symbols
        The symbolic features, one a row of ``symbol_weights``.
    symbol_weights, vector_weights, bias
        The model.
    temperature
        Divides the scores, so that probabilities hold on sentences it was not trained on.
    calibration
        Of an answer: constant, weights of the log-odds of its type, of a frame that joins both spans, and of the two together.
    """

    def __init__(
        self,
        types: Sequence[str],
        symbols: Sequence[str],
        symbol_weights: NDArray[np.float32],
        vector_weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        temperature: float,
        calibration: Sequence[float] = (0.0, 1.0, 0.0, 0.0),
    ) -> None:
        self.types = tuple(types)
        self.rows = {symbol: n for n, symbol in enumerate(symbols)}
        self.symbol_weights = symbol_weights
        self.vector_weights = vector_weights
        self.bias = bias
        self.temperature = temperature
        self.calibration = tuple(calibration)

    def probabilities(self, symbols: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """Return the probability of each type; unknown symbols are passed over."""
        known = [self.rows[s] for s in symbols if s in self.rows]
        scores = self.bias + vector @ self.vector_weights
        if known:
            scores = scores + self.symbol_weights[known].sum(axis=0)
        scores = scores / self.temperature
        odds = np.exp(scores - scores.max())
        return {name: float(p) for name, p in zip(self.types, odds / odds.sum(), strict=True)}

    def certainty(self, probability: float, direct: bool) -> float:
        """Return how often an answer is right whose type has this probability, and which a frame makes (``direct``) or not."""
        odds = log_odds(probability)
        constant, weight, frame, both = self.calibration
        return float(1 / (1 + np.exp(-(constant + weight * odds + frame * direct + both * direct * odds))))

    def save(self, path: Path) -> None:
        """Write the model; the same model gives the same bytes."""
        np.savez_compressed(
            path,
            types=np.array(self.types),
            symbols=np.array(list(self.rows)),
            symbol_weights=self.symbol_weights.astype(np.float16),
            vector_weights=self.vector_weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
            temperature=np.array(self.temperature, dtype=np.float32),
            calibration=np.array(self.calibration, dtype=np.float32),
        )

    @classmethod
    def read(cls, path: Path) -> Classifier:
        """Read a model that :meth:`save` wrote; raise DataError where the file is something else."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(
                    [str(t) for t in arrays["types"]],
                    [str(s) for s in arrays["symbols"]],
                    arrays["symbol_weights"].astype(np.float32),
                    arrays["vector_weights"].astype(np.float32),
                    arrays["bias"].astype(np.float32),
                    float(arrays["temperature"]),
                    [float(c) for c in arrays["calibration"]],
                )
        except (OSError, KeyError, ValueError) as broken:
            raise DataError(f"{path} is not a classifier: {broken}") from None


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, kept within -6 and 6."""
    p = min(max(probability, 1e-9), 1 - 1e-9)
    return float(np.clip(np.log(p / (1 - p)), -6, 6))


@cache
def packaged_classifier() -> Classifier | None:
    """Return the classifier that ships with the package, or None where it has not been trained yet."""
    entry = files("extract.actions") / "data" / "classifier.npz"
    if not entry.is_file():
        return None
    with as_file(entry) as path:
        return Classifier.read(path)
