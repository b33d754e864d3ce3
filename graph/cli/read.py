"""Commands about reading: ``explain``, ``actor``, ``evaluate``, ``schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.errors import InputError
from graph.cli.console import Sheet, tell_json
from graph.cli.options import AsJson, Date, Reader, command

app = typer.Typer()


@command(
    app,
    examples='realpolitik explain "Turkey warned Israel against further strikes on Wednesday." '
    "--date 2025-04-10",
)
def explain(
    sentence: Annotated[str, typer.Argument(help="One sentence, or a few.")],
    reader: Reader,
    date: Date = None,
    as_json: AsJson = False,
) -> None:
    """Show how a sentence is read: parse, actors, frames, each step, and why the rest was not
    coded."""
    from dataclasses import asdict

    from graph.cli.explained import print_explanation
    from graph.run import Run

    day = _day(date)
    _check_words(sentence, "a sentence")
    sentences, reading = Run("explain", **reader.flags()).extractor.explain(sentence, day)
    told: dict[str, Any] = {
        "sentences": [asdict(one) for one in sentences],
        "triples": [json.loads(triple.to_json()) for triple in reading.triples],
    }
    if as_json:
        tell_json(told, indent=1)
    else:
        print_explanation(told)


@command(app, examples='realpolitik actor "the Russian president" --date 2010-05-01')
def actor(
    name: Annotated[
        str,
        typer.Argument(help="A name or a phrase: Ankara, senior Turkish officials, the Kremlin."),
    ],
    reader: Reader,
    date: Date = None,
    context: Annotated[
        str | None, typer.Option(help="A sentence or two around it, to decide between namesakes.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say who a name or a phrase stands for, and every step of the reason."""
    from extract.catalog import explain_actor, resolve_actor
    from graph.run import Run

    day = _day(date)
    _check_words(name, "a name")
    steps: tuple[str, ...]
    if context:
        extractor = Run("actor", **reader.flags()).extractor
        found, step = extractor.resolve_within(name, context, day)
        steps = (step,)
    else:
        found, steps = resolve_actor(name, day), explain_actor(name, day)
    known = json.loads(found.to_json()) if found else None
    if as_json:
        tell_json({"actor": known, "steps": steps}, indent=1)
    else:
        _show_actor(name, known, steps)
    raise typer.Exit(0 if found else 1)


def _show_actor(name: str, known: dict[str, Any] | None, steps: tuple[str, ...]) -> None:

    shown = Sheet(name, "", "")
    for key, value in (known or {"actor": "nobody: it stays unresolved"}).items():
        if value not in (None, "", []) and key != "mention":
            shown.add(key, ", ".join(value) if isinstance(value, list) else value)
    for number, step in enumerate(steps, 1):
        shown.add(f"step {number}", step)
    shown.show()


@command(
    app,
    examples=(
        "realpolitik evaluate plv.tsv",
        "realpolitik evaluate plv.tsv --json",
        "realpolitik evaluate gold.jsonl --articles news/",
        "realpolitik evaluate tests/extract/grammar",
        "realpolitik evaluate training/corpus --articles news/ --split dev",
    ),
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="PLV table or grammar cases (.tsv), gold triples or the annotated corpus "
            "(.jsonl), documents with triples (.json), or a folder of them."
        ),
    ],
    reader: Reader,
    articles: Annotated[
        list[Path] | None,
        typer.Option(help="The articles that gold triples are about; without: their sentences."),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            help="Part of the annotated corpus: train, dev or test; without: all but test."
        ),
    ] = None,
    failures: Annotated[int, typer.Option(help="How many failures to list.", min=0)] = 20,
    as_json: AsJson = False,
) -> None:
    """Measure the extraction on gold data: precision, recall and F1 by type, mode, status and
    construction."""
    from extract.evaluate import evaluate as measure
    from graph.cli.measured import print_evaluation
    from graph.run import Run

    extractor = Run("evaluate", **reader.flags()).extractor
    result = measure(extractor, gold, articles=articles, split=split)
    if as_json:
        tell_json(result.to_dict(), indent=1)
    else:
        print_evaluation(result, failures)


@command(app, examples="realpolitik schema > triple.schema.json")
def schema() -> None:
    """Print the JSON Schema of a triple."""
    from extract import Triple

    made = Triple.model_json_schema(mode="serialization")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    tell_json(made, indent=1)


def _check_words(given: str, what: str) -> None:
    """Refuse what holds no letter and no digit."""
    if not any(sign.isalnum() for sign in given):
        raise InputError(f"there are no words in {given!r}: give {what}")


def _day(date: str | None) -> str | None:
    if date is None:
        return None
    import datetime as dt

    try:
        return dt.date.fromisoformat(date).isoformat()
    except ValueError as error:
        raise InputError(f"{date!r} is not a day: write it as 2025-04-10") from error


__all__ = ["app"]
