"""Articles that somebody put one after the other: each below head lines with labels
(``Headline: …``, ``Date: …``), or between rules below a title and a line of outlet and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.days import parse_date
from extract.reading.exports.clipping import Clipping, Export, body_of, field_names, split_day

_LABEL = re.compile(r"\s{0,3}\**([A-Za-z][A-Za-z /-]{1,30}?)\**\s?:\**(?:\s+(.*))?$")
_PARTS = ("title", "outlet", "date", "url", "other", "body")
_RULE = re.compile(r"\s*(?:(?:[=*#_~-]\s*){4,}|\f)\s*")
_NUMBER = re.compile(
    r"\s*(?:(?:article|document|item|no\.?|#)\s*)?\d+(?: (?:of|/) \d+|[.)])?\s*", re.I
)
_CORE = frozenset(("title", "outlet", "date"))
_HEAD_LINES = 4
_LOOKED_AT = 40


def _part(line: str) -> tuple[str, str] | None:
    """Return the field of a head line and its value, or None."""
    found = _LABEL.match(line)
    if not found:
        return None
    name = found[1].casefold().strip()
    for part in _PARTS:
        if name in field_names("head lines", part):
            return part, (found[2] or "").strip()
    return None


def _fits_labels(text: str) -> bool:
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    lines = [line for line in lines if not _RULE.fullmatch(line) and not _NUMBER.fullmatch(line)]
    parts: list[str] = []
    for line in lines:
        told = _part(line)
        if told is None or told[0] == "body":
            break
        parts.append(told[0])
    return len(_CORE & set(parts)) >= 2 and (len(lines) > len(parts))


def _labelled_documents(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield documents; one begins where two head lines of title, outlet and day follow each
    other."""
    document: list[str] = []
    run: list[str] = []
    cores: set[str] = set()
    begun = False
    for line in lines:
        told = _part(line)
        if told is not None and told[0] != "body":
            run.append(line)
            cores |= _CORE & {told[0]}
            if len(cores) >= 2 and not begun:
                if any(_is_prose(one) for one in document):
                    yield document
                document, begun = [], True
            continue
        document += [*run, line]
        run, cores, begun = [], set(), False
    document += run
    if any(_is_prose(one) for one in document):
        yield document


def _is_prose(line: str) -> bool:
    told = _part(line)
    if told is not None:
        return told[0] == "body" and bool(told[1])
    return bool(line.strip()) and not _RULE.fullmatch(line) and not _NUMBER.fullmatch(line)


def _labelled_clipping(lines: list[str]) -> Clipping | None:
    told: dict[str, str] = {}
    at = 0
    first: list[str] = []
    while at < len(lines):
        part = _part(lines[at])
        if part is not None:
            if part[0] == "body":
                first = [part[1]]
                at += 1
                break
            told.setdefault(part[0], part[1])
        elif _is_prose(lines[at]):
            break
        at += 1
    kept = lines[at:]
    while kept and not _is_prose(kept[-1]):
        kept.pop()
    date = split_day(told.get("date", ""))[1] or parse_date(told.get("date", ""))
    outlet, outlet_day = split_day(told.get("outlet", ""))
    return Clipping(
        body_of([*first, *kept]),
        told.get("title") or None,
        date or outlet_day,
        outlet or None,
        told.get("url") or None,
    )


def _fits_rules(text: str) -> bool:
    parts = [part for part in _ruled_documents(text.splitlines()) if part]
    dated = sum(_dated_line(part) is not None for part in parts)
    return len(parts) >= 2 and dated >= 2 and dated >= 0.6 * len(parts)


def _ruled_documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for line in lines:
        if _RULE.fullmatch(line):
            if any(one.strip() for one in document):
                yield document
            document = []
        else:
            document.append(line)
    if any(one.strip() for one in document):
        yield document


def _dated_line(lines: list[str]) -> int | None:
    """Return the number of the line near the top that is a day, or an outlet and a day."""
    told = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        before, day = split_day(line)
        if day and len(before.split()) <= 8 and not before.endswith((".", "!", "?")):
            return number
        told += 1
        if told >= _HEAD_LINES:
            return None
    return None


def _ruled_clipping(lines: list[str]) -> Clipping | None:
    at = _dated_line(lines)
    if at is None:
        return Clipping(body_of(lines))
    above = [line.strip() for line in lines[:at] if line.strip() and not _NUMBER.fullmatch(line)]
    outlet, day = split_day(lines[at])
    if not outlet and len(above) > 1:
        outlet = above.pop()
    rest = lines[at + 1 :]
    if not above:  # The title may stand below the day, by itself.
        following = [n for n, line in enumerate(rest) if line.strip()]
        if len(following) > 1 and not rest[following[0]].rstrip().endswith((".", "!", "?", '"')):
            above = [rest[following[0]].strip()]
            rest = rest[following[0] + 1 :]
    return Clipping(body_of(rest), " ".join(above) or None, day, outlet or None)


LABELLED = Export(
    "articles below head lines", _fits_labels, _labelled_documents, _labelled_clipping
)
RULED = Export("articles between rules", _fits_rules, _ruled_documents, _ruled_clipping)
