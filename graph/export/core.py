"""What every export keeps of an event, and the rows that the event formats are made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.events import Day, Event
from graph.evidence import read_actors
from graph.quoting import quoted, quoted_title
from graph.window import EVERYTHING, Window

if TYPE_CHECKING:
    from graph.store import Store

UNNAMED = "?"
"""Node that stands in graph formats for an actor or target that the text does not name."""


class ToldEvent(Event):
    """What reads back from every format: an event, and the sentence that tells it best."""

    sentence: str


class ExportedEvent(ToldEvent):
    """An event as the event formats write it: with the report of its best sentence."""

    triple: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Day
    rule: str
    confidence: float
    origin: str
    triples: str


TOLD = tuple(ToldEvent.model_fields)
MORE = tuple(name for name in ExportedEvent.model_fields if name not in TOLD)

_QUERY = """
    SELECT s.*, t.sentence, t.id AS triple, t.article, a.title, a.outlet, a.url,
           a.date AS published, t.rule, t.confidence, t.origin,
           array_to_string(s.reports, ' ') AS triples
    FROM ({scope}) s JOIN triples t ON t.id = s.best LEFT JOIN articles a ON a.id = t.article
    ORDER BY s.id
"""


def rows_of(store: Store, window: Window | None) -> Iterator[ExportedEvent]:
    """Yield the events of a window by id."""
    window = window or EVERYTHING
    scope, parameters = store.scope(window)
    cursor = store.connection.cursor().execute(_QUERY.format(scope=scope), parameters)
    names = [column[0] for column in cursor.description or ()]
    while batch := cursor.fetchmany(5000):
        for row in batch:
            record = dict(zip(names, row, strict=True))
            record["sentence"] = quoted(record["sentence"], window.quote)
            record["title"] = quoted_title(record["title"], window.quote)
            yield ExportedEvent(**record)


def flat(event: ExportedEvent) -> dict[str, Any]:
    """Return an event as a flat record of text, numbers and booleans, "" where there is none."""
    record = dict(event)
    record["contexts"] = " ".join(event.contexts)
    return {name: "" if value is None else value for name, value in record.items()}


def actors_of(store: Store, window: Window | None) -> list[dict[str, str]]:
    """Return the actors of a window as flat records by id."""
    actors = read_actors(store, window or EVERYTHING)
    return [{"id": actor.id, **actor.attributes()} for actor in actors.values()]


def of_record(record: dict[str, Any]) -> ToldEvent:
    """Return the event of a flat record whose values may be text, as formats without types give
    them."""
    known = {name: value for name, value in record.items() if name in TOLD}
    for name in _MAY_LACK:
        known[name] = known.get(name) or None
    known["reciprocal"] = known["reciprocal"] in (True, "true", "True")
    return ToldEvent(**known)


_MAY_LACK = ("actor", "target", "mode", "first", "last", "place", "place_country")


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
