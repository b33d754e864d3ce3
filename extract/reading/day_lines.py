"""Lines that are only a day, and what they date: the entries of a digest or diary, a quoted post,
a headline with its day in brackets.

A day that such a line gives holds for a stretch of the text. It is told as ISO text; a year that
the line leaves out is that of the last such day before the article came out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from extract.reading.days import MONTHS


class DatedStretch(NamedTuple):
    """A stretch of a text that has a day of its own: ``start`` to ``end`` is what the day dates,
    ``said_start`` to ``said_end`` the words that give it, ``kind`` is ``heading`` or ``text``."""

    start: int
    end: int
    day: str
    said_start: int
    said_end: int
    kind: Literal["heading", "text"]


_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)"
_CLOCK = (
    r"(?:[0-2]?\d[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s(?:GMT|UTC|BST|CET|CEST|EET|EST|EDT|ET|PST|PT|MSK|IST|local time)"
    r"(?:[+-]\d{1,2})?)?)"
)
_NAMED = (
    rf"(?:the\s)?{_NUMBER}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH}\s{_NUMBER}(?:,?\s{_YEAR})?",
    rf"{_YEAR}\s{_MONTH}\s{_NUMBER}",
    r"(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?P<month_number>[01]?\d)(?P=sign)(?P<day>[0-3]?\d)",
)
_NUMERIC = r"(?P<one>[0-3]?\d)(?P<sign>[/.-])(?P<other>[0-3]?\d)(?P=sign)(?P<year>(?:19|20)\d\d)"


def _line(day: str) -> re.Pattern[str]:
    """Return the pattern of a line that is this form of a day: bullets, hash signs, brackets, the
    clock and the name of the day may stand around it."""
    return re.compile(
        rf"[#=*•>\[(_|–—-]{{0,6}}\s{{0,3}}(?:(?:On\s)?{_CLOCK},?\s(?:on\s)?)?"
        rf"(?:{_WEEKDAY},?\s)?(?P<said>{day})"
        rf"(?:,?\s\(?{_WEEKDAY}\)?|\s?\({_WEEKDAY}\))?"
        rf"(?:,?\s(?:at\s)?{_CLOCK})?\s?[\])=*_|:.–—-]{{0,6}}"
    )


_LINES = tuple(_line(day) for day in (*_NAMED, _NUMERIC))
_LONGEST = 60
_LONGEST_HEADLINE = 200
_ANY_DAY = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _NAMED[:2])
_BRACKETED = re.compile(rf"\((?P<said>{_ANY_DAY})\)")
_SIGNED = re.compile(
    rf"\(@\w{{1,30}}\)[^\S\n]{{0,3}}(?:on\s|·|,)?[^\S\n]{{0,3}}(?:{_CLOCK},?\s?[·-]?\s?)?"
    rf"(?P<said>{_ANY_DAY})"
)
_TAIL = re.compile(r"\s*(?:\s[-–—]{1,2}\s[^.!?]{1,40})?")


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of a text that is not empty, without the white space around
    it.

    Examples
    --------
    >>> list(lines_of("One\\n\\n  two "))
    [(0, 3), (7, 10)]
    """
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        left = start + len(line) - len(line.lstrip())
        right = start + len(line.rstrip())
        if left < right:
            yield left, right
        start = end + 1


class _Found(NamedTuple):
    start: int
    end: int
    match: re.Match[str]


def day_lines(text: str) -> list[tuple[int, int]]:
    """Return start and end of each line that is only a day.

    Examples
    --------
    >>> text = "## 2025-08-18\\n- Iraq closed its border.\\n\\n09.15 GMT, 8 January\\nHaiti left."
    >>> [text[start:end] for start, end in day_lines(text)]
    ['## 2025-08-18', '09.15 GMT, 8 January']
    """
    return [(found.start, found.end) for found in _day_lines(text)]


def _day_lines(text: str) -> list[_Found]:
    found = []
    for start, end in lines_of(text):
        if end - start > _LONGEST:
            continue
        line = text[start:end]
        match = next((m for m in (form.fullmatch(line) for form in _LINES) if m), None)
        if match is not None:
            found.append(_Found(start, end, match))
    return found


def dated_stretches(text: str, published: str | None) -> list[DatedStretch]:
    """Return the stretches of a text that have a day of their own, in order.

    Parameters
    ----------
    text
        An article as it was given.
    published
        The day of publication (ISO), which tells a year that is left out.

    Examples
    --------
    >>> text = "March 3\\nGuyana protests.\\n\\nMarch 9\\nVenezuela rejects it."
    >>> [(s.day, text[s.start : s.end].strip()) for s in dated_stretches(text, "2025-03-31")]
    [('2025-03-03', 'Guyana protests.'), ('2025-03-09', 'Venezuela rejects it.')]
    """
    here = _iso(published)
    made = [*_headed(text, here), *_posts(text, here), *_headlines(text, here)]
    return sorted(made)


def _iso(day: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _headed(text: str, published: dt.date | None) -> Iterator[DatedStretch]:
    """Yield what stands below each line that is a day; a single one that opens the text with the
    day of publication says nothing new."""
    found = _day_lines(text)
    day_first = _day_first([f.match for f in found])
    years = [f.match.groupdict().get("year") for f in found]
    days = [_day_of(f.match, published, day_first, years) for f in found]
    if len(found) == 1 and days[0] == published and not text[: found[0].start].strip():
        return
    ends = [*(f.start for f in found), len(text)][1:]
    for f, day, end in zip(found, days, ends, strict=True):
        if day is not None:
            said = (f.start + f.match.start("said"), f.start + f.match.end("said"))
            yield DatedStretch(f.end, end, day.isoformat(), *said, "heading")


def _day_first(matches: Sequence[re.Match[str]]) -> bool | None:
    """Tell by days beyond the twelfth whether numbers give the day first, None where nothing tells
    it."""
    pairs = [(int(m["one"]), int(m["other"])) for m in matches if "one" in m.groupdict()]
    if any(one > 12 for one, _ in pairs) or any(m.groupdict().get("sign") == "." for m in matches):
        return True
    return False if any(other > 12 for _, other in pairs) else None


def _day_of(
    match: re.Match[str],
    published: dt.date | None,
    day_first: bool | None = None,
    years: Sequence[str | None] = (),
) -> dt.date | None:
    """Return the day that a match gives, None where it is none, or cannot be told."""
    said = match.groupdict()
    if said.get("one"):
        if day_first is None:
            return None
        day, month = (said["one"], said["other"]) if day_first else (said["other"], said["one"])
        return _date(int(said["year"]), int(month), int(day))
    month_of = said.get("month_number") or MONTHS[said["month"].lower()]
    if said.get("year"):
        return _date(int(said["year"]), int(month_of), int(said["day"]))
    if published is None:
        year = next((y for y in years if y), None)
        return _date(int(year), int(month_of), int(said["day"])) if year else None
    return last_such_day(int(month_of), int(said["day"]), published)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_such_day(month: int, day: int, published: dt.date) -> dt.date | None:
    """Return the last day of a month and number that is not after an article came out; a day more
    is allowed, since clocks differ.

    Examples
    --------
    >>> last_such_day(12, 27, dt.date(2025, 1, 4)).isoformat()
    '2024-12-27'
    """
    for year in range(published.year + 1, published.year - 5, -1):
        found = _date(year, month, day)
        if found is not None and (found - published).days <= 1:
            return found
    return None


def _posts(text: str, published: dt.date | None) -> Iterator[DatedStretch]:
    """Yield the sentences of each quoted post, which its signature below or behind them dates."""
    for found in _SIGNED.finditer(text):
        day = _named_day(found["said"], published)
        line = text.rfind("\n", 0, found.start()) + 1
        above = text[:line].rstrip()
        if len(text[line : found.start()].strip()) < _LONGEST and above:
            line = above.rfind("\n") + 1
        if day is not None:
            yield DatedStretch(line, found.end(), day.isoformat(), *found.span("said"), "heading")


def _named_day(said: str, published: dt.date | None) -> dt.date | None:
    """Return the day of words that name it by its month."""
    found = next((m for m in (re.fullmatch(form, said) for form in _NAMED[:2]) if m), None)
    return _day_of(found, published) if found else None


def _headlines(text: str, published: dt.date | None) -> Iterator[DatedStretch]:
    """Yield headlines that end in a day in brackets."""
    for start, end in lines_of(text):
        found = bracketed_day(text[start:end])
        day = _named_day(found["said"], published) if found else None
        if found is not None and day is not None:
            said = (start + found.start("said"), start + found.end("said"))
            yield DatedStretch(start, end, day.isoformat(), *said, "text")


def bracketed_day(line: str) -> re.Match[str] | None:
    """Return the day in brackets at the end of a headline: a line that is no whole sentence.

    Examples
    --------
    >>> bracketed_day("Peru recalls ambassador (March 13) - radio")["said"]
    'March 13'
    >>> bracketed_day("They met (March 13). It rained.") is None
    True
    """
    if len(line) > _LONGEST_HEADLINE:
        return None
    found = _BRACKETED.search(line)
    return found if found and _TAIL.fullmatch(line, found.end()) else None
