"""Putting articles and triples into the tables, and taking them out again; events follow in
:mod:`graph.store.merging`."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.models import Article, Triple
from graph.sql_parts import ANY_OF
from graph.store.columns_of_store import RECORD, RECORD_TYPE, TRIPLE_COLUMNS, TRIPLES_TABLE
from graph.voices import COPY, PERMUTATIONS, bands, group_signatures, signature

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

_READ = ", ".join(f'{source} AS "{name}"' for name, (_, source) in TRIPLE_COLUMNS.items())


def text_hash(text: str) -> str:
    """Return the content hash by which an article is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def insert(
    connection: Connection, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of known column types in one statement."""
    if rows:
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in columns.values())
        connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}",
            [list(column) for column in zip(*rows, strict=True)],
        )


def stage_triples(connection: Connection, triples: Iterable[Triple]) -> None:
    """Put triples in the temporary table ``staged``, in the columns of ``triples``; those already
    stored are left out."""
    stage_lines(connection, [triple.to_json() for triple in triples])


def stage_lines(connection: Connection, lines: Sequence[str], *, append: bool = False) -> None:
    """Stage lines of JSON that are known to be triples."""
    source = f"(SELECT unnest(CAST(CAST(? AS JSON[]) AS {RECORD_TYPE}[])) AS r)"
    stage(connection, source, [list(lines)], append=append)


def stage(
    connection: Connection,
    source: str,
    parameters: Sequence[Any] = (),
    *,
    more: str = "",
    append: bool = False,
) -> None:
    """Fill ``staged`` from a relation that has a record ``r`` of the contract; ``more`` are further
    columns."""
    verb = "INSERT INTO staged" if append else "CREATE OR REPLACE TEMP TABLE staged AS"
    columns = _READ + (f", {more}" if more else "")
    connection.execute(f"{verb} SELECT {columns} FROM {source}", list(parameters))


def store_staged(connection: Connection) -> None:
    """Move the staged triples into ``triples``, one row an id, without those stored; make bare
    articles for those not known."""
    connection.execute("DELETE FROM staged WHERE id IN (SELECT id FROM triples)")
    doubled = connection.execute("SELECT count(*) > count(DISTINCT id) FROM staged").fetchone()
    if doubled and doubled[0]:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE staged AS SELECT * FROM staged "
            "QUALIFY row_number() OVER (PARTITION BY id) = 1"
        )
    connection.execute(
        "INSERT INTO articles (id, voice) SELECT DISTINCT s.article, s.article FROM staged s "
        "WHERE s.article NOT IN (SELECT id FROM articles)"
    )
    connection.execute("INSERT INTO triples SELECT * FROM staged")
    learn_actors(connection, "staged")


_ACTOR = ("id", "name", "kind", "country", "sectors", "wikidata", "state", "origin")
_FORM = """
    SELECT id, name, kind, country, sectors, wikidata, coalesce(country, id) AS state, origin,
           concat_ws(chr(31), CASE origin WHEN 'text' THEN '0' ELSE '1' END, name, kind,
                     coalesce(country, '~'), array_to_string(sectors, ' '),
                     coalesce(wikidata, '~')) AS form
    FROM ({source})
"""


def _forms(table: str) -> str:
    """Return the query of the forms in which the triples of a table, and the actors stored, name
    the actors of the table."""
    sides = [
        f"SELECT {side}.id AS id, coalesce({side}.label, {side}.name) AS name, "
        f"{side}.kind AS kind, "
        f"{side}.country AS country, coalesce({side}.sectors, []) AS sectors, "
        f"{side}.wikidata AS wikidata, origin FROM {table} WHERE {side}.id IS NOT NULL"
        for side in ("actor_as", "target_as")
    ]
    stored = (
        "SELECT id, name, kind, country, sectors, wikidata, origin FROM actors "
        f"WHERE id IN (SELECT actor FROM {table} UNION ALL SELECT target FROM {table})"
    )
    return f"SELECT DISTINCT * FROM ({' UNION ALL '.join(sides)}) UNION ALL {stored}"


def learn_actors(connection: Connection, table: str) -> None:
    """Bring ``actors`` up to date with the actors of some triples.

    One row an id. A mere common noun goes by its label ("rebels (DR Congo)"): it is what readers
    see. Where triples name it differently, what was read in text goes before imports,
    then the first by alphabet, so that the order of adding does not matter.
    """
    row = ", ".join(f"'{name}': {name}" for name in _ACTOR)
    forms = _FORM.format(source=_forms(table))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE forms AS
            SELECT unnest(arg_min(row, form)) FROM (
                SELECT id, form, {{{row}}} AS row FROM ({forms})
            ) GROUP BY id"""
    )
    connection.execute("DELETE FROM actors WHERE id IN (SELECT id FROM forms)")
    connection.execute("INSERT INTO actors SELECT * FROM forms")


def forget_actors(connection: Connection, ids: Sequence[str]) -> None:
    """Learn some actors anew from the triples that are left."""
    connection.execute(f"DELETE FROM actors WHERE id {ANY_OF}", [list(ids)])
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE left_over AS "
        "SELECT actor, target, actor_as, target_as, origin FROM triples "
        f"WHERE actor {ANY_OF} OR target {ANY_OF}",
        [list(ids), list(ids)],
    )
    learn_actors(connection, "left_over")


class Fresh(NamedTuple):
    """Which articles stand otherwise than before.

    ``changed`` have a new text or voice; ``copies`` share a voice with one of those, so that the
    day of their first print may be another.
    """

    changed: list[str]
    copies: list[str]


def store_articles(connection: Connection, articles: Sequence[Article], run: str | None) -> Fresh:
    """Store articles and find their copies; return whose text or voice is new, and their copies.

    A bare article that came with triples only is filled in. An article without text (an import) is
    bare and has no copies.
    """
    if not articles:
        return Fresh([], [])
    ids = [article.id for article in articles]
    connection.execute(
        f"DELETE FROM articles WHERE text IS NULL AND id {ANY_OF}",
        [ids],
    )
    sketches = {article.id: signature(article.text) for article in articles if article.text}
    rows = [
        (
            a.id,
            text_hash(a.text),
            a.text or None,
            a.title,
            a.date,
            a.url,
            a.outlet,
            a.source,
            a.id,
            sketches.get(a.id),
            run,
        )
        for a in articles
    ]
    columns = dict.fromkeys(("id", "hash", "text", "title"), "VARCHAR") | {"date": "DATE"}
    columns |= dict.fromkeys(("url", "outlet", "source", "voice"), "VARCHAR") | {
        "signature": "UINTEGER[]",
        "run": "VARCHAR",
    }
    insert(connection, "articles", columns, rows)
    keys = [(band, key) for key, sketch in sketches.items() for band in bands(sketch)]
    insert(connection, "bands", {"band": "VARCHAR", "article": "VARCHAR"}, keys)
    moved, whole = _join_voices(connection, sketches)
    changed = {*ids, *moved}
    return Fresh(sorted(changed), sorted({*whole} - changed))


def _join_voices(
    connection: Connection, fresh: Mapping[str, tuple[int, ...]]
) -> tuple[list[str], list[str]]:
    """Give new articles the voice of those they copy; return all articles whose voice changed, and
    all that share one with them."""
    parent: dict[str, str] = {key: key for key in fresh}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for article, other, voice in _copied(connection, fresh):
        low, high = sorted((root(article), root(other if other in fresh else voice)))
        parent[high] = low
    moved = sorted((old, root(old)) for old in parent if root(old) != old)
    return _rename_voices(connection, moved)


def _copied(
    connection: Connection, fresh: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[str, str, str]]:
    """Yield whom new articles copy: (article, the other one, its voice). The signature of each
    candidate is fetched once, and compared with that of an article together with all others."""
    import numpy as np

    candidates: dict[str, list[str]] = defaultdict(list)
    for article, other in connection.execute(
        "SELECT DISTINCT fresh.article, other.article "
        "FROM bands fresh JOIN bands other USING (band) "
        f"WHERE fresh.article {ANY_OF} AND other.article <> fresh.article ORDER BY 1, 2",
        [list(fresh)],
    ).fetchall():
        candidates[article].append(other)
    if not candidates:
        return
    rows = connection.execute(
        f"SELECT id, voice, signature FROM articles WHERE id {ANY_OF} ORDER BY id",
        [sorted({other for others in candidates.values() for other in others})],
    ).fetchall()
    place = {key: (number, voice) for number, (key, voice, _) in enumerate(rows)}
    sketches = np.array([sketch for _, _, sketch in rows], np.uint32)
    for article, others in candidates.items():
        chosen = sketches[[place[other][0] for other in others]]
        shares = (chosen == np.array(fresh[article], np.uint32)).sum(axis=1) / PERMUTATIONS
        for other, share in zip(others, shares, strict=True):
            if share >= COPY:
                yield article, other, place[other][1]


def _rename_voices(
    connection: Connection, moved: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """Give articles their new voice; return those, and all that share a voice with them."""
    if not moved:
        return [], []
    rows = connection.execute(
        "UPDATE articles SET voice = m.new FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS old, "
        "unnest(CAST(? AS VARCHAR[])) AS new) m WHERE articles.voice = m.old RETURNING articles.id",
        [[old for old, _ in moved], [new for _, new in moved]],
    ).fetchall()
    voices = sorted({new for _, new in moved})
    whole = connection.execute(f"SELECT id FROM articles WHERE voice {ANY_OF}", [voices]).fetchall()
    return [key for (key,) in rows], [key for (key,) in whole]


def remove_articles(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Take articles out, with their sentences and triples (which stay in the temporary table
    ``removed``).

    Returns the articles that were their copies and may now be voices of their own.
    """
    left = connection.execute(
        "SELECT id, signature, voice FROM articles "
        f"WHERE signature IS NOT NULL AND id NOT {ANY_OF} "
        f"AND voice IN (SELECT voice FROM articles WHERE id {ANY_OF})",
        [list(ids), list(ids)],
    ).fetchall()
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE removed AS SELECT * FROM triples WHERE article {ANY_OF}",
        [list(ids)],
    )
    for table, column in (
        ("triples", "article"),
        ("sentences", "article"),
        ("bands", "article"),
        ("articles", "id"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} {ANY_OF}", [list(ids)])
    connection.execute("DELETE FROM imported WHERE triple IN (SELECT id FROM removed)")
    regrouped = group_signatures({key: tuple(sketch) for key, sketch, _ in left})
    changed = {key: regrouped[key] for key, _, voice in left if regrouped[key] != voice}
    if changed:
        connection.execute(
            "UPDATE articles SET voice = m.new FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS id, "
            "unnest(CAST(? AS VARCHAR[])) AS new) m WHERE articles.id = m.id",
            [list(changed), list(changed.values())],
        )
    return sorted(key for key, _, _ in left)


def sign_again(connection: Connection) -> list[str]:
    """Make the signatures of all articles anew, and with them who copies whom; return the ids of
    the articles."""
    sketches: dict[str, tuple[int, ...]] = {}
    rows = connection.execute("SELECT id, text FROM articles WHERE text IS NOT NULL ORDER BY id")
    while batch := rows.fetchmany(1000):
        sketches |= {key: signature(text) for key, text in batch}
    voices = group_signatures(sketches)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE signed (id VARCHAR, signature UINTEGER[], voice VARCHAR)"
    )
    signed = [(key, list(sketch), voices[key]) for key, sketch in sketches.items()]
    columns = {"id": "VARCHAR", "signature": "UINTEGER[]", "voice": "VARCHAR"}
    insert(connection, "signed", columns, signed)
    connection.execute(
        "UPDATE articles SET signature = s.signature, voice = s.voice FROM signed s "
        "WHERE articles.id = s.id"
    )
    connection.execute("DELETE FROM bands")
    keys = [(band, key) for key, sketch in sketches.items() for band in bands(sketch)]
    insert(connection, "bands", {"band": "VARCHAR", "article": "VARCHAR"}, keys)
    connection.execute("UPDATE triples SET day = \"first\" WHERE dated_by = 'article'")
    return list(sketches)


# An actor that was stored before there were labels has none. (Quotes inside a text are escaped, so
# that no text looks like a key.)
_WITH_LABELS = (
    f"regexp_replace(CAST(to_json({RECORD}) AS VARCHAR), "
    """'"resolved_by":("[^"]*")}', '"resolved_by":\\1,"label":null}', 'g')::JSON"""
)


def recast_triples(connection: Connection) -> None:
    """Write the triples anew in the columns of this release, by way of the contract's JSON."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE recast AS SELECT {_READ} FROM "
        f"(SELECT CAST({_WITH_LABELS} AS {RECORD_TYPE}) AS r FROM triples)"
    )
    connection.execute("DROP TABLE triples")
    connection.execute(TRIPLES_TABLE)
    connection.execute("INSERT INTO triples SELECT * FROM recast")
    connection.execute("DROP TABLE recast")
