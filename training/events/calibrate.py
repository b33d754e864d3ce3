"""Fits the temperature and the calibration of the relation network on written sentences that it did
not see."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

from extract.doc_attributes import register
from extract.events.between import DIRECT, decide, frame_drafts, span_of
from extract.events.relations import RelationNetwork, log_odds
from extract.events.standing import relation_of
from training.events.written import Marked


class _Answer(NamedTuple):
    scores: NDArray[np.float64]
    label: int
    framed: int


def calibrated(path: Path, sentences: list[Marked]) -> tuple[float, list[float]]:
    """Return the temperature, and the four weights of :meth:`RelationNetwork.certainty`."""
    from extract.language import load

    register()
    network = RelationNetwork(path)
    answers = []
    nlp = load()
    for doc, marked in zip(
        nlp.pipe([m.text for m in sentences], batch_size=64), sentences, strict=True
    ):
        actor, target = span_of(doc, *marked.actor), span_of(doc, *marked.target)
        given = network.probabilities(actor, target)
        draft, framed = decide(doc, frame_drafts(doc, (actor, target)), given)
        direct = draft is not None and relation_of(draft) in DIRECT
        scores = np.log(np.array([given[t] for t in network.types]) + 1e-12)
        answers.append(
            _Answer(
                scores,
                network.types.index(marked.type),
                network.types.index(framed) if direct else -1,
            )
        )
    temperature = _temperature(answers)
    return temperature, _weights(answers, temperature)


def _temperature(answers: list[_Answer]) -> float:
    scores = np.stack([a.scores for a in answers])
    labels = np.array([a.label for a in answers])

    def loss(log_t: float) -> float:
        z = scores / np.exp(log_t)
        z = z - z.max(axis=1, keepdims=True)
        return float(-(z[np.arange(len(labels)), labels] - np.log(np.exp(z).sum(axis=1))).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def _weights(answers: list[_Answer], temperature: float) -> list[float]:
    rows, right = [], []
    for one in answers:
        odds = np.exp((one.scores - one.scores.max()) / temperature)
        p = odds / odds.sum()
        direct = one.framed >= 0
        answer = one.framed if direct else int(p.argmax())
        logit = log_odds(float(p[answer]))
        rows.append((1.0, logit, float(direct), direct * logit))
        right.append(answer == one.label)
    x, y = np.array(rows), np.array(right, dtype=float)

    def loss(w: NDArray[np.float64]) -> float:
        z = x @ w
        return float(np.mean(np.logaddexp(0, z) - y * z) + 1e-3 * (w**2).sum())

    return [float(c) for c in minimize(loss, np.array([0.0, 1.0, 0.0, 0.0])).x]
