"""The tables of a store, the version of their schema, and the steps from older versions.

A triple is kept in columns: what is asked often (actor, type, day) flat, what is only shown
(mentions) as structs. The contract's JSON is put together again on the way out, key for key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import StoreError
from graph.store.transactions import roll_back

if TYPE_CHECKING:
    import duckdb

VERSION = 1

MENTION = 'STRUCT(text VARCHAR, "start" INTEGER, "end" INTEGER)'
ACTOR = (
    "STRUCT(id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, sectors VARCHAR[], wikidata VARCHAR, "
    f"mention {MENTION}, resolved_by VARCHAR)"
)
CONTRACT: dict[str, str] = {
    "id": "VARCHAR",
    "article": "VARCHAR",
    "actor": ACTOR,
    "action": (
        """STRUCT("type" VARCHAR, mode VARCHAR, contexts VARCHAR[], quad VARCHAR, score DOUBLE, cameo VARCHAR, """
        f"predicate VARCHAR, mention {MENTION})"
    ),
    "target": ACTOR,
    "reciprocal": "BOOLEAN",
    "status": "VARCHAR",
    "attribution": f"STRUCT(speaker {ACTOR}, outlet VARCHAR, mention {MENTION})[]",
    "date": 'STRUCT("start" VARCHAR, "end" VARCHAR, text VARCHAR, source VARCHAR)',
    "place": f"STRUCT(name VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, mention {MENTION})",
    "sentence": 'STRUCT(text VARCHAR, "index" INTEGER, "start" INTEGER, "end" INTEGER)',
    "rule": "VARCHAR",
    "confidence": "DOUBLE",
    "extractor": "VARCHAR",
}
"""The contract's keys with the types DuckDB reads them as."""

RECORD_TYPE = "STRUCT(" + ", ".join(f'"{key}" {kind}' for key, kind in CONTRACT.items()) + ")"

TRIPLE_COLUMNS: dict[str, tuple[str, str]] = {
    # column: (type, how it is read from a record ``r`` of the contract)
    "id": ("VARCHAR", "r.id"),
    "article": ("VARCHAR", "r.article"),
    "actor": ("VARCHAR", "r.actor.id"),
    "target": ("VARCHAR", "r.target.id"),
    "type": ("VARCHAR", "r.action.type"),
    "mode": ("VARCHAR", "r.action.mode"),
    "contexts": ("VARCHAR[]", "coalesce(r.action.contexts, [])"),
    "quad": ("VARCHAR", "r.action.quad"),
    "score": ("DOUBLE", "r.action.score"),
    "cameo": ("VARCHAR", "r.action.cameo"),
    "predicate": ("VARCHAR", "r.action.predicate"),
    "reciprocal": ("BOOLEAN", "coalesce(r.reciprocal, false)"),
    "status": ("VARCHAR", "r.status"),
    "first": ("DATE", 'TRY_CAST(r.date."start" AS DATE)'),
    "last": ("DATE", 'TRY_CAST(r.date."end" AS DATE)'),
    "dated_by": (
        "VARCHAR",
        "CASE WHEN r.date IS NOT NULL THEN coalesce(r.date.source, 'text') END",
    ),
    "date_text": ("VARCHAR", "r.date.text"),
    "place": ("VARCHAR", "r.place.name"),
    "place_country": ("VARCHAR", "r.place.country"),
    "lat": ("DOUBLE", "r.place.lat"),
    "lon": ("DOUBLE", "r.place.lon"),
    "sentence": ("VARCHAR", "r.sentence.text"),
    "sentence_index": ("INTEGER", 'r.sentence."index"'),
    "sentence_start": ("INTEGER", 'r.sentence."start"'),
    "sentence_end": ("INTEGER", 'r.sentence."end"'),
    "rule": ("VARCHAR", "r.rule"),
    "confidence": ("DOUBLE", "r.confidence"),
    "extractor": ("VARCHAR", "r.extractor"),
    "actor_as": (ACTOR, "r.actor"),
    "target_as": (ACTOR, "r.target"),
    "action_at": (MENTION, "r.action.mention"),
    "place_at": (MENTION, "r.place.mention"),
    "attribution": (
        CONTRACT["attribution"],
        "coalesce(r.attribution, [])",
    ),
    "origin": (
        "VARCHAR",
        "CASE WHEN starts_with(r.rule, 'import:') THEN split_part(r.rule, ':', 2) ELSE 'text' END",
    ),
    "day": (
        "DATE",
        'TRY_CAST(r.date."start" AS DATE)',
    ),  # the first day, or that of the earliest copy of the article
    "unjudged": ("VARCHAR", "CAST(NULL AS VARCHAR)"),  # the event before verdicts
    "event": ("VARCHAR", "CAST(NULL AS VARCHAR)"),
}

RECORD = """struct_pack(
    id := id, article := article, actor := {actor},
    action := struct_pack("type" := "type", mode := mode, contexts := contexts, quad := quad, score := score, cameo := cameo,
                          predicate := predicate, mention := action_at),
    target := {target}, reciprocal := reciprocal, status := status, attribution := {attribution},
    date := CASE WHEN dated_by IS NULL THEN NULL ELSE struct_pack("start" := strftime("first", '%Y-%m-%d'),
            "end" := strftime("last", '%Y-%m-%d'), text := date_text, source := dated_by) END,
    place := CASE WHEN place IS NULL THEN NULL ELSE struct_pack(name := place, country := place_country, lat := lat, lon := lon,
             mention := place_at) END,
    sentence := struct_pack(text := sentence, "index" := sentence_index, "start" := sentence_start, "end" := sentence_end),
    rule := rule, confidence := confidence, extractor := extractor)""".format(
    actor="actor_as", target="target_as", attribution="attribution"
)
"""The contract's record, from the columns of ``triples``."""

EVENT_COLUMNS: dict[str, str] = {
    "id": "VARCHAR",
    "actor": "VARCHAR",
    "target": "VARCHAR",
    "type": "VARCHAR",
    "mode": "VARCHAR",
    "contexts": "VARCHAR[]",
    "quad": "VARCHAR",
    "score": "DOUBLE",
    "status": "VARCHAR",
    "reciprocal": "BOOLEAN",
    "first": "DATE",
    "last": "DATE",
    "place": "VARCHAR",
    "place_country": "VARCHAR",
    "predicate": "VARCHAR",
    "n_reports": "INTEGER",
    "n_articles": "INTEGER",
    "n_outlets": "INTEGER",
    "best": "VARCHAR",
    "reports": "VARCHAR[]",
    "origins": "VARCHAR[]",
}


def _columns(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())


TABLES = (
    "CREATE TABLE meta (key VARCHAR, value VARCHAR)",
    "CREATE TABLE runs (id VARCHAR, started TIMESTAMP, extractor VARCHAR, command VARCHAR, settings VARCHAR)",
    "CREATE TABLE articles (id VARCHAR, hash VARCHAR, text VARCHAR, title VARCHAR, date DATE, url VARCHAR, outlet VARCHAR, "
    "source VARCHAR, voice VARCHAR, signature UINTEGER[], run VARCHAR)",
    "CREATE TABLE bands (band VARCHAR, article VARCHAR)",
    'CREATE TABLE sentences (article VARCHAR, "index" INTEGER, "start" INTEGER, "end" INTEGER, coded BOOLEAN, reason VARCHAR)',
    f"CREATE TABLE triples ({_columns({name: kind for name, (kind, _) in TRIPLE_COLUMNS.items()})})",
    f"CREATE TABLE events ({_columns(EVENT_COLUMNS)})",
    "CREATE TABLE actors (id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, sectors VARCHAR[], wikidata VARCHAR, "
    "state VARCHAR, origin VARCHAR)",
    "CREATE TABLE verdicts (id VARCHAR, kind VARCHAR, subject VARCHAR, object VARCHAR, note VARCHAR)",
    "CREATE TABLE rejects (source VARCHAR, record INTEGER, reason VARCHAR, content VARCHAR)",
    "CREATE TABLE imported (triple VARCHAR, origin VARCHAR, record VARCHAR)",
    """CREATE VIEW reports AS SELECT t.event, t.id AS triple, t.article, a.title, a.outlet, a.url, a.date AS published, a.voice,
       t.sentence, t.rule, t.confidence, t.origin FROM triples t LEFT JOIN articles a ON a.id = t.article
       WHERE t.event IS NOT NULL""",
)

TABLE_NAMES = {
    words[2] for words in (statement.split(None, 3) for statement in TABLES) if words[1] == "TABLE"
}

MIGRATIONS: dict[int, tuple[str, ...]] = {}
"""Statements that lead from a version to the next one: ``{1: (...,)}`` leads from 1 to 2."""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty store, in one transaction."""
    connection.execute("BEGIN")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(VERSION)])
    connection.execute("COMMIT")


def tables_of(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the names of the tables of an open database."""
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    return {str(name) for (name,) in rows.fetchall()}


def version_of(connection: duckdb.DuckDBPyConnection, path: str) -> int | None:
    """Return the schema version of an open database, None if it is empty.

    Raises
    ------
    StoreError
        If it is another program's, or a store of which a part is missing.
    """
    found = tables_of(connection)
    if not found:
        return None
    if not {"meta", "triples"} <= found:
        raise StoreError(
            f"{path} is a DuckDB database of something else; give the store a file of its own"
        )
    rows = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
    version = str(rows[0][0]) if len(rows) == 1 else ""
    if not version.isdecimal() or int(version) < 1:
        raise StoreError(
            f"{path} is a damaged store: its schema is {version or 'not said'!r}; "
            "take it from a backup, or build it again"
        )
    missing = sorted(TABLE_NAMES - found)
    if missing and int(version) <= VERSION:
        raise StoreError(
            f"{path} is a damaged store: it lacks the table {', '.join(missing)}; "
            "take it from a backup, or build it again"
        )
    return int(version)


def prepare(connection: duckdb.DuckDBPyConnection, path: str, *, read_only: bool) -> None:
    """Create, migrate or accept the schema of an open database.

    Raises
    ------
    StoreError
        If the file is another program's database, damaged, or made by a newer realpolitik.
    """
    found = version_of(connection, path)
    if found is None:
        if read_only:
            raise StoreError(
                f"{path} holds no store yet; add articles to it first (`realpolitik build SOURCES --store {path}`)"
            )
        create(connection)
        return
    if found > VERSION:
        raise StoreError(
            f"{path} has schema {found}, this realpolitik knows up to {VERSION}; upgrade realpolitik to open it"
        )
    if found < VERSION:
        if read_only:
            raise StoreError(
                f"{path} has schema {found}; open it once for writing to bring it to {VERSION}"
            )
        migrate(connection, found)


def migrate(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    """Lead a store from an older schema to :data:`VERSION`: all steps or none."""
    connection.execute("BEGIN")
    try:
        for version in range(found, VERSION):
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(VERSION)])
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
