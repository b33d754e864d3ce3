"""Gold triples: the contract's own JSON Lines.

A triple is right when actor, type and target are the gold's (parties by id or by name); in a
reciprocal event their order is free. Mode, status and reciprocity are scored among the triples that
are right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.errors import DataError
from extract.evaluate.scores import Evaluation, Score, reliability
from extract.models import Article, Triple

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
    for number, row in _json_lines(path):
        try:
            triple = Triple.model_validate(row)
        except ValueError as error:
            raise DataError(
                f"{path}, line {number}: not a triple of the contract ({error})"
            ) from error
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
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    answers: list[tuple[float, bool]] = []
    failures: list[dict[str, Any]] = []
    listed = list(cases)
    whole_right = 0
    for case, reading in zip(listed, extractor.readings(c.article for c in listed), strict=True):
        left = list(case.expected)
        extra: list[Triple] = []
        for triple in reading.triples:
            match = next((e for e in left if _is(triple, e)), None)
            answers.append((triple.confidence, match is not None))
            if match is None:
                extra.append(triple)
                _count(counts, triple.action.type, 1)
                continue
            left.remove(match)
            _count(counts, match.type, 0)
            for dimension, wanted, said in (
                ("status", match.status, triple.status),
                ("mode", match.mode, triple.action.mode),
            ):
                if wanted:
                    counts[dimension][wanted][0 if wanted == said else 2] += 1
                    if said and wanted != said:
                        counts[dimension][said][1] += 1
        for missed in left:
            _count(counts, missed.type, 2)
        whole_right += not left and not extra
        if left or extra:
            failures.append(
                {
                    "id": case.id,
                    "text": case.article.text[:300],
                    "missed": [f"{e.actor} {e.type} {e.target}" for e in left],
                    "extra": [_said(t) for t in extra],
                }
            )
    tables = {d: {k: Score(*v) for k, v in sorted(rows.items())} for d, rows in counts.items()}
    total = tables.pop("all", {}).get("all", Score())
    return Evaluation(
        data=name,
        items=len(listed),
        headline={
            "precision": total.precision,
            "recall": total.recall,
            "f1": total.f1,
            "cases entirely right": round(whole_right / max(1, len(listed)), 3),
        },
        tables=tables,
        calibration=reliability(answers),
        failures=tuple(failures),
    )


def _count(counts: dict[str, dict[str, list[int]]], event_type: str, column: int) -> None:
    counts["all"]["all"][column] += 1
    counts["type"][event_type][column] += 1


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
    return f"{actor} {triple.action.type} {triple.target.name if triple.target else None} ({triple.rule})"


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise DataError(f"{path}, line {number}: not JSON ({error})") from error
                if not isinstance(row, dict):
                    raise DataError(f"{path}, line {number}: not a JSON object")
                yield number, row
