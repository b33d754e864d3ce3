"""Days as files write them, and which of 03/04/2025 is the day: the column settles it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

Order = Literal["day first", "month first"]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3].lower(): n for n, name in enumerate(calendar.month_name) if name} | {"sept": 9}
"""The numbers of the months by their names, whole and short."""
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:$|[T\s](?=\d|$|[^\W\d]))")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{2}){2,3}$")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:$|[T\s,])")
_LONGEST = 80
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+)?"
_REST = r"(?=$|[,;\s(])"
_WRITTEN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}){_REST}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_REST}",
        rf"(?P<year>\d{{4}})[\s-]+{_MONTH}[\s-]+(?P<day>\d{{1,2}}){_REST}",
    )
)
_FIRST_SECOND, _LAST_SECOND = 10**8, 4 * 10**9  # 1973 to 2096


def parse_date(value: object, order: Order | None = None) -> str | None:
    """Return a date as ISO, or None where there is none to be read.

    Parameters
    ----------
    order
        Which comes first in ``04/05/2025``; without it, that is no date, as it is the fourth of
        May to some and the fifth of April to others. ``14/03/2025`` and ``4.5.2025`` settle
        themselves: with dots the day is first.

    Examples
    --------
    >>> parse_date("2025-04-10T08:00:00Z"), parse_date("April 10, 2025"), parse_date("soon")
    ('2025-04-10', '2025-04-10', None)
    >>> parse_date("14/03/2025"), parse_date("04/05/2025"), parse_date("04/05/2025", "day first")
    ('2025-03-14', None, '2025-05-04')
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return _of_number(int(text))
    found = _ISO.match(text)
    if found:
        return _day(found[1], found[3], found[4]) if _is_whole(found) else None
    packed = _PACKED.match(text)
    if packed:
        return _day(packed[1], packed[2], packed[3])
    return _of_numbers(text, order) or _of_words(text)


def _is_whole(found: re.Match[str]) -> bool:
    """Whether digits without signs between them are eight."""
    return bool(found[2]) or len(found[3]) == len(found[4]) == 2


def _of_number(value: float) -> str | None:
    """Return the day of 20250410, or of seconds or milliseconds since 1970."""
    if 0 < value < 10**8 and value == int(value):
        return parse_date(str(int(value))) if value >= 10**7 else None
    seconds = value / 1000 if value > _LAST_SECOND else value
    if not _FIRST_SECOND < seconds < _LAST_SECOND:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _of_numbers(text: str, order: Order | None) -> str | None:
    found = _NUMBERS.match(text)
    if not found:
        return None
    order = order_of(text) or order
    if order is None:
        return None
    day, month = (found[1], found[3]) if order == "day first" else (found[3], found[1])
    return _day(found[4], month, day)


def _of_words(text: str) -> str | None:
    for form in _WRITTEN:
        found = form.match(text)
        if found:
            month = next(one for one in found.groups() if one[:3].casefold() in MONTHS)
            return _day(found["year"], str(MONTHS[month[:3].casefold()]), found["day"])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def order_of(text: str) -> Order | None:
    """Return which number of a day comes first where the day itself tells; else None.

    Examples
    --------
    >>> order_of("14/03/2025"), order_of("03/14/2025"), order_of("3.4.2025"), order_of("3/4/2025")
    ('day first', 'month first', 'day first', None)
    """
    found = _NUMBERS.match(text.strip())
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 or (found[2] == "." and second <= 12):
        return "day first"
    return "month first" if second > 12 else None


def is_undecided(value: object) -> bool:
    """Whether a value is a day of two numbers that does not tell which is the month."""
    return (
        isinstance(value, str)
        and _NUMBERS.match(value.strip()) is not None
        and order_of(value) is None
    )


def settled_order(values: Iterable[object]) -> Order | None:
    """Return the order that a column's days agree on; None where none tells, or two differ.

    Examples
    --------
    >>> settled_order(["03/04/2025", "14/03/2025"]), settled_order(["03/04/2025"])
    ('day first', None)
    """
    told: set[Order] = set()
    for value in values:
        order = order_of(value) if isinstance(value, str) else None
        if order is not None:
            told.add(order)
            if len(told) > 1:
                return None
    return next(iter(told), None)
