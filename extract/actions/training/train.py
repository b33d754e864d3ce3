"""Train the classifier: ``python -m extract.actions.training.train [--out FILE]``.

Symbols seen twice and contextual vectors go into a multinomial logistic regression (L-BFGS, L2, no randomness); the temperature
and the calibration are fitted on written sentences held out from it. The same sentences and language model give the same
weights.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix

from extract.actions.between import DIRECT, decide, observe
from extract.actions.classifier import Classifier, log_odds
from extract.actions.features import relation_of
from extract.actions.ontology import load_ontology
from extract.actions.training.sentences import Marked, frame_examples, written_sentences

log = logging.getLogger(__name__)
L2_SYMBOLS, L2_VECTORS = 1.0, 0.3


class Seen(NamedTuple):
    """A training sentence as the classifier sees it; ``framed`` is what the frames alone answer, and its type."""

    symbols: tuple[str, ...]
    vector: NDArray[np.float32]
    label: int
    framed: int


def observe_all(sentences: list[Marked], nlp: Any, types: tuple[str, ...]) -> list[Seen]:
    """Parse the sentences and return their features."""
    seen = []
    for doc, marked in zip(nlp.pipe([m.text for m in sentences], batch_size=64), sentences, strict=True):
        symbols, vector, drafts = observe(doc, marked.actor, marked.target)
        draft, framed = decide(doc, drafts, {})
        direct = draft is not None and relation_of(draft) in DIRECT
        seen.append(Seen(tuple(symbols), vector, types.index(marked.type), types.index(framed) if direct else -1))
    return seen


def fit(seen: list[Seen], types: tuple[str, ...], symbols: list[str]) -> Classifier:
    """Fit the regression; the classes weigh as the square root of their counts would have it."""
    rows = {symbol: n for n, symbol in enumerate(symbols)}
    x = _sparse(seen, rows)
    v = np.stack([s.vector for s in seen]).astype(np.float64)
    y = np.array([s.label for s in seen])
    counts = np.bincount(y, minlength=len(types)).clip(min=1)
    weight = (len(y) / (len(types) * counts))[y] ** 0.5
    n_symbols, n_vector, n_types = len(symbols), v.shape[1], len(types)
    total = weight.sum()

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat[: n_symbols * n_types].reshape(n_symbols, n_types)
        u = flat[n_symbols * n_types : -n_types].reshape(n_vector, n_types)
        b = flat[-n_types:]
        scores = x @ w + v @ u + b
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        value = -(weight * np.log(p[np.arange(len(y)), y] + 1e-12)).sum()
        value += 0.5 * L2_SYMBOLS * (w**2).sum() + 0.5 * L2_VECTORS * (u**2).sum()
        p[np.arange(len(y)), y] -= 1
        p *= weight[:, None]
        slope = np.concatenate([(x.T @ p + L2_SYMBOLS * w).ravel(), (v.T @ p + L2_VECTORS * u).ravel(), p.sum(axis=0)])
        return value / total, slope / total

    start = np.zeros(n_symbols * n_types + n_vector * n_types + n_types)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return Classifier(
        types,
        symbols,
        best[: n_symbols * n_types].reshape(n_symbols, n_types).astype(np.float32),
        best[n_symbols * n_types : -n_types].reshape(n_vector, n_types).astype(np.float32),
        best[-n_types:].astype(np.float32),
        1.0,
    )


def frequent(seen: list[Seen], at_least: int = 2) -> list[str]:
    """Return the symbols that occur in enough sentences, sorted."""
    counts = Counter(symbol for s in seen for symbol in s.symbols)
    return sorted(symbol for symbol, n in counts.items() if n >= at_least)


def fit_temperature(held_out: list[tuple[NDArray[np.float32], int]]) -> float:
    """Return the temperature that makes held-out scores most probable."""
    scores = np.stack([s for s, _ in held_out]).astype(np.float64)
    labels = np.array([label for _, label in held_out])

    def loss(log_t: float) -> float:
        z = scores / np.exp(log_t)
        z -= z.max(axis=1, keepdims=True)
        return float(-(z[np.arange(len(labels)), labels] - np.log(np.exp(z).sum(axis=1))).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def fit_calibration(seen: list[Seen], held_out: list[tuple[NDArray[np.float32], int]], temperature: float) -> list[float]:
    """Return the weights of :meth:`Classifier.certainty`, fitted on held-out answers; ``seen`` in the order of ``held_out``."""
    rows, right = [], []
    for one, (scores, label) in zip(seen, held_out, strict=True):
        z = scores / temperature
        odds = np.exp(z - z.max())
        p = odds / odds.sum()
        direct = one.framed >= 0
        answer = one.framed if direct else int(p.argmax())
        logit = log_odds(float(p[answer]))
        rows.append((1.0, logit, float(direct), direct * logit))
        right.append(answer == label)
    x, y = np.array(rows), np.array(right, dtype=float)

    def loss(w: NDArray[np.float64]) -> float:
        z = x @ w
        return float(np.mean(np.logaddexp(0, z) - y * z) + 1e-3 * (w**2).sum())

    return [float(c) for c in minimize(loss, np.array([0.0, 1.0, 0.0, 0.0])).x]


def scores_of(model: Classifier, seen: Seen) -> NDArray[np.float32]:
    """Return the raw scores of a sentence."""
    known = [model.rows[s] for s in seen.symbols if s in model.rows]
    scores = model.bias + seen.vector @ model.vector_weights
    return scores + model.symbol_weights[known].sum(axis=0) if known else scores


def _sparse(seen: list[Seen], rows: dict[str, int]) -> csr_matrix:
    places = [(n, rows[s]) for n, one in enumerate(seen) for s in one.symbols if s in rows]
    data = np.ones(len(places))
    i, j = zip(*places, strict=True) if places else ((), ())
    return csr_matrix((data, (i, j)), shape=(len(seen), len(rows)))


def main() -> None:
    """Train on every written sentence and frame example, and write the weights."""
    parser = argparse.ArgumentParser(description="Train the classifier of extract.actions.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "classifier.npz")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    from extract.language import load

    types = tuple(load_ontology().types)
    nlp = load()
    seen = observe_all([*written_sentences(), *frame_examples()], nlp, types)
    unseen = observe_all(list(written_sentences(held_out=True)), nlp, types)
    model = fit(seen, types, frequent(seen))
    held_out = [(scores_of(model, one), one.label) for one in unseen]
    model.temperature = fit_temperature(held_out)
    model.calibration = tuple(fit_calibration(unseen, held_out, model.temperature))
    model.save(options.out)
    alone = sum(int(scores.argmax()) == label for scores, label in held_out) / len(unseen)
    framed = [
        one.framed if one.framed >= 0 else int(scores.argmax()) for one, (scores, _) in zip(unseen, held_out, strict=True)
    ]
    both = sum(answer == one.label for answer, one in zip(framed, unseen, strict=True)) / len(unseen)
    log.info(
        "%d sentences, %d symbols, temperature %.2f; of %d held out right: alone %.3f, behind the frames %.3f; %s",
        len(seen),
        len(model.rows),
        model.temperature,
        len(unseen),
        alone,
        both,
        options.out,
    )


if __name__ == "__main__":
    main()
