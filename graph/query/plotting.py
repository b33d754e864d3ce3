"""A timeline as a picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from extract.errors import OutputError
from graph.files import whole_file
from graph.query.timeline import Timeline

_QUADS = (
    ("verbal_cooperation", "#a3c9a8"),
    ("material_cooperation", "#50808e"),
    ("verbal_conflict", "#edae49"),
    ("material_conflict", "#d1495b"),
)
_WIDTHS = {"day": 0.8, "week": 5.0, "month": 22.0}


def plot_timeline(answer: Timeline, path: str | Path) -> Path:
    """Draw a timeline as a picture (``.png``, ``.svg``, ``.pdf``): mean score, number of events,
    turns.

    Raises
    ------
    OutputError
        If matplotlib is not installed (``pip install "realpolitik[plot]"``) or the file cannot be
        written.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise OutputError('a plot needs matplotlib: pip install "realpolitik[plot]"') from None
    figure = Figure(figsize=(9, 4.5), layout="constrained")
    tone, count = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1))
    _draw_tone(tone, answer)
    _draw_counts(count, answer)
    try:
        with mpl.rc_context({"svg.hashsalt": "realpolitik"}), whole_file(path) as part:
            figure.savefig(part, format=Path(path).suffix[1:].lower() or "png")
    except ValueError as error:
        raise OutputError(f"cannot write {path}: {error}") from error
    return Path(path)


def _days(answer: Timeline) -> list[dt.date]:
    return [dt.date.fromisoformat(row.start) for row in answer.rows]


def _draw_tone(axes: Any, answer: Timeline) -> None:
    axes.axhline(0, color="0.7", linewidth=1)
    means = [row.mean_score for row in answer.rows]
    axes.plot(_days(answer), means, marker="o", color="#30638e")
    axes.set_ylim(-10.5, 10.5)
    axes.set_ylabel("mean score")
    axes.set_title(f"{answer.one_name} and {answer.other_name}, by {answer.by} ({answer.covers})")
    for turn in answer.turns:
        axes.axvline(dt.date.fromisoformat(turn.start), color="#d1495b", linestyle="--")


def _draw_counts(axes: Any, answer: Timeline) -> None:
    """Draw the events of each quad class on top of each other."""
    days = _days(answer)
    below = [0] * len(days)
    for quad, colour in _QUADS:
        values = [getattr(row, quad) for row in answer.rows]
        how: dict[str, Any] = {"width": _WIDTHS[answer.by], "bottom": below, "color": colour}
        axes.bar(days, values, label=quad.replace("_", " "), **how)
        below = [low + value for low, value in zip(below, values, strict=True)]
    axes.set_ylabel("events")
    axes.legend(fontsize="x-small", ncols=4)
