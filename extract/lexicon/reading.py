"""Reads a list, checked against its schema; a wrong row is refused with its file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from extract.errors import DataError
from extract.lexicon.list_schema import FileSchema, load_schema

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of a list.

    Parameters
    ----------
    name
        Folder and file, without its ending: ``actors/states``.

    Raises
    ------
    DataError
        Where the file is missing or a row breaks the schema; the message names file and line.

    Examples
    --------
    >>> rows("actors/states")[0]["name"]
    'Aruba'
    """
    source = files("extract.lexicon").joinpath("data", f"{name}.csv")
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(
            f"extract/lexicon/data/{name}.csv is missing; install the package again"
        ) from None
    return tuple(parse(text, load_schema()[name]))


def names(folder: str) -> tuple[str, ...]:
    """Return the names of the lists of a folder, in the order of the schema.

    Examples
    --------
    >>> "places/regions" in names("places")
    True
    """
    return tuple(name for name in load_schema() if name.startswith(f"{folder}/"))


def parse(text: str, schema: FileSchema) -> Iterator[Row]:
    """Yield the rows of a list's text.

    Raises
    ------
    DataError
        Where the header or a row is not as the schema has it, or two rows have the same key.
    """
    file = f"{schema.name}.csv"
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    columns = [column.name for column in schema.columns]
    if header != columns:
        raise DataError(
            f"{file}, line 1: the columns are {', '.join(header)}; write {','.join(columns)}"
        )
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        where = f"{file}, line {reader.line_num}"
        if len(cells) != len(columns):
            raise DataError(f"{where}: {len(cells)} cells; write {len(columns)}")
        wrong = next(
            filter(None, (c.wrong(cell) for c, cell in zip(schema.columns, cells, strict=True))), ""
        )
        if wrong:
            raise DataError(f"{where}: {wrong}; correct the row")
        row = dict(zip(columns, cells, strict=True))
        key = tuple(row[column] for column in schema.key)
        if key in seen:
            raise DataError(
                f"{where}: {' '.join(key)!r} stands in line {seen[key]} already; take one out"
            )
        seen[key] = reader.line_num
        yield row
