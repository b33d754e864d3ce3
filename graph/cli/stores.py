"""``realpolitik export``, ``withdraw`` and ``judge``: what comes out of a store, and what is
corrected in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.errors import QueryError
from graph.cli.console import say, tell_json
from graph.cli.opening import opened, opened_to_change
from graph.cli.options import AsJson, Days, Kinds, StoreFile, Wording, command
from graph.outputs import check_outputs

if TYPE_CHECKING:
    from graph.store import Store, Verdict

app = typer.Typer()


@command(
    app,
    examples=(
        "realpolitik export --store news.duckdb --format jsonl -o -",
        "realpolitik export --store news.duckdb -o april.gexf --since 2025-04-01 "
        "--until 2025-04-30",
    ),
)
def export(
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The file to write, or - for standard output.")
    ] = Path("-"),
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            help="jsonl csv node-link graphml gexf jsonld turtle parquet cypher; "
            "else the file's ending says."
        ),
    ] = None,
) -> None:
    """Write what a store holds: triples (jsonl, parquet) or events (the other formats)."""
    from graph.export import export_events, export_text, format_of

    check_outputs({"the export": output}, store=store)
    to_file = str(output) != "-"
    chosen = format_of(output, format if to_file else format or "jsonl")
    window = kinds.window(days, words, statuses=(), level="actor")
    with opened(store) as kept:
        if to_file:
            export_events(kept, output, chosen, window=window)
            say(f"written: {output}")
        else:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", newline="")
            export_text(kept, sys.stdout, chosen, window=window)


@command(
    app,
    examples=(
        "realpolitik withdraw --article a-81d0c2e6f3aa --store news.duckdb",
        'realpolitik withdraw --outlet "The Daily Rumour" --store news.duckdb',
    ),
)
def withdraw(
    store: StoreFile,
    articles: Annotated[
        list[str] | None, typer.Option("--article", help="Id of an article; may be given again.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="An outlet, with all its articles.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take articles out again, with everything that rests on them alone."""
    if not articles and not outlet:
        raise QueryError("say what to withdraw: --article ID or --outlet NAME")
    with opened_to_change(store) as kept:
        close(kept.withdraw(article=articles, outlet=outlet)._asdict(), as_json)


@command(
    app,
    examples=(
        "realpolitik judge different t-5f2c9a41d07b t-81d0c2e6f3aa --store news.duckdb",
        "realpolitik judge undo v-0dc821bfc9ba --store news.duckdb",
        "realpolitik judge list --store news.duckdb",
    ),
)
def judge(
    verdict: Annotated[
        str,
        typer.Argument(
            help="same, different (two triples); reject, accept (one); undo (a verdict); list."
        ),
    ],
    store: StoreFile,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Ids of triples, or of the verdict to undo.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    as_json: AsJson = False,
) -> None:
    """Correct the merging: say which reports are, or are not, the same event. Verdicts hold through
    later runs."""
    with opened(store) if verdict == "list" else opened_to_change(store) as kept:
        found = _judged(kept, verdict, ids or [], note)
    if as_json:
        tell_json([one._asdict() for one in found])
        return
    for one in found:
        say(" ".join(part for part in one if part))


def _judged(store: Store, verdict: str, ids: list[str], note: str | None) -> list[Verdict]:
    """Return the verdict given, or all that hold after one is taken back or without a change."""
    if verdict == "list":
        return store.verdicts()
    if verdict == "undo":
        if not ids:
            raise QueryError("give the id of the verdict to undo; `judge list` has them")
        for key in ids:
            store.unjudge(key)
        return store.verdicts()
    if not 1 <= len(ids) <= 2:
        raise QueryError("give the ids of one or two triples")
    return [store.judge(verdict, ids[0], ids[1] if len(ids) == 2 else None, note)]


def close(figures: dict[str, Any], as_json: bool) -> None:
    """Show what a command did to a store: as JSON, or in one line."""

    if as_json:
        tell_json(figures)
        return
    shown = {key: value for key, value in figures.items() if value or isinstance(value, int)}
    say("; ".join(f"{key} {_figure(value)}" for key, value in shown.items()))


def _figure(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{reason}: {count}" for reason, count in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


__all__ = ["app", "close"]
