"""Tables of coded events given as articles: known by their columns, and named with the command that
reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = re.compile(r"\d{1,14}(?:-T?\d+)?")


class _Named(NamedTuple):
    """Events whose table names its columns: these are among them."""

    name: str
    origin: str
    columns: frozenset[str]


_NAMED = (
    _Named("ACLED", "acled", frozenset(("event_date", "sub_event_type", "actor1"))),
    _Named("ICEWS", "icews", frozenset(("cameo code", "source name", "target name"))),
    _Named("POLECAT", "polecat", frozenset(("event type", "event mode", "actor name"))),
    _Named("Phoenix", "phoenix", frozenset(("eventid", "sourceactorfull", "targetactorfull"))),
    _Named("GDELT", "gdelt", frozenset(("globaleventid", "actor1code", "eventcode"))),
)
_READ = "coded events of {name}, not articles: realpolitik import {origin} FILE reads them"
_GKG = (
    "GDELT's Knowledge Graph (GKG), which holds themes and no events: take the .export.CSV.zip of "
    "the same time for realpolitik import gdelt"
)
_MENTIONS = (
    "GDELT's table of mentions, which says where events were told and not which: give it to "
    "realpolitik import gdelt beside the .export.CSV of the events"
)


def event_table(line: str) -> str | None:
    """Return why the table that begins with a line is not read as articles, or None.

    Examples
    --------
    >>> event_table("event_id_cnty,event_date,sub_event_type,actor1")
    'coded events of ACLED, not articles: realpolitik import acled FILE reads them'
    >>> event_table("title,text") is None
    True
    """
    cells = line.rstrip("\r\n").split("\t")
    names = {cell.strip(' "\ufeff').casefold() for cell in re.split(r"[\t,;]", line)}
    for one in _NAMED:
        if one.columns <= names:
            return _READ.format(name=one.name, origin=one.origin)
    first = cells[0]
    if not _DIGITS.fullmatch(first):
        return None
    if len(cells) == 27:
        return _GKG
    if len(cells) == 16 and cells[1].isdigit() and cells[2].isdigit():
        return _MENTIONS
    if len(cells) in (57, 58, 61):
        return _READ.format(name="GDELT", origin="gdelt")
    return None
