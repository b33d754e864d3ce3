"""The teacher learns on from real sentences: the annotated articles and open text.

It starts from a checkpoint of :mod:`training.events.teacher`, which has read what was written. A
share of that is read again, so that nothing is forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from training.events.descent import SEED, batches_by_length
from training.events.teacher import PAD, Teacher, descend
from training.events.train_relations import Examples
from training.events.written import Passage
from training.reader.student import Lesson, told

WRITTEN_EMPTY, REAL_EMPTY = 0.2, 0.5
"""What a pair without an event weighs, in written and in real text."""
WARM = 0.05
"""Share of the steps in which the rates rise."""


def lessons_of(passages: Iterable[Passage], examples: Examples, empty: float) -> list[Lesson]:
    """Return passages with two actors or more as lessons."""
    found = (told(p, examples, empty=empty) for p in passages if len(p.actors) > 1)
    return [lesson for lesson in found if lesson.pairs]


def batches_of(
    real: Sequence[Lesson], written: Sequence[Lesson], rounds: int, share: float
) -> Iterator[list[Lesson]]:
    """Yield the batches of all rounds: everything real, and a share of what was written."""
    for number in range(rounds):
        rng = random.Random(f"{SEED}-{number}")
        again = rng.sample(written, int(share * len(written)))
        rows = [*rng.sample(real, len(real)), *again]
        rng.shuffle(rows)
        yield from batches_by_length(rows, rng)


def teach(model: Teacher, batches: Sequence[Sequence[Lesson]], checkpoint: Path) -> None:
    """Train on the batches in their order, from the checkpoint's place on if there is one."""
    torch.manual_seed(SEED)
    descend(model, batches, _loss, checkpoint, warm=WARM)


def _loss(model: Teacher, batch: Sequence[Lesson]) -> Tensor:
    longest = max(len(r.ids) for r in batch)
    ids = torch.tensor([r.ids + [PAD] * (longest - len(r.ids)) for r in batch])
    pairs = torch.tensor([(i, a, b) for i, r in enumerate(batch) for a, b in r.pairs])
    wanted = torch.tensor([p for r in batch for p in r.wanted])
    weights = torch.tensor([w for r in batch for w in r.weights])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, pairs)
    each = -(wanted * F.log_softmax(scores.float(), -1)).sum(-1)
    return (each * weights).sum() / weights.sum()
