"""Articles read by several processes: each has an extractor of its own and one network thread.

Readings come in the order of the articles, whoever read them, so the result is the same for any
number of processes. A process that dies loses nothing: what it had not read is read again by
others, article by article; an article at which a process died three times is named as failed.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.report import Reading

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from extract.models import Article

MOST_TRIES = 3
CHUNK_ARTICLES = 8
CHUNK_CHARACTERS = 30_000
"""What a process is given at once, at most."""
_AHEAD = 3
"""How many chunks a process may be ahead of the reading that is handed on next."""


class Numbered(NamedTuple):
    """An article, its place in the order, and how often a process died at it."""

    number: int
    article: Article
    deaths: int = 0


def read_in_processes(
    articles: Iterable[Article], jobs: int, options: Mapping[str, Any]
) -> Iterator[Reading]:
    """Yield what each article gave, in order.

    Parameters
    ----------
    articles
        Read only a little ahead of what is yielded, so that memory stays the same for any number.
    jobs
        How many processes.
    options
        What each process gives to `Extractor.load`.
    """
    team = _Team(articles, jobs, options)
    try:
        yield from team.readings()
    finally:
        team.close()


class _Worker:
    """One process, its line to it, and the articles that it has not read yet."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_work, args=(theirs, dict(options)), daemon=True
        )
        self.process.start()
        theirs.close()
        self.open: deque[Numbered] = deque()

    def give(self, chunk: list[Numbered]) -> None:
        self.open.extend(chunk)
        with suppress(OSError):  # It died: that is seen where its answer is awaited.
            self.line.send([one.article for one in chunk])

    def answer(self) -> Reading | None:
        """Return the next reading, or None if the process died."""
        try:
            found = self.line.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Reading) else None

    def close(self) -> None:
        self.line.close()
        self.process.terminate()
        self.process.join()


class _Team:
    """Hands out chunks of articles and puts the readings in order."""

    def __init__(self, articles: Iterable[Article], jobs: int, options: Mapping[str, Any]) -> None:
        self._articles = enumerate(articles)
        self._again: deque[Numbered] = deque()
        self._done: dict[int, Reading] = {}
        self._next = self._given = 0
        self._ahead = (jobs + 1) * _AHEAD * CHUNK_ARTICLES
        self._options = options
        self._workers: list[_Worker] = []
        self._jobs = jobs

    def readings(self) -> Iterator[Reading]:
        """Yield the readings in the order of the articles."""
        while True:
            yield from self._in_order()
            self._hand_out()
            busy = [worker for worker in self._workers if worker.open]
            if not busy:
                return
            for line in wait([worker.line for worker in busy]):
                self._hear(next(worker for worker in busy if worker.line is line))

    def close(self) -> None:
        for worker in self._workers:
            worker.close()

    def _in_order(self) -> Iterator[Reading]:
        while self._next in self._done:
            yield self._done.pop(self._next)
            self._next += 1

    def _hand_out(self) -> None:
        """Give a chunk to each process that has nothing to do, and start one where one may."""
        for worker in self._workers:
            if not worker.open and (chunk := self._chunk()):
                worker.give(chunk)
        while len(self._workers) < self._jobs and (chunk := self._chunk()):
            worker = _Worker(self._options)
            self._workers.append(worker)
            worker.give(chunk)

    def _chunk(self) -> list[Numbered]:
        """Return the next articles to read; one at which a process died comes alone."""
        if self._again:
            return [self._again.popleft()]
        chunk: list[Numbered] = []
        size = 0
        while len(chunk) < CHUNK_ARTICLES and size < CHUNK_CHARACTERS:
            if self._given - self._next >= self._ahead:
                break
            found = next(self._articles, None)
            if found is None:
                break
            self._given += 1
            chunk.append(Numbered(*found))
            size += len(found[1].text)
        return chunk

    def _hear(self, worker: _Worker) -> None:
        reading = worker.answer()
        if reading is None:
            self._bury(worker)
        else:
            self._done[worker.open.popleft().number] = reading

    def _bury(self, worker: _Worker) -> None:
        """Take a dead process off the team; its articles are read again, or named."""
        self._workers.remove(worker)
        worker.close()
        for one in reversed(worker.open):
            if one.deaths + 1 >= MOST_TRIES:
                told = f"the process that read it died {MOST_TRIES} times; it was left out"
                self._done[one.number] = Reading(article=one.article, error=told)
            else:
                self._again.appendleft(one._replace(deaths=one.deaths + 1))


def _work(line: Connection, options: dict[str, Any]) -> None:
    """Read the articles that come over a line until it ends; what runs in a process."""
    # Ctrl-C is for the first process, which then ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from extract.extractor import Extractor

    try:
        extractor = Extractor.load(**options)
    except Exception as error:
        line.send(error)
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            for reading in extractor.readings(line.recv()):
                line.send(reading)
