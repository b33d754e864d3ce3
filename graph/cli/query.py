"""``realpolitik query …``: questions to a store, as tables with their evidence, or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli import shown
from graph.cli.console import tell, tell_json
from graph.cli.opening import opened
from graph.cli.options import (
    AsJson,
    Days,
    Kinds,
    Limit,
    MinConfidence,
    StoreFile,
    Wording,
    asked_confidence,
    command,
)
from graph.outputs import check_outputs

if TYPE_CHECKING:
    from graph.store import Store
    from graph.window import Window

app = typer.Typer(
    help="Ask a store: who did what to whom, when, and who says so.", no_args_is_help=True
)

_ASSERTED = ("asserted",)


def _answer(
    path: Path, ask: Callable[[Store], Any], show: Callable[[Any], None], as_json: bool
) -> None:
    """Ask a store that is open for reading only, with every other door locked, and show or print
    the answer."""
    with opened(path, locked=True) as store:
        answer = ask(store)
    if as_json:
        tell_json(answer.to_json())
        return
    tell(answer.question, style="bold")
    show(answer)
    for note in (f"covers: {answer.covers}", *answer.notes):
        tell(note, style="dim")


def _window(kinds: Kinds, words: Wording, days: Days | None = None) -> Window:
    return kinds.window(days, words, statuses=_ASSERTED)


@command(
    app,
    examples="realpolitik query connections Turkey --store news.duckdb --since 2025-04-01",
)
def connections(
    actor: Annotated[str, typer.Argument(help="An actor: a name, an id, or words for it.")],
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Show whom an actor deals with: what it did (out) and what was done to it (in)."""
    from graph.query import connections as ask

    window = _window(kinds, words, days)
    _answer(
        store,
        lambda kept: ask(kept, actor, window=window, limit=limit),
        shown.show_connections,
        as_json,
    )


@command(app, examples="realpolitik query between Israel Turkey --store news.duckdb")
def between(
    one: Annotated[str, typer.Argument(help="An actor.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Show what passed between two actors, each direction apart, the newest first."""
    from graph.query import between as ask

    window = _window(kinds, words, days)
    _answer(
        store,
        lambda kept: ask(kept, one, other, window=window, limit=limit),
        shown.show_between,
        as_json,
    )


@command(app, examples="realpolitik query paths Turkey Russia --store news.duckdb --max-hops 2")
def paths(
    one: Annotated[str, typer.Argument(help="Where the paths start.")],
    other: Annotated[str, typer.Argument(help="Where they end.")],
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    max_hops: Annotated[int, typer.Option(help="The longest path, 1 to 5.")] = 3,
    undirected: Annotated[
        bool, typer.Option("--undirected", help="Let a step go against the direction of its event.")
    ] = False,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """Show how two actors are connected through others, step after step in time."""
    from graph.query import paths as ask

    window = _window(kinds, words, days)

    def asked(kept: Store) -> Any:
        return ask(
            kept, one, other, window=window, max_hops=max_hops, limit=limit, directed=not undirected
        )

    _answer(store, asked, shown.show_paths, as_json)


@command(
    app,
    examples="realpolitik query timeline Israel Turkey --store news.duckdb --by month "
    "--plot tone.png",
)
def timeline(
    one: Annotated[str, typer.Argument(help="An actor.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    by: Annotated[str, typer.Option(help="day, week or month.")] = "month",
    plot: Annotated[
        Path | None,
        typer.Option(help="Draw it into this file (.png, .svg, .pdf); needs matplotlib."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show how the tone of a pair went over time, and where it turned."""
    from graph.query import plot_timeline
    from graph.query import timeline as ask

    check_outputs({"the plot": plot}, store=store)
    window = _window(kinds, words, days)

    def asked(kept: Store) -> Any:
        answer = ask(kept, one, other, by=by, window=window)
        if plot is not None:
            plot_timeline(answer, plot)
        return answer

    _answer(store, asked, shown.show_timeline, as_json)


@command(app, examples="realpolitik query rank --store news.duckdb --by betweenness")
def rank(
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    by: Annotated[
        str, typer.Option(help="events given received pagerank betweenness eigenvector.")
    ] = "pagerank",
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Rank the actors by how central they are."""
    from graph.query import rank as ask

    window = _window(kinds, words, days)
    _answer(
        store, lambda kept: ask(kept, by=by, window=window, limit=limit), shown.show_rank, as_json
    )


@command(app, examples="realpolitik query communities --store news.duckdb --level state")
def communities(
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    resolution: Annotated[float, typer.Option(help="Above 1: more and smaller blocs.")] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Show blocs that cooperate, and the conflict between them."""
    from graph.query import communities as ask

    window = _window(kinds, words, days)
    _answer(
        store,
        lambda kept: ask(kept, window=window, resolution=resolution),
        shown.show_communities,
        as_json,
    )


@command(
    app,
    examples="realpolitik query changes --from 2025-04-01 --to 2025-04-30 --store news.duckdb",
)
def changes(
    store: StoreFile,
    kinds: Kinds,
    words: Wording,
    start: Annotated[str, typer.Option("--from", help="First day of the period.")],
    end: Annotated[
        str, typer.Option("--to", help="Its last day; it is compared with the period before it.")
    ],
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Show which dyads are new, gone or turned."""
    from graph.query import changes as ask

    window = _window(kinds, words)
    _answer(
        store,
        lambda kept: ask(kept, start, end, window=window, limit=limit),
        shown.show_changes,
        as_json,
    )


@command(app, examples="realpolitik query mentions Turkey --store news.duckdb")
def mentions(
    actor: Annotated[str, typer.Argument(help="An actor.")],
    store: StoreFile,
    days: Days,
    kinds: Kinds,
    words: Wording,
    limit: Limit = 30,
    as_json: AsJson = False,
) -> None:
    """Show by which words an actor is named, and why they were taken for it."""
    from graph.query import mentions as ask

    window = _window(kinds, words, days)
    _answer(
        store,
        lambda kept: ask(kept, actor, window=window, limit=limit),
        shown.show_mentions,
        as_json,
    )


@command(app, examples="realpolitik query event e-243d12761583e8e0 --store news.duckdb")
def event(
    key: Annotated[str, typer.Argument(help="The id of an event, or of one of its triples.")],
    store: StoreFile,
    words: Wording,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Show all reports of one event, why they are one, and the claims against it."""
    from graph.query import event as ask

    quote, least = words.limit(), asked_confidence(min_confidence)
    _answer(
        store,
        lambda kept: ask(kept, key, quote=quote, min_confidence=least),
        shown.show_event,
        as_json,
    )


@command(
    app,
    examples='realpolitik query sql "SELECT type, count(*) FROM events GROUP BY type" '
    "--store news.duckdb",
)
def sql(
    query: Annotated[
        str,
        typer.Argument(
            help="One SELECT of events, triples, reports, articles, sentences, actors; "
            "SELECT * FROM v1.columns says what is in them."
        ),
    ],
    store: StoreFile,
    limit: Limit = 1000,
    as_json: AsJson = False,
) -> None:
    """Ask in SQL: reading only; other files, extensions and settings are locked away. Sentences are
    told whole where they are asked for."""
    from graph.query import sql as ask

    _answer(store, lambda kept: ask(kept, query, limit=limit), shown.show_table, as_json)


__all__ = ["app"]
