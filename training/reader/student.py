"""Train the small network that ships on everything: what was written, what the teacher labelled,
and what annotators found in real articles.

Every pair has a distribution over the answers: one answer where a person said so (softened), the
teacher's where it did. What ships is the running mean of the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from training.events.descent import BATCH, SEED, batches_by_length, descend
from training.events.train_relations import EMPTY_WEIGHT, SMOOTHING, Examples, RelationModel
from training.events.written import Passage
from training.language.model import read_encoder

EMPTY_LABELLED = 0.3
"""The least that a pair weighs which the teacher labelled."""
LEFT_BY_PEOPLE = 0.05
"""What people's answers leave to all others."""


class Lesson(NamedTuple):
    """A passage to learn from: its ids and shapes; of each pair the places of its marks, how likely
    each answer is, and what the pair weighs."""

    ids: list[int]
    shapes: list[int]
    pairs: list[tuple[int, int]]
    wanted: list[list[float]]
    weights: list[float]


def told(
    passage: Passage, examples: Examples, weight: float = 1.0, empty: float = EMPTY_WEIGHT
) -> Lesson:
    """Return a passage whose events a person told, as a lesson."""
    example = examples.encode_all(passage)
    count = len(examples.answers)
    nothing = count - 1
    wanted, weights = [], []
    for _, _, answer, _ in example.pairs:
        row = [SMOOTHING / count] * count
        row[answer] += 1 - SMOOTHING
        wanted.append(row)
        weights.append(weight * (empty if answer == nothing else 1.0))
    places = [(a, b) for a, b, _, _ in example.pairs]
    return Lesson(example.ids, example.shapes, places, wanted, weights)


def labelled(
    passage: Passage,
    chances: Sequence[tuple[int, int, list[float]]],
    examples: Examples,
    weight: float = 1.0,
    by_people: float = 0.0,
) -> Lesson:
    """Return a passage that the teacher labelled, as a lesson; pairs of one actor are left out.

    ``by_people`` is the share of what people told of the passage in what is wanted.
    """
    whole = passage._replace(events={}, unknown=frozenset())
    example = examples.encode_all(whole)
    count = len(passage.actors)
    order = [(a, b) for a in range(count) for b in range(count) if a != b]
    by_pair = {(a, b): p for a, b, p in chances}
    pairs, wanted, weights = [], [], []
    for (a, b), (one, other, _, _) in zip(order, example.pairs, strict=True):
        if (a, b) in passage.unknown or (a, b) not in by_pair:
            continue
        pairs.append((one, other))
        wanted.append(_mixed(by_pair[a, b], passage.events.get((a, b), ""), examples, by_people))
        weights.append(weight * (EMPTY_LABELLED + (1 - EMPTY_LABELLED) * (1 - by_pair[a, b][-1])))
    return Lesson(example.ids, example.shapes, pairs, wanted, weights)


def _mixed(
    chances: Sequence[float], told_type: str, examples: Examples, by_people: float
) -> list[float]:
    """Return the teacher's answer with a share of what people told."""
    total = sum(chances)
    mixed = [(1 - by_people) * p / total for p in chances]
    if by_people:
        mixed = [p + by_people * LEFT_BY_PEOPLE / len(chances) for p in mixed]
        mixed[examples.answers.index(told_type)] += by_people * (1 - LEFT_BY_PEOPLE)
    return mixed


def collate(rows: Sequence[Lesson]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes (padded with 0), and of each pair: its row and marks, what is wanted, its
    weight."""
    longest = max(len(r.ids) for r in rows)
    ids = torch.tensor([r.ids + [0] * (longest - len(r.ids)) for r in rows])
    shapes = torch.tensor([r.shapes + [0] * (longest - len(r.shapes)) for r in rows])
    pairs = torch.tensor([(i, a, b) for i, r in enumerate(rows) for a, b in r.pairs])
    wanted = torch.tensor([p for r in rows for p in r.wanted])
    return ids, shapes, pairs, wanted, torch.tensor([w for r in rows for w in r.weights])


def new_model(encoder: Path, answers: int) -> RelationModel:
    """Return the network as it is before it has learned."""
    torch.manual_seed(SEED)
    return RelationModel(read_encoder(encoder), answers)


def train(
    model: RelationModel, lessons: Sequence[Lesson], rounds: int, pace: float = 1.0
) -> dict[str, Tensor]:
    """Train for some rounds, and return the running mean of the weights, by name.

    Parameters
    ----------
    model
        The network; it is changed.
    lessons
        What it reads in each round.
    rounds
        How often.
    pace
        The rates of learning against those of a first training; less where the network goes on.
    """
    torch.manual_seed(SEED)
    told_of = [x for x in lessons if x.pairs]

    def loss_of(batch: list[Lesson]) -> tuple[Tensor, Tensor]:
        ids, shapes, pairs, wanted, weights = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, shapes, pairs)
        return -(wanted * F.log_softmax(scores.float(), -1)).sum(-1), weights

    return descend(
        model,
        rounds,
        rounds * -(-len(lessons) // BATCH),
        lambda rng: batches_by_length(rng.sample(told_of, len(told_of)), rng),
        loss_of,
        pace,
    )
