"""Writing a file whole or not at all, and only where nothing is lost by it: the one way in which
``graph`` writes.

A file is written beside its target and takes its place when it is done. A link is followed, so that
it stays a link. Devices, pipes and sockets are never replaced, nor is a file that the same run
reads or keeps (an article, the store).
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from extract.errors import OutputError, WriteFailure

_KINDS = (
    (stat.S_ISDIR, "it is a folder; name a file in it"),
    (stat.S_ISCHR, "it is a device, not a file; for a pipe, write to - (standard output)"),
    (stat.S_ISBLK, "it is a device, not a file; name a file"),
    (stat.S_ISFIFO, "it is a named pipe, not a file; write to - (standard output) and pipe that"),
    (stat.S_ISSOCK, "it is a socket, not a file; name a file"),
)

Spared = Mapping[str, Path]
"""Files that must not be written over, by what they are to the user ("the store")."""


def check_output(path: str | Path, spared: Spared | None = None) -> Path:
    """Return where a file will lie once links are followed, or say now, before long work, why it
    cannot be written.

    Parameters
    ----------
    path
        Where to write.
    spared
        Files that the same run reads or keeps.

    Raises
    ------
    OutputError
        If the folder is missing or closed, if what is there is no regular file, or is spared.
    """
    target = Path(os.path.realpath(path))
    refused = _refusal(target, spared or {})
    if refused:
        raise OutputError(f"cannot write {path}: {refused}")
    return target


def _refusal(target: Path, spared: Spared) -> str | None:
    kind = _kind(target)
    if kind is not None:
        return kind
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}; make it first"
    for what, kept in spared.items():
        if same_file(target, kept):
            return f"it is {what}, which would be lost; name another file"
    closed = target if target.exists() else target.parent
    if not os.access(closed, os.W_OK) or not os.access(target.parent, os.W_OK):
        return "no permission; choose another place"
    return None


def _kind(target: Path) -> str | None:
    """Say what stands in the way at a path: a folder, a device; None for a file or nothing."""
    try:
        mode = target.lstat().st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return None
    return next((told for test, told in _KINDS if test(mode)), "it is no regular file")


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, by links or otherwise; it need not be there yet."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


@contextmanager
def whole_file(path: str | Path, spared: Spared | None = None) -> Iterator[Path]:
    """Give a path to write to; the file appears at ``path`` when the block ends well, and not at
    all otherwise.

    Raises
    ------
    OutputError
        As :func:`check_output`.
    WriteFailure
        If writing breaks off; the message tells the cause.
    """
    target = check_output(path, spared)
    part = target
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
        os.close(handle)
        part = Path(name)
        yield part
        part.chmod(mode_of(target))
        part.replace(target)
    except OSError as error:
        if isinstance(error, BrokenPipeError) or _is_elsewhere(error, part):
            raise
        raise WriteFailure(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        if part != target:
            part.unlink(missing_ok=True)


def _is_elsewhere(error: OSError, part: Path) -> bool:
    """Tell whether an error names another file than the one being written."""
    return isinstance(error.filename, (str, bytes)) and os.fsdecode(error.filename) != str(part)


def mode_of(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new file."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_whole(path: str | Path, text: str, spared: Spared | None = None) -> Path:
    """Write a text as UTF-8, whole or not at all; return the path.

    Raises
    ------
    OutputError
        As :func:`whole_file`.
    """
    with whole_file(path, spared) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    return Path(path)
