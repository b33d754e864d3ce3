"""``realpolitik build`` and ``realpolitik extract``: articles in; a page, a store, triples out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.errors import InputError
from graph.cli.console import Bar, Sheet, say, say_problems, tell_json
from graph.cli.options import (
    AsJson,
    Form,
    Reader,
    Replace,
    ReportFile,
    Sources,
    Unsaid,
    Wording,
    command,
)
from graph.outputs import check_outputs
from graph.quoting import held_back

if TYPE_CHECKING:
    from extract.report import Reading, RunReport
    from graph.run import Run
    from graph.view import EventGraph

app = typer.Typer()

_NAMED = 20
"""So many articles are told by name."""


@command(
    app,
    examples=(
        "realpolitik build seeds/articles -o graph.html",
        "realpolitik build news/ -o graph.html --store news.duckdb --report report.json",
    ),
)
def build(
    sources: Sources,
    reader: Reader,
    unsaid: Unsaid,
    form: Form,
    words: Wording,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The page to write, or - for standard output.")
    ] = Path("graph.html"),
    store: Annotated[
        Path | None,
        typer.Option(help="Keep articles and triples in this file, and draw all it holds."),
    ] = None,
    replace: Replace = False,
    title: Annotated[str | None, typer.Option(help="The page's headline.")] = None,
    level: Annotated[
        str | None,
        typer.Option(help="actor (the default), or state: everyone under their country."),
    ] = None,
    report: ReportFile = None,
    as_json: AsJson = False,
) -> None:
    """Read articles and make the interactive graph: one HTML file that opens offline."""
    from graph.run import Run

    outputs = {"the page": output, "the report": report}
    check_outputs(outputs, store=store, sources=sources, reads=reader.files())
    own = [path for path in (output, report, store) if path is not None]
    asked = {**reader.flags(), **form.flags(), "level": level, "quote": words.limit()}
    run = Run("build", sources, watch=Bar(), own=own, unsaid=unsaid.known(), **asked)
    graph = _drawn(run, store, replace=replace, quote=words.limit())
    say_problems(run.report)
    run.finish(report)
    write_page(graph, output, title=title, budget=run.settings.budget)
    if as_json:
        tell_json({**run.report.head(), "articles": None, "page": str(output)})
        return
    close(run.report)
    if str(output) != "-":
        say(f"\nThe graph is in {output}: open it in a browser.")


def _drawn(run: Run, store: Path | None, *, replace: bool, quote: int | None) -> EventGraph:
    """Read what the run is to read, and return the graph of it, or of all that the store holds."""
    from graph.store import Store
    from graph.view import EventGraph
    from graph.window import STATUSES

    level, least = run.settings.level, run.settings.min_confidence
    if store is None:
        readings = list(run.readings())
        return EventGraph.from_triples(
            [triple for reading in readings for triple in reading.triples],
            [reading.article for reading in readings],
            level=level,
            statuses=STATUSES,
            quote=quote,
            min_confidence=least,
        )
    with Store(store) as kept:
        run.keep(kept, replace=replace)
        return EventGraph.from_store(
            kept, level=level, statuses=STATUSES, quote=quote, min_confidence=least
        )


def write_page(graph: EventGraph, output: Path, **options: Any) -> None:
    """Write the page of a graph to a file, or to standard output where that is asked for."""
    if str(output) == "-":
        sys.stdout.write(str(graph.to_html(**options)))
    else:
        graph.to_html(output, **options)


@command(
    app,
    examples=(
        "realpolitik extract news/ -o triples.jsonl",
        "realpolitik extract news/ -o triples.jsonl --resume",
        "cat article.txt | realpolitik extract - -o - | jq .action.type",
        "realpolitik extract article.txt --date 2025-04-10 --outlet Post",
    ),
)
def extract(
    sources: Sources,
    reader: Reader,
    unsaid: Unsaid,
    form: Form,
    words: Wording,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="JSON Lines file, or - for standard output.")
    ] = Path("-"),
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with a run that was interrupted (needs -o FILE)."),
    ] = False,
    report: ReportFile = None,
) -> None:
    """Read articles and write their triples, one JSON object a line."""
    from graph.run import Run

    outputs = {"the triples": output, "the report": report}
    check_outputs(outputs, sources=sources, reads=reader.files())
    own = [path for path in (output, report) if path is not None]
    asked = {**reader.flags(), **form.flags(), "quote": words.limit()}
    run = Run("extract", sources, watch=Bar(), own=own, unsaid=unsaid.known(), **asked)
    if str(output) == "-":
        if resume:
            raise InputError("--resume needs a file to go on with: -o triples.jsonl")
        for reading in run.readings():
            sys.stdout.writelines(_lines(reading, words.limit()))
            sys.stdout.flush()
        say_problems(run.report)
        run.finish(report)
        return
    _write_file(run, output, words.limit(), report, resume=resume)
    close(run.report)


def _write_file(
    run: Run, output: Path, quote: int | None, report: Path | None, *, resume: bool
) -> None:
    from graph.resuming import Unfinished

    with Unfinished(output, resume=resume) as file:
        if resume:
            say(f"{file.before:,} articles were read before the interruption; going on")
        for reading in run.readings(without=file.fresh):
            file.write(reading, _lines(reading, quote))
        say_problems(run.report)
        run.finish(report, nothing_is_well=file.before > 0)


def _lines(reading: Reading, quote: int | None) -> Iterator[str]:
    for triple in reading.triples:
        yield held_back(triple, quote).to_json() + "\n"


def close(report: RunReport) -> None:
    """Show the closing figures: totals, what a store made of the articles, the strongest dyads."""

    figures = Sheet(None, "", ("", "right"))
    for name, value in report.totals().items():
        figures.add(name, f"{value:,}")
    figures.show(on_error=True)
    changed = report.named_aside("changed")
    if changed:
        say(
            f"{', '.join(changed[:20])}{' …' if len(changed) > 20 else ''}: stored with another "
            "text, which was left as it is; --replace lets the new text take its place",
            "changed: ",
            "yellow",
        )
    _say_versions(report)
    dyads = report.strongest_dyads()
    if dyads:
        columns = ("actor", "target", ("triples", "right"), ("mean score", "right"))
        strongest = Sheet("Strongest dyads", *columns)
        for actor, target, count, score in dyads:
            strongest.add(actor, target, count, f"{score:+.1f}")
        strongest.show(on_error=True)


_VERSIONS = (
    ("replaced", "a newer version, or another text that was given, took their place"),
    ("older", "left out: a newer version of them is there"),
)


def _say_versions(report: RunReport) -> None:
    """Tell which articles gave way to another version of them."""
    for why, told in _VERSIONS:
        named = report.named_aside(why)
        if named:
            more = " …" if len(named) > _NAMED else ""
            say(f"{', '.join(named[:_NAMED])}{more}: {told}", f"{why}: ", "yellow")


__all__ = ["app", "close", "write_page"]
