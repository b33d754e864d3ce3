"""The newer export of Nexis (Nexis Uni): title, outlet, day, head lines, ``Body``, the text,
``Classification``, ``End of Document``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.exports.clipping import Clipping, Export, body_of, field_names, split_day

_END = re.compile(r"\s*End of Document\s*")
_PAGE = re.compile(r"\s*Page \d+ of \d+\s*")
_FIELD = re.compile(r"\s*([A-Z][A-Za-z -]{2,30}?)(?::(?:\s.*)?)?$")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(c\)|©|All Rights Reserved)", re.IGNORECASE)


def _fits(text: str) -> bool:
    body = re.search(r"^[ \t]*Body[ \t\r]*$", text, re.M)
    other = re.search(
        r"^[ \t]*(?:End of Document|Classification)[ \t\r]*$|^[ \t]*Load-Date:", text, re.M
    )
    return body is not None and other is not None


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for line in lines:
        if _END.fullmatch(line):
            yield document
            document = []
        else:
            document.append(line)
    if any(_is(line, "body") for line in document):
        yield document


def _is(line: str, part: str) -> bool:
    found = _FIELD.match(line)
    if found is None or found[1] not in field_names("nexis uni", part):
        return False
    return ":" in line or line.strip() == found[1]


def _clipping(lines: list[str]) -> Clipping | None:
    kept = _without_pages(lines)
    body = next((n for n, line in enumerate(kept) if line.strip() == "Body"), None)
    if body is None:
        return None
    end = next((n for n in range(body + 1, len(kept)) if _is(kept[n], "tail")), len(kept))
    head = [line for line in kept[:body] if line.strip()]
    dated = next((n for n, line in enumerate(head) if n and split_day(line)[1]), None)
    text = body_of(kept[body + 1 : end])
    if dated is None:
        title = head[0].strip() if head else None
        outlet = head[1].strip() if len(head) > 1 and not _is(head[1], "head") else None
        return Clipping(text, title, None, outlet)
    before, date = split_day(head[dated])
    above = [line.strip() for line in head[:dated] if not _COPYRIGHT.match(line)]
    outlet = before or (above.pop() if len(above) > 1 else None)
    title = " ".join(dict.fromkeys(above)) or None
    return Clipping(text, title, date, outlet)


def _without_pages(lines: list[str]) -> list[str]:
    """Return the lines without the head of each page: its number, and the title again."""
    title = next((line.strip() for line in lines if line.strip() and not _PAGE.fullmatch(line)), "")
    kept: list[str] = []
    after_page = False
    for line in lines:
        if _PAGE.fullmatch(line):
            after_page = True
        elif after_page and line.strip() == title and any(one.strip() for one in kept):
            after_page = False
        else:
            after_page = after_page and not line.strip()
            kept.append(line)
    return kept


NEXIS_UNI = Export("Nexis Uni", _fits, _documents, _clipping)
