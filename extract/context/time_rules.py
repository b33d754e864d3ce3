"""The rules behind :mod:`extract.context.time_phrases`: each a pattern, and how the days that it
means are read off."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from extract.reading.days import MONTHS

Days = tuple[dt.date, dt.date]


WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
NUMBERS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2}
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
# How many "recent days", "coming weeks" are taken to be.
_SOME = {"hour": 24, "day": 7, "week": 4, "fortnight": 2, "month": 3, "year": 3, "decade": 2}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH_YEAR = r"(?P<which_year>(?:last|this|next) year)\b"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO_DAY = r"(?:\s?(?:-|–|to|and|until)\s?(?P<today>[0-3]?\d)(?:st|nd|rd|th)?)?"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?"
_PART = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|noon))?"
_NUMBER = (
    r"(?P<number>\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)"
)
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)s?"


class Setting(NamedTuple):
    """What a phrase is read against: the day of the report, if known, and whether the act lies
    ahead of it."""

    published: dt.date | None
    future: bool


def _month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _month_days(year: int, month: int, last_month: int | None = None) -> Days:
    end = last_month or month
    return dt.date(year, month, 1), dt.date(year, end, calendar.monthrange(year, end)[1])


def _nearest_year(month: int, day: int, setting: Setting) -> int | None:
    """Return the year for a date without one: of the last such day in a report of the past, of the
    next one in one of plans."""
    if setting.published is None:
        return None
    here = setting.published
    if setting.future:
        return here.year if (month, day) >= (here.month, here.day) else here.year + 1
    return here.year if (month, day) <= (here.month, here.day) else here.year - 1


def _full_date(match: re.Match[str], setting: Setting) -> Days | None:
    month, day = _month_of(match), int(match["day"])
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else _nearest_year(month, day, setting)
    if groups.get("which_year"):
        year = _named_year(groups["which_year"], setting)
    if year is None:
        return None
    first = dt.date(year, month, day)
    return first, dt.date(year, month, int(groups["today"])) if groups.get("today") else first


def _named_year(words: str, setting: Setting) -> int | None:
    """Return the year that "last year", "this year" or "next year" is."""
    if setting.published is None:
        return None
    return setting.published.year + {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]


def _month_of_year(match: re.Match[str], setting: Setting) -> Days | None:
    year = _named_year(match["which_year"], setting)
    return None if year is None else _part_of(match, _month_days(year, _month_of(match)))


def _iso(match: re.Match[str], setting: Setting) -> Days:
    day = dt.date.fromisoformat(match[0])
    return day, day


def _month_year(match: re.Match[str], setting: Setting) -> Days:
    return _part_of(match, _month_days(int(match["year"]), _month_of(match)))


def _bare_month(match: re.Match[str], setting: Setting) -> Days | None:
    if setting.published is None:
        return None
    here, month = setting.published, _month_of(match)
    which = (match["which"] or "").lower()
    year = here.year
    if which == "last":
        year -= month >= here.month
    elif which == "next" or (setting.future and which != "this"):
        year += month < here.month or (which == "next" and month == here.month)
    else:
        year -= month > here.month
    return _part_of(match, _month_days(year, month))


def _part_of(match: re.Match[str], days: Days) -> Days:
    """Narrow a span to its early, middle or late third."""
    return _third(days, (match.groupdict().get("part") or "").lower().strip(" -"))


def _third(days: Days, part: str) -> Days:
    length = (days[1] - days[0]).days + 1
    third = dt.timedelta(length // 3)
    if part.startswith("early"):
        return days[0], days[0] + third - dt.timedelta(1)
    if part.startswith("mid"):
        return days[0] + third, days[1] - third
    if part.startswith("late"):
        return days[1] - third + dt.timedelta(1), days[1]
    return days


_EDGES = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "close": "late"}


def _edge_of_month(match: re.Match[str], setting: Setting) -> Days | None:
    """Read "the end of October", "the beginning of May 2024"."""
    if match["year"]:
        days: Days | None = _month_days(int(match["year"]), _month_of(match))
    else:
        days = _bare_month(match, setting)
    return days and _third(days, _EDGES[match["edge"].lower()])


def _plain_year(match: re.Match[str], setting: Setting) -> Days:
    year = int(match["year"])
    return _part_of(match, (dt.date(year, 1, 1), dt.date(year, 12, 31)))


def _years(match: re.Match[str], setting: Setting) -> Days:
    first, last = int(match["year"]), match["last"]
    until = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return dt.date(first, 1, 1), dt.date(until, 12, 31)


def _decade(match: re.Match[str], setting: Setting) -> Days:
    year = int(match["decade"])
    return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)


def _season(match: re.Match[str], setting: Setting) -> Days | None:
    first, last = _SEASONS[match["season"].lower()]
    if match["year"]:
        return _month_days(int(match["year"]), first, last)
    if setting.published is None or not match["which"]:
        return None
    year = setting.published.year
    if match["which"].lower() == "last":
        year -= first >= setting.published.month
    elif match["which"].lower() == "next":
        year += first <= setting.published.month
    return _month_days(year, first, last)


def _weekday(match: re.Match[str], setting: Setting) -> Days | None:
    if setting.published is None:
        return None
    here, number = setting.published, WEEKDAYS[match["weekday"].lower()]
    which = (match["which"] or "").lower()
    back = (here.weekday() - number) % 7
    ahead = (number - here.weekday()) % 7
    if which == "last":
        day = here - dt.timedelta(back or 7)
    elif which in ("next", "coming", "the following"):
        day = here + dt.timedelta(ahead or 7)
    elif setting.future:
        day = here + dt.timedelta(ahead)
    else:
        day = here - dt.timedelta(back)
    if match["week"] and match["week"].lower().startswith("last"):
        day = here - dt.timedelta(here.weekday()) + dt.timedelta(number - 7)
    elif match["week"] and match["week"].lower().startswith("next"):
        day = here - dt.timedelta(here.weekday()) + dt.timedelta(number + 7)
    return day, day


def _near(first: int, last: int) -> Callable[[re.Match[str], Setting], Days | None]:
    def reading(match: re.Match[str], setting: Setting) -> Days | None:
        if setting.published is None:
            return None
        return setting.published + dt.timedelta(first), setting.published + dt.timedelta(last)

    return reading


def span_of(unit: str, day: dt.date, offset: int) -> Days:
    """Return the week, month or year that lies ``offset`` of them from that of a day."""
    if unit == "week":
        monday = day - dt.timedelta(day.weekday()) + dt.timedelta(7 * offset)
        return monday, monday + dt.timedelta(6)
    if unit == "weekend":
        saturday = day - dt.timedelta(day.weekday()) + dt.timedelta(5 + 7 * offset)
        return saturday, saturday + dt.timedelta(1)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + offset
        return _month_days(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = day.year * 4 + (day.month - 1) // 3 + offset
        first = quarters % 4 * 3 + 1
        return _month_days(quarters // 4, first, first + 2)
    if unit == "decade":
        year = day.year - day.year % 10 + 10 * offset
        return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)
    return dt.date(day.year + offset, 1, 1), dt.date(day.year + offset, 12, 31)


def _relative_span(match: re.Match[str], setting: Setting) -> Days | None:
    here = setting.published
    if here is None:
        return None
    which, unit, lead = match["which"].lower(), match["unit"].lower(), (match["lead"] or "").lower()
    offset = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "the following": 1,
    }.get(which, 0)
    first, last = span_of(unit, here, offset)
    if unit == "weekend" and not setting.future and first > here:
        first, last = first - dt.timedelta(7), last - dt.timedelta(7)
    if lead == "earlier" or (offset == 0 and not setting.future and lead != "later"):
        last = min(last, here)
    if lead == "later" or (offset == 0 and setting.future):
        first = max(first, min(here, last))
    if lead in ("early", "late"):
        third = dt.timedelta(max(1, ((last - first).days + 1) // 3))
        return (first, first + third) if lead == "early" else (last - third, last)
    return first, last


def _weekend(match: re.Match[str], setting: Setting) -> Days | None:
    here = setting.published
    if here is None:
        return None
    first, last = span_of("weekend", here, 0)
    if not setting.future and first > here:
        first, last = first - dt.timedelta(7), last - dt.timedelta(7)
    return first, last


def _ago(match: re.Match[str], setting: Setting) -> Days | None:
    here = setting.published
    if here is None:
        return None
    count = count_of(match["number"])
    unit = match["unit"].lower()
    sign = (
        1 if "hence" in match[0].lower() or match[0].lower().startswith(("in ", "within ")) else -1
    )
    if unit in ("hour", "day", "week", "fortnight"):
        days = {"hour": count // 24, "day": count, "week": 7 * count, "fortnight": 14 * count}[unit]
        day = here + dt.timedelta(sign * days)
        return day, day
    return span_of(unit, here, sign * count)


def _window(match: re.Match[str], setting: Setting) -> Days | None:
    """Read "in the past two weeks", "over the next ten days", "in recent days"."""
    here = setting.published
    if here is None:
        return None
    unit, number = match["unit"].lower(), match.groupdict().get("number")
    many = match[0].lower().endswith("s")
    count = count_of(number) if number else _SOME[unit] if many else 1
    days = max(1, count // 24) if unit == "hour" else count * _LENGTHS[unit]
    if re.search(r"next|coming|following", match[0], re.IGNORECASE):
        return here, here + dt.timedelta(days)
    return here - dt.timedelta(days), here


def count_of(word: str) -> int:
    """Return the number that a word or digits name."""
    word = word.lower()
    return int(word) if word.isdigit() else NUMBERS[word]


_FULL: tuple[tuple[str, Callable[[re.Match[str], Setting], Days | None]], ...] = (
    (r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b", _iso),
    (
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}{_TO_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        _full_date,
    ),
    (rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s*{_DAY}{_TO_DAY},?\s+{_YEAR}\b", _full_date),
    (rf"\b(?:the\s+)?(?<![\d,.-]){_DAY}\s+(?:of\s+)?{_MONTH}\s{_WHICH_YEAR}", _full_date),
    (rf"\b{_MONTH}\s{_DAY},?\s(?:of\s)?{_WHICH_YEAR}", _full_date),
    (
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?<![\d,.-]){_DAY}{_TO_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)",
        _full_date,
    ),
    (
        rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s*{_DAY}{_TO_DAY}\b(?![,.]?\d|%|\s(?:percent|people|million|soldiers|troops))",
        _full_date,
    ),
    (
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-])?{_MONTH}\s(?:of\s)?{_WHICH_YEAR}",
        _month_of_year,
    ),
    (
        rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-])?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        _month_year,
    ),
    (
        r"\b(?:[Oo]vernight\s(?:on\s|into\s)?)?(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|"
        r"[Tt]he following)\s)?"
        rf"(?:early\s|late\s)?\b{_WEEKDAY}{_PART}"
        r"(?:\s(?P<week>last week|next week|this week))?",
        _weekday,
    ),
)
_BARE: tuple[tuple[str, Callable[[re.Match[str], Setting], Days | None]], ...] = (
    (
        r"\b(?:[Tt]he\s)?(?P<edge>start|beginning|middle|end|close)\sof\s(?P<which>)"
        rf"{_MONTH}(?:,?\s{_YEAR})?(?!\w)",
        _edge_of_month,
    ),
    (
        rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s(?:(?P<part>early|mid|late)[\s-])?{_MONTH}(?!\w)",
        _bare_month,
    ),
    (
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Tt]hroughout|[Ff]rom|[Oo]f)\s"
        rf"(?P<which>)(?:(?P<part>early|mid|late)[\s-])?{_MONTH}(?!\w)",
        _bare_month,
    ),
    (rf"\b(?P<which>)(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-]{_MONTH}(?!\w)", _bare_month),
    (
        r"\b(?:the\s|(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<season>spring|summer|autumn|fall)(?:\s(?:of\s)?(?P<year>(?:19|20)\d\d))?\b(?!\s(?:of|in|apart))",
        _season,
    ),
    (rf"\b{_YEAR}\s?(?:-|–|to)\s?(?P<last>(?:19|20)\d\d|\d\d)\b", _years),
    (r"\b(?:early\s|mid-|late\s)?(?:the\s)?(?P<decade>(?:19|20)\d0)s\b", _decade),
    (
        rf"(?<![\d,.$€£/-])(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-])?\b{_YEAR}\b"
        r"(?![,.]\d|[/-]\w|%|\s(?:people|soldiers|troops|civilians|tons|tonnes|km|kilometers|miles|dead))",
        _plain_year,
    ),
)
_ANY_CASE: tuple[tuple[str, Callable[[re.Match[str], Setting], Days | None]], ...] = (
    (r"\b(?:the day before yesterday)\b", _near(-2, -2)),
    (r"\b(?:yesterday|last night)(?:\s(?:morning|afternoon|evening|night))?\b", _near(-1, -1)),
    (r"\b(?:the day after tomorrow)\b", _near(2, 2)),
    (r"\btomorrow(?:\s(?:morning|afternoon|evening|night))?\b", _near(1, 1)),
    (
        r"\b(?:(?:earlier|later)\s)?(?:today|tonight|this (?:morning|afternoon|evening))\b",
        _near(0, 0),
    ),
    (r"\bovernight\b", _near(-1, 0)),
    (
        r"\b(?:(?:more than|over|about|nearly|almost|some|around)\s)?"
        rf"{_NUMBER}\s{_UNIT}\s(?:ago|hence)\b",
        _ago,
    ),
    (rf"\bin\s{_NUMBER}\s{_UNIT}(?:'s? time)\b", _ago),
    (
        rf"\b(?:in|over|during|within|for)\sthe\s(?:past|last|next|coming|following|previous)\s(?:{_NUMBER}\s)?{_UNIT}\b",
        _window,
    ),
    (rf"\bin\s(?:recent|the coming)\s{_UNIT}\b", _window),
    (
        r"\b(?:(?P<lead>earlier|later|early|late)\s)?(?:(?:in|of)\s)?(?:the\s)?"
        r"(?P<which>last|past|next|this|previous|coming|the following)\s"
        r"(?P<unit>weekend|week|month|year|quarter|decade)\b",
        _relative_span,
    ),
    (r"\b(?:over|at|on|during)\sthe\sweekend\b", _weekend),
)
# In the order in which they claim their words: full dates and weekdays, relative phrases, bare
# months and years. ASCII, since without regard to case "ſ" would match "s", and "ı" and "İ" would
# match "i", which no table above knows.
RULES = (
    *((re.compile(pattern), reading) for pattern, reading in _FULL),
    *((re.compile(pattern, re.IGNORECASE | re.ASCII), reading) for pattern, reading in _ANY_CASE),
    *((re.compile(pattern), reading) for pattern, reading in _BARE),
)
