"""Days that are counted from another happening: "two days later", "hours after the raid", "the
following week".

What is counted, and whether from what was told before or from the words that follow, is read here;
:mod:`extract.context.told_days` finds the day from which it is counted.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from extract.context.time_rules import WEEKDAYS, Days, count_of, span_of


class Counted(NamedTuple):
    """A count of time in a text.

    ``start`` and ``end`` are character offsets of its words. Days lie ``least`` to ``most`` units
    after the happening from which they are counted (before it where negative); ``unit`` is day,
    week, month or year, or ``weekday`` (then ``least`` is its number). ``follows`` says that this
    happening is named behind the words ("two days after the raid"), else it was told before.
    """

    start: int
    end: int
    unit: str
    least: int
    most: int
    follows: bool


_NUMBER = (
    r"(?P<number>\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|some|several|a few)"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?"
_PART = r"(?:day|morning|afternoon|evening|night)"
_AMOUNT = rf"(?:(?:just|only|barely|about|some|nearly|almost)\s)?(?:{_NUMBER}\s)?{_UNIT}"
_THE_UNIT = r"(?:on\s)?the\s(?P<unit>day|week|month|year)"
_ON = r"(?:(?:on|in|later|early|late)\s){0,2}"
_ENDS = r"(?=\s*(?:[,.;:)!?—–-]|$|and\b|but\b))"
_FOLLOWED = r"(?=\s+(?!and\b|but\b|that\b|this\b)[\w\"'])"

# What may be counted, in the order in which it claims its words; ``sign`` is told by the group
# that names the direction.
_FORMS = tuple(
    (name, re.compile(rf"\b{form}", re.IGNORECASE | re.ASCII))
    for name, form in (
        ("within", rf"within\s{_NUMBER}\s{_UNIT}\sof{_FOLLOWED}"),
        ("into", rf"{_NUMBER}\s{_UNIT}\sinto\s(?=the\b|its?\b|an?\b|their\b)"),
        ("follows", rf"{_AMOUNT}\s(?P<after>after|before){_FOLLOWED}"),
        ("follows", rf"{_THE_UNIT}\s(?P<after>after|before){_FOLLOWED}"),
        ("told", rf"{_AMOUNT}\s(?P<after>later|afterwards?|thereafter|earlier|beforehand)\b"),
        ("told", rf"{_THE_UNIT}\s(?P<after>after|before){_ENDS}"),
        ("told", rf"{_AMOUNT}\s(?P<after>after|before){_ENDS}"),
        ("told", r"(?:on\s|in\s)?the\s(?:very\s)?(?P<after>next|following|previous|preceding)\s"
                 r"(?P<unit>day|night|week|month|year)\b"),
        ("told", r"(?:on\s|in\s)?the\s(?P<after>next|following|previous)\s"
                 r"(?:morning|afternoon|evening)\b"),
        ("same", rf"{_ON}(?:that|the)\s(?:very\s)?same\s{_PART}\b"),
        ("same", rf"{_ON}that\s{_PART}\b(?!\s(?:of|when)\b)"),
        ("weekday", rf"(?:on\s)?the\sfollowing\s(?P<weekday>{'|'.join(WEEKDAYS)})\b"),
    )
)  # fmt: skip
_BACK = frozenset({"before", "earlier", "beforehand", "previous", "preceding"})
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_SPANS = frozenset({"week", "month", "year"})
# "Days later", "weeks after": from the first to so many days.
_SOME = {"day": (1, 7), "night": (1, 7), "week": (7, 28), "fortnight": (14, 28)}
_VAGUE = frozenset({"some", "several", "a few"})


@lru_cache(maxsize=4096)
def find_counted(text: str) -> tuple[Counted, ...]:
    """Return what is counted from another happening in a text, in order, none within another.

    Examples
    --------
    >>> find_counted("Two days later they left.")
    (Counted(start=0, end=14, unit='day', least=2, most=2, follows=False),)
    >>> find_counted("Hours after the raid, Iran left.")[0].follows
    True
    """
    if not _MAY.search(text):
        return ()
    found: list[Counted] = []
    for name, form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < c.end and c.start < match.end() for c in found):
                continue
            counted = _read(name, match)
            if counted is not None:
                found.append(counted)
    return tuple(sorted(found))


_MAY = re.compile(
    r"\b(?:later|earlier|after|before|afterwards?|thereafter|beforehand|next|following|previous"
    r"|preceding|same|that|within|into)\b",
    re.IGNORECASE,
)


def _read(name: str, match: re.Match[str]) -> Counted | None:
    groups = match.groupdict()
    start, end = match.span()
    follows = name in ("within", "into", "follows")
    if name == "same":
        return Counted(start, end, "day", 0, 0, follows)
    if name == "weekday":
        which = WEEKDAYS[groups["weekday"].lower()]
        return Counted(start, end, "weekday", which, which, follows)
    unit = (groups.get("unit") or "day").lower()
    number = (groups.get("number") or "").lower()
    sign = -1 if (groups.get("after") or "").lower() in _BACK else 1
    if name == "told" and not number and "the" in match[0].lower().split():
        return Counted(start, end, "day" if unit == "night" else unit, sign, sign, follows)
    least, most, unit = _amount(number, unit)
    if name == "within":
        least = 0
    least, most = sorted((sign * least, sign * most))
    return Counted(start, end, unit, least, most, follows)


def _amount(number: str, unit: str) -> tuple[int, int, str]:
    """Return how many days at least and at most an amount is, or how many months or years; a unit
    that says nothing is ``""``."""
    count = None if number in _VAGUE or not number else count_of(number)
    if unit in ("minute", "hour"):
        days = (count or 0) // 24 if unit == "hour" else 0
        return days, days, "day"
    if unit in _DAYS_IN:
        if count is None:
            return (*_SOME[unit], "day")
        return count * _DAYS_IN[unit], count * _DAYS_IN[unit], "day"
    return (count, count, unit) if count is not None else (0, 0, "")


def count_from(days: Days, counted: Counted, *, back: bool = False) -> Days | None:
    """Return the days that a count gives from those of a happening, ``back`` from its own to those
    of the happening from which it is counted; None where the count says nothing.

    Examples
    --------
    >>> day = dt.date(2025, 6, 10)
    >>> [d.isoformat() for d in count_from((day, day), find_counted("A month later")[0])]
    ['2025-07-01', '2025-07-31']
    """
    least, most = counted.least, counted.most
    if back:
        least, most = -most, -least
    if not counted.unit:
        return None
    try:
        if counted.unit == "day":
            return days[0] + dt.timedelta(least), days[1] + dt.timedelta(most)
        if counted.unit == "weekday":
            ahead = (counted.least - days[1].weekday()) % 7 or 7
            day = days[1] + dt.timedelta(ahead)
            return day, day
        return span_of(counted.unit, days[1], least)
    except (ValueError, OverflowError):
        return None
