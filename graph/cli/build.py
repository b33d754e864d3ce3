"""``realpolitik build`` and ``realpolitik extract``: articles in; a page, a store, triples out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from extract.extractor import Extractor
    from extract.report import Reading, RunReport
    from extract.settings import Settings

app = typer.Typer()

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Articles: .txt .md .html .jsonl .csv files, folders of them, or - for standard input."
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        help="An installed spaCy pipeline that speaks Universal Dependencies, instead of ours."
    ),
]
Frames = Annotated[
    Path | None, typer.Option(help="A file with event types and frames of your own.")
]
Verdicts = Annotated[
    Path | None, typer.Option(help="Your reviewed file of who is the same actor, and who is not.")
]
Metonyms = Annotated[
    bool | None,
    typer.Option(
        "--metonyms/--no-metonyms",
        help="Let capitals and palaces stand for their states (they do).",
    ),
]
Report = Annotated[Path | None, typer.Option(help="Write the run report (JSON) here.")]


@app.command(
    epilog="Examples:  realpolitik build seeds/articles -o graph.html   ·   "
    "realpolitik build news/ -o graph.html --store news.duckdb --report report.json"
)
def build(
    sources: Sources,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "graph.html"
    ),
    store: Annotated[
        Path | None,
        typer.Option(help="Keep articles and triples in this file, and draw all it holds."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The page's headline.")] = None,
    level: Annotated[
        str | None,
        typer.Option(help="actor (the default), or state: everyone under their country."),
    ] = None,
    report: Report = None,
    model: Model = None,
    frames: Frames = None,
    verdicts: Verdicts = None,
    metonyms: Metonyms = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the closing figures as JSON.")
    ] = False,
) -> None:
    """Read articles and make the interactive graph: one HTML file that opens offline."""
    from graph.cli.console import check_writable, messages
    from graph.view import EventGraph
    from graph.window import STATUSES

    for path in (output, report, store):
        if path is not None:
            check_writable(path)
    run = _Run(
        sources, model=model, frames=frames, verdicts=verdicts, metonyms=metonyms, level=level
    )
    settings = run.settings
    if store is None:
        readings = list(run.readings())
        graph = EventGraph.from_triples(
            [t for r in readings for t in r.triples],
            [r.article for r in readings],
            level=settings.level,
            statuses=STATUSES,
        )
    else:
        from graph.store import Store

        with Store(store) as kept:
            for batch in _in_batches(run.readings(), 32):
                kept.add_readings(batch)
            graph = EventGraph.from_store(kept, level=settings.level, statuses=STATUSES)
    graph.to_html(output, title=title, budget=settings.budget)
    run.finish(report)
    if as_json:
        typer.echo(
            json.dumps(
                {**run.report.to_dict(), "articles": None, "page": str(output)}, ensure_ascii=False
            )
        )
    else:
        _close(run.report)
        messages().print(
            f"\nThe graph is in [bold]{output}[/bold]: open it in a browser.", soft_wrap=True
        )


@app.command(
    epilog="Examples:  realpolitik extract news/ -o triples.jsonl   ·   "
    "cat article.txt | realpolitik extract - -o - | jq .action.type"
)
def extract(
    sources: Sources,
    output: Annotated[
        str, typer.Option("-o", "--output", help="JSON Lines file, or - for standard output.")
    ] = "-",
    report: Report = None,
    model: Model = None,
    frames: Frames = None,
    verdicts: Verdicts = None,
    metonyms: Metonyms = None,
) -> None:
    """Read articles and write their triples, one JSON object a line."""
    from graph.cli.console import check_writable, whole_file

    if report is not None:
        check_writable(report)
    if output != "-":
        check_writable(Path(output))
    run = _Run(sources, model=model, frames=frames, verdicts=verdicts, metonyms=metonyms)
    if output == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream here
        _write_triples(run.readings(), sys.stdout)
        run.finish(report)
        return
    with whole_file(Path(output)) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        _write_triples(run.readings(), file)
    run.finish(report)
    _close(run.report)


def _write_triples(readings: Iterable[Reading], file: TextIO) -> None:
    for reading in readings:
        for triple in reading.triples:
            file.write(triple.to_json() + "\n")
        file.flush()


class _Run:
    """One run over the sources: loads the extractor, shows progress, keeps the report."""

    def __init__(self, sources: list[str], **flags: Any) -> None:
        from extract.report import RunReport
        from extract.settings import gather_settings

        self._sources = sources
        self.settings = gather_settings(flags)
        self._problems: list[Any] = []
        self.report: RunReport = RunReport()
        self.report.settings = {"sources": sources, **self.settings.model_dump(mode="json")}

    def readings(self) -> Iterator[Reading]:
        from extract.articles import read_articles
        from graph.cli.console import watched

        articles = list(read_articles(self._sources, problems=self._problems))
        extractor = _load(self.settings)
        began = time.perf_counter()
        for reading in watched(
            extractor.readings(articles), "reading articles", total=len(articles)
        ):
            self.report.add(reading)
            yield reading
        self.report.seconds = time.perf_counter() - began

    def finish(self, report: Path | None) -> None:
        from rich.text import Text

        from graph.cli.console import messages, plain, whole_file

        self.report.add_problems(self._problems)
        console = messages()
        for problem in self.report.problems[:20]:
            line = f", line {problem['line']}" if problem["line"] else ""
            console.print(
                Text.assemble(
                    ("left out: ", "yellow"),
                    plain(f"{problem['source']}{line}: {problem['reason']}"),
                )
            )
        if len(self.report.problems) > 20:
            console.print(
                f"… and {len(self.report.problems) - 20} more; --report FILE names them all"
            )
        if report is not None:
            with whole_file(report) as part:
                part.write_text(
                    json.dumps(self.report.to_dict(), ensure_ascii=False, indent=1) + "\n",
                    encoding="utf-8",
                )


def _load(settings: Settings) -> Extractor:
    from extract.extractor import Extractor

    return Extractor.load(**settings.extraction())


def _in_batches(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _close(report: RunReport) -> None:
    from rich.text import Text

    from graph.cli.console import messages, plain, table

    figures = table(None, "", ("", "right"))
    for name, value in report.totals().items():
        figures.add_row(name, f"{value:,}")
    messages().print(figures)
    dyads = report.strongest_dyads()
    if dyads:
        strongest = table(
            "Strongest dyads", "actor", "target", ("triples", "right"), ("mean score", "right")
        )
        for actor, target, count, score in dyads:
            strongest.add_row(Text(plain(actor)), Text(plain(target)), str(count), f"{score:+.1f}")
        messages().print(strongest)


__all__ = ["app"]
