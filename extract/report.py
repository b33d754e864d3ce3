"""The run report: every article that was read, and for every sentence without a triple the reason
why."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from pydantic import BaseModel, ConfigDict

from extract.models import Article, Triple


class UncodedSentence(BaseModel):
    """A sentence that gave no triple: its text, its offsets in the article, and why."""

    model_config = ConfigDict(frozen=True)

    index: int
    start: int
    end: int
    text: str
    reason: str


class Reading(BaseModel):
    """What one article gave: its triples, its sentences, and notes on what was cut or masked."""

    model_config = ConfigDict(frozen=True)

    article: Article
    triples: tuple[Triple, ...] = ()
    sentences: int = 0
    words: int = 0
    uncoded: tuple[UncodedSentence, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None


class Spilled:
    """A list of plain values that is kept on disk once it is large; it can only grow.

    Examples
    --------
    >>> kept = Spilled()
    >>> kept.append({"id": "a"})
    >>> len(kept), list(kept)
    (1, [{'id': 'a'}])
    """

    def __init__(self, in_memory: int = 1_000_000) -> None:
        self._file: IO[str] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            in_memory, "w+", encoding="utf-8", newline="\n"
        )
        weakref.finalize(self, self._file.close)
        self._count = 0

    def append(self, value: Any) -> None:
        """Add a value."""
        self._file.write(json.dumps(value) + "\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        """Yield the values; none may be added meanwhile."""
        self._file.seek(0)
        try:
            for line in self._file:
                yield json.loads(line)
        finally:
            self._file.seek(0, 2)


class RunReport:
    """Counts what a run did; one bad article is named here and nothing else is lost.

    What it says of each article is kept on disk, so that a run over a million of them does not fill
    the memory.

    Examples
    --------
    >>> report = RunReport()
    >>> report.add(Reading(article=Article.of("Nothing happened."), sentences=1, words=3))
    >>> report.totals()["articles"], report.totals()["sentences without a triple"]
    (1, 0)

    Parameters
    ----------
    told
        What is told of a text that may not be passed on whole: a sentence, a title.
    """

    def __init__(self, told: Callable[[str], str] = str) -> None:
        self._told = told
        self._rows = Spilled()
        self._failed: list[dict[str, Any]] = []
        self._sums: Counter[str] = Counter()
        self._problems: list[dict[str, Any]] = []
        self._actors: set[str] = set()
        self._dyads: Counter[tuple[str, str]] = Counter()
        self._scores: Counter[tuple[str, str]] = Counter()
        self._set_aside: dict[str, Spilled] = {}
        self.settings: dict[str, Any] = {}
        self.seconds = 0.0

    def set_aside(self, why: str, article: Article | None = None) -> None:
        """Count an article that was rightly given and not read anew: "unchanged" in the store,
        "changed" there. Without one, the kind is listed as none."""
        named = self._set_aside.setdefault(why, Spilled())
        if article is not None:
            named.append(article.id)

    def name_aside(self, why: str, ids: Iterable[str]) -> None:
        """Name articles that a store left out, or whose place another text took: "older" than a
        version that is there, "replaced"."""
        for key in ids:
            self._set_aside.setdefault(why, Spilled()).append(key)

    def named_aside(self, why: str) -> list[str]:
        """Return the ids of the articles that were set aside for a reason."""
        return list(self._set_aside.get(why, ()))

    @property
    def is_empty(self) -> bool:
        """Whether no article at all was read, or known already."""
        read = len(self._rows) > len(self._failed)
        return not read and not any(len(ids) for ids in self._set_aside.values())

    def add(self, reading: Reading) -> None:
        """Count one article's reading."""
        article = reading.article
        self._rows.append(
            {
                "id": article.id,
                "title": article.title and (self._told(article.title) or None),
                "date": article.date,
                "source": article.source,
                "sentences": reading.sentences,
                "words": reading.words,
                "triples": len(reading.triples),
                "notes": list(reading.notes),
                "error": reading.error,
                "uncoded": [
                    {**u.model_dump(), "text": self._told(u.text)} for u in reading.uncoded
                ],
            }
        )
        if reading.error is not None:
            self._failed.append(
                {
                    "source": article.source or article.id,
                    "line": None,
                    "reason": reading.error,
                    "skipped": True,
                }
            )
        self._sums.update(
            sentences=reading.sentences,
            uncoded=len(reading.uncoded),
            words=reading.words,
            triples=len(reading.triples),
            undated=not article.date,
        )
        for triple in reading.triples:
            for party in (triple.actor, triple.target):
                if party:
                    self._actors.add(party.id)
            if triple.actor and triple.target and triple.status == "asserted":
                dyad = (triple.actor.name, triple.target.name)
                self._dyads[dyad] += 1
                self._scores[dyad] += round(triple.action.score * 100)

    def add_problem(
        self, source: str, reason: str, line: int | None = None, *, skipped: bool = True
    ) -> None:
        """Note something that was wrong with a source; ``skipped`` says that it was left out."""
        self._problems.append(
            {"source": source, "line": line, "reason": reason, "skipped": skipped}
        )

    def add_problems(self, problems: Iterable[Any]) -> None:
        """Take over what reading the sources found wrong (records with source, line, reason)."""
        for problem in problems:
            self.add_problem(
                str(getattr(problem, "source", "")),
                str(getattr(problem, "reason", problem)),
                getattr(problem, "line", None),
                skipped=bool(getattr(problem, "skipped", True)),
            )

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What could not be read, and the articles whose reading failed."""
        return [*self._problems, *self._failed]

    def totals(self) -> dict[str, int | float]:
        """Return articles, sentences, words, triples, actors, seconds and words per second."""
        words = self._sums["words"]
        return {
            "articles": len(self._rows),
            **{f"articles {why}": len(named) for why, named in self._set_aside.items()},
            "articles without a date": self._sums["undated"],
            "sentences": self._sums["sentences"],
            "sentences without a triple": self._sums["uncoded"],
            "words": words,
            "triples": self._sums["triples"],
            "actors": len(self._actors),
            "problems": len(self.problems),
            "seconds": round(self.seconds, 1),
            "words per second": round(words / self.seconds) if self.seconds > 0 else 0,
        }

    def strongest_dyads(self, most: int = 10) -> list[tuple[str, str, int, float]]:
        """Return (actor, target, asserted triples, mean score), most triples first, ties by
        name."""
        ranked = sorted(self._dyads.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [(a, t, n, round(self._scores[a, t] / 100 / n, 1)) for (a, t), n in ranked]

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain values."""
        return {**self.head(), "articles": list(self._rows)}

    def write(self, file: IO[str]) -> None:
        """Write the whole report as JSON, article by article, for ``--report FILE``."""
        head = json.dumps(self.head(), ensure_ascii=False, indent=1).removesuffix("\n}")
        file.write(head + ',\n "articles": [')
        for number, row in enumerate(self._rows):
            lines = json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  ")
            file.write((",\n  " if number else "\n  ") + lines)
        file.write("\n ]\n}\n" if len(self._rows) else "]\n}\n")

    def head(self) -> dict[str, Any]:
        """Return the report without its articles."""
        return {
            "settings": self.settings,
            "totals": self.totals(),
            "problems": self.problems,
            "set_aside": {why: list(named) for why, named in self._set_aside.items()},
            "strongest_dyads": [list(row) for row in self.strongest_dyads()],
        }
