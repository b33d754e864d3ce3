"""Archives and compressed files: each part is told by its form and read by its kind.

How deep one archive may lie in another, how many parts it may have and how much may come out of
little is bounded; what goes beyond is named and left out.
"""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from extract.models import Article
from extract.reading.formats import read_part
from extract.reading.given import Given
from extract.reading.limits import (
    DEEPEST_ARCHIVE,
    HIGHEST_RATIO,
    LARGEST_PART,
    MOST_PARTS,
    RATIO_FROM,
)
from extract.reading.problems import Problem, Refused, Tell

_PASSED_OVER = ("__MACOSX/", ".git/", "._")
_ENDINGS = {".gz": "", ".bz2": "", ".xz": "", ".zst": "", ".tgz": ".tar", ".txz": ".tar"}
_ENCRYPTED = 0x1


class Bomb(Refused):
    """Much more comes out than went in."""


class Measured(io.RawIOBase):
    """What comes out of something packed, stopped where it grows beyond all measure.

    Parameters
    ----------
    unpacked
        What is read.
    packed
        Tells how many bytes went in so far.
    """

    def __init__(self, unpacked: Any, packed: Callable[[], int]) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._unpacked.read(len(buffer))
        self._out += len(piece)
        if self._out > LARGEST_PART:
            raise Bomb(f"more than {LARGEST_PART // 10**9} GB come out of it")
        if self._out > RATIO_FROM and self._out > HIGHEST_RATIO * max(1, self._packed()):
            raise Bomb(f"more than {HIGHEST_RATIO} times as much comes out of it as went in")
        buffer[: len(piece)] = piece
        return len(piece)


def _check_depth(given: Given) -> None:
    if given.within >= DEEPEST_ARCHIVE:
        raise Refused(f"an archive in {DEEPEST_ARCHIVE} others, the most that is read; unpack it")


def _is_passed_over(name: str) -> bool:
    parts = name.split("/")
    return any(name.startswith(one) or f"/{one}" in name for one in _PASSED_OVER) or any(
        part.startswith(".") and part not in (".", "..") for part in parts
    )


def read_zip(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of all parts of a zip.

    Raises
    ------
    Refused
        Where it is damaged, protected, or lies too deep.
    """
    yield from _parts_of_zip(given, report, lambda name: True)


def read_wacz(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of the crawl in a WACZ."""
    yield from _parts_of_zip(given, report, lambda name: name.startswith("archive/"))


def _parts_of_zip(given: Given, report: Tell, wanted: Callable[[str], bool]) -> Iterator[Article]:
    _check_depth(given)
    stream = given.seekable(LARGEST_PART, "an archive")
    try:
        box = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(f"a damaged archive ({str(error)[:80]}): fetch or pack it anew") from error
    with box:
        infos = [one for one in box.infolist() if not one.is_dir() and wanted(one.filename)]
        infos = [one for one in infos if not _is_passed_over(one.filename)]
        if len(infos) > MOST_PARTS:
            raise Refused(f"more than {MOST_PARTS:,} parts, the most that is read; unpack it")
        names = {one.filename for one in infos}
        for info in infos:
            if _is_beside(info.filename, names):
                continue
            if info.flag_bits & _ENCRYPTED:
                reason = "protected by a password: unpack it and name what comes out"
                report(Problem(f"{given.name}/{info.filename}", None, reason))
                continue
            yield from _part_of_zip(box, info, given, report)


def _is_beside(name: str, names: set[str]) -> bool:
    """Whether a ``.json`` only says what is known of a text beside it."""
    stem, ending = os.path.splitext(name)
    return ending == ".json" and any(f"{stem}{one}" in names for one in (".txt", ".md", ".html"))


def _part_of_zip(
    box: zipfile.ZipFile, info: zipfile.ZipInfo, given: Given, report: Tell
) -> Iterator[Article]:
    where = f"{given.name}/{info.filename}"
    try:
        with box.open(info) as raw:
            measured = io.BufferedReader(Measured(raw, lambda: info.compress_size))
            known = _beside_in_zip(box, info.filename)
            part = given.part(cast(BinaryIO, measured), info.filename, known=known)
            yield from read_part(part, report)
    except (Refused, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
            OSError) as error:  # fmt: skip
        report(Problem(where, None, f"cannot be read: {str(error)[:150]}"))


def _beside_in_zip(box: zipfile.ZipFile, name: str) -> dict[str, str]:
    from extract.reading.limits import LARGEST_SIDECAR
    from extract.reading.metadata import read_sidecar

    beside = os.path.splitext(name)[0] + ".json"
    if beside == name or beside not in box.NameToInfo:
        return {}
    info = box.getinfo(beside)
    if info.file_size > LARGEST_SIDECAR or info.flag_bits & _ENCRYPTED:
        return {}
    return read_sidecar(box.read(info).decode("utf-8", "replace"))[0]


def read_tar(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of all regular files of a tar, one after the other."""
    _check_depth(given)
    try:
        with tarfile.open(fileobj=given.stream, mode="r|") as box:
            for number, info in enumerate(box):
                if number > MOST_PARTS:
                    raise Refused(f"more than {MOST_PARTS:,} parts, the most that is read")
                if not info.isreg() or _is_passed_over(info.name):
                    continue
                stream = box.extractfile(info)
                if stream is not None:
                    unseekable = io.BufferedReader(Measured(stream, lambda: LARGEST_PART))
                    part = given.part(cast(BinaryIO, unseekable), info.name)
                    yield from read_part(part, report)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise Refused(
            f"a damaged archive ({str(error)[:80]}): what stood before is read"
        ) from error


def _inner_name(given: Given) -> str:
    """Return the name of what is compressed: ``news.jsonl`` of ``news.jsonl.gz``."""
    stem, ending = os.path.splitext(os.path.basename(given.name))
    known = _ENDINGS.get(ending.lower())
    return stem + known if known is not None else os.path.basename(given.name)


class _Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        self.count += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


def _read_compressed(
    given: Given, unpack: Callable[[BinaryIO], Any], report: Tell
) -> Iterator[Article]:
    _check_depth(given)
    packed = _Counted(given.stream)
    unpacked = unpack(cast(BinaryIO, io.BufferedReader(packed)))
    stream = io.BufferedReader(Measured(unpacked, lambda: packed.count))
    try:
        part = Given.of(
            cast(BinaryIO, stream),
            f"{given.name}/{_inner_name(given)}",
            within=given.within + 1,
            wishes=given.wishes,
            known=given.known,
        )
        yield from read_part(part, report)
    except (EOFError, zlib.error, OSError) as error:
        raise Refused(f"a damaged compressed file ({str(error)[:80]})") from error


def read_gzip(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of what is compressed by gzip."""
    import gzip

    yield from _read_compressed(given, lambda packed: gzip.GzipFile(fileobj=packed), report)


def read_bzip2(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of what is compressed by bzip2."""
    import bz2

    yield from _read_compressed(given, bz2.BZ2File, report)


def read_xz(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of what is compressed by xz."""
    import lzma

    yield from _read_compressed(given, lzma.LZMAFile, report)


def read_zst(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of what is compressed by Zstandard.

    Raises
    ------
    Refused
        Where the package ``zstandard`` is not installed.
    """
    try:
        import zstandard
    except ImportError:
        raise Refused(
            "compressed by Zstandard: pip install 'realpolitik[zstd]', or unpack it first"
        ) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 28)
    yield from _read_compressed(
        given, lambda packed: unpacker.stream_reader(packed, read_across_frames=True), report
    )


__all__ = [
    "read_bzip2", "read_gzip", "read_tar", "read_wacz", "read_xz", "read_zip", "read_zst",
]  # fmt: skip
