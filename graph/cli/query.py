"""``realpolitik query …``: questions to a store, as tables with their evidence, or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from graph.query.answers import EventLine, Sentence
    from graph.store import Store
    from graph.window import Window

app = typer.Typer(
    help="Ask a store: who did what to whom, when, and who says so.", no_args_is_help=True
)

StoreFile = Annotated[Path, typer.Option("--store", help="The store to ask.")]
Since = Annotated[str | None, typer.Option(help="First day, as in 2025-04-01.")]
Until = Annotated[str | None, typer.Option(help="Last day.")]
Level = Annotated[str, typer.Option(help="actor, or state: everyone under their country.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="Only these event types.")]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status", help="asserted (the default), planned, hypothetical, negated, historical."
    ),
]
MinOutlets = Annotated[int, typer.Option(help="Only events that so many independent outlets tell.")]
Limit = Annotated[int, typer.Option(help="How many rows to show.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print the answer, with all its evidence, as JSON.")
]


def _window(
    since: str | None = None,
    until: str | None = None,
    level: str = "actor",
    types: list[str] | None = None,
    statuses: list[str] | None = None,
    min_outlets: int = 1,
) -> Window:
    from extract.errors import QueryError
    from graph.window import Window

    if level not in ("actor", "state"):
        raise QueryError(f"the level is actor or state, not {level!r}")
    return Window.model_validate(
        {
            "since": since, "until": until, "level": level, "types": tuple(types or ()),
            "statuses": tuple(statuses or ("asserted",)), "min_outlets": min_outlets,
        }
    )  # fmt: skip


def _answer(
    path: Path, ask: Callable[[Store], Any], show: Callable[[Any], None], as_json: bool
) -> None:
    """Ask a store that is open for reading only, with every other door locked, and show or print
    the answer."""
    from graph.store import Store

    with Store(path, read_only=True, locked=True) as store:
        answer = ask(store)
    if as_json:
        typer.echo(answer.to_json())
        return
    _print(f"{answer.question}", style="bold")
    show(answer)
    for note in (f"covers: {answer.covers}", *answer.notes):
        _print(note, style="dim")


def _print(text: str, style: str = "") -> None:
    from rich.text import Text

    from graph.cli.console import answers, plain

    answers().print(Text(plain(text), style=style), soft_wrap=True)


def _table(rows: list[tuple[object, ...]], *columns: str | tuple[str, str]) -> None:
    from rich.text import Text

    from graph.cli.console import answers, plain, table

    if not rows:
        _print("nothing found")
        return
    made = table(None, *columns)
    if columns[-1] in _EVIDENCE:
        made.columns[-1].min_width = 22
    for row in rows:
        made.add_row(*(Text(plain("" if cell is None else str(cell))) for cell in row))
    answers().print(made)


_EVIDENCE = ("sentence", "strongest event", "strongest cooperation", "strongest", "a sentence")


def _said(sentence: Sentence | None) -> str:
    if sentence is None:
        return ""
    where = ", ".join(part for part in (sentence.outlet or sentence.article, sentence.date) if part)
    text = " ".join(sentence.text.split())
    return f"“{text if len(text) <= 240 else text[:239] + '…'}” ({where})"


def _days(first: str | None, last: str | None) -> str:
    return "undated" if first is None else first if first == last else f"{first}\n{last}"


def _voices(line: EventLine) -> str:
    return f"{line.n_outlets} of {line.n_articles}"


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}"


def _events(lines: tuple[EventLine, ...]) -> None:
    rows = [
        (
            line.first or "undated",
            line.words,
            _score(line.score),
            _voices(line),
            _said(line.sentence),
        )
        for line in lines
    ]
    _table(list(rows), "day", "event", ("score", "right"), ("voices", "right"), "sentence")


@app.command(
    epilog="Example:  realpolitik query connections Turkey --store news.duckdb --since 2025-04-01"
)
def connections(
    actor: Annotated[str, typer.Argument(help="An actor: a name, an id, or words for it.")],
    store: StoreFile,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Show whom an actor deals with: what it did (out) and what was done to it (in)."""
    from graph.query import connections as ask

    def show(answer: Any) -> None:
        rows = [
            (
                row.partner_name,
                row.direction,
                row.events,
                _score(row.mean_score),
                _days(row.first, row.last),
                _said(row.strongest.sentence),
            )
            for row in answer.rows
        ]
        _table(
            list(rows),
            "partner",
            "",
            ("events", "right"),
            ("mean score", "right"),
            "days",
            "strongest event",
        )

    window = _window(since, until, level, types, statuses, min_outlets)
    _answer(store, lambda kept: ask(kept, actor, window=window, limit=limit), show, as_json)


@app.command(epilog="Example:  realpolitik query between Israel Turkey --store news.duckdb")
def between(
    one: Annotated[str, typer.Argument(help="An actor.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    store: StoreFile,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Show what passed between two actors, each direction apart, the newest first."""
    from graph.query import between as ask

    def show(answer: Any) -> None:
        for start, end, lines, total in (
            (answer.one_name, answer.other_name, answer.there, answer.there_total),
            (answer.other_name, answer.one_name, answer.back, answer.back_total),
        ):
            _print(f"{start} → {end}: {total} events", style="bold")
            _events(lines)

    window = _window(since, until, level, types, statuses, min_outlets)
    _answer(store, lambda kept: ask(kept, one, other, window=window, limit=limit), show, as_json)


@app.command(
    epilog="Example:  realpolitik query paths Turkey Russia --store news.duckdb --max-hops 2"
)
def paths(
    one: Annotated[str, typer.Argument(help="Where the paths start.")],
    other: Annotated[str, typer.Argument(help="Where they end.")],
    store: StoreFile,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    max_hops: Annotated[int, typer.Option(help="The longest path, 1 to 5.")] = 3,
    undirected: Annotated[
        bool, typer.Option("--undirected", help="Let a step go against the direction of its event.")
    ] = False,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """Show how two actors are connected through others, step after step in time."""
    from graph.query import paths as ask

    def show(answer: Any) -> None:
        if not answer.rows:
            _print("no path found")
        for number, path in enumerate(answer.rows, 1):
            _print(f"{number}. {' → '.join(path.nodes)}", style="bold")
            for hop in path.hops:
                _print(f"   {hop.words}")
                _print(f"      {_said(hop.sentence)}", style="dim")

    window = _window(since, until, level, types, statuses, min_outlets)
    _answer(
        store,
        lambda kept: ask(
            kept, one, other, window=window, max_hops=max_hops, limit=limit, directed=not undirected
        ),
        show,
        as_json,
    )


@app.command(
    epilog="Example:  realpolitik query timeline Israel Turkey --store news.duckdb --by month --plot tone.png"
)
def timeline(
    one: Annotated[str, typer.Argument(help="An actor.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    store: StoreFile,
    by: Annotated[str, typer.Option(help="day, week or month.")] = "month",
    plot: Annotated[
        Path | None,
        typer.Option(help="Draw it into this file (.png, .svg, .pdf); needs matplotlib."),
    ] = None,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    as_json: AsJson = False,
) -> None:
    """Show how the tone of a pair went over time, and where it turned."""
    from graph.query import plot_timeline
    from graph.query import timeline as ask

    def show(answer: Any) -> None:
        rows = [
            (b.start, b.events, b.there, b.back, _score(b.mean_score), _bar(b.mean_score))
            for b in answer.rows
        ]
        there, back = f"{answer.one_name} →", f"{answer.other_name} →"
        _table(
            list(rows),
            answer.by,
            ("events", "right"),
            (there, "right"),
            (back, "right"),
            ("mean score", "right"),
            "tone",
        )
        for turn in answer.turns:
            _print(
                f"turn at {turn.start}: from {_score(turn.before)} to {_score(turn.after)}",
                style="bold",
            )
            if turn.event:
                _print(f"   {turn.event.words}: {_said(turn.event.sentence)}")

    def answered(kept: Store) -> Any:
        answer = ask(
            kept,
            one,
            other,
            by=by,  # type: ignore[arg-type]
            window=_window(since, until, level, types, statuses, min_outlets),
        )
        if plot is not None:
            plot_timeline(answer, plot)
        return answer

    _answer(store, answered, show, as_json)


def _bar(score: float) -> str:
    """Return a bar from -10 to +10 in text."""
    length = round(abs(score) / 2)
    return f"{'█' * length if score < 0 else '':>5}|{'█' * length if score > 0 else ''}"


@app.command(epilog="Example:  realpolitik query rank --store news.duckdb --by betweenness")
def rank(
    store: StoreFile,
    by: Annotated[
        str, typer.Option(help="events given received pagerank betweenness eigenvector.")
    ] = "pagerank",
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Rank the actors by how central they are."""
    from graph.query import rank as ask

    def show(answer: Any) -> None:
        rows = [
            (
                r.name,
                r.events,
                r.given,
                r.received,
                f"{r.pagerank:.4f}",
                "" if r.betweenness is None else f"{r.betweenness:.4f}",
                f"{r.eigenvector:.4f}",
            )
            for r in answer.rows
        ]
        figures = [
            (name, "right")
            for name in ("events", "given", "received", "pagerank", "betweenness", "eigenvector")
        ]
        _table(list(rows), "actor", *figures)
        _print(f"projection: {answer.projection}", style="dim")

    window = _window(since, until, level, types, statuses, min_outlets)
    _answer(store, lambda kept: ask(kept, by=by, window=window, limit=limit), show, as_json)


@app.command(epilog="Example:  realpolitik query communities --store news.duckdb --level state")
def communities(
    store: StoreFile,
    resolution: Annotated[float, typer.Option(help="Above 1: more and smaller blocs.")] = 1.0,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    as_json: AsJson = False,
) -> None:
    """Show blocs that cooperate, and the conflict between them."""
    from graph.query import communities as ask

    def show(answer: Any) -> None:
        rows = [
            (
                b.number,
                ", ".join(b.names),
                b.events,
                _score(b.mean_score),
                _said(b.strongest.sentence if b.strongest else None),
            )
            for b in answer.rows
        ]
        _table(
            list(rows),
            ("bloc", "right"),
            "members",
            ("events", "right"),
            ("mean score", "right"),
            "strongest cooperation",
        )
        hostile = [
            (f"{c.actor} → {c.target}", c.events, _score(c.mean_score), _said(c.strongest.sentence))
            for c in answer.conflicts
        ]
        if hostile:
            _table(
                list(hostile), "conflict", ("events", "right"), ("mean score", "right"), "strongest"
            )
        _print(f"projection: {answer.projection}; modularity {answer.modularity:.2f}", style="dim")

    window = _window(since, until, level, types, statuses, min_outlets)
    _answer(store, lambda kept: ask(kept, window=window, resolution=resolution), show, as_json)


@app.command(
    epilog="Example:  realpolitik query changes --from 2025-04-01 --to 2025-04-30 --store news.duckdb"
)
def changes(
    store: StoreFile,
    start: Annotated[str, typer.Option("--from", help="First day of the period.")],
    end: Annotated[
        str, typer.Option("--to", help="Its last day; it is compared with the period before it.")
    ],
    level: Level = "actor",
    types: Types = None,
    statuses: Statuses = None,
    min_outlets: MinOutlets = 1,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Show which dyads are new, gone or turned."""
    from graph.query import changes as ask

    def show(answer: Any) -> None:
        rows = [
            (
                r.kind, f"{r.actor_name} → {r.target_name}", f"{r.events_before} → {r.events_after}",
                f"{_score(r.before) or '–'} → {_score(r.after) or '–'}", _said(r.strongest.sentence),
            )
            for r in answer.rows
        ]  # fmt: skip
        _table(list(rows), "", "dyad", "events", "mean score", "strongest event")
        _print(f"before: {answer.before[0]} to {answer.before[1]}", style="dim")

    window = _window(None, None, level, types, statuses, min_outlets)
    _answer(store, lambda kept: ask(kept, start, end, window=window, limit=limit), show, as_json)


@app.command(epilog="Example:  realpolitik query mentions Turkey --store news.duckdb")
def mentions(
    actor: Annotated[str, typer.Argument(help="An actor.")],
    store: StoreFile,
    since: Since = None,
    until: Until = None,
    level: Level = "actor",
    statuses: Statuses = None,
    limit: Limit = 30,
    as_json: AsJson = False,
) -> None:
    """Show by which words an actor is named, and why they were taken for it."""
    from graph.query import mentions as ask

    def show(answer: Any) -> None:
        rows = [
            (f.text, f.resolved_by, f.times, f.as_actor, f.as_target, _said(f.sentence))
            for f in answer.rows
        ]
        figures = [("times", "right"), ("acting", "right"), ("acted on", "right")]
        _table(list(rows), "words", "resolved by", *figures, "a sentence")

    window = _window(since, until, level, None, statuses)
    _answer(store, lambda kept: ask(kept, actor, window=window, limit=limit), show, as_json)


@app.command(epilog="Example:  realpolitik query event e-243d12761583e8e0 --store news.duckdb")
def event(
    key: Annotated[str, typer.Argument(help="The id of an event, or of one of its triples.")],
    store: StoreFile,
    as_json: AsJson = False,
) -> None:
    """Show all reports of one event, why they are one, and the claims against it."""
    from graph.query import event as ask

    def show(answer: Any) -> None:
        _print(answer.event.words)
        for line in answer.why:
            _print(f"  {line}", style="dim")
        for sentence in answer.reports:
            _print(f"{sentence.triple}: {_said(sentence)}")
        for claim in answer.contradicted_by:
            _print(f"against it: {claim.words}: {_said(claim.sentence)}", style="bold")

    _answer(store, lambda kept: ask(kept, key), show, as_json)


@app.command(
    epilog='Example:  realpolitik query sql "SELECT type, count(*) FROM events GROUP BY type" --store news.duckdb'
)
def sql(
    query: Annotated[
        str,
        typer.Argument(help="One SELECT of articles, sentences, triples, events, actors, reports."),
    ],
    store: StoreFile,
    limit: Limit = 1000,
    as_json: AsJson = False,
) -> None:
    """Ask in SQL: reading only; other files, extensions and settings are locked away."""
    from graph.query import sql as ask

    _answer(
        store,
        lambda kept: ask(kept, query, limit=limit),
        lambda a: _table(list(a.rows), *a.columns),
        as_json,
    )


__all__ = ["app"]
