"""Let the teacher label passages: ``python -m training.reader label``.

Each line of the answer has a passage's text, its actors, and for every ordered pair of them the
probability of each answer. The texts are those of the open corpora, so the file is no part of the
project: it is made anew from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch

from extract.events.ontology import load_ontology
from extract.events.relations import NOTHING
from training.events.teacher import PAD, Teacher, vocabulary_of
from training.events.train_relations import Examples
from training.events.written import Passage

BATCH = 24


def load_teacher(encoder: Path, checkpoint: Path) -> Teacher:
    """Return the teacher with the weights of its last checkpoint."""
    model = Teacher(encoder, len(load_ontology().types) + 1)
    kept = torch.load(checkpoint / "state.pt", weights_only=True, mmap=True)
    model.load_state_dict(kept["model"])
    model.eval()
    return model


def label(
    passages: Iterable[Passage], teacher: Teacher, encoder: Path
) -> Iterator[tuple[Passage, list[tuple[int, int, list[float]]]]]:
    """Yield passages with the teacher's probabilities for every ordered pair of their actors."""
    examples = Examples(vocabulary_of(encoder), (*load_ontology().types, NOTHING))
    for batch in _batches(passages):
        rows = []
        for passage in batch:
            count = len(passage.actors)
            whole = passage._replace(events={}, unknown=frozenset())
            order = [(a, b) for a in range(count) for b in range(count) if a != b]
            rows.append((passage, order, examples.encode_all(whole)))
        longest = max(len(e.ids) for _, _, e in rows)
        ids = torch.tensor([e.ids + [PAD] * (longest - len(e.ids)) for _, _, e in rows])
        pairs = torch.tensor([(i, p[0], p[1]) for i, (_, _, e) in enumerate(rows) for p in e.pairs])
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = teacher(ids, pairs)
        chances = scores.float().softmax(-1).tolist()
        at = 0
        for passage, order, _ in rows:
            found = chances[at : at + len(order)]
            at += len(order)
            yield passage, [(a, b, p) for (a, b), p in zip(order, found, strict=True)]


def _batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    held = sorted(passages, key=lambda p: len(p.text))
    for start in range(0, len(held), BATCH):
        yield held[start : start + BATCH]


def to_line(passage: Passage, pairs: Iterable[tuple[int, int, list[float]]]) -> str:
    """Return a labelled passage as a line of JSON, with what was known of it before."""
    line: dict[str, Any] = {"id": passage.id, "text": passage.text, "actors": passage.actors}
    line["pairs"] = [[a, b, [round(p, 4) for p in chances]] for a, b, chances in pairs]
    line["events"] = [[a, b, type_] for (a, b), type_ in sorted(passage.events.items())]
    line["unknown"] = sorted(passage.unknown)
    return json.dumps(line, ensure_ascii=False)


def from_line(line: str) -> tuple[Passage, list[tuple[int, int, list[float]]]]:
    """Return a labelled passage that :func:`to_line` wrote."""
    given = json.loads(line)
    passage = Passage(
        given["id"],
        given["text"],
        tuple((a, b) for a, b in given["actors"]),
        {(a, b): type_ for a, b, type_ in given["events"]},
        frozenset((a, b) for a, b in given["unknown"]),
    )
    return passage, [(a, b, chances) for a, b, chances in given["pairs"]]
