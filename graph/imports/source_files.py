"""Files of coded events as their sources give them: plain, or in the zip or gzip in which they are
downloaded, and known by their columns before any row is read."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.errors import InputError

_LARGEST = 20_000_000_000
_HIGHEST_RATIO = 200
_PIECE = 1 << 20
_GKG_COLUMNS = 27
_MENTIONS_COLUMNS = 16


@contextmanager
def unpacked(file: Path) -> Iterator[list[Path]]:
    """Give the tables that a file holds: itself, or each part of a zip, unpacked for the while.

    Raises
    ------
    InputError
        If an archive is damaged, protected by a password, or grows beyond measure.
    """
    with file.open("rb") as stream:
        head = stream.read(4)
    if not head.startswith((b"PK", b"\x1f\x8b")):
        yield [file]
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            parts = list(_unpack(file, Path(folder), head))
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, RuntimeError, OSError) as error:
            raise InputError(
                f"{file} cannot be unpacked ({str(error)[:100]}): fetch it anew"
            ) from error
        if not parts:
            raise InputError(f"{file} is an archive without files")
        yield parts


def _unpack(file: Path, folder: Path, head: bytes) -> Iterator[Path]:
    size = file.stat().st_size
    if head.startswith(b"\x1f\x8b"):
        part = folder / file.name.removesuffix(".gz")
        with gzip.open(file) as packed:
            _copy(packed, part, size, file)
        yield part
        return
    with zipfile.ZipFile(file) as box:
        for number, info in enumerate(box.infolist()):
            name = Path(info.filename).name
            if info.is_dir() or name.startswith((".", "__")):
                continue
            part = folder / f"{number}-{name}"
            with box.open(info) as packed:
                _copy(packed, part, info.compress_size, file)
            yield part


def _copy(packed: object, part: Path, size: int, file: Path) -> None:
    most = min(_LARGEST, max(50_000_000, _HIGHEST_RATIO * size))
    written = 0
    with part.open("wb") as out:
        while piece := packed.read(_PIECE):  # type: ignore[attr-defined]  # a binary stream
            written += len(piece)
            if written > most:
                raise InputError(f"{file} unpacks to more than {most:,} bytes; it is not read")
            out.write(piece)


def refuse_other_tables(file: Path, given: Path) -> None:
    """Refuse a table of GDELT that holds no events.

    Raises
    ------
    InputError
        For the Knowledge Graph and for a table of mentions; it says what to take instead.
    """
    with file.open(encoding="utf-8", errors="replace") as lines:
        cells = next((line for line in lines if line.strip()), "").rstrip("\r\n").split("\t")
    if len(cells) == _GKG_COLUMNS:
        raise InputError(
            f"{given} is a file of GDELT's Knowledge Graph (GKG), which holds themes, persons and "
            "places of articles and no events (who did what to whom): take the .export.CSV.zip of "
            "the same time"
        )
    if len(cells) == _MENTIONS_COLUMNS and cells[0].isdigit():
        raise InputError(
            f"{given} is GDELT's table of mentions, which says where events were told and not "
            "what happened: take the .export.CSV.zip of the same time"
        )
