"""The export of ProQuest: articles between lines of underscores, fields by name, the text after
``Full text:``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.days import parse_date
from extract.reading.exports.clipping import Clipping, Export, body_of, field_names

_RULE = re.compile(r"\s*_{20,}\s*")
_FIELD = re.compile(r"\s{0,3}([A-Za-z][A-Za-z /()-]{1,40}?):(?:\s+(.*))?$")
_NOTHING = re.compile(r"(?:none|not) available\.?", re.IGNORECASE)
_PARTS = ("title", "outlet", "date", "url", "body", "summary", "tail")


def _fits(text: str) -> bool:
    ruled = re.search(r"^[ \t]*_{20,}[ \t\r]*$", text, re.M) is not None
    texts = re.search(r"^\s{0,3}Full text:", text, re.M | re.I) is not None
    fields = re.findall(
        r"^\s{0,3}(Publication (?:title|date|info)|ProQuest document ID|Document URL|Source type"
        r"|Language of publication):",
        text,
        re.M,
    )
    return (ruled or texts) and len(set(fields)) >= 2


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for line in lines:
        if _RULE.fullmatch(line):
            if _has_fields(document):
                yield document
            document = []
        else:
            document.append(line)
    if _has_fields(document):
        yield document


def _has_fields(lines: list[str]) -> bool:
    names = {found[1] for line in lines if (found := _field(line))}
    return bool(names & field_names("proquest", "body")) or len(names) >= 3


def _field(line: str) -> re.Match[str] | None:
    found = _FIELD.match(line)
    if found and any(found[1] in field_names("proquest", part) for part in _PARTS):
        return found
    return None


def _clipping(lines: list[str]) -> Clipping | None:
    fields = _fields(lines)
    first = next((line.strip() for line in lines if line.strip()), "")
    title = _first(fields, "title") or (None if _field(first) else first)
    body = _first(fields, "body")
    if body is None:
        summary = _first(fields, "summary") or ""
        body = "" if _NOTHING.fullmatch(summary) else summary
    outlet = (_first(fields, "outlet") or "").partition(";")[0].strip()
    date = parse_date((_first(fields, "date") or "")[:80])
    return Clipping(body, title, date, outlet or None, _first(fields, "url"))


def _fields(lines: list[str]) -> dict[str, str]:
    """Return the values of the fields; one goes on until the next begins."""
    gathered: dict[str, list[str]] = {}
    name: str | None = None
    for line in lines:
        found = _field(line)
        if found:
            name = found[1]
            gathered.setdefault(name, []).append(found[2] or "")
        elif name is not None:
            gathered[name].append(line)
    return {name: body_of(value) for name, value in gathered.items()}


def _first(fields: dict[str, str], part: str) -> str | None:
    wanted = field_names("proquest", part)
    return next((value for name, value in fields.items() if name in wanted and value), None)


PROQUEST = Export("ProQuest", _fits, _documents, _clipping)
