"""The tables of a store, and the version of their schema.

A triple is kept in columns: what is asked often (actor, type, day) flat, what is only shown
(mentions) as structs. The contract's JSON is put together again on the way out, key for key.
"""

from __future__ import annotations

VERSION = 3
"""1 is realpolitik 0.2. 2 has the public views of ``v1`` and signatures of its own making. 3 keeps
the label of an actor that is only a common noun."""

MENTION = 'STRUCT(text VARCHAR, "start" INTEGER, "end" INTEGER)'
ACTOR = (
    "STRUCT(id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, sectors VARCHAR[], "
    "wikidata VARCHAR, "
    f"mention {MENTION}, resolved_by VARCHAR, label VARCHAR)"
)
CONTRACT: dict[str, str] = {
    "id": "VARCHAR",
    "article": "VARCHAR",
    "actor": ACTOR,
    "action": (
        'STRUCT("type" VARCHAR, mode VARCHAR, contexts VARCHAR[], quad VARCHAR, score DOUBLE, '
        "cameo VARCHAR, "
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
    id := id, article := article, actor := actor_as,
    action := struct_pack("type" := "type", mode := mode, contexts := contexts, quad := quad,
                          score := score, cameo := cameo, predicate := predicate,
                          mention := action_at),
    target := target_as, reciprocal := reciprocal, status := status, attribution := attribution,
    date := CASE WHEN dated_by IS NULL THEN NULL ELSE struct_pack(
                "start" := strftime("first", '%Y-%m-%d'), "end" := strftime("last", '%Y-%m-%d'),
                text := date_text, source := dated_by) END,
    place := CASE WHEN place IS NULL THEN NULL ELSE struct_pack(
                name := place, country := place_country, lat := lat, lon := lon,
                mention := place_at) END,
    sentence := struct_pack(text := sentence, "index" := sentence_index,
                            "start" := sentence_start, "end" := sentence_end),
    rule := rule, confidence := confidence, extractor := extractor)"""
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


TRIPLES_TABLE = (
    f"CREATE TABLE triples ({_columns({name: kind for name, (kind, _) in TRIPLE_COLUMNS.items()})})"
)
TABLES = (
    "CREATE TABLE meta (key VARCHAR, value VARCHAR)",
    "CREATE TABLE runs "
    "(id VARCHAR, started TIMESTAMP, extractor VARCHAR, command VARCHAR, settings VARCHAR)",
    "CREATE TABLE articles (id VARCHAR, hash VARCHAR, text VARCHAR, title VARCHAR, date DATE, "
    "url VARCHAR, outlet VARCHAR, source VARCHAR, voice VARCHAR, signature UINTEGER[], "
    "run VARCHAR)",
    "CREATE TABLE bands (band VARCHAR, article VARCHAR)",
    'CREATE TABLE sentences (article VARCHAR, "index" INTEGER, "start" INTEGER, "end" INTEGER, '
    "coded BOOLEAN, reason VARCHAR)",
    TRIPLES_TABLE,
    f"CREATE TABLE events ({_columns(EVENT_COLUMNS)})",
    "CREATE TABLE actors (id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, "
    "sectors VARCHAR[], wikidata VARCHAR, state VARCHAR, origin VARCHAR)",
    "CREATE TABLE verdicts "
    "(id VARCHAR, kind VARCHAR, subject VARCHAR, object VARCHAR, note VARCHAR)",
    "CREATE TABLE rejects (source VARCHAR, record INTEGER, reason VARCHAR, content VARCHAR)",
    "CREATE TABLE imported (triple VARCHAR, origin VARCHAR, record VARCHAR)",
)
TABLE_NAMES = frozenset(statement.split(None, 3)[2] for statement in TABLES)
