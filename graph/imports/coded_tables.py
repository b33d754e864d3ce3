"""Tables and JSON Lines of coded events, row by row: a row that cannot be read says why and loses
no other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.errors import InputError
from extract.user_files import cells_up_to, depth_over, parse_json
from graph.imports.coded_rows import LeftOut

_DEEPEST = 20
_HALF = re.compile("[\ud800-\udfff]")
LONGEST_CELL = 1 << 24
"""Characters that a cell may have."""


def named_rows(
    file: Path, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str] | LeftOut]]:
    """Yield (line, record) of a table with a header: CSV or TSV by what the header holds; a row
    that is none gives why it is left out, and loses no other.

    Raises
    ------
    InputError
        If required columns are missing; it names them.
    """
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        taken = _Taken(lines)
        separator = _separator(taken.first())
        rows = _rows(taken, separator)
        header: list[str] | None = None
        for line, cells in rows:
            if isinstance(cells, LeftOut):
                yield line, cells
            elif header is None:
                header = [plain_name(name) for name in cells]
                check_columns(file, header, required)
            elif len(cells) == len(header):
                cut = (cell.strip() for cell in cells)
                yield line, dict(zip(header, cut, strict=True))
            else:
                reason = f"{len(cells)} cells, {len(header)} expected"
                yield line, LeftOut(line, reason)
                if separator != "\t":
                    yield from _again(taken, header, separator)
        if header is None:
            check_columns(file, (), required)


class _Taken:
    """The lines of a file, and those of them that the row just read was made of."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._first: list[str] = []
        self.number = 0
        self.row: list[str] = []

    def first(self) -> str:
        """Return the first line without taking it."""
        self._first = [next(self._lines, "")]
        return self._first[0]

    def __iter__(self) -> _Taken:
        return self

    def __next__(self) -> str:
        line = self._first.pop() if self._first else next(self._lines)
        if not line:
            raise StopIteration
        self.number += 1
        self.row.append(line)
        return line


def _separator(header: str) -> str:
    """Return what parts the columns: tabs where there are any, else what there is more of."""
    if "\t" in header:
        return "\t"
    return ";" if header.count(";") > header.count(",") else ","


def _rows(taken: _Taken, separator: str) -> Iterator[tuple[int, list[str] | LeftOut]]:
    """Yield the rows of a table with the numbers of their first lines."""
    reader = csv.reader(
        taken,
        delimiter=separator,
        quoting=csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL,
    )
    while True:
        taken.row = []
        start = taken.number + 1
        try:
            with cells_up_to(LONGEST_CELL):
                cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, LeftOut(start, f"no row of a table ({error})")
            continue
        if cells:
            yield start, cells


def _again(
    taken: _Taken, header: list[str], separator: str
) -> Iterator[tuple[int, dict[str, str] | LeftOut]]:
    """Yield the rows that a quote which was never closed has swallowed: each line by itself."""
    swallowed = taken.row[1:]
    first = taken.number - len(swallowed) + 1
    for line, text in enumerate(swallowed, first):
        cells = [cell.strip() for cell in next(csv.reader([text], delimiter=separator), [])]
        if len(cells) == len(header):
            yield line, dict(zip(header, cells, strict=True))


def json_rows(
    file: Path, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str] | LeftOut]]:
    """Yield (line, record) of a file of JSON objects, one a line, as :func:`named_rows` does;
    several values of a key are set apart by semicolons.

    Raises
    ------
    InputError
        If no object at all has the required columns.
    """
    lacking: dict[str, str] | None = None
    sound = False
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line, text in enumerate(lines, 1):
            if not text.strip():
                continue
            row = _object(text, line)
            if isinstance(row, LeftOut):
                yield line, row
                continue
            missing = _missing(row, required)
            if missing:
                lacking = row
                yield line, LeftOut(line, f"lacks {', '.join(missing)}")
            else:
                sound = True
                yield line, row
    if lacking is not None and not sound:
        check_columns(file, lacking, required)


def _object(text: str, line: int) -> dict[str, str] | LeftOut:
    try:
        given = parse_json(text)
    except ValueError as error:
        return LeftOut(line, f"no JSON ({error})")
    if not isinstance(given, dict):
        return LeftOut(line, "no JSON object")
    if depth_over(given, _DEEPEST):
        return LeftOut(line, f"nested more than {_DEEPEST} deep")
    row = {plain_name(key): _cell(value) for key, value in given.items()}
    if any(_HALF.search(cell) for cell in row.values()):
        return LeftOut(line, "half a character (a lone surrogate), which no file can hold")
    return row


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    return "" if value is None else str(value).strip()


def _missing(present: Iterable[str], required: Sequence[str]) -> list[str]:
    held = set(present)
    return [name for name in required if plain_name(name) not in held]


def check_columns(file: Path, present: Iterable[str], required: Sequence[str]) -> None:
    """Raise InputError if a required column is missing."""
    missing = _missing(present, required)
    if missing:
        raise InputError(f"{file} lacks the columns {', '.join(missing)}")


def plain_name(name: str) -> str:
    """Return a column's name without case and signs, so that "Event ID" and "event_id" are one.

    Examples
    --------
    >>> plain_name("Event ID"), plain_name("event_id")
    ('event id', 'event id')
    """
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()))
