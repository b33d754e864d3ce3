"""Whether the files that a command is asked to write may be written: looked at before any work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from extract.errors import OutputError
from extract.settings import FILE_NAME
from graph.files import check_output, same_file

STANDARD = "-"
"""The name that stands for standard input and output."""

_OUR_PAGE = b'<meta name="generator" content="realpolitik">'
_OUR_TRIPLE = (b'"article":', b'"action":{', b'"sentence":{')
_LOOKED_AT = 65_536


def check_outputs(
    outputs: Mapping[str, Path | None],
    *,
    store: Path | None = None,
    sources: Iterable[str | Path] = (),
    reads: Mapping[str, Path | None] | None = None,
) -> None:
    """Raise OutputError if a file cannot be written, or if something would be lost by it.

    Parameters
    ----------
    outputs
        Files to write, by what they are to the user ("the page"); None and ``-`` are passed over.
    store
        The store that the command reads or writes.
    sources
        Files and folders that it reads.
    reads
        Further files that it reads, by what they are to the user ("your frames"). The settings file
        of this folder is one of them in any case.
    """
    given = [Path(source) for source in sources]
    kept_safe = {"the settings file": Path(FILE_NAME), **(reads or {})}
    known_files = {what: path for what, path in kept_safe.items() if path is not None}
    wanted = {
        what: path for what, path in outputs.items() if path is not None and str(path) != STANDARD
    }
    for what, path in wanted.items():
        kept = {other: known for other, known in wanted.items() if other != what} | known_files
        for source in given:
            check_output(path, {"a file that is read": source, **_beside(source)})
        if store is not None:
            kept |= {"the store": store, "the store's log": Path(f"{store}.wal")}
        check_output(path, kept)
        _check_folders(path, given)


def _beside(source: Path) -> dict[str, Path]:
    """Return the file of metadata that lies beside an article, if there is one."""
    beside = source.with_suffix(".json") if source.name else source
    return {} if is_ours(beside) or not beside.is_file() else {"what is said of an article": beside}


def _check_folders(path: Path, sources: Iterable[Path]) -> None:
    """Refuse to write over a file of a folder that is read, unless an earlier run wrote it."""
    if not path.exists() or is_ours(path):
        return
    for folder in sources:
        if folder.is_dir() and any(same_file(folder, above) for above in path.absolute().parents):
            raise OutputError(
                f"cannot write {path}: it lies in {folder}, which is read, and may be an article; "
                "name another file"
            )


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page or triples that this program wrote."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    return _OUR_PAGE in head or all(key in head for key in _OUR_TRIPLE)
