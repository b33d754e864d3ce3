"""``realpolitik view``: look at what a store holds. ``realpolitik settings``: what holds here."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


class Level(StrEnum):
    """Whom a node stands for."""

    ACTOR = "actor"
    STATE = "state"


@app.command(
    epilog="Examples:  realpolitik view --store news.duckdb -o graph.html --since 2025-04-01 --level state   ·   "
    "realpolitik view --store news.duckdb --focus Turkey --open"
)
def view(
    store: Annotated[Path, typer.Option(help="The store to look at.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "graph.html"
    ),
    title: Annotated[str | None, typer.Option(help="The page's headline.")] = None,
    since: Annotated[str | None, typer.Option(help="First day, as in 2025-04-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    level: Annotated[
        Level, typer.Option(help="actor, or state: everyone under their country.")
    ] = Level.ACTOR,
    focus: Annotated[str | None, typer.Option(help="An actor to start from.")] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only these event types.")
    ] = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            help="Only asserted, planned, hypothetical, negated or historical events (all; the page tells them apart).",
        ),
    ] = None,
    min_outlets: Annotated[
        int, typer.Option(help="Only events that so many independent outlets tell.")
    ] = 1,
    hops: Annotated[int, typer.Option(help="With --focus: how many steps from it.")] = 1,
    budget: Annotated[int, typer.Option(help="How many actors to draw at most.")] = 400,
    moving: Annotated[bool, typer.Option(help="Let the layout move.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Write the page of what a store holds, with the same filters as the queries."""
    from graph.cli.console import check_writable, messages
    from graph.store import Store
    from graph.view import EventGraph
    from graph.window import STATUSES

    check_writable(output)
    with Store(store, read_only=True) as kept:
        graph = EventGraph.from_store(
            kept,
            since=since,
            until=until,
            level=level.value,
            types=types,
            # The page draws planned and denied events differently and lets its reader filter them,
            # so it is given all.
            statuses=tuple(statuses or STATUSES),
            min_outlets=min_outlets,
            actors=[focus] if focus else None,
            hops=hops,
        )
    graph.to_html(output, title=title, budget=budget, moving=moving, focus=focus)
    messages().print(f"The graph is in [bold]{output}[/bold].", soft_wrap=True)
    if open_it:
        typer.launch(output.resolve().as_uri())


@app.command(epilog="Example:  realpolitik settings --json")
def settings(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for a program to read.")
    ] = False,
) -> None:
    """Print the settings that hold in this folder: environment first, then realpolitik.toml, then
    defaults."""
    from extract.settings import gather_settings

    gathered = gather_settings()
    if as_json:
        typer.echo(gathered.model_dump_json(indent=1))
        return
    from graph.cli.console import answers, table

    shown = table("Settings", "setting", "value")
    for name, value in gathered.model_dump(mode="json").items():
        shown.add_row(name, "-" if value is None else str(value))
    answers().print(shown)


__all__ = ["app"]
