"""Events as columns: the compact form in which a page carries a hundred thousand of them.

Every field of all events is one list; texts that repeat (sentences, rules, outlets) are numbers
into tables. The page's script turns the number columns into typed arrays and makes an event's texts
only when somebody opens it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from graph.events import GraphEvent, Report
from graph.page.plain_words import QUADS
from graph.page.text import clean, clean_sentence, safe_link
from graph.window import STATUSES

FIELDS = (
    "id", "actor", "target", "type", "mode", "contexts", "quad", "score", "status", "reciprocal",
    "first", "last", "place", "predicate", "voices", "outlets", "articles", "reports",
)  # fmt: skip
ROLES = ("actor", "action", "target", "place", "date")
_DAY_ZERO = dt.date(1970, 1, 1).toordinal()


class Numbered:
    """Distinct values in order of first use; a value's number is its place.

    Examples
    --------
    >>> numbers = Numbered()
    >>> [numbers.add(value) for value in ("a", "b", "a")], numbers.values
    ([0, 1, 0], ['a', 'b'])
    """

    def __init__(self, *values: Any) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}
        for value in values:
            self.add(value)

    def add(self, value: Any) -> int:
        """Return the value's number; a list is stored as it is and found by its items."""
        key = tuple(value) if isinstance(value, list) else value
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.values)
            self.values.append(value)
        return number


def day_of(date: object) -> int | None:
    """Return days since 1970 of a date or an ISO string, None where it is neither.

    Examples
    --------
    >>> day_of("1970-01-11"), day_of(None), day_of("soon")
    (10, None, None)
    """
    if isinstance(date, dt.date):
        return date.toordinal() - _DAY_ZERO
    try:
        return dt.date.fromisoformat(str(date)[:10]).toordinal() - _DAY_ZERO
    except ValueError:
        return None


def encode_events(events: Sequence[GraphEvent], number_of: Mapping[str, int]) -> dict[str, Any]:
    """Return events, reports and their tables as columns.

    Parameters
    ----------
    events
        Events in the order in which they are kept.
    number_of
        Number of every actor by id.
    """
    made = _Events(number_of)
    for event in events:
        made.add(event)
    return {
        "events": made.columns,
        "reports": made.reports.columns,
        "articles": made.reports.articles(),
        "tables": made.tables(),
    }


class _Events:
    """The columns of all events and their tables."""

    def __init__(self, number_of: Mapping[str, int]) -> None:
        self._number_of = number_of
        self._tables = {
            "type": Numbered(),
            "mode": Numbered(""),
            "contexts": Numbered([]),
            "quad": Numbered(*QUADS),
            "status": Numbered(*STATUSES),
            "place": Numbered(""),
            "predicate": Numbered(""),
            "outlet": Numbered(),
            "outlets": Numbered([]),
        }
        self.columns: dict[str, list[Any]] = {name: [] for name in FIELDS}
        self.reports = _Reports()

    def add(self, event: GraphEvent) -> None:
        """Add an event with its reports."""
        for name, value in {**self._who_and_when(event), **self._what(event)}.items():
            self.columns[name].append(value)
        for report in event.reports:
            self.reports.add(report)

    def _who_and_when(self, event: GraphEvent) -> dict[str, Any]:
        first, last = day_of(event.first), day_of(event.last)
        return {
            "id": clean(event.id, 120),
            "actor": self._party(event.actor),
            "target": self._party(event.target),
            "reciprocal": int(bool(event.reciprocal)),
            "first": first if first is not None else last,
            "last": last if last is not None else first,
            "voices": int(event.n_outlets),
            "articles": len({report.article for report in event.reports}),
            "reports": len(self.reports),
        }

    def _what(self, event: GraphEvent) -> dict[str, Any]:
        tables = self._tables
        outlets = [tables["outlet"].add(clean(outlet, 80)) for outlet in sorted(event.outlets)]
        return {
            "type": tables["type"].add(clean(event.type, 60)),
            "mode": tables["mode"].add(clean(event.mode, 60)),
            "contexts": tables["contexts"].add([clean(context, 60) for context in event.contexts]),
            "quad": tables["quad"].add(clean(event.quad, 40)),
            "score": round(float(event.score), 2),
            "status": tables["status"].add(clean(event.status, 40)),
            "place": tables["place"].add(clean(event.place, 80)),
            "predicate": tables["predicate"].add(clean(event.predicate, 120)),
            "outlets": tables["outlets"].add(outlets),
        }

    def _party(self, key: str | None) -> int:
        return -1 if key is None else self._number_of[key]

    def tables(self) -> dict[str, list[Any]]:
        """Return the values that columns hold by number."""
        made = {name: table.values for name, table in self._tables.items()}
        return {**made, "role": list(ROLES), **self.reports.tables()}


class _Reports:
    """The columns of all reports and their tables."""

    def __init__(self) -> None:
        fields = ("sentence", "spans", "article", "attribution", "rule", "confidence")
        self.columns: dict[str, list[Any]] = {name: [] for name in fields}
        self._sentences, self._attributions = Numbered(), Numbered("")
        self._rules, self._articles = Numbered(), Numbered()

    def __len__(self) -> int:
        return len(self.columns["sentence"])

    def add(self, report: Report) -> None:
        sentence, spans = clean_sentence(report.sentence, report.spans)
        article = (
            clean(report.title, 300),
            clean(report.outlet, 80),
            safe_link(report.url),
            clean(report.date, 20),
        )
        known = [(ROLES.index(role), start, end) for role, start, end in spans if role in ROLES]
        flat = [part for span in sorted(known, key=lambda span: span[1:]) for part in span]
        for name, value in (
            ("sentence", self._sentences.add(sentence)),
            ("spans", flat),
            ("article", self._articles.add((*article, report.article))),
            ("attribution", self._attributions.add(clean(report.attribution, 200))),
            ("rule", self._rules.add(clean(report.rule, 120))),
            ("confidence", round(float(report.confidence), 2)),
        ):
            self.columns[name].append(value)

    def articles(self) -> dict[str, list[Any]]:
        """Return what is known of the articles, as columns."""
        return {
            name: [article[at] for article in self._articles.values]
            for at, name in enumerate(("title", "outlet", "url", "date"))
        }

    def tables(self) -> dict[str, list[Any]]:
        """Return the values that the columns hold by number."""
        return {
            "sentence": self._sentences.values,
            "attribution": self._attributions.values,
            "rule": self._rules.values,
        }
