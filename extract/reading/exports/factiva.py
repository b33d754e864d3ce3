"""The exports of Factiva: with codes of two letters before each field (``HD``, ``PD``, ``LP``), and
as it is shown on the screen, ended by ``Document …``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.reading.days import parse_date
from extract.reading.exports.clipping import Clipping, Export, body_of, field_names

_CODE = re.compile(r"([A-Z]{2,3})(?:[ \t]{1,6}(\S.*)?)?$")
_NAMES = ("title", "outlet", "date", "body", "head", "tail")
_NUMBER = re.compile(r"\s*Document [A-Za-z]*[A-Z]{2,}[A-Za-z0-9]{6,}\s*")
_WORDS = re.compile(r"\s*[\d,.]+ words\s*", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?")
_COPYRIGHT = re.compile(r"(?:\(c\)|copyright\b|©)", re.IGNORECASE)


def _fits_codes(text: str) -> bool:
    found = set(re.findall(r"^(HD|WC|PD|SN|SC|LA|CY|LP|TD|AN)(?:[ \t\r]|$)", text, re.M))
    return "HD" in found and bool(found & {"LP", "TD"}) and len(found) >= 5


def _coded_documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for line in lines:
        document.append(line)
        if re.match(r"AN\s", line):
            yield document
            document = []
    if any(line.startswith("HD") for line in document):
        yield document


def _coded_clipping(lines: list[str]) -> Clipping | None:
    fields: dict[str, list[str]] = {}
    code: str | None = None
    after_blank = True
    for line in lines:
        found = _begins_field(line, code, after_blank)
        if found:
            code = found[1]
            fields.setdefault(code, []).append(found[2] or "")
        elif code is not None:
            fields[code].append(line.removeprefix("     "))
        after_blank = not line.strip()
    told = {name: body_of(value) for name, value in fields.items()}
    text = "\n\n".join(told[name] for name in ("LP", "TD") if told.get(name))
    title = " ".join(told.get("HD", "").split()) or None
    return Clipping(text, title, parse_date(told.get("PD", "")[:80]), told.get("SN") or None)


def _begins_field(line: str, within: str | None, after_blank: bool) -> re.Match[str] | None:
    """Return the field that a line begins: in the text, ``IN`` may also begin a sentence."""
    found = _CODE.match(line)
    if not found or not any(found[1] in field_names("factiva", part) for part in _NAMES):
        return None
    in_text = within in field_names("factiva", "body")
    if in_text and found[1] in field_names("factiva", "tail") and not after_blank:
        return None
    return found


def _fits_screen(text: str) -> bool:
    number = re.search(r"^[ \t]*Document [A-Za-z]*[A-Z]{2,}[A-Za-z0-9]{6,}[ \t\r]*$", text, re.M)
    words = re.search(r"^[ \t]*[\d,.]+ words[ \t\r]*$", text, re.M)
    return number is not None and words is not None


def _shown_documents(lines: Iterable[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for line in lines:
        if _NUMBER.fullmatch(line):
            yield document
            document = []
        else:
            document.append(line)


def _shown_clipping(lines: list[str]) -> Clipping | None:
    words = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if words is None:
        return None
    title = next((line.strip() for line in lines[:words] if line.strip()), None)
    date: str | None = None
    outlet: str | None = None
    at = words + 1
    while at < len(lines) and lines[at].strip():
        line = lines[at].strip()
        if date is None:
            date = parse_date(line[:80])
        elif outlet is None and not _CLOCK.fullmatch(line):
            outlet = line
        at += 1
        if _COPYRIGHT.match(line):
            break
    return Clipping(body_of(lines[at:]), title, date, outlet)


CODED = Export("Factiva, with codes", _fits_codes, _coded_documents, _coded_clipping)
SHOWN = Export("Factiva, as shown", _fits_screen, _shown_documents, _shown_clipping)
