"""Shows what ``realpolitik evaluate`` measured on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.evaluate import Evaluation


def print_evaluation(result: Evaluation, failures: int) -> None:
    """Print the headline, a table a dimension, the confusion, the calibration and the first
    failures."""
    from rich.text import Text

    from graph.cli.console import answers, plain, table

    console = answers()
    headline = table(f"{plain(result.data)}: {result.items} items", "measure", ("value", "right"))
    for name, value in result.headline.items():
        headline.add_row(name, f"{value:g}")
    console.print(headline)
    for dimension, rows in result.tables.items():
        shown = table(
            f"By {dimension}",
            dimension,
            *((c, "right") for c in ("right", "extra", "missed", "precision", "recall", "F1")),
        )
        for row, s in rows.items():
            counts = (str(s.right), str(s.extra), str(s.missed))
            shown.add_row(row, *counts, f"{s.precision:.2f}", f"{s.recall:.2f}", f"{s.f1:.2f}")
        console.print(shown)
    if result.confusion:
        shown = table("Gold label: what it was called", "gold", "called")
        for gold, said in result.confusion.items():
            ranked = sorted(said.items(), key=lambda item: (-item[1], item[0]))
            shown.add_row(gold, "  ".join(f"{label} {count}" for label, count in ranked))
        console.print(shown)
    if result.calibration:
        shown = table(
            "Calibration", "confidence", ("answers", "right"), ("mean", "right"), ("right", "right")
        )
        for b in result.calibration:
            shown.add_row(
                f"{b['from']:.1f} to {b['to']:.1f}",
                str(b["answers"]),
                f"{b['confidence']:.2f}",
                f"{b['right']:.2f}",
            )
        console.print(shown)
    for failure in result.failures[:failures]:
        text = "; ".join(f"{k}: {v}" for k, v in failure.items() if v)
        console.print(Text("✗ " + plain(text)))
    left = len(result.failures) - failures
    if left > 0:
        console.print(
            f"… and {left} more failures; --failures {len(result.failures)} or --json lists them all"
        )
