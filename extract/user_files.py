"""Files that a user hands over (settings, frames, verdicts, gold data), read within limits.

Every reader here gives one message with the file, the line and what to do, whatever the file holds:
a pipe that never ends, bytes that are not text, nesting without end. Read a user's file with these
functions rather than with ``open``, ``csv``, ``json`` or ``tomllib`` themselves. (Articles have
readers of their own in ``extract/reading``: there, a bad file is named and the rest goes on.)
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from extract.errors import DataError, SourceNotFound

LARGEST_TABLE = 64_000_000
LARGEST_SETTINGS = 1_000_000
LONGEST_LINE = 10_000_000
LONGEST_CELL = 131_072
DEEPEST = 20

_LONGEST_NUMBER = 400
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# `a.b.c.…` costs the TOML parser the square of its length.
_LONG_KEY = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}")


def shown(path: str | os.PathLike[str]) -> str:
    r"""Return a path as text that can be printed and saved: bytes that are not UTF-8 are written
    ``\xff``.

    Examples
    --------
    >>> print(shown("news/caf\udce9.txt"))
    news/caf\xe9.txt
    """
    text = os.fspath(path)
    try:
        return os.fsencode(text).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def kind_of(mode: int) -> str | None:
    """Return what a path is where it is no regular file ("a named pipe"), from its ``st_mode``."""
    if stat.S_ISREG(mode):
        return None
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "no regular file")


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file to read its bytes, without ever waiting for a pipe or a device.

    Raises
    ------
    OSError
        Where it cannot be opened, or is no regular file; ``strerror`` says what it is.
    """
    _refuse_irregular(os.stat(path).st_mode)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        # Between the two looks it may have become another file.
        _refuse_irregular(os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _refuse_irregular(mode: int) -> None:
    kind = kind_of(mode)
    if kind is not None:
        raise OSError(errno.EINVAL, f"it is {kind}, not a file")


def read_text(path: str | os.PathLike[str], what: str, *, most: int = LARGEST_TABLE) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Parameters
    ----------
    path
        The file.
    what
        What it is to the user ("the verdicts"), for messages.
    most
        How many bytes it may have.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    DataError
        If it is no regular file, may not be read, is too large or is not UTF-8.
    """
    raw = _read_bytes(path, what, most)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{shown(path)}, line {line}: not UTF-8 (byte 0x{raw[error.start]:02x}); "
            f"save {what} as UTF-8"
        ) from None


def _read_bytes(path: str | os.PathLike[str], what: str, most: int) -> bytes:
    with _opened(path, what) as stream:
        try:
            raw = stream.read(most + 1)
        except OSError as error:
            raise _unreadable(path, what, error) from None
    if len(raw) > most:
        raise DataError(
            f"{shown(path)} has more than {most:,} bytes, the most that {what} may have: "
            "is it the file you meant?"
        )
    return raw


def _opened(path: str | os.PathLike[str], what: str) -> BinaryIO:
    try:
        return open_regular(path)
    except FileNotFoundError:
        raise SourceNotFound(f"no such file: {shown(path)} ({what})") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, what, error) from None


def _unreadable(path: str | os.PathLike[str], what: str, error: Exception) -> DataError:
    reason = getattr(error, "strerror", None) or str(error)
    return DataError(f"{shown(path)} cannot be read as {what}: {reason}; name a readable file")


def read_toml(path: str | os.PathLike[str], what: str) -> dict[str, Any]:
    """Return the tables of a TOML file of at most a megabyte, nested at most twenty deep.

    Raises
    ------
    SourceNotFound, DataError
        As :func:`read_text`; also if it is not TOML, or goes too deep.
    """
    text = read_text(path, what, most=LARGEST_SETTINGS)
    long_key = _LONG_KEY.search(text)
    if long_key:
        line = text.count("\n", 0, long_key.start()) + 1
        raise DataError(f"{shown(path)}, line {line}: a key of more than 50 parts; write fewer")
    try:
        given = tomllib.loads(text)
    except RecursionError:
        given = None
    except ValueError as error:
        raise DataError(f"{shown(path)} is not TOML: {error}") from None
    if given is None or depth_over(given, DEEPEST):
        raise DataError(f"{shown(path)}: nested more than {DEEPEST} deep; write {what} flat")
    if _has_endless_number(given):
        # TOML has no larger ones; Python cannot even print them in a message.
        raise DataError(f"{shown(path)}: a whole number of more than 64 bits; write a smaller one")
    return given


def _has_endless_number(value: object) -> bool:
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return any(_has_endless_number(one) for one in inner)
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def table_at(given: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    """Return the table at a key of a parsed file, an empty one where there is none.

    Raises
    ------
    DataError
        If something else stands there.

    Examples
    --------
    >>> table_at({"types": {"LAUNCH": {}}}, "types", "my.toml")
    {'LAUNCH': {}}
    """
    found = given.get(key, {})
    if not isinstance(found, dict):
        raise DataError(f"{where}: {key} is not a table; write it as [{key}]")
    return found


def list_at(given: Mapping[str, Any], key: str, of: type, where: str) -> list[Any]:
    """Return the list at a key of a parsed file, an empty one where there is none; all that is in
    it is of one kind (``str``, ``dict``).

    Raises
    ------
    DataError
        If something else stands there.

    Examples
    --------
    >>> list_at({"contexts": ["space"]}, "contexts", str, "my.toml")
    ['space']
    """
    found = given.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, of) for one in found):
        form = f'{key} = ["…", "…"]' if of is str else f"[[{key}]]"
        raise DataError(f"{where}: {key} is not a list as it should be; write it as {form}")
    return found


def depth_over(value: object, deepest: int) -> bool:
    """Tell whether lists and tables are nested deeper than this.

    Examples
    --------
    >>> depth_over({"a": [1]}, 2), depth_over({"a": [[1]]}, 2)
    (False, True)
    """
    containers = _containers([value])
    for _ in range(deepest):
        containers = _containers(
            inner
            for outer in containers
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        )
        if not containers:
            return False
    return True


def _containers(values: Iterable[object]) -> list[dict[Any, Any] | list[Any]]:
    return [value for value in values if isinstance(value, (dict, list))]


def read_table(
    path: str | os.PathLike[str],
    what: str,
    columns: frozenset[str] | set[str],
    *,
    delimiter: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with the numbers of their lines; a cell that is missing at the end
    of a row is empty.

    Parameters
    ----------
    path, what
        As in :func:`read_text`.
    columns
        Columns that the header must have.
    delimiter, quoting
        As in the module ``csv``.

    Raises
    ------
    SourceNotFound, DataError
        As :func:`read_text`; also for a header without the columns, a cell of more than 131,072
        characters, and a row of more cells than the header.
    """
    yield from table_rows(
        read_text(path, what), shown(path), columns, delimiter=delimiter, quoting=quoting
    )


def table_rows(
    text: str,
    name: str,
    columns: frozenset[str] | set[str],
    *,
    delimiter: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table that is given as text, as :func:`read_table` does.

    Examples
    --------
    >>> list(table_rows("a,b\\n1,2\\n3\\n", "my.csv", {"a"}))
    [(2, {'a': '1', 'b': '2'}), (3, {'a': '3', 'b': ''})]
    """
    dialect: Any = {"delimiter": delimiter, "quoting": quoting}
    reader = csv.reader(io.StringIO(text, newline=""), **dialect)
    header: list[str] | None = None
    while True:
        try:
            with cells_up_to(LONGEST_CELL):
                cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise DataError(f"{name}, line {reader.line_num}: not a table ({error})") from None
        if header is None:
            header = _checked(cells, columns, name)
        elif cells:
            yield reader.line_num, _row_of(header, cells, f"{name}, line {reader.line_num}")
    if header is None:
        _checked([], columns, name)


def _checked(header: list[str], columns: frozenset[str] | set[str], name: str) -> list[str]:
    missing = sorted(columns - set(header))
    if missing:
        raise DataError(
            f"{name}: the header lacks {', '.join(missing)}; it needs {', '.join(sorted(columns))}"
        )
    return header


def _row_of(header: list[str], cells: list[str], where: str) -> dict[str, str]:
    if len(cells) > len(header):
        raise DataError(
            f"{where}: more cells than columns ({len(cells)}, {len(header)}); "
            "quote a cell that holds the separator"
        )
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


@contextmanager
def cells_up_to(longest: int) -> Iterator[None]:
    """Let the module ``csv`` read cells up to this many characters inside the block only: its limit
    is one for the whole process."""
    before = csv.field_size_limit(longest)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def parse_json(text: str) -> Any:
    """Parse JSON that anyone may have written.

    Raises
    ------
    ValueError
        If it is broken or nested without end; the message is short and says where.

    Examples
    --------
    >>> parse_json('{"a": ' + "1" * 100_000 + "}")
    {'a': inf}
    >>> parse_json("[" * 100_000)
    Traceback (most recent call last):
    ValueError: nested too deeply
    """
    try:
        return json.loads(text, parse_int=_whole_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        fault = error.msg.removesuffix(" at")
        raise ValueError(f"{fault} at character {error.pos + 1}") from None


def _whole_number(digits: str) -> int | float:
    """Python refuses to read whole numbers of thousands of digits, as that takes their square."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def json_lines(path: str | os.PathLike[str], what: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON Lines file with the numbers of their lines, one at a time.

    Raises
    ------
    SourceNotFound, DataError
        As :func:`read_text`; also for a line that is broken, too long, or no object.
    """
    with _opened(path, what) as stream:
        number = 0
        while True:
            try:
                raw = stream.readline(LONGEST_LINE + 1)
            except OSError as error:
                raise _unreadable(path, what, error) from None
            if not raw:
                return
            number += 1
            if raw.strip():
                yield number, _object_of(raw, f"{shown(path)}, line {number}")


def _object_of(raw: bytes, where: str) -> dict[str, Any]:
    if len(raw) > LONGEST_LINE:
        raise DataError(f"{where}: more than {LONGEST_LINE:,} bytes; is it JSON Lines?")
    try:
        row = parse_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError(f"{where}: not UTF-8; save it as UTF-8") from None
    except ValueError as error:
        raise DataError(f"{where}: not JSON ({error})") from None
    if not isinstance(row, dict):
        raise DataError(f"{where}: not a JSON object; one object a line is expected")
    return row


def is_there(path: Path) -> bool:
    """Tell whether something is at a path; False for a name that no file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
