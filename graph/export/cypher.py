"""Events as a Cypher script for a property-graph database; running it twice changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from graph.export.core import UNNAMED, ToldEvent, actors_of, flat, of_record, rows_of
from graph.window import Window
from graph.wording import NOBODY

if TYPE_CHECKING:
    from graph.store import Store

_EVENT = re.compile(
    r"MATCH \(a:Actor (\{.*?\})\), \(b:Actor (\{.*?\})\) "
    r"MERGE \(a\)-\[e:(\w+) (\{.*?\})\]->\(b\) SET e \+= (\{.*\});"
)
_DECODER = json.JSONDecoder()


def write_cypher(store: Store, file: TextIO, window: Window | None) -> None:
    """Write one statement a line: a constraint, the actors, the events. Text stands in quotes with
    everything escaped."""
    file.write("CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;\n")
    unnamed = {"id": UNNAMED, "name": NOBODY, "kind": "unnamed"}
    for actor in [*actors_of(store, window), unnamed]:
        key = {"id": actor["id"]}
        rest = {name: value for name, value in actor.items() if name != "id"}
        file.write(f"MERGE (a:Actor {_map(key)}) SET a += {_map(rest)};\n")
    for row in rows_of(store, window):
        known = flat(row)
        sides = [_map({"id": known.pop(side) or UNNAMED}) for side in ("actor", "target")]
        event = _map({"id": known.pop("id")})
        file.write(
            f"MATCH (a:Actor {sides[0]}), (b:Actor {sides[1]}) "
            f"MERGE (a)-[e:{row.type} {event}]->(b) SET e += {_map(known)};\n"
        )


def _map(values: dict[str, Any]) -> str:
    """Return a Cypher map: JSON strings are Cypher strings as long as all but ASCII is escaped;
    braces are escaped too."""
    shown = (
        f"{key}: {json.dumps(value).replace('{', _BRACES['{']).replace('}', _BRACES['}'])}"
        for key, value in values.items()
    )
    return "{" + ", ".join(shown) + "}"


_BRACES = {"{": "\\u007b", "}": "\\u007d"}


def _values(text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    at = 1
    while at < len(text) - 1:
        key, _, _ = text[at:].partition(": ")
        values[key], at = _DECODER.raw_decode(text, at + len(key) + 2)
        at += 2
    return values


def read_cypher(path: Path) -> list[ToldEvent]:
    """Return the events of a script."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _EVENT.fullmatch(line)
        if match:
            one, other, _, key, rest = match.groups()
            sides = [_values(side)["id"] for side in (one, other)]
            actor, target = ("" if side == UNNAMED else side for side in sides)
            found.append(
                of_record({**_values(rest), **_values(key), "actor": actor, "target": target})
            )
    return found
