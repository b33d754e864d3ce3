"""Files of JSON: one article, a list of them, a list under a key, or one object a line."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extract.models import Article
from extract.reading.decoding import decode, mend
from extract.reading.field_names import FieldNames, flat
from extract.reading.given import Given
from extract.reading.json_pieces import json_objects
from extract.reading.limits import LARGEST_WHOLE_JSON
from extract.reading.lines_of_text import text_lines
from extract.reading.problems import Problem, Refused, Tell
from extract.reading.records import Record, read_records
from extract.user_files import parse_json

_DEEPEST = 4
_LOOKED_AT = 20
_PIECE = 1 << 18
_BLANKS = re.compile(r"[\s,\x1e]*+")


def read_json_lines(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of lines of JSON; a broken line is named and passed over."""
    again = _lines_again(given) if given.stream.seekable() else None
    lines = text_lines(given.stream, given.name, report)
    yield from read_records(_objects_of(lines, given.name, report), given, report, again=again)


def _lines_again(given: Given) -> Iterator[Record]:
    place = given.stream.tell()
    given.stream.seek(0)
    try:
        lines = text_lines(given.stream, given.name, lambda problem: None)
        yield from _objects_of(lines, given.name, lambda problem: None)
    finally:
        given.stream.seek(place)


def _objects_of(lines: Iterable[tuple[int, str]], source: str, report: Tell) -> Iterator[Record]:
    empty = True
    for number, line in lines:
        line = line.strip()
        if not line:
            continue
        empty = False
        try:
            fields = parse_json(line)
        except ValueError as error:
            report(Problem(source, number, f"broken JSON: {error}"))
            continue
        if isinstance(fields, dict):
            yield number, fields
        else:
            report(Problem(source, number, "not a JSON object"))
    if empty:
        report(Problem(source, None, "empty file"))


def read_json(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a file of JSON.

    A file of more than 64 MB, and one that is broken, is read piece by piece: a record that is
    broken is named, and the others are read.

    Raises
    ------
    Refused
        Where it holds no article.
    """
    raw = given.stream.read(LARGEST_WHOLE_JSON + 1)
    fault: str | None = None
    if len(raw) <= LARGEST_WHOLE_JSON:
        text = mend(decode(raw)[0])
        try:
            value = parse_json(text)
        except ValueError as error:
            fault = f"broken JSON: {error}"
            row = list(enumerate(_in_a_row(text), start=1))
            if row:
                yield from read_records(row, given, report, again=row, unit="record")
                return
        else:
            yield from _articles_of(value, given, report)
            return
        pieces: Iterable[str] = [text]
    else:
        pieces = _decoded(raw, given)
    yield from _piecewise(pieces, given, report, fault)


def _articles_of(value: Any, given: Given, report: Tell) -> Iterator[Article]:
    found = records_in(value, given.wishes.names)
    if not found:
        raise Refused(
            "JSON without articles: no object in it has a text or a headline under a name that is "
            "known; say under which with --map text=NAME"
        )
    if len(found) == 1 and found[0] is value:
        numbered: list[Record] = [(1, found[0])]
        yield from read_records(numbered, given, report, unit="record")
        return
    numbered = list(enumerate(found, start=1))
    yield from read_records(numbered, given, report, again=numbered, unit="record")


def _in_a_row(text: str) -> list[Mapping[str, Any]]:
    """Return objects that follow each other without a list around them; none where one is
    broken."""
    decoder = json.JSONDecoder()
    found: list[Mapping[str, Any]] = []
    at = 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            if not isinstance(value, dict):
                return []
            found.append(value)
            at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it always matches
    except (ValueError, RecursionError):
        return []
    return found


def records_in(value: Any, names: FieldNames, depth: int = 0) -> list[Mapping[str, Any]]:
    """Return the records of a value: itself, its elements, or the best list below one of its keys.

    Examples
    --------
    >>> records_in({"status": "ok", "data": [{"text": "They met."}]}, FieldNames())
    [{'text': 'They met.'}]
    """
    if isinstance(value, list):
        rows: list[Mapping[str, Any]] = [one for one in value if isinstance(one, dict)]
        return rows if _worth(rows, names) else []
    if not isinstance(value, dict) or depth > _DEEPEST:
        return []
    if names.sorted(_texts_of(value)).get("text"):
        return [value]
    within = [records_in(one, names, depth + 1) for one in value.values()]
    by_id: list[Mapping[str, Any]] = [one for one in value.values() if isinstance(one, dict)]
    if len(by_id) > 1 and _worth(by_id, names) == 2:
        within.append(by_id)
    best = max(within, key=lambda rows: (_worth(rows, names), len(rows)), default=[])
    if best:
        return best
    return [value] if names.sorted(_texts_of(value)).get("title") else []


def _texts_of(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in flat(record).items() if isinstance(one, str) and one.strip()}


def _worth(rows: list[Mapping[str, Any]], names: FieldNames) -> int:
    """Return 2 for records with texts, 1 for records with headlines, else 0."""
    looks = [names.sorted(_texts_of(row)) for row in rows[:_LOOKED_AT]]
    if any("text" in look for look in looks):
        return 2
    return int(any("title" in look for look in looks))


def _decoded(raw: bytes, given: Given) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    yield decoder.decode(raw)
    while piece := given.stream.read(_PIECE):
        yield decoder.decode(piece)


def _piecewise(
    pieces: Iterable[str], given: Given, report: Tell, fault: str | None
) -> Iterator[Article]:
    told: list[bool] = []

    def say(problem: Problem) -> None:
        told.append(True)
        report(problem)

    found = False
    for article in read_records(_sound(pieces, given, say), given, report, unit="record"):
        found = True
        yield article
    if not found and not told:
        raise Refused(fault or "JSON without articles; say where its text is with --map text=NAME")


def _sound(pieces: Iterable[str], given: Given, report: Tell) -> Iterator[Record]:
    """Yield the objects that can be read, with their numbers, and name the others."""
    for number, piece in enumerate(json_objects(pieces), start=1):
        where = f"{given.name}, record {number}"
        if piece is None:
            report(Problem(where, None, "broken JSON: the file ends in the middle of it"))
            return
        try:
            value = parse_json(piece)
        except ValueError as error:
            report(Problem(where, None, f"broken JSON: {error}"))
            continue
        yield number, value
