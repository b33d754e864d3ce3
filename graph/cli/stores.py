"""``realpolitik export``, ``add``, ``import``, ``withdraw`` and ``recode``: what goes into a store
and comes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from graph.store import Store

app = typer.Typer()

StoreFile = Annotated[Path, typer.Option("--store", help="The store.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
_TRIPLES = (".parquet",)


@app.command(
    epilog="Examples:  realpolitik export --store news.duckdb --format jsonl -o -   ·   "
    "realpolitik export --store news.duckdb -o april.gexf --since 2025-04-01 --until 2025-04-30"
)
def export(
    store: StoreFile,
    output: Annotated[
        str, typer.Option("-o", "--output", help="The file to write, or - for standard output.")
    ] = "-",
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            help="jsonl csv node-link graphml gexf jsonld turtle parquet cypher; else the file's ending says."
        ),
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day, as in 2025-04-01.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    level: Annotated[
        str, typer.Option(help="actor, or state: everyone under their country.")
    ] = "actor",
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only these event types.")
    ] = None,
    statuses: Annotated[
        list[str] | None, typer.Option("--status", help="Only these; without it, all.")
    ] = None,
    min_outlets: Annotated[
        int, typer.Option(help="Only events that so many independent outlets tell.")
    ] = 1,
) -> None:
    """Write what a store holds: triples (jsonl, parquet) or events (the other formats)."""
    from graph.export import export_events as write
    from graph.export import export_text
    from graph.store import Store

    narrowed = any((since, until, types, statuses, min_outlets > 1, level != "actor"))
    window = _window(since, until, level, types, statuses, min_outlets) if narrowed else None
    with Store(store, read_only=True) as kept:
        if output == "-":
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # a text stream here
            export_text(kept, sys.stdout, format or "jsonl", window=window)
        else:
            write(kept, output, format, window=window)
            _say(f"written: {output}")


def _window(
    since: str | None,
    until: str | None,
    level: str,
    types: list[str] | None,
    statuses: list[str] | None,
    min_outlets: int,
) -> Any:
    from extract.errors import QueryError
    from graph.window import Window

    if level not in ("actor", "state"):
        raise QueryError(f"the level is actor or state, not {level!r}")
    return Window.model_validate(
        {
            "since": since, "until": until, "level": level, "types": tuple(types or ()), "statuses": tuple(statuses or ()),
            "min_outlets": min_outlets,
        }
    )  # fmt: skip


@app.command(
    epilog="Examples:  realpolitik add today/ --store news.duckdb   ·   "
    "realpolitik add triples.jsonl more.parquet --store news.duckdb"
)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(help="Articles (files, folders, -), or ready triples: .jsonl, .parquet."),
    ],
    store: StoreFile,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Let an article with a stored id and a new text take its place."
        ),
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline instead of ours.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add articles, or triples made elsewhere, to a store. What is stored already is left as it
    is."""
    from graph.store import Store

    ready = [source for source in sources if _holds_triples(Path(source))]
    articles = [source for source in sources if source not in ready]
    figures: dict[str, Any] = {
        "articles": 0,
        "triples": 0,
        "known": 0,
        "rejected": 0,
        "conflicts": [],
    }
    with Store(store) as kept:
        for source in ready:
            loaded = kept.load(source)
            figures["triples"] += loaded.added
            figures["known"] += loaded.known
            figures["rejected"] += loaded.rejected
            if loaded.rejected:
                _say(
                    f"{source}: {loaded.rejected} of {loaded.rows} rows refused; the table rejects has the reasons"
                )
        if articles:
            _add_articles(kept, articles, figures, model=model, replace=replace)
    _close(figures, as_json)


def _holds_triples(path: Path) -> bool:
    """Tell whether a file holds triples: by its ending, or by the keys of its first line."""
    if path.suffix in _TRIPLES:
        return True
    if path.suffix not in (".jsonl", ".ndjson") or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                try:
                    first = json.loads(line)
                except ValueError:
                    return False
                return isinstance(first, dict) and {"action", "sentence", "article"} <= set(first)
    return False


def _add_articles(
    store: Store, sources: list[str], figures: dict[str, Any], *, model: str | None, replace: bool
) -> None:
    from extract.articles import read_articles
    from extract.extractor import Extractor
    from graph.cli.console import watched
    from graph.store import notes_of

    problems: list[Any] = []
    articles = list(read_articles(sources, problems=problems))
    for problem in problems:
        _say(f"left out: {problem.source}: {problem.reason}")
    held = set(store.known_articles(articles))
    fresh = [article for article in articles if article.id not in held]
    figures["known"] += len(articles) - len(fresh)
    if not fresh:
        return
    run = {"command": "add", "sources": sources, "model": model}
    extractor = Extractor.load(model)
    batch = []
    for reading in watched(extractor.readings(fresh), "reading articles", total=len(fresh)):
        if reading.error:
            _say(f"left out: {reading.article.source or reading.article.id}: {reading.error}")
            continue
        batch.append(reading)
        if len(batch) == 32 or reading.article.id == fresh[-1].id:
            added = store.add(
                [r.article for r in batch], [t for r in batch for t in r.triples], run=run,
                sentences=[note for r in batch for note in notes_of(r)], replace=replace,
            )  # fmt: skip
            _count(figures, added)
            batch = []
    if batch:
        _count(figures, store.add_readings(batch, run=run))


def _count(figures: dict[str, Any], added: Any) -> None:
    figures["articles"] += added.articles
    figures["triples"] += added.triples
    figures["conflicts"] += added.conflicts


@app.command(
    "import", epilog="Example:  realpolitik import gdelt 20250409.export.CSV --store news.duckdb"
)
def import_(
    origin: Annotated[str, typer.Argument(help="gdelt, polecat (NGEC too) or icews.")],
    files: Annotated[list[Path], typer.Argument(help="Files of coded events.")],
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
            figures["rows"] += done.rows
            figures["triples"] += done.added
            figures["known"] += done.known
            figures["rejected"] += len(done.rejects)
            for reason, count in done.dropped.items():
                figures["dropped"][reason] = figures["dropped"].get(reason, 0) + count
            for line, reason in done.rejects[:20]:
                _say(f"refused: {file}, line {line}: {reason}")
            if len(done.rejects) > 20:
                _say(f"… and {len(done.rejects) - 20} more; the table rejects has them all")
    _close(figures, as_json)


@app.command(
    epilog="Examples:  realpolitik withdraw --article a-81d0c2e6f3aa --store news.duckdb   ·   "
    'realpolitik withdraw --outlet "The Daily Rumour" --store news.duckdb'
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
    from extract.errors import QueryError
    from graph.store import Store

    if not articles and not outlet:
        raise QueryError("say what to withdraw: --article ID or --outlet NAME")
    with Store(store) as kept:
        _close(kept.withdraw(article=articles, outlet=outlet)._asdict(), as_json)


@app.command(epilog="Example:  realpolitik recode --store news.duckdb")
def recode(
    store: StoreFile,
    model: Annotated[
        str | None, typer.Option(help="An installed spaCy pipeline instead of ours.")
    ] = None,
    frames: Annotated[
        Path | None, typer.Option(help="A file with event types and frames of your own.")
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(help="Your reviewed file of who is the same actor, and who is not."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read the stored articles again, after an upgrade, an edited frame or a verdict; new triples
    replace the old."""
    from extract.extractor import Extractor
    from graph.store import Store

    with Store(store) as kept:
        extractor = Extractor.load(model, frames=frames, verdicts=verdicts)
        done = kept.recode(
            extractor,
            run={"command": "recode", "model": model, "frames": frames, "verdicts": verdicts},
        )
    _close(done._asdict(), as_json)


@app.command(
    epilog="Examples:  realpolitik judge different t-5f2c9a41d07b t-81d0c2e6f3aa --store news.duckdb   ·   "
    "realpolitik judge undo v-0dc821bfc9ba --store news.duckdb   ·   realpolitik judge list --store news.duckdb"
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
    from extract.errors import QueryError
    from graph.store import Store

    given = ids or []
    with Store(store, read_only=verdict == "list") as kept:
        if verdict == "list":
            found = kept.verdicts()
        elif verdict == "undo":
            for key in given:
                kept.unjudge(key)
            found = kept.verdicts()
        elif 1 <= len(given) <= 2:
            found = [kept.judge(verdict, given[0], given[1] if len(given) == 2 else None, note)]
        else:
            raise QueryError("give the ids of one or two triples")
    if as_json:
        typer.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False))
    else:
        for one in found:
            _say(" ".join(part for part in one if part))


def _say(message: str) -> None:
    from rich.text import Text

    from graph.cli.console import messages, plain

    messages().print(Text(plain(message)), soft_wrap=True)


def _close(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
        return
    shown = {key: value for key, value in figures.items() if value or isinstance(value, int)}
    for key, value in shown.items():
        if isinstance(value, dict):
            shown[key] = ", ".join(f"{reason}: {count}" for reason, count in value.items())
        elif isinstance(value, list | tuple):
            shown[key] = ", ".join(value)
    _say(
        "; ".join(
            f"{key} {value:,}" if isinstance(value, int) else f"{key} {value}"
            for key, value in shown.items()
        )
    )


__all__ = ["app"]
