"""Commands about reading: ``explain``, ``actor``, ``evaluate``, ``schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer()

Date = Annotated[str | None, typer.Option(help="The day of publication, as in 2025-04-10.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Frames = Annotated[Path | None, typer.Option(help="A file with event types and frames of your own.")]


@app.command(
    epilog='Example:  realpolitik explain "Turkey warned Israel against further strikes on Wednesday." --date 2025-04-10'
)
def explain(
    sentence: Annotated[str, typer.Argument(help="One sentence, or a few.")],
    date: Date = None,
    frames: Frames = None,
    as_json: Json = False,
) -> None:
    """Show how a sentence is read: parse, actors, frames, each step, and why the rest was not coded."""
    from extract.actions.explain import explain_doc
    from extract.extractor import Extractor
    from extract.models import Article

    checked = _day(date)
    extractor = Extractor.load(frames=frames)
    doc = extractor.parse(sentence, checked)
    told: dict[str, Any] = dict(explain_doc(doc))
    reading = extractor.read(Article.of(sentence, date=checked))
    told["triples"] = [json.loads(t.to_json()) for t in reading.triples]
    told["not coded"] = [{"sentence": u.text, "reason": u.reason} for u in reading.uncoded]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from graph.cli.explained import print_explanation

    print_explanation(told)


@app.command(epilog='Example:  realpolitik actor "the Russian president" --date 2010-05-01')
def actor(
    name: Annotated[str, typer.Argument(help="A name or a phrase: Ankara, senior Turkish officials, the Kremlin.")],
    date: Date = None,
    context: Annotated[str | None, typer.Option(help="A sentence or two around it, to decide between namesakes.")] = None,
    as_json: Json = False,
) -> None:
    """Say who a name or a phrase stands for, and every step of the reason."""
    from extract.actors import explain as explain_actor
    from graph.cli.console import answers, plain, table

    told: dict[str, Any] = dict(explain_actor(name, date=_day(date), context=context))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1, default=str))
        return
    from rich.text import Text

    found = told.get("actor")
    shown = table(plain(name), "", "")
    for key, value in (found or {"actor": "nobody: it stays unresolved"}).items():
        if value not in (None, "", (), []):
            shown.add_row(key, Text(plain(", ".join(value) if isinstance(value, (list, tuple)) else str(value))))
    for number, step in enumerate(told.get("steps", ()), 1):
        shown.add_row(f"step {number}", Text(plain(str(step))))
    answers().print(shown)
    if found is None:
        raise typer.Exit(1)


@app.command(
    epilog="Examples:  realpolitik evaluate tests/extract/grammar   ·   realpolitik evaluate plv-dev.tsv --json   ·   "
    "realpolitik evaluate gold.jsonl --articles news/"
)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="PLV table (.tsv), gold triples (.jsonl), or a folder of grammar cases.")],
    articles: Annotated[
        list[Path] | None, typer.Option(help="The articles that gold triples are about; without: their sentences.")
    ] = None,
    failures: Annotated[int, typer.Option(help="How many failures to list.")] = 20,
    as_json: Json = False,
) -> None:
    """Measure the extraction on gold data: precision, recall and F1 by type, mode, status and construction."""
    from extract.evaluate import evaluate as measure
    from extract.extractor import Extractor

    result = measure(Extractor.load(), gold, articles=articles)
    if as_json:
        typer.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=1))
        return
    from graph.cli.measured import print_evaluation

    print_evaluation(result, failures)


@app.command(epilog="Example:  realpolitik schema > triple.schema.json")
def schema() -> None:
    """Print the JSON Schema of a triple."""
    from extract.models import Triple

    made = Triple.model_json_schema(mode="serialization")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    typer.echo(json.dumps(made, ensure_ascii=False, indent=1))


def _day(date: str | None) -> str | None:
    if date is None:
        return None
    import datetime as dt

    from extract.errors import InputError

    try:
        return dt.date.fromisoformat(date).isoformat()
    except ValueError as error:
        raise InputError(f"{date!r} is not a day: write it as 2025-04-10") from error


__all__ = ["app"]
