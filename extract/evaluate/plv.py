"""Gold of the PLV kind: sentences with a marked actor and target, and the PLOVER root between them.

The table has the columns id, root, quad, actors and marked_sentence; the roots fold CONCEDE and
RETREAT into YIELD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.errors import DataError
from extract.evaluate.marked import MarkedSentence, unmark
from extract.evaluate.scores import (
    Evaluation,
    confusion_table,
    macro_f1,
    reliability,
    scores_by_label,
)
from extract.events.event_types import QUADS
from extract.events.ontology import load_ontology
from extract.user_files import read_table, shown

if TYPE_CHECKING:
    from extract.extractor import Extractor
    from extract.models import Actor, CodedAction, Triple

# The set has one class for what PLOVER parts in two; both are written as CAMEO's root of yielding.
_YIELD, _YIELDING = "YIELD", "08"
_COLUMNS = {"id", "root", "marked_sentence"}


class PlvRow(NamedTuple):
    """A row of the table: a sentence with a marked actor and target, and the root between them.

    ``is_whole`` says that the marked spans are actors, so that whole extraction should find them.
    """

    where: str
    id: str
    root: str
    marked: str
    sentence: MarkedSentence
    is_whole: bool


def read_rows(path: Path) -> Iterator[PlvRow]:
    """Yield the rows that have both marks.

    Raises
    ------
    DataError
        If a required column is missing, a root is unknown or a marked span is empty.
    """
    known = {*load_ontology().types, _YIELD}
    for line, row in read_table(path, "a PLV table", _COLUMNS, delimiter="\t"):
        where = f"{shown(path)}, line {line}"
        sentence = unmark(row["marked_sentence"])
        if not sentence.actors or not sentence.targets:
            continue
        if row["root"] not in known:
            raise DataError(
                f"{where}: no root {row['root'][:40]!r}; there are {', '.join(sorted(known))}"
            )
        if any(not sentence.text[start:end].strip() for _, start, end in sentence.spans):
            raise DataError(f"{where}: a marked span is empty; write <s>…</s> and <t>…</t>")
        is_whole = row.get("actors", "1") == "1"
        yield PlvRow(where, row["id"], row["root"], row["marked_sentence"], sentence, is_whole)


def fold(root: str) -> str:
    """Return the root as PLV counts it: CONCEDE and RETREAT are YIELD.

    Examples
    --------
    >>> fold("RETREAT"), fold("AID")
    ('YIELD', 'AID')
    """
    kind = load_ontology().types.get(root)
    return _YIELD if kind and kind.cameo == _YIELDING else root


def quad_of(root: str) -> str:
    """Return the number of a root's quad class as PLV counts them, YIELD among material
    cooperation; ``"0"`` for no root.

    Examples
    --------
    >>> quad_of("AGREE"), quad_of("YIELD"), quad_of("THREATEN"), quad_of("ASSAULT")
    ('1', '2', '3', '4')
    """
    kind = load_ontology().types.get(root)
    if root == _YIELD:
        return "2"
    return str(QUADS.index(kind.quad) + 1) if kind else "0"


def evaluate_plv(extractor: Extractor, path: Path) -> Evaluation:
    """Measure ``code`` on every row, and whole extraction on the rows whose spans are actors.

    Raises
    ------
    DataError
        If the table is not as :func:`read_rows` asks.
    """
    coded, found = _Coded(), _Found()
    for row in read_rows(path):
        sentence = row.sentence
        try:
            answer = extractor.code(
                sentence.text, actor=sentence.actors[0], target=sentence.targets[0]
            )
        except ValueError as error:
            raise DataError(f"{row.where}: {error}") from None
        coded.add(row, answer)
        if row.is_whole:
            found.add(row, extractor(sentence.text))
    by_type = scores_by_label(coded.gold, coded.said)
    by_quad = scores_by_label(
        [quad_of(root) for root in coded.gold], [quad_of(root) for root in coded.said]
    )
    return Evaluation(
        data=shown(path),
        items=len(coded.gold),
        headline={
            "code: root macro-F1": macro_f1(by_type),
            "code: accuracy": coded.accuracy,
            "code: quad macro-F1": macro_f1(by_quad),
            **found.headline(),
        },
        tables={"type": by_type, "quad": by_quad},
        confusion=confusion_table(coded.gold, coded.said),
        calibration=reliability(coded.answers),
        failures=tuple(coded.failures),
    )


class _Coded:
    """What ``Extractor.code`` answered between the marked spans, beside the gold."""

    def __init__(self) -> None:
        self.gold: list[str] = []
        self.said: list[str] = []
        self.answers: list[tuple[float, bool]] = []
        self.failures: list[dict[str, Any]] = []

    def add(self, row: PlvRow, answer: CodedAction) -> None:
        said = fold(answer.type)
        self.gold.append(row.root)
        self.said.append(said)
        self.answers.append((answer.confidence, said == row.root))
        if said != row.root:
            self.failures.append(
                {
                    "id": row.id,
                    "gold": row.root,
                    "said": said,
                    "rule": answer.rule,
                    "confidence": answer.confidence,
                    "sentence": row.marked,
                }
            )

    @property
    def accuracy(self) -> float:
        right = sum(g == s for g, s in zip(self.gold, self.said, strict=True))
        return round(right / max(1, len(self.gold)), 3)


class _Found:
    """What whole extraction found of the marked dyads."""

    def __init__(self) -> None:
        self.sentences = self.triples = self.dyads = self.right = 0

    def add(self, row: PlvRow, triples: Sequence[Triple]) -> None:
        here = [triple for triple in triples if _on_dyad(triple, row.sentence)]
        self.sentences += 1
        self.triples += len(triples)
        self.dyads += bool(here)
        surest = max(here, key=lambda triple: triple.confidence, default=None)
        self.right += surest is not None and fold(surest.action.type) == row.root

    def headline(self) -> dict[str, float]:
        rows = max(1, self.sentences)
        return {
            "find: dyad": round(self.dyads / rows, 3),
            "find: dyad and root": round(self.right / rows, 3),
            "find: triples a sentence": round(self.triples / rows, 2),
            "find: rows": self.sentences,
        }


def _on_dyad(triple: Triple, sentence: MarkedSentence) -> bool:
    straight = _overlaps(triple.actor, sentence.actors) and _overlaps(
        triple.target, sentence.targets
    )
    # Between those who act alike, or fight each other, the order says nothing.
    kind = load_ontology().types[triple.action.type]
    either = triple.reciprocal and (kind.has("mutual") or kind.has("harmful"))
    return straight or (
        either
        and _overlaps(triple.actor, sentence.targets)
        and _overlaps(triple.target, sentence.actors)
    )


def _overlaps(actor: Actor | None, spans: tuple[tuple[int, int], ...]) -> bool:
    """Say whether an actor's mention overlaps a span without being much longer."""
    mention = actor.mention if actor else None
    if mention is None:
        return False
    length = mention.end - mention.start
    return any(
        mention.start < end and start < mention.end and length <= 1.5 * (end - start) + 10
        for start, end in spans
    )
