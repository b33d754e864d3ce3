"""Triples made elsewhere, in bulk: a JSON Lines or Parquet file is read, checked and merged in
columns.

Every row is checked against the contract. What SQL cannot vouch for is handed to the model itself,
which has the last word and gives the reason; bad rows go to the table ``rejects``, good rows in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import ValidationError

from extract.errors import InputError, SourceNotFound, StoreError
from extract.models import ActorKind, DaySource, Quad, Status, Triple
from graph.store import columns_of_store
from graph.store.write import insert, stage, stage_lines

if TYPE_CHECKING:
    import duckdb

    from graph.store import Store

    Connection = duckdb.DuckDBPyConnection


class Loaded(NamedTuple):
    """What a bulk load did: rows read, triples added, rows that were stored already, rows
    refused, and rows that were less sure than asked for."""

    rows: int
    added: int
    known: int
    rejected: int
    events: int
    unsure: int = 0


def _words(literal: Any) -> str:
    return ", ".join(f"'{word}'" for word in get_args(literal))


def _mention(name: str) -> str:
    length = f'{name}."end" - {name}."start" = length({name}.text)'
    return f'({name}.text IS NOT NULL AND {name}."start" >= 0 AND {length})'


def _actor(name: str) -> str:
    tests = (
        f"{name}.id IS NOT NULL AND {name}.name IS NOT NULL",
        f"{name}.kind IN ({_words(ActorKind)})",
        f"({name}.country IS NULL OR regexp_full_match({name}.country, '[A-Z]{{3}}'))",
        f"{name}.resolved_by IS NOT NULL",
        f"({name}.mention IS NULL OR {_mention(name + '.mention')})",
        f"coalesce(len({name}.sectors) = list_count({name}.sectors), true)",
    )
    return f"({name} IS NULL OR ({' AND '.join(tests)}))"


def _day(name: str) -> str:
    is_form = f"regexp_full_match({name}, '\\d{{4}}-\\d{{2}}-\\d{{2}}')"
    return f"({is_form} AND TRY_CAST({name} AS DATE) IS NOT NULL)"


CHECKS = (
    "r.id IS NOT NULL AND r.article IS NOT NULL AND r.rule IS NOT NULL AND r.extractor IS NOT NULL",
    "regexp_full_match(r.action.type, '[A-Z][A-Z0-9_]*')",
    f"r.action.quad IN ({_words(Quad)})",
    "r.action.score BETWEEN -10 AND 10",
    "r.action.cameo IS NOT NULL AND r.action.predicate IS NOT NULL",
    "coalesce(len(r.action.contexts) = list_count(r.action.contexts), true)",
    _mention("r.action.mention"),
    _actor("r.actor"),
    _actor("r.target"),
    f"r.status IN ({_words(Status)})",
    "r.confidence BETWEEN 0 AND 1",
    'r.sentence.text IS NOT NULL AND r.sentence."index" >= 0',
    'r.sentence."start" >= 0 AND r.sentence."end" >= 0',
    f"(r.date IS NULL OR ({_day('r.date.start')} AND {_day('r.date.end')} "
    'AND r.date."start" <= r.date."end" '
    f"AND coalesce(r.date.source IN ({_words(DaySource)}), true)))",
    "(r.place IS NULL OR (r.place.name IS NOT NULL "
    "AND (r.place.country IS NULL OR regexp_full_match(r.place.country, '[A-Z]{3}')) "
    "AND coalesce(r.place.lat BETWEEN -90 AND 90 AND r.place.lon BETWEEN -180 AND 180, true) "
    f"AND {_mention('r.place.mention')}))",
    "coalesce(len([1 FOR said IN r.attribution IF NOT coalesce("
    f"{_mention('said.mention')} AND {_actor('said.speaker')}, false)]), 0) = 0",
)
"""What SQL must be able to say of a record ``r`` for it to pass without the model."""

_OK = "coalesce(" + " AND ".join(CHECKS) + ", false) AS ok, row_number() OVER () AS record"
_Reject = tuple[str, int, str, str]
CHUNK = 5000
LARGEST = 2**31 - 1
"""The largest offset that a store holds."""

_KEPT = 10_000  # characters of a refused line that are kept


def load_triples(store: Store, path: str | Path, *, min_confidence: float = 0) -> Loaded:
    """Load a file of triples: ``.jsonl`` (the contract, one a line) or ``.parquet`` (the contract's
    keys as columns).

    One transaction. Rows less sure than ``min_confidence`` are left out. Rows that are stored
    already change nothing. Keys that the contract does not know are not read.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    InputError
        If it is of another kind, or lacks columns.
    """
    import duckdb

    file = Path(path)
    if not file.is_file():
        raise SourceNotFound(f"there is no file {file}")
    if store.read_only:
        raise StoreError(f"{store.path} is open for reading only")
    connection = store.connection
    source = _relation(connection, file)
    rejects: list[_Reject] = []
    try:
        stage(connection, f"{source} AS r", [str(file)], more=_OK)
    except duckdb.Error:
        if file.suffix == ".parquet":
            raise InputError(
                f"{file} is not a Parquet file of triples: its columns are of other types"
            ) from None
        read = _stage_lines(connection, file, rejects)
    else:
        read = _judge_suspects(connection, str(file), rejects)
    columns = {"source": "VARCHAR", "record": "INTEGER", "reason": "VARCHAR", "content": "VARCHAR"}
    (unsure,) = connection.execute(
        "SELECT count(*) FROM staged WHERE confidence < ?", [min_confidence]
    ).fetchone() or (0,)
    connection.execute("DELETE FROM staged WHERE confidence < ?", [min_confidence])
    with store.transaction():
        connection.execute("DELETE FROM rejects WHERE source = ?", [str(file)])
        insert(connection, "rejects", columns, rejects)
        added, events = store.store_staged(())
    known = read - len(rejects) - unsure - added
    return Loaded(read, added, known, len(rejects), events, unsure)


def _relation(connection: Connection, file: Path) -> str:
    """Return the SQL that reads a file into the contract's columns; its one parameter is the
    path."""
    import duckdb

    if file.suffix in (".jsonl", ".ndjson", ".json"):
        columns = ", ".join(f"'{key}': '{kind}'" for key, kind in columns_of_store.CONTRACT.items())
        return (
            f"read_json(?, format = 'newline_delimited', columns = {{{columns}}}, "
            "maximum_object_size = 67108864)"
        )
    if file.suffix != ".parquet":
        raise InputError(f"{file} is no file of triples; give .jsonl or .parquet")
    try:
        rows = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    except duckdb.Error as error:
        raise InputError(f"{file} is not a Parquet file: {str(error).splitlines()[0]}") from None
    missing = sorted(set(columns_of_store.CONTRACT) - {row[0] for row in rows})
    if missing:
        raise InputError(f"{file} lacks the columns {', '.join(missing)} of a triple")
    columns = ", ".join(
        f'CAST("{key}" AS {kind}) AS "{key}"' for key, kind in columns_of_store.CONTRACT.items()
    )
    return f"(SELECT {columns} FROM read_parquet(?))"


def _judge_suspects(connection: Connection, source: str, rejects: list[_Reject]) -> int:
    """Let the model decide on the staged rows that SQL does not vouch for; return how many rows
    were read."""
    counts = connection.execute(
        "SELECT count(*), count(*) FILTER (NOT ok) FROM staged"
    ).fetchone() or (0, 0)
    if counts[1]:
        rows = connection.execute(
            f"SELECT record, CAST(to_json({columns_of_store.RECORD}) AS VARCHAR) FROM staged "
            "WHERE NOT ok ORDER BY record"
        ).fetchall()
        for record, line in rows:
            reason = _refusal(line)
            if reason:
                rejects.append((source, record, reason, line))
        refused = [record for _, record, _, _ in rejects]
        connection.execute(
            "DELETE FROM staged WHERE record IN (SELECT unnest(CAST(? AS BIGINT[])))", [refused]
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE staged AS SELECT * EXCLUDE (ok, record) FROM staged"
    )
    return int(counts[0])


def _stage_lines(connection: Connection, file: Path, rejects: list[_Reject]) -> int:
    """Stage a file in which some line is not even of the right form: each line by the model; return
    how many were read."""
    read = 0
    stage(
        connection, "(SELECT CAST(NULL AS " + columns_of_store.RECORD_TYPE + ") AS r WHERE false)"
    )
    for batch in _chunks(file):
        read += len(batch)
        good: list[tuple[int, str]] = []
        for record, line in batch:
            reason = _refusal(line)
            if reason:
                rejects.append((str(file), record, reason, line[:_KEPT]))
            else:
                good.append((record, Triple.model_validate_json(line).to_json()))
        _stage_sound(connection, good, str(file), rejects)
    return read


def _stage_sound(
    connection: Connection, lines: list[tuple[int, str]], source: str, rejects: list[_Reject]
) -> None:
    """Stage lines that the model accepts; one that DuckDB does not is found by halving, and named,
    so that it loses no other."""
    import duckdb

    try:
        stage_lines(connection, [line for _, line in lines], append=True)
    except duckdb.Error as error:
        if len(lines) == 1:
            reason = f"cannot be stored: {str(error).splitlines()[0][:300]}"
            rejects.append((source, lines[0][0], reason, lines[0][1][:_KEPT]))
            return
        middle = len(lines) // 2
        for half in (lines[:middle], lines[middle:]):
            _stage_sound(connection, half, source, rejects)


def _chunks(file: Path) -> Iterator[list[tuple[int, str]]]:
    chunk: list[tuple[int, str]] = []
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                chunk.append((number, line))
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    yield chunk


def _refusal(line: str) -> str | None:
    """Return why the model refuses a line, None if it does not."""
    try:
        triple = Triple.model_validate_json(line)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        return "; ".join(
            f"{'.'.join(map(str, p['loc'])) or 'line'}: {p['msg']}" for p in problems[:3]
        )
    if largest_number(triple.model_dump()) > LARGEST:
        return f"an offset or index above {LARGEST:,}, which no article has"
    return None


def largest_number(value: Any) -> int:
    """Return the largest whole number in plain values.

    Examples
    --------
    >>> largest_number({"a": [1, {"b": 7}], "c": 2.5, "d": "9"})
    7
    """
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    parts = value.values() if isinstance(value, dict) else value
    inside = parts if isinstance(value, (dict, list, tuple)) else ()
    return max((largest_number(part) for part in inside), default=0)
