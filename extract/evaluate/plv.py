"""Gold of the PLV kind: sentences with a marked actor and target, and the PLOVER root between them.

The table has the columns id, root, quad, actors and marked_sentence; the roots fold CONCEDE and
RETREAT into YIELD.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.errors import DataError
from extract.evaluate.scores import (
    Evaluation,
    confusion_table,
    macro_f1,
    reliability,
    scores_by_label,
)
from extract.events.event_types import QUADS
from extract.events.ontology import load_ontology

if TYPE_CHECKING:
    from extract.extractor import Extractor
    from extract.models import Actor, Triple

# The set has one class for what PLOVER parts in two; both are written as CAMEO's root of yielding.
_YIELD, _YIELDING = "YIELD", "08"
_COLUMNS = {"id", "root", "marked_sentence"}


class MarkedSentence(NamedTuple):
    """A sentence without its marks, and the spans (character offsets) that they gave."""

    text: str
    actors: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]


def unmark(marked: str) -> MarkedSentence:
    """Take the ``<s>`` and ``<t>`` marks out of a sentence.

    Examples
    --------
    >>> unmark("<s>Iran</s> met <t>Iraq</t>.")
    MarkedSentence(text='Iran met Iraq.', actors=((0, 4),), targets=((9, 13),))
    """
    text, last = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for mark in re.finditer(r"<(/?)([st])>", marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            spans[mark[2]].append((opened.get(mark[2], 0), len(text)))
        else:
            opened[mark[2]] = len(text)
    return MarkedSentence(text + marked[last:], tuple(spans["s"]), tuple(spans["t"]))


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
        If a required column is missing.
    """
    gold: list[str] = []
    said: list[str] = []
    answers: list[tuple[float, bool]] = []
    failures: list[dict[str, Any]] = []
    found = right = triples_made = sentences = 0
    for row in _rows(path):
        sentence = unmark(row["marked_sentence"])
        if not sentence.actors or not sentence.targets:
            continue
        root = row["root"]
        answer = extractor.code(sentence.text, actor=sentence.actors[0], target=sentence.targets[0])
        gold.append(root)
        said.append(fold(answer.type))
        answers.append((answer.confidence, said[-1] == root))
        if said[-1] != root:
            failures.append(
                {
                    "id": row["id"],
                    "gold": root,
                    "said": said[-1],
                    "rule": answer.rule,
                    "confidence": answer.confidence,
                    "sentence": row["marked_sentence"],
                }
            )
        if row.get("actors", "1") == "1":
            triples = extractor(sentence.text)
            sentences += 1
            triples_made += len(triples)
            here = [t for t in triples if _on_dyad(t, sentence)]
            found += bool(here)
            right += bool(here) and fold(max(here, key=lambda t: t.confidence).action.type) == root
    by_type = scores_by_label(gold, said)
    by_quad = scores_by_label([quad_of(g) for g in gold], [quad_of(s) for s in said])
    return Evaluation(
        data=str(path),
        items=len(gold),
        headline={
            "code: root macro-F1": macro_f1(by_type),
            "code: accuracy": round(
                sum(g == s for g, s in zip(gold, said, strict=True)) / max(1, len(gold)), 3
            ),
            "code: quad macro-F1": macro_f1(by_quad),
            "find: dyad": round(found / max(1, sentences), 3),
            "find: dyad and root": round(right / max(1, sentences), 3),
            "find: triples a sentence": round(triples_made / max(1, sentences), 2),
            "find: rows": sentences,
        },
        tables={"type": by_type, "quad": by_quad},
        confusion=confusion_table(gold, said),
        calibration=reliability(answers),
        failures=tuple(failures),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        missing = _COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise DataError(
                f"{path} lacks the column(s) {', '.join(sorted(missing))}: a PLV table has a header "
                f"and columns set apart by tabs, among them {', '.join(sorted(_COLUMNS))}; in "
                "marked_sentence <s>…</s> marks the actor and <t>…</t> the target"
            )
        return list(reader)


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
