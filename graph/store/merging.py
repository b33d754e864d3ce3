"""Keeping ``events`` true after triples came or went: only the neighbourhoods that changed are
merged again.

What is plain is merged in SQL (all reports of a day agree on mode and place, and none could belong
to a day before); the rest is decided by the rules of :mod:`graph.grouping`, which say the same of
the plain ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.grouping import (
    COPY_DAYS,
    REACH_DAYS,
    WINDOW_DAYS,
    ReportKeys,
    apply_verdicts,
    assign_events,
    count_voices,
    parties_of,
)
from graph.sql_parts import ANY_OF
from graph.store.write import insert

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

# A town that is struck is its country, with the town as the place; unnamed people or firms of a
# country ("CHN-fishermen") are compared with others of it, and told apart by ``sides``.
_TOWN = "(t.{side}_as.kind = 'place' AND t.{side}_as.country IS NOT NULL)"
_UNNAMED = "coalesce(starts_with(t.{side}, t.{side}_as.country || '-'), false)"
_SIDE = f"""CASE WHEN {_TOWN} OR {_UNNAMED} THEN t.{{side}}_as.country
    ELSE coalesce(t.{{side}}, '') END"""
_APART = f"CASE WHEN {_UNNAMED} AND NOT coalesce({_TOWN}, false) THEN t.{{side}} ELSE '' END"
_ACTOR, _TARGET = _SIDE.format(side="actor"), _SIDE.format(side="target")
_BOTH = f"""concat({_APART.format(side="actor")}, ' ', {_APART.format(side="target")})"""
_SIDES_APART = f"CASE WHEN {_BOTH} = ' ' THEN '' ELSE {_BOTH} END"
_PLACE = f"""CASE WHEN {_TOWN.format(side="target")} THEN t.target_as.name
    WHEN t.place IS NULL OR (t.place_country = t.actor AND t.place = t.actor_as.name)
    OR (t.place_country = t.target AND t.place = t.target_as.name) THEN '' ELSE t.place END"""
_LOW = f"CASE WHEN t.reciprocal THEN least({_ACTOR}, {_TARGET}) ELSE {_ACTOR} END"
_HIGH = f"CASE WHEN t.reciprocal THEN greatest({_ACTOR}, {_TARGET}) ELSE {_TARGET} END"
_BLOCK = f"{_LOW} AS low, {_HIGH} AS high, t.type, t.status, t.reciprocal"
_LAST = "CASE WHEN t.dated_by = 'article' THEN t.day ELSE t.last END"
_VOICE = "coalesce(a.voice, t.article)"
_OF_BLOCK = ("low", "high", "type", "status", "reciprocal")
_SPOKEN_FOR = ("quad", "score", "status", "reciprocal", "predicate")


def set_days(connection: Connection, articles: Sequence[str]) -> None:
    """Date the article-dated triples of some articles by the first print of their copies."""
    connection.execute(
        f"""UPDATE triples SET day = p.day FROM (
                SELECT t.id, min(c.date) AS day FROM triples t JOIN articles a ON a.id = t.article
                JOIN articles c ON c.voice = a.voice AND c.text IS NOT NULL
                WHERE t.dated_by = 'article' AND t.article IN (SELECT unnest(CAST(? AS VARCHAR[])))
                  AND t.first - c.date BETWEEN 0 AND {COPY_DAYS} GROUP BY t.id) p
            WHERE triples.id = p.id AND triples.day IS DISTINCT FROM p.day""",
        [list(articles)],
    )


def remerge(connection: Connection, dirty: str, *, verdicts_changed: bool = False) -> int:
    """Merge anew around the triples of a table ``dirty`` (columns of ``triples``, rows added,
    changed or removed).

    Returns how many events were written.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE near AS
            SELECT DISTINCT {_BLOCK}, t.day, CASE WHEN t.day IS NULL THEN {_VOICE} END AS voice
            FROM {dirty} t LEFT JOIN articles a ON a.id = t.article"""
    )
    near = _near(connection)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE around AS
            SELECT t.id, {_BLOCK}, coalesce(t.mode, '') AS mode, {_PLACE} AS place, t.day,
                   {_LAST} AS last, coalesce(t.dated_by, '') AS dated_by, {_VOICE} AS voice,
                   t.unjudged, t.event, {_SIDES_APART} AS sides
            FROM {near} t LEFT JOIN articles a ON a.id = t.article
            WHERE t.id NOT IN (SELECT subject FROM verdicts WHERE kind = 'reject')"""
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE decided (id VARCHAR, unjudged VARCHAR)")
    _decide_plain(connection)
    _decide_rest(connection, "complex", near)
    return _write_events(connection, dirty, verdicts_changed)


_NEEDED = (
    "id",
    "article",
    "actor",
    "target",
    "type",
    "mode",
    "status",
    "reciprocal",
    "last",
    "dated_by",
    "place",
    "place_country",
    "sentence",
    "actor_as",
    "target_as",
    "action_at",
    "day",
    "unjudged",
    "event",
)


def _near(connection: Connection) -> str:
    """Return the table of the triples in the blocks and days of ``near``: all of them where most of
    the store is new."""
    row = connection.execute(
        "SELECT count(*), (SELECT count(*) FROM triples) FROM near"
    ).fetchone() or (0, 0)
    if row[0] * 2 > row[1]:
        return "triples"
    # both directions of what both sides did; plain columns, so that the few blocks prune the scan
    # of the many triples
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE near_sides AS
           SELECT nullif(low, '') AS actor, nullif(high, '') AS target, type, status, reciprocal,
                  day FROM near
           UNION
           SELECT nullif(high, ''), nullif(low, ''), type, status, reciprocal, day FROM near
           WHERE reciprocal"""
    )
    for side in ("actor", "target"):
        connection.execute(
            f"""INSERT INTO near_sides
                SELECT DISTINCT n.* REPLACE (a.id AS {side}) FROM near_sides n
                JOIN actors a ON a.country = n.{side} AND a.id <> n.{side}
                    AND (a.kind = 'place' OR starts_with(a.id, a.country || '-'))"""
        )
    found = [query for query, wanted in map(_ids_near, _SIDES) if _any(connection, wanted)]
    queries = " UNION ".join(found) or "SELECT NULL AS id WHERE false"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE near_ids AS {queries}")
    columns = ", ".join(f't."{column}"' for column in _NEEDED)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE near_triples AS SELECT {columns} "
        "FROM triples t SEMI JOIN near_ids USING (id)"
    )
    return "near_triples"


_SIDES = ((True, True), (True, False), (False, True), (False, False))
"""Whether the actor, and whether the target, of a block is named."""


def _ids_near(named: tuple[bool, bool]) -> tuple[str, str]:
    """Return the query of the triples near blocks whose sides are named so, and the condition by
    which such blocks are known."""
    sides = tuple(zip(("actor", "target"), named, strict=True))
    same_sides = " AND ".join(
        f"n.{side} = t.{side}" if known else f"n.{side} IS NULL AND t.{side} IS NULL"
        for side, known in sides
    )
    same = "n.type = t.type AND n.status = t.status AND n.reciprocal = t.reciprocal"
    days = (
        "((n.day IS NULL AND t.day IS NULL) "
        f"OR t.day BETWEEN n.day - {REACH_DAYS} AND n.day + {REACH_DAYS})"
    )
    query = f"SELECT t.id FROM triples t JOIN near_sides n ON {same_sides} AND {same} AND {days}"
    wanted = " AND ".join(f"n.{side} IS {'NOT ' if known else ''}NULL" for side, known in sides)
    return query, wanted


def _any(connection: Connection, wanted: str) -> bool:
    query = f"SELECT 1 FROM near_sides n WHERE {wanted} LIMIT 1"
    return connection.execute(query).fetchone() is not None


_CELLS = """
    SELECT low, high, type, status, reciprocal, sides, day, last,
           CASE WHEN day IS NULL THEN voice END AS voice, count(*) AS n,
           min(mode || chr(31) || place) AS low_key, max(mode || chr(31) || place) AS high_key,
           bool_or(dated_by = 'article') AS undated
    FROM around GROUP BY ALL
"""
_OF_DAYS = f"OVER (PARTITION BY {', '.join(_OF_BLOCK)} ORDER BY day RANGE BETWEEN"
_AROUND = f"INTERVAL {WINDOW_DAYS} DAY PRECEDING AND INTERVAL {WINDOW_DAYS} DAY FOLLOWING)"


def _decide_plain(connection: Connection) -> None:
    """Decide in SQL the cells whose reports all agree and name their day, and the reports that have
    only their article's and stand alone in its neighbourhood; the rest goes to ``complex``."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cells AS
            SELECT *, low_key = high_key AND (NOT undated OR n_around = 1) AS plain
            FROM (SELECT *, sum(n) {_OF_DAYS} {_AROUND} AS n_around,
                         bool_or(undated) {_OF_DAYS} {_AROUND} AS undated_around
                  FROM ({_CELLS}))"""
    )
    same = [f"c.{column} = a.{column}" for column in _OF_BLOCK]
    same += [f"c.{column} IS NOT DISTINCT FROM a.{column}" for column in ("day", "last")]
    same.append("c.sides = a.sides")
    same.append("c.voice IS NOT DISTINCT FROM CASE WHEN a.day IS NULL THEN a.voice END")
    join = f"JOIN cells c ON {' AND '.join(same)}"
    connection.execute(
        f"""INSERT INTO decided SELECT a.id, 'e-' || left(sha256(concat_ws(chr(31),
                a.low, a.high, a.type, a.status, CASE WHEN a.reciprocal THEN 'both' ELSE 'one' END,
                coalesce(strftime(a.day, '%Y-%m-%d'), ''),
                coalesce(strftime(a.last, '%Y-%m-%d'), a.voice), a.mode, a.place,
                nullif(a.sides, ''))), 16)
            FROM around a {join} WHERE c.plain"""
    )
    # what is not plain, with the plain reports of the days around that it may be about
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE complex AS
            SELECT a.id, NOT c.plain AS final FROM around a {join}
            WHERE NOT c.plain OR (c.undated_around AND NOT c.undated)"""
    )


def _decide_rest(connection: Connection, rest: str, near: str) -> None:
    """Decide in Python the reports of table ``rest``; those not ``final`` are there for their
    neighbours only."""
    rows = connection.execute(
        f"""SELECT t.id, t.article, {_ACTOR}, {_TARGET}, t.type, a.mode, t.status, t.reciprocal,
                   a.day, a.last, a.dated_by, a.place, t.sentence, a.voice,
                   [t.actor_as.name, t.target_as.name],
                   [t.actor_as.mention.text, t.target_as.mention.text], t.action_at.text,
                   [t.actor_as.country, t.target_as.country], a.sides, r.final
            FROM {rest} r JOIN around a ON a.id = r.id JOIN {near} t ON t.id = r.id
            ORDER BY t.id"""
    ).fetchall()
    if not rows:
        return
    final = {row[0] for row in rows if row[-1]}
    assigned = assign_events(_keys(row) for row in rows)
    same = " AND ".join(f"n.{column} = a.{column}" for column in _OF_BLOCK)
    touched = connection.execute(
        f"""SELECT DISTINCT a.id FROM around a JOIN near n ON {same}
            AND ((n.day IS NULL AND a.day IS NULL)
                 OR a.day BETWEEN n.day AND n.day + {REACH_DAYS})
            WHERE a.id IN (SELECT id FROM {rest})"""
    ).fetchall()
    complete = {key for (key,) in touched} & final
    insert(
        connection,
        "decided",
        {"id": "VARCHAR", "unjudged": "VARCHAR"},
        sorted((key, event) for key, event in assigned.items() if key in complete),
    )


def _keys(row: Sequence[Any]) -> ReportKeys:
    *plain, names, mentions, action, countries, sides, _ = row
    parties = parties_of(names, mentions, action)
    known = tuple(country for country in countries if country)
    return ReportKeys._make([*plain, "", (), parties, known, sides])


def _write_events(connection: Connection, dirty: str, verdicts_changed: bool) -> int:
    """Carry the decisions and the verdicts into ``triples`` and rebuild every event that gained or
    lost a report."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changes AS SELECT d.id, d.unjudged, d.unjudged AS event "
        "FROM decided d JOIN around a USING (id) WHERE d.unjudged IS DISTINCT FROM a.unjudged"
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE touched AS
            SELECT event FROM (
                SELECT event FROM changes
                UNION SELECT t.event FROM triples t SEMI JOIN changes c ON c.id = t.id
                UNION SELECT event FROM {dirty}
                UNION SELECT t.event FROM triples t SEMI JOIN {dirty} d ON d.id = t.id)
            WHERE event IS NOT NULL"""
    )
    connection.execute(
        "UPDATE triples SET unjudged = c.unjudged, event = c.event FROM changes c "
        "WHERE triples.id = c.id"
    )
    _judge(connection, verdicts_changed)
    return rebuild(connection)


def _judge(connection: Connection, verdicts_changed: bool) -> None:
    """Apply the readers' verdicts to the events of the reports they name, and of those that share
    their events."""
    rejected, same, different = (
        connection.execute(
            "SELECT subject, object FROM verdicts WHERE kind = ? ORDER BY id", [kind]
        ).fetchall()
        for kind in ("reject", "same", "different")
    )
    _take_out(connection, [subject for subject, _ in rejected])
    if not (same or different or verdicts_changed):
        return
    named = sorted({key for pair in (*same, *different) for key in pair})
    rows = connection.execute(
        "SELECT id, unjudged, event FROM triples WHERE unjudged IN "
        f"(SELECT unjudged FROM triples WHERE id {ANY_OF}) OR event <> unjudged",
        [named],
    ).fetchall()
    before = {key: unjudged for key, unjudged, _ in rows}
    judged = apply_verdicts(before, same=same, different=different)
    _move(connection, [(k, judged[k], event) for k, _, event in rows if judged[k] != event])


def _take_out(connection: Connection, rejected: Sequence[str]) -> None:
    """Take rejected reports out of their events."""
    if not rejected:
        return
    wanted = f"id {ANY_OF} AND event IS NOT NULL"
    connection.execute(
        f"INSERT INTO touched SELECT event FROM triples WHERE {wanted}",
        [rejected],
    )
    connection.execute(
        f"UPDATE triples SET event = NULL, unjudged = NULL WHERE {wanted}",
        [rejected],
    )


def _move(connection: Connection, moved: Sequence[tuple[str, str, str | None]]) -> None:
    """Give reports another event: (report, its new event, its old one)."""
    if not moved:
        return
    connection.execute(
        "UPDATE triples SET event = m.event FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS id, "
        "unnest(CAST(? AS VARCHAR[])) AS event) m WHERE triples.id = m.id",
        [[key for key, _, _ in moved], [event for _, event, _ in moved]],
    )
    events = {(event,) for _, new, old in moved for event in (new, old) if event}
    insert(connection, "touched", {"event": "VARCHAR"}, sorted(events))


DIRTY = (
    "SELECT id, article, actor, target, actor_as, target_as, type, status, reciprocal, day, event "
    "FROM triples"
)
"""What merging asks of triples that came, changed or went."""


def rebuild_all(connection: Connection) -> int:
    """Merge the whole store anew; return the number of events."""
    connection.execute("UPDATE triples SET unjudged = NULL, event = NULL")
    connection.execute("DELETE FROM events")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE dirty AS {DIRTY}")
    connection.execute("CREATE OR REPLACE TEMP TABLE touched (event VARCHAR)")
    found = connection.execute("SELECT 1 FROM dirty LIMIT 1").fetchone()
    return remerge(connection, "dirty") if found else 0


def rebuild(connection: Connection) -> int:
    """Write the events of table ``touched`` anew from their reports; an event without reports is
    gone."""
    connection.execute("DELETE FROM events WHERE id IN (SELECT event FROM touched)")
    best = ", ".join(f"'{c}': t.{c}" for c in ("id", "actor", "target", "type", *_SPOKEN_FOR))
    place = (
        "arg_min({'name': t.place, 'country': t.place_country}, "
        "(t.place, coalesce(t.place_country, '')))"
    )
    connection.execute(
        f"""INSERT INTO events
            SELECT event, best.actor, best.target, best.type, mode, contexts, best.quad,
                   best.score, best.status, best.reciprocal, coalesce(text_first, "first"),
                   coalesce(text_last, "last"), coalesce(near_place, any_place).name,
                   coalesce(near_place, any_place).country, best.predicate, n_reports, n_articles,
                   1, best.id, reports, origins
            FROM (SELECT t.event, arg_min({{{best}}}, (-t.confidence, t.id)) AS best,
                         max(t.mode) AS mode,
                         list_sort(list_distinct(flatten(list(t.contexts)))) AS contexts,
                         min(t.first) FILTER (t.dated_by <> 'article') AS text_first,
                         max(t.last) FILTER (t.dated_by <> 'article') AS text_last,
                         min(t.first) AS "first", max(t.last) AS "last",
                         {place} FILTER ({_PLACE} <> '') AS near_place,
                         {place} FILTER (t.place IS NOT NULL) AS any_place,
                         count(*) AS n_reports, list_sort(list(t.id)) AS reports,
                         count(DISTINCT t.article) AS n_articles,
                         list_sort(list(DISTINCT t.origin)) AS origins
                  FROM triples t WHERE t.event IN (SELECT event FROM touched)
                  GROUP BY t.event)"""
    )
    _count_outlets(connection)
    row = connection.execute("SELECT count(DISTINCT event) FROM touched").fetchone()
    return int(row[0]) if row else 0


def _count_outlets(connection: Connection) -> None:
    """Count the independent voices of the touched events; those of one article are one voice
    already."""
    rows = connection.execute(
        """SELECT t.event, coalesce(a.outlet, ''), coalesce(a.voice, t.article),
                  [said.outlet FOR said IN t.attribution IF said.outlet IS NOT NULL]
           FROM triples t LEFT JOIN articles a ON a.id = t.article
           WHERE t.event IN (SELECT e.id FROM events e SEMI JOIN touched k ON k.event = e.id
                             WHERE e.n_articles > 1)"""
    ).fetchall()
    said: Mapping[str, list[tuple[str, str, Sequence[str]]]] = defaultdict(list)
    for event, outlet, voice, told in rows:
        said[event].append((outlet, voice, told or ()))
    counts = {event: count_voices(reports) for event, reports in said.items()}
    counts = {event: count for event, count in sorted(counts.items()) if count != 1}
    if counts:
        connection.execute(
            "UPDATE events SET n_outlets = c.n FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS id, "
            "unnest(CAST(? AS INTEGER[])) AS n) c WHERE events.id = c.id",
            [list(counts), list(counts.values())],
        )
