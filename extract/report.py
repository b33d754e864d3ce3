"""The run report: every article that was read, and for every sentence without a triple the reason
why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

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


class RunReport:
    """Counts what a run did; one bad article is named here and nothing else is lost.

    Examples
    --------
    >>> report = RunReport()
    >>> report.add(Reading(article=Article.of("Nothing happened."), sentences=1, words=3))
    >>> report.totals()["articles"], report.totals()["sentences without a triple"]
    (1, 0)
    """

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._actors: set[str] = set()
        self._dyads: Counter[tuple[str, str]] = Counter()
        self._scores: Counter[tuple[str, str]] = Counter()
        self._set_aside: dict[str, list[str]] = {}
        self.settings: dict[str, Any] = {}
        self.seconds = 0.0

    def set_aside(self, why: str, article: Article | None = None) -> None:
        """Count an article that was rightly given and not read anew: "unchanged" in the store,
        "changed" there. Without one, the kind is listed as none."""
        named = self._set_aside.setdefault(why, [])
        if article is not None:
            named.append(article.id)

    def named_aside(self, why: str) -> list[str]:
        """Return the ids of the articles that were set aside for a reason."""
        return list(self._set_aside.get(why, ()))

    @property
    def is_empty(self) -> bool:
        """Whether no article at all was read, or known already."""
        read = any(row["error"] is None for row in self._rows)
        return not read and not any(self._set_aside.values())

    def add(self, reading: Reading) -> None:
        """Count one article's reading."""
        article = reading.article
        self._rows.append(
            {
                "id": article.id,
                "title": article.title,
                "date": article.date,
                "source": article.source,
                "sentences": reading.sentences,
                "words": reading.words,
                "triples": len(reading.triples),
                "notes": list(reading.notes),
                "error": reading.error,
                "uncoded": [u.model_dump() for u in reading.uncoded],
            }
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
        failed = [
            {
                "source": r["source"] or r["id"],
                "line": None,
                "reason": r["error"],
                "skipped": True,
            }
            for r in self._rows
            if r["error"]
        ]
        return [*self._problems, *failed]

    def totals(self) -> dict[str, int | float]:
        """Return articles, sentences, words, triples, actors, seconds and words per second."""
        words = sum(r["words"] for r in self._rows)
        return {
            "articles": len(self._rows),
            **{f"articles {why}": len(named) for why, named in self._set_aside.items()},
            "sentences": sum(r["sentences"] for r in self._rows),
            "sentences without a triple": sum(len(r["uncoded"]) for r in self._rows),
            "words": words,
            "triples": sum(r["triples"] for r in self._rows),
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
        """Return the whole report as plain values, for ``--report FILE``."""
        return {
            "settings": self.settings,
            "totals": self.totals(),
            "problems": self.problems,
            "set_aside": {why: list(named) for why, named in self._set_aside.items()},
            "strongest_dyads": [list(row) for row in self.strongest_dyads()],
            "articles": self._rows,
        }
