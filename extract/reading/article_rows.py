"""Articles that are rows of a file: lines of JSON Lines, rows of a table (CSV)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.decoding import mend
from extract.reading.limits import LARGEST_RECORD
from extract.reading.metadata import known_of
from extract.reading.problems import Problem, Tell
from extract.user_files import cells_up_to, parse_json

_TEXT_KEYS = ("text", "body", "content", "article")
_OLD_LINE_END = re.compile(r"(?<=\r)(?!\n)")
Lines = Iterable[tuple[int, str]]


def read_jsonl(lines: Lines, source: str, report: Tell) -> Iterator[Article]:
    """Yield the articles of numbered lines of JSON; a broken line is named and passed over."""
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
            yield from _record(fields, source, number, report)
        else:
            report(Problem(source, number, "not a JSON object"))
    if empty:
        report(Problem(source, None, "empty file"))


def read_csv(lines: Lines, source: str, report: Tell) -> Iterator[Article]:
    """Yield the articles of a table; its first row names the columns, one of which is the text."""
    rows = csv.reader(_table_lines(lines))
    columns = _next_row(rows, source, report)
    if columns is None:
        report(Problem(source, None, "empty file"))
        return
    columns = [name.removeprefix("\ufeff").strip().casefold() for name in columns]
    if not any(key in columns for key in _TEXT_KEYS):
        report(Problem(source, 1, "no column named text"))
        return
    empty = True
    while (cells := _next_row(rows, source, report)) is not None:
        if cells:
            empty = False
            fields = dict(zip(columns, cells, strict=False))
            yield from _record(fields, source, rows.line_num, report)
    if empty:
        report(Problem(source, None, "no rows below the names of the columns"))


def _table_lines(lines: Lines) -> Iterator[str]:
    """Yield lines that end in ``\\n``, ``\\r\\n`` or, as on old computers, ``\\r``."""
    for _, line in lines:
        yield from (part for part in _OLD_LINE_END.split(line) if part)


def _next_row(rows: Any, source: str, report: Tell) -> list[str] | None:
    """Return the next row that can be read; None at the end."""
    while True:
        try:
            with cells_up_to(LARGEST_RECORD):
                return next(rows)  # type: ignore[no-any-return]  # csv's reader has no public type
        except StopIteration:
            return None
        except csv.Error as error:
            report(Problem(source, rows.line_num, f"broken CSV: {error}"))


def _record(fields: dict[str, Any], source: str, number: int, report: Tell) -> Iterator[Article]:
    text = next((fields[key] for key in _TEXT_KEYS if fields.get(key) is not None), None)
    if not isinstance(text, str):
        report(Problem(source, number, "no text"))
        return
    known, wrong = known_of(fields)
    for reason in wrong:
        report(Problem(source, number, reason, skipped=False))
    article = article_of(mend(text), known, source, number, report)
    if article:
        yield article
