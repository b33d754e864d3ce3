"""From a name that a user writes to an actor of the store, with "did you mean"."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from extract.catalog import country_name, resolve_actor
from extract.errors import QueryError

if TYPE_CHECKING:
    from graph.store import Store


class Found(NamedTuple):
    """An actor of the store, and how the name led to it."""

    id: str
    name: str
    how: str


def find_actor(store: Store, name: str, *, level: str = "actor") -> Found:
    """Return the actor that a name, an id, a demonym or a phrase stands for.

    The id goes first, then a name in the store, then what extraction makes of the words ("Kremlin"
    is Russia).

    Raises
    ------
    QueryError
        If the store knows no such actor; the message proposes those with a similar name.
    """
    wanted = " ".join(name.split())
    column = "state" if level == "state" else "id"
    rows = store.connection.execute(
        f"SELECT DISTINCT {column}, id, name FROM actors "
        f"WHERE {column} = upper(?) OR id = ? OR lower(name) = lower(?) "
        "OR regexp_replace(lower(name), '^the ', '') = regexp_replace(lower(?), '^the ', '') "
        "ORDER BY id",
        [wanted, wanted, wanted, wanted],
    ).fetchall()
    for test, how in (
        (lambda row: row[0] == wanted or row[1] == wanted, "id"),
        (lambda row: row[0] == wanted.upper(), "code"),
        (lambda row: True, "name"),
    ):
        for row in filter(test, rows):
            return _found(store, row, how)
    alias = _as_in_extraction(wanted)
    if alias:
        known = store.connection.execute(
            f"SELECT {column}, id, name FROM actors WHERE id = ?",
            [alias],
        ).fetchone()
        if known:
            return _found(store, known, "alias")
    raise QueryError(_unknown(store, wanted, alias))


def _found(store: Store, row: tuple[str, str, str], how: str) -> Found:
    """Return what was found: the actor itself, or the state that it is rolled up to."""
    key, own, name = row
    return Found(key, name if key == own else _name_of(store, key), how)


def _name_of(store: Store, key: str) -> str:
    row = store.connection.execute("SELECT name FROM actors WHERE id = ?", [key]).fetchone()
    return str(row[0]) if row else country_name(key)


def _as_in_extraction(name: str) -> str | None:
    """Return the id that extraction gives the words, by its lists and grammar alone (no language
    model)."""
    found = resolve_actor(name)
    return found.id if found else None


def _unknown(store: Store, name: str, alias: str | None) -> str:
    if alias:
        return f"{name!r} is {alias}, of which this store holds no event"
    rows = store.connection.execute("SELECT name, id FROM actors ORDER BY name, id").fetchall()
    by_name = {str(text).casefold(): (str(text), str(key)) for text, key in rows}
    close = difflib.get_close_matches(name.casefold(), list(by_name), n=4, cutoff=0.6)
    inside = sorted(text for text in by_name if name.casefold() in text and len(name) > 2)[:4]
    proposals = [
        f"{by_name[text][0]} ({by_name[text][1]})" for text in dict.fromkeys([*close, *inside])
    ][:5]
    if proposals:
        return f"no actor {name!r} in this store; did you mean {', '.join(proposals)}?"
    return f"no actor {name!r} in this store; `realpolitik query rank` lists those there are"
