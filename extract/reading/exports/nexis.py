"""The older export of Nexis: ``1 of 3 DOCUMENTS``, outlet and day, title, head lines in capitals,
the text, keyword lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.exports.clipping import (
    Clipping,
    Export,
    body_of,
    field_names,
    split_day,
)

_START = re.compile(r"\s*(?:Document )?\d+ of \d+ DOCUMENTS?\s*", re.IGNORECASE)
_FIELD = re.compile(r"\s{0,3}([A-Z][A-Z /&'().-]{1,40}):(?:\s+(.*))?$")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(c\)|©|All Rights Reserved)", re.IGNORECASE)


def _fits(text: str) -> bool:
    found = re.search(r"^[ \t]*(?:Document )?\d+ of \d+ DOCUMENTS?[ \t\r]*$", text, re.M | re.I)
    return found is not None and re.search(r"^\s{0,3}(?:LENGTH|LOAD-DATE|BYLINE|SECTION|BODY):",
                                           text, re.M) is not None  # fmt: skip


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] | None = None
    for line in lines:
        if _START.fullmatch(line):
            if document:
                yield document
            document = []
        elif document is not None:
            document.append(line)
    if document:
        yield document


def _field(line: str, part: str) -> re.Match[str] | None:
    found = _FIELD.match(line)
    return found if found and found[1].strip() in field_names("nexis", part) else None


def _clipping(lines: list[str]) -> Clipping | None:
    heads = [n for n, line in enumerate(lines) if _field(line, "head") or _field(line, "body")]
    first = heads[0] if heads else len(lines)
    outlet, date, title = _top(lines[:first])
    named = next(
        (found[2] for line in lines if (found := _FIELD.match(line)) and found[1] == "HEADLINE"),
        None,
    )
    start, rest = _body_start(lines, first)
    end = next(
        (n for n in range(start, len(lines)) if _field(lines[n], "tail") or _ends(lines, n)),
        len(lines),
    )
    url = next(
        (found[2] for line in lines[end:] if (found := _FIELD.match(line)) and found[1] == "URL"),
        None,
    )
    return Clipping(body_of([*rest, *lines[start:end]]), named or title, date, outlet, url)


def _ends(lines: list[str], number: int) -> bool:
    """Whether a line of copyright ends the article: nothing but its like and fields follow."""
    if not _COPYRIGHT.match(lines[number]):
        return False
    after = [line for line in lines[number + 1 :] if line.strip()]
    return all(_COPYRIGHT.match(line) or _field(line, "tail") for line in after)


def _body_start(lines: list[str], first: int) -> tuple[int, list[str]]:
    """Return where the text begins, and what of it stands in the line of its own field."""
    at = first
    while at < len(lines):
        body = _field(lines[at], "body")
        if body:
            return at + 1, [body[2] or ""]
        if _field(lines[at], "head"):
            while at < len(lines) and lines[at].strip():
                at += 1  # A field may go on in the next lines.
        elif lines[at].strip():
            break
        else:
            at += 1
    return at, []


def _top(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """Return outlet, day and title, which stand above the fields."""
    kept = [line for line in lines if not _COPYRIGHT.match(line)]
    dated = next((n for n, line in enumerate(kept) if split_day(line)[1]), None)
    if dated is None:
        named = [line.strip() for line in kept if line.strip()]
        return (named[0] if named else None), None, (named[-1] if len(named) > 1 else None)
    before, date = split_day(kept[dated])
    above = [line.strip() for line in kept[:dated] if line.strip()]
    at = dated + 1
    while at < len(kept) and kept[at].strip():
        at += 1  # "Late Edition", "Correction Appended" belong to the day.
    title = [line.strip() for line in kept[at:]]
    return (above[0] if above else before or None), date, " ".join(filter(None, title)) or None


NEXIS = Export("Nexis", _fits, _documents, _clipping)
