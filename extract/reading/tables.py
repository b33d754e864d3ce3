"""Tables of articles: separated by commas, semicolons, tabs or bars, workbooks, Parquet."""

from __future__ import annotations

import csv
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from extract.models import Article
from extract.reading.forms import separator_of
from extract.reading.given import Given
from extract.reading.limits import LARGEST_COLUMNAR, LARGEST_RECORD, LARGEST_WORKBOOK
from extract.reading.lines_of_text import text_lines
from extract.reading.problems import Problem, Refused, Tell
from extract.reading.records import Record, check_columns, read_records
from extract.user_files import cells_up_to

_OLD_LINE_END = re.compile(r"(?<=\r)(?!\n)")
_HEAD_ROWS = 10
_ROWS_AT_ONCE = 500


def read_table(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a table whose first row names the columns.

    Raises
    ------
    Refused
        Where no column holds a text or a headline; the message lists those found.
    """
    separator = separator_of(given)
    rows = _rows_of(given, separator, report)
    columns = next(rows, None)
    if columns is None:
        raise Refused("empty file")
    names = [name.removeprefix("\ufeff").strip() for name in columns[1]]
    check_columns(names, given)
    again = _looked_at_again(given, separator) if given.stream.seekable() else None
    counted = _Counted(_as_records(rows, names))
    yield from read_records(counted, given, report, again=again)
    if not counted.count:
        report(Problem(given.name, None, "no rows below the names of the columns"))


class _Counted:
    """Passes on records and counts them."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record


def _as_records(rows: Iterable[tuple[int, list[Any]]], names: list[str]) -> Iterator[Record]:
    for number, cells in rows:
        if any(cell not in (None, "") for cell in cells):
            yield number, dict(zip(names, cells, strict=False))


def _looked_at_again(given: Given, separator: str) -> Iterator[Record]:
    """Yield the rows from the beginning, and leave the stream where it was."""
    place = given.stream.tell()
    given.stream.seek(0)
    try:
        rows = _rows_of(given, separator, lambda problem: None)
        names = next(rows, (0, []))[1]
        yield from _as_records(rows, names)
    finally:
        given.stream.seek(place)


def _rows_of(given: Given, separator: str, report: Tell) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that can be read, with the numbers of their last lines."""
    lines = _table_lines(text_lines(given.stream, given.name, report))
    rows = csv.reader(lines, delimiter=separator)
    while True:
        try:
            with cells_up_to(LARGEST_RECORD):
                cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            report(Problem(given.name, rows.line_num, f"broken CSV: {error}"))
            continue
        is_hint = rows.line_num == 1 and cells[:1] and cells[0].casefold().startswith("sep=")
        if cells and not is_hint:
            yield rows.line_num, cells


def _table_lines(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield lines that end in ``\\n``, ``\\r\\n`` or, as on old computers, ``\\r``."""
    for _, line in lines:
        yield from (part for part in _OLD_LINE_END.split(line) if part)


def read_xlsx(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a workbook: of each sheet that has a column of texts or headlines.

    Raises
    ------
    Refused
        Where no sheet has one, or the workbook is damaged.
    """
    from openpyxl import load_workbook

    stream = given.seekable(LARGEST_WORKBOOK, "a workbook")
    try:
        book = load_workbook(stream, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise Refused(f"a damaged workbook ({str(error)[:100]}): save it anew") from error
    refusals: list[Refused] = []
    read = 0
    for sheet in book.worksheets:
        try:
            columns, below = _head_of_sheet(sheet, given)
        except Refused as refused:
            refusals.append(refused)
            continue
        read += 1
        rows = _sheet_rows(sheet, below, columns)
        again = _sheet_rows(sheet, below, columns)
        unit = "row" if len(book.worksheets) == 1 else f"sheet {sheet.title}, row"
        yield from read_records(rows, given, report, again=again, unit=unit)
    book.close()
    if not read:
        raise refusals[0] if refusals else Refused("a workbook without sheets")


def _head_of_sheet(sheet: Any, given: Given) -> tuple[list[str], int]:
    """Return the names of the columns, and the row that holds them: the first that has a text."""
    first: Refused | None = None
    for number, cells in enumerate(sheet.iter_rows(max_row=_HEAD_ROWS, values_only=True), 1):
        names = ["" if cell is None else str(cell) for cell in cells]
        try:
            check_columns(names, given)
        except Refused as refused:
            first = first or refused
            continue
        return names, number
    raise first or Refused("an empty sheet")


def _sheet_rows(sheet: Any, below: int, columns: list[str]) -> Iterator[Record]:
    rows = enumerate(sheet.iter_rows(min_row=below + 1, values_only=True), below + 1)
    yield from _as_records(((number, list(cells)) for number, cells in rows), columns)


def read_parquet(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a Parquet file.

    Raises
    ------
    Refused
        Where no column holds a text or a headline, or the file is damaged.
    """
    import duckdb

    if given.path is not None:
        yield from _rows_of_parquet(os.fspath(given.path), given, report, duckdb)
        return
    stream = given.seekable(LARGEST_COLUMNAR, "a columnar file")
    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        while piece := stream.read(1 << 20):
            copy.write(piece)
        copy.flush()
        yield from _rows_of_parquet(copy.name, given, report, duckdb)


def _rows_of_parquet(path: str, given: Given, report: Tell, duckdb: Any) -> Iterator[Article]:
    def records() -> Iterator[Record]:
        with duckdb.connect() as reader:
            found = reader.execute("SELECT * FROM read_parquet(?)", [path])
            names = [column[0] for column in found.description]
            number = 0
            while rows := found.fetchmany(_ROWS_AT_ONCE):
                for cells in rows:
                    number += 1
                    yield number, dict(zip(names, cells, strict=True))

    try:
        with duckdb.connect() as reader:
            described = reader.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
        check_columns([row[0] for row in described], given)
        yield from read_records(records(), given, report, again=records(), unit="row")
    except duckdb.Error as error:
        raise Refused(f"a damaged Parquet file: {str(error).splitlines()[0][:150]}") from error


__all__ = ["read_parquet", "read_table", "read_xlsx"]
