"""What every archive's export has: articles one after the other, each with head lines and a
text."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extract.reading.days import parse_date


class Clipping(NamedTuple):
    """An article of an export; what its head lines do not say is None."""

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None

    def known(self) -> dict[str, str]:
        """Return what is known of it, for an article."""
        told = {"title": self.title, "date": self.date, "outlet": self.outlet, "url": self.url}
        return {key: value for key, value in told.items() if value}


class Export(NamedTuple):
    """An archive's way to export: its name, whether a text is one, its documents, and the article
    of one."""

    name: str
    fits: Callable[[str], bool]
    documents: Callable[[Iterable[str]], Iterator[list[str]]]
    clipping: Callable[[list[str]], Clipping | None]


@cache
def field_names(export: str, part: str) -> frozenset[str]:
    """Return the names of the fields of an export that stand in a part of it.

    Examples
    --------
    >>> sorted(field_names("nexis", "body"))
    ['BODY', 'FULL TEXT', 'TEXT']
    """
    text = files("extract.reading").joinpath("data/export_fields.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["export"] == export]
    return frozenset(
        name for row in rows if row["part"] == part for name in row["names"].split(";")
    )


def body_of(lines: Iterable[str]) -> str:
    """Return lines as a text, without the empty ones around it and without an indent of all.

    Examples
    --------
    >>> body_of(["", "  They met.", "", "  It rained.", ""])
    'They met.\\n\\nIt rained.'
    """
    kept = list(lines)
    indent = min((len(one) - len(one.lstrip()) for one in kept if one.strip()), default=0)
    return "\n".join(line[indent:] for line in kept).strip()


def day_in(line: str) -> str | None:
    """Return the day that a line is, or ends with after the name of an outlet.

    Examples
    --------
    >>> day_in("March 14, 2025 Friday 2:10 PM GMT"), day_in("The Herald, 10 May 2023")
    ('2025-03-14', '2023-05-10')
    """
    return split_day(line)[1]


def split_day(line: str) -> tuple[str, str | None]:
    """Return what stands before the day in a line, and the day; (the line, None) without one.

    Examples
    --------
    >>> split_day("The Herald, 10 May 2023"), split_day("The two met.")
    (('The Herald', '2023-05-10'), ('The two met.', None))
    """
    line = " ".join(line.split())
    if len(line) > 150 or not any(c.isdigit() for c in line):
        return line, None
    whole = parse_date(line[:80])
    if whole:
        return "", whole
    for at, sign in enumerate(line):
        if sign in ",|;:–—-(·•/" or (sign == " " and at):
            day = parse_date(line[at + 1 :].lstrip(" |–—-(").rstrip(")")[:80])
            if day:
                return line[:at].rstrip(" ,|;:–—-(·•/"), day
    return line, None
