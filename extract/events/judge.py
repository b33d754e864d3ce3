"""The judge: the probability that a text says what a candidate says, from everything seen about it.

A logistic regression over named signs (:mod:`extract.events.signs`), fitted on annotated articles
with a network that had not read them, so that its probability holds on articles that it has not
seen. Its weights are a JSON file that one can read: each sign's weight is what it adds to the
log-odds when it grows by one, and ``explain`` prints the largest.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extract.errors import DataError
from extract.events.candidates import Candidate
from extract.events.relations import RULE

Signs = Mapping[str, float]


class Judged(NamedTuple):
    """A candidate, its probability, and what every sign added to its log-odds, the largest
    first."""

    candidate: Candidate
    probability: float
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Judge:
    """Weights by sign, and the least probability that makes an event.

    ``of_rules`` is the least probability of what a rule says: rules reach deeds that annotated
    articles are too few to tell of, so that they are refused only where much speaks against them.
    ``beside_rules`` is the least of what the network adds to a sentence that a rule reads already.

    Examples
    --------
    >>> judge = Judge({"bias": -1.0, "frame": 2.0}, 0.5, of_rules=0.2, beside_rules=0.7)
    >>> round(judge.probability({"bias": 1, "frame": 1}), 3)
    0.731
    """

    weights: Signs
    threshold: float
    of_rules: float
    beside_rules: float

    def takes(self, judged: Judged, beside_rules: bool) -> bool:
        """Tell whether a candidate's probability is enough.

        Parameters
        ----------
        judged
            The candidate.
        beside_rules
            Whether a rule has two parties in the same sentence: what the network adds there is
            more often another reading of the same words.
        """
        if judged.candidate.event.rule != RULE:
            return judged.probability >= self.of_rules
        least = self.beside_rules if beside_rules else self.threshold
        return judged.probability >= least

    def terms(self, signs: Signs) -> tuple[tuple[str, float], ...]:
        """Return what each sign adds to the log-odds, the largest first."""
        found = [(n, self.weights.get(n, 0.0) * v) for n, v in signs.items()]
        return tuple(sorted(((n, t) for n, t in found if t), key=lambda nt: (-abs(nt[1]), nt[0])))

    def probability(self, signs: Signs) -> float:
        """Return the probability that a candidate with these signs is right."""
        odds = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def judged(self, candidate: Candidate, signs: Signs) -> Judged:
        """Return a candidate with its probability and what made it."""
        return Judged(candidate, self.probability(signs), self.terms(signs))


def read_judge(text: str, where: str) -> Judge:
    """Return the judge that a JSON text holds.

    Raises
    ------
    DataError
        The text is no judge.
    """
    try:
        given = json.loads(text)
        weights = {str(n): float(w) for n, w in given["weights"].items()}
        least = (float(given[n]) for n in ("threshold", "of_rules", "beside_rules"))
        return Judge(weights, *least)
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise DataError(f"{where} is not a judge: {broken}. Install the package again.") from None


@cache
def packaged_judge() -> Judge | None:
    """Return the judge that ships with the package, or None where it has not been trained yet."""
    entry = files("extract.events") / "data" / "judge.json"
    if not entry.is_file():
        return None
    return read_judge(entry.read_text(encoding="utf-8"), "judge.json")
