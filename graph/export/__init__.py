"""Ways out of a store: eight formats, each of which reads back to the same events
(:func:`read_back`).

JSON Lines and Parquet hold the triples, key for key, and are the lossless ones. CSV, node-link
JSON, GraphML, dynamic GEXF, JSON-LD, Turtle and Cypher hold the events with the best sentence of
each.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from extract.errors import InputError, OutputError
from graph.export.core import ToldEvent
from graph.files import whole_file
from graph.window import Window, known_word

if TYPE_CHECKING:
    from graph.store import Store

FORMATS = (
    "jsonl", "csv", "node-link", "graphml", "gexf", "jsonld", "turtle", "parquet", "cypher",
)  # fmt: skip
SUFFIXES = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".json": "node-link",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".jsonld": "jsonld",
    ".ttl": "turtle",
    ".parquet": "parquet",
    ".cypher": "cypher",
}

__all__ = ["FORMATS", "ToldEvent", "export_events", "export_text", "format_of", "read_back"]


def format_of(path: str | Path, wanted: str | None = None) -> str:
    """Return the format asked for, or the one that a file's ending says.

    Examples
    --------
    >>> format_of("events.gexf"), format_of("events.txt", "csv")
    ('gexf', 'csv')
    """
    if wanted is not None:
        return known_word(wanted, FORMATS, "a format")
    found = SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        raise InputError(f"say the format of {path}: {', '.join(FORMATS)}")
    return found


def export_events(
    store: Store,
    path: str | Path,
    format: str | None = None,  # noqa: A002
    *,
    window: Window | None = None,
) -> Path:
    """Write what a store holds, or a window of it, to a file: whole, or not at all.

    Parameters
    ----------
    format
        One of :data:`FORMATS`; else the file's ending decides.
    window
        What to write; without one everything, of every status.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    target = Path(path)
    chosen = format_of(target, format)
    spared = {"the store": Path(store.path)}
    with whole_file(target, spared) as part:
        if chosen == "parquet":
            from graph.export.triple_files import write_parquet

            write_parquet(store, part, window)
        else:
            with part.open("w", encoding="utf-8", newline="") as file:
                export_text(store, file, chosen, window=window)
    return target


def export_text(
    store: Store,
    file: TextIO,
    format: str,  # noqa: A002
    *,
    window: Window | None = None,
) -> None:
    """Write a text format (all but Parquet) to an open file, as standard output is."""
    from graph.export import csvs, cypher, linked, network_files, triple_files

    writers = {
        "jsonl": triple_files.write_jsonl,
        "csv": csvs.write_csv,
        "node-link": network_files.write_node_link,
        "graphml": network_files.write_graphml,
        "gexf": network_files.write_gexf,
        "jsonld": linked.write_jsonld,
        "turtle": linked.write_turtle,
        "cypher": cypher.write_cypher,
    }
    chosen = known_word(format, FORMATS, "a format")
    if chosen not in writers:
        raise OutputError(f"{chosen} cannot be written as text; name a file with -o")
    writers[chosen](store, file, window)


def read_back(path: str | Path, format: str | None = None) -> list[ToldEvent]:  # noqa: A002
    """Read an export and return its events, by id: what every format keeps
    (:class:`graph.export.core.ToldEvent`)."""
    from graph.export import csvs, cypher, linked, network_files, triple_files

    readers = {
        "jsonl": triple_files.read_jsonl,
        "parquet": triple_files.read_parquet,
        "csv": csvs.read_csv,
        "node-link": network_files.read_node_link,
        "graphml": network_files.read_graphml,
        "gexf": network_files.read_gexf,
        "jsonld": linked.read_jsonld,
        "turtle": linked.read_turtle,
        "cypher": cypher.read_cypher,
    }
    chosen = format_of(path, format)
    return sorted(readers[chosen](Path(path)), key=lambda event: event.id)
