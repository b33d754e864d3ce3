"""``realpolitik view``: look at what a store holds. ``realpolitik settings``: what holds here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.console import Sheet, say, tell_json
from graph.cli.opening import opened
from graph.cli.options import AsJson, Days, Kinds, StoreFile, Wording, command
from graph.outputs import check_outputs

app = typer.Typer()


@command(
    app,
    examples=(
        "realpolitik view --store news.duckdb -o graph.html --since 2025-04-01 --level state",
        "realpolitik view --store news.duckdb --focus Turkey --open",
    ),
)
def view(
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The page to write, or - for standard output.")
    ] = Path("graph.html"),
    title: Annotated[str | None, typer.Option(help="The page's headline.")] = None,
    focus: Annotated[str | None, typer.Option(help="An actor to start from.")] = None,
    hops: Annotated[int, typer.Option(help="With --focus: how many steps from it.", min=1)] = 1,
    budget: Annotated[
        int | None, typer.Option(help="How many actors to draw at most (400).", min=1)
    ] = None,
    moving: Annotated[bool, typer.Option(help="Let the layout move.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Write the page of what a store holds, with the same filters as the queries."""
    from extract.settings import gather_settings
    from graph.cli.build import write_page
    from graph.view import EventGraph
    from graph.window import STATUSES

    check_outputs({"the page": output}, store=store)
    # The page draws planned and denied events differently and lets its reader filter them, so it is
    # given all.
    window = kinds.window(days, words, statuses=STATUSES)
    with opened(store) as kept:
        graph = EventGraph.within(kept, window, actors=[focus] if focus else (), hops=hops)
    budget = gather_settings({"budget": budget}).budget
    write_page(graph, output, title=title, budget=budget, moving=moving, focus=focus)
    if str(output) == "-":
        return
    say(f"The graph is in {output}.")
    if open_it:
        typer.launch(output.resolve().as_uri())


@command(app, examples="realpolitik settings --json")
def settings(as_json: AsJson = False) -> None:
    """Print the settings that hold in this folder: environment first, then realpolitik.toml, then
    defaults."""
    from extract.settings import gather_settings

    gathered = gather_settings()
    if as_json:
        tell_json(gathered.record(), indent=1)
        return
    shown = Sheet("Settings", "setting", "value")
    for name, value in gathered.record().items():
        shown.add(name, "-" if value is None else value)
    shown.show()


__all__ = ["app"]
