"""``realpolitik add``, ``import`` and ``recode``: what goes into a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.errors import InputError
from graph.cli.console import Bar, say, say_problems
from graph.cli.opening import opened_to_change
from graph.cli.options import AsJson, Form, Reader, Replace, ReportFile, StoreFile, Unsaid, command
from graph.cli.stores import close
from graph.outputs import check_outputs

if TYPE_CHECKING:
    from graph.imports import Imported
    from graph.store import Store

app = typer.Typer()

_TRIPLES = (".parquet",)
_LINES = (".jsonl", ".ndjson")
_SHOWN_REFUSALS = 20


@command(
    app,
    examples=(
        "realpolitik add today/ --store news.duckdb",
        "realpolitik add triples.jsonl more.parquet --store news.duckdb",
    ),
)
def add(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Articles (files, folders, -), or ready triples: .jsonl, .parquet."),
    ],
    store: StoreFile,
    reader: Reader,
    unsaid: Unsaid,
    form: Form,
    replace: Replace = False,
    report: ReportFile = None,
    as_json: AsJson = False,
) -> None:
    """Add articles, or triples made elsewhere, to a store. What is stored already is left as it
    is."""
    from graph.run import Run
    from graph.store import Store

    outputs = {"the report": report}
    check_outputs(outputs, store=store, sources=sources, reads=reader.files())
    ready = [source for source in sources if holds_triples(source)]
    articles = [source for source in sources if source not in ready]
    figures: dict[str, Any] = {
        "articles": 0, "triples": 0, "known": 0, "rejected": 0, "unsure": 0,
        "conflicts": [], "replaced": [],
    }  # fmt: skip
    own = [path for path in (store, report) if path is not None]
    asked = {**reader.flags(), **form.flags()}
    run = Run("add", articles, watch=Bar(), own=own, unsaid=unsaid.known(), **asked)
    with Store(store) as kept:
        for source in ready:
            _load(kept, source, figures, run.settings.min_confidence)
        if articles:
            done = run.keep(kept, replace=replace)
            figures["articles"] = done.articles
            figures["triples"] += done.triples
            figures["known"] += done.unchanged
            figures |= {"conflicts": list(done.changed), "replaced": list(done.replaced)}
    say_problems(run.report)
    if articles:
        run.finish(report)
    close(figures, as_json)
    if not articles:
        _check_use(figures)


def _check_use(figures: dict[str, Any]) -> None:
    """Raise InputError where every row was refused."""
    used = ("triples", "known", "unsure", "dropped")
    if figures["rejected"] and not any(figures.get(name) for name in used):
        raise InputError(
            "none of the rows could be read: see why above, and in the store's table rejects"
        )


def _load(store: Store, source: Path, figures: dict[str, Any], least: float) -> None:
    loaded = store.load(source, min_confidence=least)
    figures["triples"] += loaded.added
    figures["known"] += loaded.known
    figures["rejected"] += loaded.rejected
    figures["unsure"] += loaded.unsure
    if loaded.rejected:
        say(
            f"{source}: {loaded.rejected} of {loaded.rows} rows refused; "
            "the table rejects has the reasons"
        )


def holds_triples(path: Path) -> bool:
    """Tell whether a file holds triples: by its ending, or by the keys of its first line."""
    if path.suffix in _TRIPLES:
        return True
    if path.suffix not in _LINES or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        keys = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(keys, dict) and {"action", "sentence", "article"} <= set(keys)


@command(app, "import", examples="realpolitik import gdelt 20250409.export.CSV --store news.duckdb")
def import_(
    origin: Annotated[
        str, typer.Argument(help="gdelt, polecat (NGEC too), icews, acled or phoenix.")
    ],
    files: Annotated[
        list[Path], typer.Argument(help="Files of coded events, also zipped as they are given.")
    ],
    store: StoreFile,
    as_json: AsJson = False,
) -> None:
    """Add events that others coded; their origin and their own rows are kept."""
    from graph.imports import import_events
    from graph.store import Store

    figures: dict[str, Any] = {"rows": 0, "triples": 0, "known": 0, "dropped": {}, "rejected": 0}
    with Store(store) as kept:
        for file in files:
            done = import_events(kept, file, origin)
            _count(figures, done)
            _say_refused(file, done)
    close(figures, as_json)
    _check_use(figures)


def _count(figures: dict[str, Any], done: Imported) -> None:
    figures["rows"] += done.rows
    figures["triples"] += done.added
    figures["known"] += done.known
    figures["rejected"] += len(done.rejects)
    for reason, count in done.dropped.items():
        figures["dropped"][reason] = figures["dropped"].get(reason, 0) + count


def _say_refused(file: Path, done: Imported) -> None:

    for line, reason in done.rejects[:_SHOWN_REFUSALS]:
        say(f"refused: {file}, line {line}: {reason}")
    if len(done.rejects) > _SHOWN_REFUSALS:
        more = len(done.rejects) - _SHOWN_REFUSALS
        say(f"… and {more} more; the table rejects has them all")


@command(app, examples="realpolitik recode --store news.duckdb")
def recode(store: StoreFile, reader: Reader, as_json: AsJson = False) -> None:
    """Read the stored articles again, after an upgrade, an edited frame or a verdict; new triples
    replace the old."""
    from graph.run import Run

    run = Run("recode", watch=Bar(), **reader.flags())
    with opened_to_change(store) as kept:
        done = run.recode(kept)
    say_problems(run.report)
    close(done._asdict(), as_json)


__all__ = ["app"]
