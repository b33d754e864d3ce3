"""A file of triples that is written article by article, and can be gone on with after the run was
interrupted.

Until it is done it is ``NAME.unfinished``, and ``NAME.unfinished.read`` lists the articles whose
triples are in it, each with where they end; then it becomes ``NAME``. A run that goes on cuts off
what was half written, and passes over the articles of the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError, WriteFailure
from graph.files import check_output, mode_of

if TYPE_CHECKING:
    from types import TracebackType

    from extract import Article
    from extract.report import Reading

_DIGEST = 16


class Unfinished:
    """A file in the making; a context, at whose good end the file is there, whole.

    Parameters
    ----------
    target
        The file.
    resume
        Whether to go on with what an interrupted run left. Where it left nothing, all is read.

    Raises
    ------
    OutputError
        As :func:`graph.files.check_output`.
    InputError
        If the list of an interrupted run is damaged.
    WriteFailure
        If writing breaks off.
    """

    def __init__(self, target: Path, *, resume: bool = False) -> None:
        self.target = check_output(target)
        self._part = check_output(self.target.with_name(f"{self.target.name}.unfinished"))
        self._list = check_output(self.target.with_name(f"{self._part.name}.read"))
        self._known: set[bytes] = set()
        self._end = 0
        self._written = False
        if resume and self._part.exists() and self._list.exists():
            self._gather()
        self._before = len(self._known)

    @property
    def before(self) -> int:
        """How many articles an interrupted run had read."""
        return self._before

    def _gather(self) -> None:
        """Read the list; a last line that was half written does not count."""
        size = self._part.stat().st_size
        with self._list.open("rb") as lines:
            for line in lines:
                try:
                    digest, end = line.decode("ascii").split()
                    place = int(end)
                except ValueError:
                    if line.endswith(b"\n"):
                        raise InputError(
                            f"{self._list} is not what an interrupted run leaves; "
                            "delete it, or run without --resume"
                        ) from None
                    return
                if not line.endswith(b"\n") or place > size:
                    return
                self._known.add(bytes.fromhex(digest))
                self._end = place

    def fresh(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles that an interrupted run had not read."""
        for article in articles:
            if bytes.fromhex(_digest(article)) not in self._known:
                yield article

    def __enter__(self) -> Unfinished:
        mode = "r+b" if self._before else "wb"
        self._file = self._part.open(mode)
        self._file.truncate(self._end)
        self._file.seek(self._end)
        lines = self._list.read_bytes().splitlines()[: self._before] if self._before else []
        self._read = self._list.open("wb")
        self._read.writelines(line + b"\n" for line in lines)
        self._read.flush()
        return self

    def write(self, reading: Reading, lines: Iterable[str]) -> None:
        """Write the lines of one article; once this returns they are never lost."""
        try:
            self._file.writelines(line.encode("utf-8") for line in lines)
            self._file.flush()
            told = f"{_digest(reading.article)} {self._file.tell()}\n"
            self._read.write(told.encode("ascii"))
            self._read.flush()
        except OSError as error:
            raise WriteFailure(f"cannot write {self.target}: {error.strerror or error}") from error
        self._written = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._read.close()
        if kind is None:
            self._part.chmod(mode_of(self.target))
            self._part.replace(self.target)
        elif not self._written and not self._before:
            self._part.unlink(missing_ok=True)
        else:
            return  # Something was read: a run with --resume goes on.
        self._list.unlink(missing_ok=True)


def _digest(article: Article) -> str:
    words = f"{article.id}\0{article.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(words, digest_size=_DIGEST).hexdigest()
