"""Records to articles: objects of JSON, rows of tables, whatever they call the text and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.days import Order, is_undecided, settled_order
from extract.reading.decoding import mend
from extract.reading.field_names import FieldNames, flat, names_taken
from extract.reading.fragments import is_marked_up, plain_of
from extract.reading.given import Given
from extract.reading.metadata import KEYS, known_among
from extract.reading.problems import Problem, Refused, Tell

Record = tuple[int, Mapping[str, Any]]
_LOOKED_AT = 200_000
_SHOWN = 15


class Shape(NamedTuple):
    """How the records of one source are read: whether they hold headlines only, and which number
    of their days comes first."""

    headlines: bool = False
    order: Order | None = None


def read_records(
    records: Iterable[Record],
    given: Given,
    report: Tell,
    *,
    again: Iterable[Record] | None = None,
    unit: str = "line",
) -> Iterator[Article]:
    """Yield the articles of numbered records.

    Parameters
    ----------
    again
        The same records once more, so that their days can be looked at beforehand; None where the
        source can be read only once.
    unit
        What the numbers count: a ``line`` is told as one, others as the part of the article.
    """
    names = given.wishes.names
    rest = iter(records)
    first = next(rest, None)
    if first is None:
        return
    shape = _shape_of(first, names, given.wishes.order, again)
    unsettled = 0
    for number, fields in chain([first], rest):
        article = article_of_record(fields, given, report, number, shape, unit)
        unsettled += shape.order is None and _has_undecided_day(fields, names)
        if article:
            yield article
    if unsettled:
        report(
            Problem(
                given.name, None,
                f"{unsettled:,} of its days do not tell which number is the month (as in "
                "03/04/2025) and were left out; say it with --days day-first or month-first",
                skipped=False,
            )
        )  # fmt: skip


def _shape_of(
    first: Record, names: FieldNames, order: Order | None, again: Iterable[Record] | None
) -> Shape:
    """Return how records are read: by the first of them, by all where they are there already."""
    looked_at = again if isinstance(again, list) else [first]
    looks = [flat(fields) for _, fields in looked_at]
    known = set().union(*(names.known(look) for look in looks))
    if isinstance(again, list):
        texts = any(_plain_texts(names.sorted(look).get("text", ())) for look in looks)
    else:
        texts = "text" in known
    titles = "title" in known
    if order is None and again is not None and "date" in known:
        days = (
            day
            for _, fields in islice(again, _LOOKED_AT)
            for day in names.sorted(flat(fields)).get("date", ())
        )
        order = settled_order(days)
    return Shape(titles and not texts, order)


def _has_undecided_day(fields: Mapping[str, Any], names: FieldNames) -> bool:
    days = names.sorted(flat(fields)).get("date", ())
    return bool(days) and all(is_undecided(day) for day in days)


def _plain_texts(values: Iterable[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str) and value.strip()]


def article_of_record(
    fields: Mapping[str, Any],
    given: Given,
    report: Tell,
    number: int,
    shape: Shape,
    unit: str = "line",
) -> Article | None:
    """Return the article of a record, or None (and say why)."""
    found = given.wishes.names.sorted(flat(fields))
    line = number if unit == "line" else None
    part = None if unit == "line" else f"{unit} {number}"
    source = given.name if part is None else f"{given.name}, {part}"
    texts = _plain_texts(
        found.pop("text", []) or (found.get("title", []) if shape.headlines else [])
    )
    if not texts:
        report(Problem(source, line, "no text"))
        return None
    known, wrong = known_among(found, shape.order)
    wrong += _objects_for_text(fields, found, given.wishes.names)
    for reason in wrong:
        report(Problem(source, line, reason, skipped=False))
    text = mend(texts[0])
    if is_marked_up(text):
        text = plain_of(text)
    told = {**given.known, **known}
    if "title" in told and is_marked_up(told["title"]):
        told["title"] = plain_of(told["title"])
    return article_of(text, told, given.name, line, report, part=part)


def _objects_for_text(
    fields: Mapping[str, Any], found: Mapping[str, Any], names: FieldNames
) -> list[str]:
    """Name the fields whose value is an object in which nothing is known."""
    objects = (names.field(str(key)) for key, one in fields.items() if isinstance(one, Mapping))
    return [f"{field} is not text" for field in objects if field in KEYS and field not in found]


def check_columns(columns: Iterable[str], given: Given) -> None:
    """Refuse a table without a text or a headline.

    Raises
    ------
    Refused
        The message lists the columns found and those that are taken.
    """
    listed = [column for column in columns if column.strip()]
    if given.wishes.names.known(listed) & {"text", "title"}:
        return
    shown = ", ".join(mend(column)[:40] for column in listed[:_SHOWN])
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    raise Refused(
        f"no column named text or headline: its columns are {shown or '(none)'}{more}; taken are "
        f"{names_taken('text', 6)} … or {names_taken('title', 2)}; say which holds the text with "
        "--map text=COLUMN"
    )
