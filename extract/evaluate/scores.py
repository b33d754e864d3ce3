"""Counts and what follows from them: precision, recall, F1, macro averages, confusion,
calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Score:
    """Right, invented and missed, and the ratios that follow; a ratio of nothing is 0.

    ``found`` is how many of the gold were met, where one answer may meet several or an optional
    one; None where each right answer meets one.

    Examples
    --------
    >>> Score(right=3, extra=1, missed=2).f1
    0.667
    """

    right: int = 0
    extra: int = 0
    missed: int = 0
    found: int | None = None

    @property
    def precision(self) -> float:
        """Right among what was said."""
        return round(self.right / max(1, self.right + self.extra), 3)

    @property
    def recall(self) -> float:
        """Right (or ``found``) among what was to be said."""
        return round(self._found / max(1, self._found + self.missed), 3)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        if self.found is None:
            return round(2 * self.right / max(1, 2 * self.right + self.extra + self.missed), 3)
        precision = self.right / max(1, self.right + self.extra)
        recall = self.found / max(1, self.found + self.missed)
        return round(2 * precision * recall / max(1e-9, precision + recall), 3)

    @property
    def _found(self) -> int:
        return self.right if self.found is None else self.found

    def to_dict(self) -> dict[str, float]:
        """Return counts and ratios as plain values."""
        return {
            "right": self.right,
            "extra": self.extra,
            "missed": self.missed,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


@dataclass(frozen=True)
class Evaluation:
    """What a measurement found. ``tables`` maps a dimension (type, mode, status, construction) to
    its rows' scores."""

    data: str
    items: int
    headline: dict[str, float]
    tables: dict[str, dict[str, Score]] = field(default_factory=dict)
    confusion: dict[str, dict[str, int]] = field(default_factory=dict)
    calibration: tuple[dict[str, float], ...] = ()
    failures: tuple[dict[str, Any], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for ``--json``."""
        return {
            "data": self.data,
            "items": self.items,
            "headline": self.headline,
            "tables": {
                k: {row: s.to_dict() for row, s in rows.items()} for k, rows in self.tables.items()
            },
            "confusion": self.confusion,
            "calibration": list(self.calibration),
            "failures": list(self.failures),
        }


def scores_by_label(gold: Sequence[str], said: Sequence[str]) -> dict[str, Score]:
    """Return one score for each label of the gold, for two lists of labels side by side.

    Examples
    --------
    >>> scores_by_label(["AID", "AID"], ["AID", "AGREE"])["AID"].recall
    0.5
    """
    pairs = Counter(zip(gold, said, strict=True))
    made = {}
    for label in sorted(set(gold)):
        right = pairs[label, label]
        made[label] = Score(
            right=right,
            extra=sum(n for (g, s), n in pairs.items() if s == label != g),
            missed=sum(n for (g, s), n in pairs.items() if g == label != s),
        )
    return made


def macro_f1(scores: dict[str, Score]) -> float:
    """Return the mean F1 of the labels, each counting the same."""
    exact = [2 * s.right / max(1, 2 * s.right + s.extra + s.missed) for s in scores.values()]
    return round(sum(exact) / max(1, len(exact)), 3)


def confusion_table(gold: Sequence[str], said: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each gold label was called what, labels in order."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for g, s in zip(gold, said, strict=True):
        table[g][s] += 1
    return {g: dict(sorted(table[g].items())) for g in sorted(table)}


def reliability(
    answers: Iterable[tuple[float, bool]], bins: int = 10
) -> tuple[dict[str, float], ...]:
    """Return the reliability table: of the answers at a confidence, how many are right.

    Examples
    --------
    >>> reliability([(0.9, True), (0.95, False)])[0]["right"]
    0.5
    """
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for confidence, right in answers:
        row = sums[min(bins - 1, int(confidence * bins))]
        row[0] += 1
        row[1] += confidence
        row[2] += right
    return tuple(
        {
            "from": round(b / bins, 2),
            "to": round((b + 1) / bins, 2),
            "answers": int(n),
            "confidence": round(c / n, 3),
            "right": round(r / n, 3),
        }
        for b, (n, c, r) in sorted(sums.items())
    )
