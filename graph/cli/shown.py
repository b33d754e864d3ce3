"""The answers of ``realpolitik query`` as a reader sees them: tables and lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.cli.console import Sheet, is_terminal, tell
from graph.wording import counted

if TYPE_CHECKING:
    from graph.query import (
        Between,
        Changes,
        Communities,
        Connections,
        Happening,
        Mentions,
        Paths,
        Ranking,
        SqlRows,
        Timeline,
    )
    from graph.query.answers import EventLine, Evidence

_QUOTED = 240  # characters of a sentence on a terminal


def show_connections(answer: Connections) -> None:
    """Show partners, with what passed and the strongest event."""
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
    figures = (("events", "right"), ("mean score", "right"))
    _sheet(rows, "partner", "", *figures, "days", "strongest event")


def show_between(answer: Between) -> None:
    """Show the events of each direction."""

    for start, end, lines, total in (
        (answer.one_name, answer.other_name, answer.there, answer.there_total),
        (answer.other_name, answer.one_name, answer.back, answer.back_total),
    ):
        tell(f"{start} → {end}: {counted(total, 'event')}", style="bold")
        _events(lines)


def show_paths(answer: Paths) -> None:
    """Show each path, step by step."""

    if not answer.rows:
        tell("no path found")
    for number, path in enumerate(answer.rows, 1):
        tell(f"{number}. {' → '.join(path.nodes)}", style="bold")
        for hop in path.hops:
            tell(f"   {hop.words}")
            tell(f"      {_said(hop.sentence)}", style="dim")


def show_timeline(answer: Timeline) -> None:
    """Show the buckets with a bar of their tone, and the turns."""

    rows = [
        (b.start, b.events, b.there, b.back, _score(b.mean_score), _bar(b.mean_score))
        for b in answer.rows
    ]
    there, back = f"{answer.one_name} →", f"{answer.other_name} →"
    figures = [(name, "right") for name in ("events", there, back, "mean score")]
    _sheet(rows, answer.by, *figures, "tone")
    for turn in answer.turns:
        tell(
            f"turn at {turn.start}: from {_score(turn.before)} to {_score(turn.after)}",
            style="bold",
        )
        if turn.event:
            tell(f"   {turn.event.words}: {_said(turn.event.sentence)}")


def show_rank(answer: Ranking) -> None:
    """Show the actors with all their centralities."""

    rows = [
        (
            row.name,
            row.events,
            row.given,
            row.received,
            f"{row.pagerank:.4f}",
            "" if row.betweenness is None else f"{row.betweenness:.4f}",
            f"{row.eigenvector:.4f}",
        )
        for row in answer.rows
    ]
    names = ("events", "given", "received", "pagerank", "betweenness", "eigenvector")
    _sheet(rows, "actor", *((name, "right") for name in names))
    tell(f"projection: {answer.projection}", style="dim")


def show_communities(answer: Communities) -> None:
    """Show the blocs, and the conflict between them."""

    blocs = [
        (
            bloc.number,
            ", ".join(bloc.names),
            bloc.events,
            _score(bloc.mean_score),
            _said(bloc.strongest.sentence if bloc.strongest else None),
        )
        for bloc in answer.rows
    ]
    figures = (("events", "right"), ("mean score", "right"))
    _sheet(blocs, ("bloc", "right"), "members", *figures, "strongest cooperation")
    hostile = [
        (f"{c.actor} → {c.target}", c.events, _score(c.mean_score), _said(c.strongest.sentence))
        for c in answer.conflicts
    ]
    if hostile:
        _sheet(hostile, "conflict", *figures, "strongest")
    tell(f"projection: {answer.projection}; modularity {answer.modularity:.2f}", style="dim")


def show_changes(answer: Changes) -> None:
    """Show what is new, gone and turned."""

    rows = [
        (
            row.kind,
            f"{row.actor_name} → {row.target_name}",
            f"{row.events_before} → {row.events_after}",
            f"{_score(row.before) or '–'} → {_score(row.after) or '–'}",
            _said(row.strongest.sentence),
        )
        for row in answer.rows
    ]
    _sheet(rows, "", "dyad", "events", "mean score", "strongest event")
    tell(f"before: {answer.before[0]} to {answer.before[1]}", style="dim")


def show_mentions(answer: Mentions) -> None:
    """Show the words that stood for an actor."""
    rows = [
        (f.text, f.resolved_by, f.times, f.as_actor, f.as_target, _said(f.sentence))
        for f in answer.rows
    ]
    figures = [(name, "right") for name in ("times", "acting", "acted on")]
    _sheet(rows, "words", "resolved by", *figures, "a sentence")


def show_event(answer: Happening) -> None:
    """Show an event, why its reports are one, and what is said against it."""

    tell(answer.event.words)
    for line in answer.why:
        tell(f"  {line}", style="dim")
    for sentence in answer.reports:
        tell(f"{sentence.triple}: {_said(sentence)}")
    for claim in answer.contradicted_by:
        tell(f"against it: {claim.words}: {_said(claim.sentence)}", style="bold")


def show_table(answer: SqlRows) -> None:
    """Show the rows of a SELECT."""
    _sheet(answer.rows, *answer.columns, wide=())


def _events(lines: Sequence[EventLine]) -> None:
    rows = [
        (
            line.first or "undated",
            line.words,
            _score(line.score),
            f"{line.n_outlets} of {line.n_articles}",
            _said(line.sentence),
        )
        for line in lines
    ]
    _sheet(rows, "day", "event", ("score", "right"), ("voices", "right"), "sentence")


def _sheet(
    rows: Iterable[Sequence[object]],
    *columns: str | tuple[str, str],
    wide: Sequence[int] | None = None,
) -> None:
    """Show rows under their columns; the last column holds sentences unless ``wide`` says else."""

    sheet = Sheet(None, *columns, wide=(len(columns) - 1,) if wide is None else wide)
    for row in rows:
        sheet.add(*row)
    if sheet.rows:
        sheet.show()
    else:
        tell("nothing found")


def _said(sentence: Evidence | None) -> str:
    """Return a sentence and where it stands; on a terminal a long one is cut."""

    if sentence is None:
        return ""
    where = ", ".join(part for part in (sentence.outlet or sentence.article, sentence.date) if part)
    text = " ".join(sentence.text.split())
    if len(text) > _QUOTED and is_terminal(sys.stdout):
        text = text[: _QUOTED - 1] + "…"
    return f"“{text}” ({where})"


def _days(first: str | None, last: str | None) -> str:
    return "undated" if first is None else first if first == last else f"{first} {last}"


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}"


def _bar(score: float) -> str:
    """Return a bar from -10 to +10 in text."""
    length = round(abs(score) / 2)
    return f"{'█' * length if score < 0 else '':>5}|{'█' * length if score > 0 else ''}"
