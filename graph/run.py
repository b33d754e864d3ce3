"""One run of a command over articles: the settings that hold, the extractor, what is read, what a
store keeps of it, and the report. Every command that reads articles goes through here, so that the
same article gives the same triples whichever command reads it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from extract.errors import InputError
from extract.report import Reading, RunReport
from extract.settings import gather_settings, usual_jobs
from extract.user_files import shown
from graph.ahead import articles_ahead
from graph.files import same_file, whole_file
from graph.quoting import quoted

if TYPE_CHECKING:
    from extract import Article, Extractor
    from graph.store import Recoded, Store

BATCH = 32
"""Articles that are written to a store in one transaction, at least."""

SHARE = 0.05
"""The share of a run's time that goes into writing, at most: writing more articles at once costs
less."""

MOST = 2000
"""Articles that wait to be written, at most."""

Item = TypeVar("Item")


class Watch(Protocol):
    """Who is told how far a run is."""

    def begin(self, what: str, total: int | None) -> None:
        """Hear what is done, and how many articles there are where that is known."""

    def step(self) -> None:
        """Hear that one more article is done."""

    def end(self) -> None:
        """Hear that this is over."""


class Silent:
    """A watch that nobody looks at."""

    def begin(self, what: str, total: int | None) -> None:
        """Say nothing."""

    def step(self) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Kept(NamedTuple):
    """What a store made of the articles of a run.

    ``unchanged`` were stored already with the same text; ``changed`` are the ids of those stored
    with another text, which stays unless the run replaces; ``replaced`` are those whose place
    another text took, a newer version or any other; ``older`` are those of which a newer version
    is there.
    """

    articles: int
    triples: int
    unchanged: int
    changed: tuple[str, ...]
    replaced: tuple[str, ...]
    older: tuple[str, ...] = ()


class Run:
    """One run: made of what was asked, and asked itself what to read, keep and report.

    Parameters
    ----------
    command
        Its name, for the report and the store.
    sources
        Files, folders, or ``-``.
    watch
        Who is told how far it is.
    own
        Files that this run writes; where they lie among the sources they are not read.
    unsaid
        The ``date`` and the ``outlet`` of articles whose source does not say them.
    **flags
        What was asked for on the command line; None is "not asked for". See
        :class:`extract.settings.Settings`.
    """

    def __init__(
        self,
        command: str,
        sources: Sequence[str | Path] = (),
        *,
        watch: Watch | None = None,
        own: Iterable[Path] = (),
        unsaid: Mapping[str, str] | None = None,
        **flags: Any,
    ) -> None:
        self.command = command
        self.sources = [str(source) for source in sources]
        self.settings = gather_settings(flags)
        self.report = RunReport(partial(quoted, limit=self.settings.quote))
        self.report.settings = {
            "sources": [shown(source) for source in self.sources],
            **self.settings.record(),
            **({"unsaid": dict(unsaid)} if unsaid else {}),
        }
        self._unsaid = dict(unsaid or {})
        self._watch = watch or Silent()
        self._own = tuple(own)

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor that the settings ask for, loaded on first use."""
        from extract import Extractor

        return Extractor.load(**self.settings.extraction())

    @property
    def jobs(self) -> int:
        """How many processes read: as many as asked for, else one a core."""
        return self.settings.jobs or usual_jobs()

    @property
    def record(self) -> Mapping[str, Any]:
        """What a store keeps of the run."""
        return {"command": self.command, **self.report.settings}

    def articles(self) -> Iterator[Article]:
        """Yield the articles of the sources, each id once; what is wrong with one is in the
        report."""
        from extract import read_articles

        for article in read_articles(
            self.sources, problems=self._note, wishes=self.settings.wishes()
        ):
            if not self._is_own(article.source):
                yield self._with_unsaid(article)

    def _with_unsaid(self, article: Article) -> Article:
        """Return an article with what holds where its source does not say it."""
        said = article.model_dump(include=set(self._unsaid))
        missing = {name: value for name, value in self._unsaid.items() if not said[name]}
        return article.model_copy(update=missing) if missing else article

    def _note(self, problem: object) -> None:
        self.report.add_problems([problem])

    def _is_own(self, source: str | None) -> bool:
        """Tell whether an article comes from a file that this run writes: "file" or "file:line"."""
        if source is None or not self._own:
            return False
        places = (source, source.rpartition(":")[0] or source)
        return any(same_file(Path(place), own) for place in places for own in self._own)

    def readings(
        self,
        articles: Iterable[Article] | None = None,
        *,
        without: Callable[[Iterable[Article]], Iterator[Article]] = iter,
    ) -> Iterator[Reading]:
        """Yield what each article gave, and count it; those of the sources, or others.

        ``without`` takes articles out that need not be read.
        """
        given = without(self._announced(self.articles()) if articles is None else articles)
        began = time.perf_counter()
        try:
            first = next(given, None)
            if first is None:
                return  # nothing to read: the extractor need not be loaded
            extractor = self.extractor
            began = time.perf_counter()
            for reading in extractor.readings(chain([first], given), jobs=self.jobs):
                self.report.add(reading)
                yield reading
                self._watch.step()
        finally:
            self.report.seconds += time.perf_counter() - began
            if articles is None:
                self._watch.end()

    def _announced(self, articles: Iterator[Article]) -> Iterator[Article]:
        """Tell the watch about how many articles there are, where that is quickly known; yield
        them."""
        self._watch.begin("reading articles", articles_ahead(self.sources))
        yield from articles

    def keep(self, store: Store, *, replace: bool = False) -> Kept:
        """Read the articles of the sources and put what they give in a store, batch by batch.

        Articles that the store holds are not read again (:meth:`recode` does that). A newer version
        takes the place of the older; where neither day nor revision tells which is newer, the
        article is named, and takes the place of the old one only with ``replace``.
        """
        self.report.set_aside("unchanged")
        self.report.set_aside("changed")
        run = store.record_run(self.record)
        replaced: set[str] = set()
        triples = articles = 0
        given = self._announced(self.articles())
        try:
            fresh = self._fresh(store, given, replace=replace)
            for batch in paced(self.readings(fresh), BATCH):
                added = store.add_readings(batch, run=run, replace=replace)
                triples += added.triples
                articles += added.articles
                replaced.update(added.replaced)
                self.report.name_aside("older", added.older)
        finally:
            self._watch.end()
        unchanged = len(self.report.named_aside("unchanged"))
        changed, older = (tuple(self.report.named_aside(why)) for why in ("changed", "older"))
        self.report.name_aside("replaced", sorted(replaced))
        return Kept(articles, triples, unchanged, changed, tuple(sorted(replaced)), older)

    def _fresh(
        self, store: Store, articles: Iterable[Article], *, replace: bool
    ) -> Iterator[Article]:
        """Yield the articles that are to be read: new ones, newer versions, and with ``replace``
        every other text."""
        for batch in in_batches(articles, BATCH):
            standing = store.standing_of(batch)
            for article in batch:
                stands = standing[article.id]
                known = stands == "unchanged" or (stands in ("changed", "older") and not replace)
                if known:
                    self.report.set_aside(stands, article)
                    self._watch.step()
                    continue
                yield article

    def recode(self, store: Store) -> Recoded:
        """Read the articles of a store again; new triples take the place of the old."""
        self._watch.begin("reading stored articles", store.counts()["articles"])
        try:
            return store.recode(self, run=store.record_run(self.record))
        finally:
            self._watch.end()

    def finish(self, report: Path | None = None, *, nothing_is_well: bool = False) -> None:
        """Close the report, and write it where it is asked for.

        Parameters
        ----------
        report
            Where.
        nothing_is_well
            Whether a run that read nothing may end well, because one before it did.

        Raises
        ------
        InputError
            If nothing at all could be read.
        """
        if report is not None:
            with whole_file(report) as part, part.open("w", encoding="utf-8", newline="") as file:
                self.report.write(file)
        if self.report.is_empty and not nothing_is_well:
            left = sum(problem["skipped"] for problem in self.report.problems)
            raise InputError(
                f"none of the articles could be read ({left} left out); nothing was written"
                if left
                else "the sources hold no article; nothing was written"
            )


def paced(
    items: Iterable[Item],
    least: int,
    most: int = MOST,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[list[Item]]:
    """Yield the items in lists of at least so many, and of more where what is done with a list
    takes more than :data:`SHARE` of the time; the last may be shorter.

    Examples
    --------
    >>> list(paced("abcde", 2, clock=lambda: 0.0))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[Item] = []
    cost, since = 0.0, clock()
    for item in items:
        batch.append(item)
        is_time = len(batch) >= least and clock() - since >= cost / SHARE
        if is_time or len(batch) >= most:
            began = clock()
            yield batch
            since = clock()
            cost, batch = since - began, []
    if batch:
        yield batch


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of a size; the last may be shorter.

    Examples
    --------
    >>> list(in_batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
