"""Commands about reading: ``explain``, ``actor``, ``evaluate``, ``schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from extract.models import Actor

app = typer.Typer()

Date = Annotated[str | None, typer.Option(help="The day of publication, as in 2025-04-10.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Frames = Annotated[
    Path | None, typer.Option(help="A file with event types and frames of your own.")
]


@app.command(
    epilog='Example:  realpolitik explain "Turkey warned Israel against further strikes on Wednesday." --date 2025-04-10'
)
def explain(
    sentence: Annotated[str, typer.Argument(help="One sentence, or a few.")],
    date: Date = None,
    frames: Frames = None,
    as_json: Json = False,
) -> None:
    """Show how a sentence is read: parse, actors, frames, each step, and why the rest was not
    coded."""
    from dataclasses import asdict

    from extract.events.explain import explain as explain_doc
    from extract.extractor import Extractor
    from extract.models import Article

    checked = _day(date)
    extractor = Extractor.load(frames=frames)
    doc = extractor.parse(sentence, checked)
    reading = extractor.collect(Article.of(sentence, date=checked), doc)
    told: dict[str, Any] = {
        "sentences": [
            asdict(one) for one in explain_doc(doc, extractor.nlp.get_pipe("realpolitik_actions"))
        ],
        "triples": [json.loads(t.to_json()) for t in reading.triples],
    }
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from graph.cli.explained import print_explanation

    print_explanation(told)


@app.command(epilog='Example:  realpolitik actor "the Russian president" --date 2010-05-01')
def actor(
    name: Annotated[
        str,
        typer.Argument(help="A name or a phrase: Ankara, senior Turkish officials, the Kremlin."),
    ],
    date: Date = None,
    context: Annotated[
        str | None, typer.Option(help="A sentence or two around it, to decide between namesakes.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say who a name or a phrase stands for, and every step of the reason."""
    from graph.cli.console import answers, plain, table

    day = _day(date)
    found, steps = _in_context(name, context, day) if context else _alone(name, day)
    if as_json:
        shown_actor = json.loads(found.to_json()) if found else None
        typer.echo(json.dumps({"actor": shown_actor, "steps": steps}, ensure_ascii=False, indent=1))
        raise typer.Exit(0 if found else 1)
    from rich.text import Text

    shown = table(plain(name), "", "")
    for key, value in (
        json.loads(found.to_json()) if found else {"actor": "nobody: it stays unresolved"}
    ).items():
        if value not in (None, "", []) and key != "mention":
            shown.add_row(
                key, Text(plain(", ".join(value) if isinstance(value, list) else str(value)))
            )
    for number, step in enumerate(steps, 1):
        shown.add_row(f"step {number}", Text(plain(step)))
    answers().print(shown)
    raise typer.Exit(0 if found else 1)


def _alone(name: str, date: str | None) -> tuple[Actor | None, list[str]]:
    from extract.actors import explain as explain_actor
    from extract.actors import resolve
    from extract.assembly import actor_of

    found = resolve(name, date=date)
    return (actor_of(found) if found else None), [
        str(step) for step in explain_actor(name, date=date)
    ]


def _in_context(name: str, context: str, date: str | None) -> tuple[Actor | None, list[str]]:
    """Read the context as an article, and take the actor where the name stands in it, or after
    it."""
    from extract.assembly import actor_of
    from extract.extractor import Extractor

    text = context if name in context else f"{context}\n\n{name}"
    start = text.rindex(name)
    doc = Extractor.load().parse(text, date)
    for mention in doc._.actors:
        span = doc[mention.start : mention.end]
        if span.start_char < start + len(name) and start < span.end_char:
            return actor_of(mention), [f"read in its context: {mention.reason}"]
    return None, ["no actor is found where the name stands in its context"]


@app.command(
    epilog="Examples:  realpolitik evaluate plv.tsv   ·   realpolitik evaluate plv.tsv --json   ·   "
    "realpolitik evaluate gold.jsonl --articles news/   ·   realpolitik evaluate tests/extract/grammar   ·   "
    "realpolitik evaluate training/corpus --articles news/ --split dev"
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="PLV table or grammar cases (.tsv), gold triples or the annotated corpus (.jsonl), "
            "documents with triples (.json), or a folder of them."
        ),
    ],
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
    failures: Annotated[int, typer.Option(help="How many failures to list.")] = 20,
    as_json: Json = False,
) -> None:
    """Measure the extraction on gold data: precision, recall and F1 by type, mode, status and
    construction."""
    from extract.evaluate import evaluate as measure
    from extract.extractor import Extractor

    result = measure(Extractor.load(), gold, articles=articles, split=split)
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
