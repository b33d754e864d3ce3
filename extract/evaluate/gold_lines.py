"""Lines of gold data as checked records; what is wrong is one message that names file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from extract.errors import DataError
from extract.user_files import open_regular

Record = TypeVar("Record", bound=BaseModel)
_LONGEST_HEAD = 100_000


def checked(kind: type[Record], row: object, where: str, what: str) -> Record:
    """Return a row as a record of a kind.

    Raises
    ------
    DataError
        If it is none; the message names ``where``, ``what`` was expected, and the first fault.

    Examples
    --------
    >>> from extract.models import Mention
    >>> checked(Mention, {"text": "Oslo", "start": 0}, "my.jsonl, line 3", "no mention")
    Traceback (most recent call last):
    extract.errors.DataError: my.jsonl, line 3: no mention (end: Field required)
    """
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        at = ".".join(str(part) for part in problem["loc"])
        raise DataError(f"{where}: {what} ({at}: {problem['msg']})") from None


def first_line(path: Path) -> str:
    """Return the first line of a file that holds anything, or "" where it is no readable file."""
    try:
        with open_regular(path) as stream:
            for _ in range(100):
                line = stream.readline(_LONGEST_HEAD)
                if not line or line.strip():
                    return line.decode("utf-8-sig", "replace").rstrip("\r\n")
    except (OSError, ValueError):
        pass
    return ""
