"""Shows what ``realpolitik evaluate`` measured on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cli.console import Sheet, tell

if TYPE_CHECKING:
    from extract.evaluate import Evaluation

_COUNTS = ("right", "extra", "missed", "precision", "recall", "F1")


def print_evaluation(result: Evaluation, failures: int) -> None:
    """Print the headline, a table a dimension, the confusion, the calibration and the first
    failures."""
    _print_headline(result)
    _print_dimensions(result)
    _print_confusion(result)
    _print_calibration(result)
    _print_failures(result, failures)


def _print_headline(result: Evaluation) -> None:

    headline = Sheet(f"{result.data}: {result.items} items", "measure", ("value", "right"))
    for name, value in result.headline.items():
        headline.add(name, f"{value:g}")
    headline.show()


def _print_dimensions(result: Evaluation) -> None:

    for dimension, rows in result.tables.items():
        sheet = Sheet(f"By {dimension}", dimension, *((name, "right") for name in _COUNTS))
        for row, s in rows.items():
            shares = (f"{share:.2f}" for share in (s.precision, s.recall, s.f1))
            sheet.add(row, s.right, s.extra, s.missed, *shares)
        sheet.show()


def _print_confusion(result: Evaluation) -> None:

    if not result.confusion:
        return
    sheet = Sheet("Gold label: what it was called", "gold", "called")
    for gold, said in result.confusion.items():
        ranked = sorted(said.items(), key=lambda item: (-item[1], item[0]))
        sheet.add(gold, "  ".join(f"{label} {count}" for label, count in ranked))
    sheet.show()


def _print_calibration(result: Evaluation) -> None:

    if not result.calibration:
        return
    columns = ("confidence", ("answers", "right"), ("mean", "right"), ("right", "right"))
    sheet = Sheet("Calibration", *columns)
    for b in result.calibration:
        means = (f"{b['confidence']:.2f}", f"{b['right']:.2f}")
        sheet.add(f"{b['from']:.1f} to {b['to']:.1f}", b["answers"], *means)
    sheet.show()


def _print_failures(result: Evaluation, failures: int) -> None:

    for failure in result.failures[:failures]:
        tell("✗ " + "; ".join(f"{key}: {value}" for key, value in failure.items() if value))
    left = len(result.failures) - failures
    if left > 0:
        tell(
            f"… and {left} more failures; --failures {len(result.failures)} or --json lists "
            "them all"
        )
