"""What every export keeps of an event, and the rows that the event formats are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.query.answers import iso
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

EVERYTHING = Window(statuses=())
UNNAMED = "?"
"""Node that stands in graph formats for an actor or target that the text does not name."""


class Core(NamedTuple):
    """What reads back from every format, "" or None where there is none."""

    id: str
    actor: str
    target: str
    type: str
    mode: str
    quad: str
    score: float
    status: str
    reciprocal: bool
    first: str
    last: str
    place: str
    predicate: str
    n_articles: int
    n_outlets: int
    sentence: str


class Row(NamedTuple):
    """An event as the event formats write it: its :class:`Core` and where its best sentence was
    printed."""

    core: Core
    contexts: str
    triple: str
    article: str
    title: str
    outlet: str
    url: str
    published: str
    rule: str
    confidence: float
    origin: str
    triples: str


_QUERY = """
    SELECT s.id, s.actor, s.target, s.type, s.mode, s.quad, s.score, s.status, s.reciprocal, s."first", s."last", s.place,
           s.predicate, s.n_articles, s.n_outlets, t.sentence, array_to_string(s.contexts, ' '), t.id, t.article, a.title,
           a.outlet, a.url, a.date, t.rule, t.confidence, t.origin, array_to_string(s.reports, ' ')
    FROM ({scope}) s JOIN triples t ON t.id = s.best LEFT JOIN articles a ON a.id = t.article ORDER BY s.id
"""


def rows_of(store: Store, window: Window | None) -> Iterator[Row]:
    """Yield the events of a window by id."""
    scope, parameters = store.scope(window or EVERYTHING)
    cursor = store.connection.cursor().execute(_QUERY.format(scope=scope), parameters)
    while batch := cursor.fetchmany(5000):
        for row in batch:
            values = [iso(value) if hasattr(value, "isoformat") else value for value in row]
            plain: list[Any] = ["" if value is None else value for value in values]
            yield Row(Core(*plain[:16]), *plain[16:])


def actors_of(store: Store, window: Window | None) -> list[dict[str, Any]]:
    """Return the actors of a window as flat records by id."""
    from graph.view import EventGraph

    return [
        {
            "id": node.id,
            "name": node.name,
            "kind": node.kind,
            "country": node.country or "",
            "sectors": " ".join(node.sectors),
            "wikidata": node.wikidata or "",
        }
        for node in EventGraph(store, window or EVERYTHING).actors.values()
    ]


def of_record(record: dict[str, Any]) -> Core:
    """Return the core of a flat record whose values may be text, as formats without types give
    them."""
    values = {field: record.get(field, "") for field in Core._fields}
    values |= {
        "score": float(values["score"]),
        "reciprocal": values["reciprocal"] in (True, "true"),
    }
    values |= {field: int(values[field]) for field in ("n_articles", "n_outlets")}
    return Core(**values)


def printable(text: str) -> str:
    """Return text that XML may hold: a control character becomes its picture (U+2400 on), what is
    no character U+FFFD.

    Examples
    --------
    >>> printable("a\\x0bb\\ncd")
    'a␋b\\ncd'
    """
    if text.isprintable():
        return text
    return "".join(_picture(character) for character in text)


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20 and character not in "\t\n\r":
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE:
        return "�"
    return character
