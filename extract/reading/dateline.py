"""Datelines: the place, day and agency before an article's first words (``ANKARA, April 10
(Reuters) -``)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.lexicon import rows, word_set


class Dateline(NamedTuple):
    """What a dateline says; unknown parts are empty. Offsets are those of the dateline in the
    text."""

    start: int
    end: int
    place: str
    date: str
    outlet: str

    def joined(self, later: Dateline) -> Dateline:
        """Return this dateline with its empty parts filled from a second one ("Friday, 4 May 2012"
        above "KABUL -")."""
        return self._replace(
            place=self.place or later.place,
            date=self.date or later.date,
            outlet=self.outlet or later.outlet,
        )


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = rf"(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?|{_WEEKDAY}"
_UPPER = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_TITLE = r"[A-Z][\w.'’-]+(?:[ /](?:[A-Z][\w.'’-]+|de|la|of|the|el|al)){0,3}"
_AGENCY = r"\((?P<outlet>[A-Z][\w .&'/-]{1,40})\)"
_DASH = r"(?:[-–—]{1,3}|_|:)"
_LINE_END = r"[^\S\n]*\n|[^\S\n]*$"
_OPENER = r"[^\S\n]+(?:In|On|At|The|A|An|After|As|Following)\b"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_UPPER})(?:, ?{_TITLE}){{0,2}}(?:[,:]? "
        rf"(?P<date>{_DATE}),?)? ?{_AGENCY} ?{_DASH}(?=\s)",
        rf"(?P<place>{_TITLE})(?:, ?{_TITLE}){{0,2}}(?:[,:]? "
        rf"(?P<date>{_DATE}),?)? ?{_AGENCY} ?{_DASH}(?=\s)",
        rf"(?P<place>{_UPPER})(?:, ?{_TITLE}){{0,2}}, (?P<date>{_DATE}) ?{_DASH}(?=\s)",
        rf"(?P<place>{_UPPER})(?:, ?{_TITLE}){{0,2}} ?(?:--?|[–—_]) (?=[\"'A-Z0-9][^A-Z])",
        rf"(?P<place>{_UPPER})(?:, ?{_TITLE}){{0,2}}: (?=[\"'A-Z0-9][^A-Z])",
        rf"(?P<place>{_TITLE})(?:, ?{_TITLE}){{0,2}}(?:, (?P<date>{_DATE}))? (?:--|[–—]) "
        rf"(?=[\"'A-Z0-9])",
        rf"{_AGENCY} ?(?:--?|[–—]) ",
        rf"(?P<date>{_WEEKDAY},? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}})"
        rf"(?={_LINE_END}|{_OPENER})",
        rf"(?P<date>(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}})(?=[^\S\n]*\n)",
    )
)


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline with which a text begins, if it has one.

    Examples
    --------
    >>> find_dateline("ANKARA, April 10 (Reuters) - Turkey said")
    Dateline(start=0, end=28, place='ANKARA', date='April 10', outlet='Reuters')
    >>> find_dateline("Turkey - a NATO member - said") is None
    True
    """
    start = len(text) - len(text.lstrip())
    head = text[start : start + 200]
    for form in _FORMS:
        found = form.match(head)
        if found and not _is_a_speaker(found[0].strip(), head[found.end() :]):
            parts = found.groupdict(default="")
            outlet = parts.get("outlet", "").split("/")[-1]
            place = (
                ""
                if parts.get("place", "") in word_set("headline_labels")
                else parts.get("place", "")
            )
            return Dateline(
                start, start + len(found[0].rstrip()), place, parts.get("date", ""), outlet
            )
    return None


def _is_a_speaker(label: str, said: str) -> bool:
    """Tell whether what looks like a place before its agency is somebody before what he says: "Mr.
    Okafor (Nigeria):", "NORWAY: We ..."."""
    if label.split()[0].lower().strip(".") in word_set("honorifics"):
        return True
    if not label.endswith(":"):
        return False
    first = (said.split() or [""])[0].lower()
    bracket = label.rpartition("(")[2].strip("): ")
    return first in word_set("i_words") | word_set("we_words") or bracket in _states()


@cache
def _states() -> frozenset[str]:
    """Return the names of states, which are no agencies."""
    return frozenset(
        name for row in rows("actors/states") for name in (row["name"], *row["aliases"].split("|"))
    )
