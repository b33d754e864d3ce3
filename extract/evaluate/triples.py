"""Gold triples: the contract's own JSON Lines.

A triple is right when actor, type and target are the gold's (parties by id or by name); in a
reciprocal event their order is free. Mode, status and reciprocity are scored among the triples that
are right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.evaluate.gold_lines import checked
from extract.evaluate.scores import Evaluation, Score, reliability
from extract.models import Article, Triple
from extract.user_files import json_lines, shown

if TYPE_CHECKING:
    from extract.extractor import Extractor


class Expected(NamedTuple):
    """One expected triple; a party is an id or a name, or None; "" for mode or status leaves it
    open."""

    actor: str | None
    type: str
    target: str | None
    mode: str
    status: str
    reciprocal: bool


class Case(NamedTuple):
    """A text, the day it was published, and the triples that it should give."""

    id: str
    article: Article
    expected: tuple[Expected, ...]


def read_gold(path: Path, articles: Sequence[Path]) -> Iterator[Case]:
    """Yield gold triples of the contract's form, gathered by article, or by sentence where no
    articles are given."""
    from extract.articles import read_articles

    texts = {a.id: a for a in read_articles([str(p) for p in articles])} if articles else {}
    gathered: dict[tuple[str, int], list[Triple]] = defaultdict(list)
    for number, row in json_lines(path, "gold triples"):
        where = f"{shown(path)}, line {number}"
        triple = checked(Triple, row, where, "not a triple of the contract")
        gathered[triple.article, -1 if triple.article in texts else triple.sentence.start].append(
            triple
        )
    for (article_id, start), triples in sorted(gathered.items()):
        article = texts.get(article_id) or Article.of(
            triples[0].sentence.text, id=f"{article_id}:{start}"
        )
        yield Case(article.id, article, tuple(_expected_of(t) for t in triples))


def evaluate_triples(extractor: Extractor, cases: Iterable[Case], name: str) -> Evaluation:
    """Measure whole extraction on cases: negated and hypothetical triples count like the others."""
    tally = _Tally()
    listed = list(cases)
    for case, reading in zip(listed, extractor.readings(c.article for c in listed), strict=True):
        tally.add(case, reading.triples)
    tables = {d: {k: Score(*v) for k, v in sorted(rows.items())} for d, rows in tally.rows.items()}
    total = tables.pop("all", {}).get("all", Score())
    return Evaluation(
        data=name,
        items=len(listed),
        headline={
            "precision": total.precision,
            "recall": total.recall,
            "f1": total.f1,
            "cases entirely right": round(tally.cases_right / max(1, len(listed)), 3),
        },
        tables=tables,
        calibration=reliability(tally.answers),
        failures=tuple(tally.failures),
    )


_RIGHT, _EXTRA, _MISSED = range(3)


class _Tally:
    """Counts of right, extra and missed by dimension and label, and what went wrong."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, list[int]]] = defaultdict(
            lambda: defaultdict(lambda: [0, 0, 0])
        )
        self.answers: list[tuple[float, bool]] = []
        self.failures: list[dict[str, Any]] = []
        self.cases_right = 0

    def add(self, case: Case, triples: Iterable[Triple]) -> None:
        """Count the triples that were said of one case."""
        left = list(case.expected)
        extra: list[Triple] = []
        for triple in triples:
            match = next((e for e in left if _is(triple, e)), None)
            self.answers.append((triple.confidence, match is not None))
            if match is None:
                extra.append(triple)
                self._count(triple.action.type, _EXTRA)
            else:
                left.remove(match)
                self._count(match.type, _RIGHT)
                self._compare("status", match.status, triple.status)
                self._compare("mode", match.mode, triple.action.mode)
        for missed in left:
            self._count(missed.type, _MISSED)
        if left or extra:
            self.failures.append(
                {
                    "id": case.id,
                    "text": case.article.text[:300],
                    "missed": [f"{e.actor} {e.type} {e.target}" for e in left],
                    "extra": [_said(t) for t in extra],
                }
            )
        else:
            self.cases_right += 1

    def _count(self, event_type: str, column: int) -> None:
        self.rows["all"]["all"][column] += 1
        self.rows["type"][event_type][column] += 1

    def _compare(self, dimension: str, wanted: str, said: str | None) -> None:
        """Count a status or mode of a triple that is right; "" leaves it open."""
        if not wanted:
            return
        self.rows[dimension][wanted][_RIGHT if wanted == said else _MISSED] += 1
        if said and wanted != said:
            self.rows[dimension][said][_EXTRA] += 1


def _is(triple: Triple, expected: Expected) -> bool:
    if triple.action.type != expected.type:
        return False
    straight = _party_is(triple.actor, expected.actor) and _party_is(triple.target, expected.target)
    crossed = _party_is(triple.actor, expected.target) and _party_is(triple.target, expected.actor)
    return straight or (expected.reciprocal and crossed)


def _party_is(actor: Any, wanted: str | None) -> bool:
    if actor is None or wanted is None:
        return actor is None and wanted is None
    return wanted.casefold() in {actor.id.casefold(), actor.name.casefold()}


def _expected_of(triple: Triple) -> Expected:
    return Expected(
        triple.actor.id if triple.actor else None,
        triple.action.type,
        triple.target.id if triple.target else None,
        triple.action.mode or "",
        triple.status,
        triple.reciprocal,
    )


def _said(triple: Triple) -> str:
    actor = triple.actor.name if triple.actor else None
    target = triple.target.name if triple.target else None
    return f"{actor} {triple.action.type} {target} ({triple.rule})"
