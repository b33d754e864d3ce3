"""How many articles are ahead, told from names and lines before anything is read, so that progress
has a total and a time left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

_MOST_FILES = 20_000
_MOST_BYTES = 64_000_000
_BLOCK = 1 << 20
_LINES = (".jsonl", ".ndjson")
_UNKNOWN = (".csv", ".tsv")
"""Tables, whose rows may go over several lines."""


def articles_ahead(sources: Iterable[str]) -> int | None:
    """Return about how many articles some sources hold, or None where that is not quickly known:
    standard input, tables, folders of more than 20,000 files.

    Examples
    --------
    >>> articles_ahead(["-"]) is None
    True
    """
    total = 0
    for source in sources:
        count = None if source == "-" else _in_source(Path(source))
        if count is None:
            return None
        total += count
    return total


def _in_source(path: Path) -> int | None:
    if not path.is_dir():
        return _in_file(path)
    files = list(islice(_below(path), _MOST_FILES + 1))
    counts = [_in_file(file) for file in files]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(files) <= _MOST_FILES else None


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may hold articles; ``.json`` files tell of the others."""
    for above, _, names in os.walk(folder):
        yield from (
            Path(above, name) for name in names if name[0] != "." and not name.endswith(".json")
        )


def _in_file(path: Path) -> int | None:
    suffix = path.suffix.lower()
    if suffix in _UNKNOWN:
        return None
    return _lines_of(path) if suffix in _LINES else 1


def _lines_of(path: Path) -> int:
    """Count the lines of a file; of a large one, those of its beginning, and reckon the others."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            blocks = iter(lambda: file.read(_BLOCK), b"")
            lines = sum(block.count(b"\n") for block in islice(blocks, _MOST_BYTES // _BLOCK))
            read = min(size, file.tell())
            file.seek(-1 if read else 0, 2)
            lines += file.read(1) not in (b"\n", b"")
    except OSError:
        return 1
    return max(1, round(lines * size / read)) if read else 1
