"""Of several versions of an article a store keeps the newest: which texts give way, and how what
people reviewed in them goes over to the text that takes their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.models import content_id
from graph.addresses import Version, address_of, forms_of, revision_of
from graph.sql_parts import ANY_OF
from graph.store.write import text_hash

if TYPE_CHECKING:
    import duckdb

    from extract.models import Article, Triple

    Connection = duckdb.DuckDBPyConnection

Told = tuple[str, str, str | None, str | None, str]  # sentence, trigger, actor, target, type


class GivingWay(NamedTuple):
    """Which articles give way to a newer version at the same address: ``stored`` are in the store,
    ``given`` came with the newer one, or later than it; ``to`` names who takes the place of each
    stored one."""

    stored: tuple[str, ...]
    given: tuple[str, ...]
    to: Mapping[str, str]


def giving_way(connection: Connection, fresh: Mapping[str, Article]) -> GivingWay:
    """Return which of some articles, and of those stored at their addresses, give way.

    The newer is the one of the later day, of the later revision, else with the greater hash of its
    text; the order of arrival says nothing.
    """
    given: dict[str, list[Version]] = defaultdict(list)
    written: set[str] = set()
    for article in fresh.values():
        address = address_of(article.url) if article.text else None
        if address and article.url:
            given[address].append(version_of(article))
            written.update(forms_of(article.url))
    if not given:
        return GivingWay((), (), {})
    held: dict[str, list[Version]] = defaultdict(list)
    for key, url, title, day, digest in _at(connection, sorted(written)):
        address = address_of(url)
        if address in given and key not in fresh:
            held[address].append(Version(day or "", revision_of(title), digest, key))
    stored: dict[str, str] = {}
    older: list[str] = []
    for address, versions in given.items():
        newest = max([*versions, *held[address]]).id
        stored |= {v.id: newest for v in held[address] if v.id != newest}
        older += [v.id for v in versions if v.id != newest]
    return GivingWay(tuple(sorted(stored)), tuple(sorted(older)), stored)


def version_of(article: Article) -> Version:
    """Return how new an article's text is."""
    return Version(
        article.date or "", revision_of(article.title), text_hash(article.text), article.id
    )


def _at(
    connection: Connection, written: Sequence[str]
) -> list[tuple[str, str, str | None, str | None, str]]:
    """Return the articles stored under one of some addresses, whatever their query."""
    return connection.execute(
        f"""SELECT id, url, title, strftime(date, '%Y-%m-%d'), hash FROM articles
            WHERE text IS NOT NULL
              AND split_part(split_part(url, '#', 1), '?', 1) {ANY_OF} ORDER BY id""",
        [list(written)],
    ).fetchall()


def carry_verdicts(
    connection: Connection, to: Mapping[str, str], triples: Iterable[Triple]
) -> None:
    """Let verdicts on the triples of articles that gave way, now in the table ``removed``, hold of
    the triple that the same sentence gives in the article that takes their place."""
    rows = connection.execute(
        "SELECT id, article, sentence, action_at.text, actor, target, type FROM removed "
        "WHERE id IN (SELECT subject FROM verdicts UNION SELECT object FROM verdicts)"
    ).fetchall()
    if not rows:
        return
    now = {(t.article, *_told(t)): t.id for t in triples}
    moved = {key: now.get((to.get(article, ""), *told)) for key, article, *told in rows}
    for old, new in sorted((old, new) for old, new in moved.items() if new):
        _rename(connection, old, new)


def _told(triple: Triple) -> Told:
    actor, target = triple.actor, triple.target
    return (
        triple.sentence.text,
        triple.action.mention.text,
        actor.id if actor else None,
        target.id if target else None,
        triple.action.type,
    )


def _rename(connection: Connection, old: str, new: str) -> None:
    """Write the verdicts on one triple anew as verdicts on another."""
    rows = connection.execute(
        "DELETE FROM verdicts WHERE subject = ? OR object = ? "
        "RETURNING kind, subject, object, note",
        [old, old],
    ).fetchall()
    for kind, subject, other, note in rows:
        sides = [new if side == old else side for side in (subject, other)]
        if other is not None:
            sides = sorted(side for side in sides if side)
        key = content_id("v", kind, sides[0], sides[1])
        connection.execute("DELETE FROM verdicts WHERE id = ?", [key])
        connection.execute("INSERT INTO verdicts VALUES (?, ?, ?, ?, ?)", [key, kind, *sides, note])
