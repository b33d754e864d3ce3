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
from graph.page.labels import QUADS, STATUSES
from graph.page.text import clean, clean_sentence, safe_link

FIELDS = (
    "id", "actor", "target", "type", "mode", "contexts", "quad", "score", "status", "reciprocal", "first", "last", "place",
    "predicate", "voices", "outlets", "articles", "reports",
)  # fmt: skip
ROLES = ("actor", "action", "target", "place", "date")
_DAY_ZERO = dt.date(1970, 1, 1).toordinal()


class Table:
    """Distinct values in order of first use; a value's number is its place.

    Examples
    --------
    >>> table = Table()
    >>> [table.add(value) for value in ("a", "b", "a")], table.values
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
    types, modes, contexts, outlets = Table(), Table(""), Table([]), Table()
    outlet_sets, places, predicates, quads, statuses = (
        Table([]),
        Table(""),
        Table(""),
        Table(*QUADS),
        Table(*STATUSES),
    )
    columns: dict[str, list[Any]] = {name: [] for name in FIELDS}
    reports = _Reports()
    for event in events:
        first = day_of(event.first)
        last = day_of(event.last)
        row = {
            "id": clean(event.id, 120),
            "actor": -1 if event.actor is None else number_of[event.actor],
            "target": -1 if event.target is None else number_of[event.target],
            "type": types.add(clean(event.type, 60)),
            "mode": modes.add(clean(event.mode, 60)),
            "contexts": contexts.add([clean(context, 60) for context in event.contexts]),
            "quad": quads.add(clean(event.quad, 40)),
            "score": round(float(event.score), 2),
            "status": statuses.add(clean(event.status, 40)),
            "reciprocal": int(bool(event.reciprocal)),
            "first": first if first is not None else last,
            "last": last if last is not None else first,
            "place": places.add(clean(event.place, 80)),
            "predicate": predicates.add(clean(event.predicate, 120)),
            "voices": int(event.n_outlets),
            "outlets": outlet_sets.add(
                [outlets.add(clean(outlet, 80)) for outlet in sorted(event.outlets)]
            ),
            "articles": len({report.article for report in event.reports}),
            "reports": len(reports),
        }
        for name, value in row.items():
            columns[name].append(value)
        for report in event.reports:
            reports.add(report)
    return {
        "events": columns,
        "reports": reports.columns,
        "articles": {
            name: [article[at] for article in reports.articles.values]
            for at, name in enumerate(("title", "outlet", "url", "date"))
        },
        "tables": {
            "type": types.values,
            "mode": modes.values,
            "contexts": contexts.values,
            "quad": quads.values,
            "status": statuses.values,
            "place": places.values,
            "predicate": predicates.values,
            "outlet": outlets.values,
            "outlets": outlet_sets.values,
            "role": list(ROLES),
            "sentence": reports.sentences.values,
            "attribution": reports.attributions.values,
            "rule": reports.rules.values,
        },
    }


class _Reports:
    """The columns of all reports and their tables."""

    def __init__(self) -> None:
        fields = ("sentence", "spans", "article", "attribution", "rule", "confidence")
        self.columns: dict[str, list[Any]] = {name: [] for name in fields}
        self.sentences, self.attributions, self.rules, self.articles = (
            Table(),
            Table(""),
            Table(),
            Table(),
        )

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
            ("sentence", self.sentences.add(sentence)),
            ("spans", flat),
            ("article", self.articles.add((*article, report.article))),
            ("attribution", self.attributions.add(clean(report.attribution, 200))),
            ("rule", self.rules.add(clean(report.rule, 120))),
            ("confidence", round(float(report.confidence), 2)),
        ):
            self.columns[name].append(value)
