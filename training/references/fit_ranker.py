"""Fits the ranker: every word that refers against its candidates and "nobody", at once.

The loss is minus the log of the probability of all right candidates together. Of GAP only the two
names are known, of the corpus only who is marked: there the loss asks no more than that.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.references.lessons import NOBODY, ONE_OF_TWO, RIGHT, UNMARKED, WRONG, Text

WEIGHT = {"gum": 1.0, "gap": 1.0, "corpus": 2.0}
"""How much a lesson of each source counts."""
GROUP = 64
_ABSENT = -1e4


@dataclass(frozen=True)
class Sizes:
    """Sizes and settings, chosen on GUM dev, GAP validation and the corpus' dev split."""

    vectors: int = 128
    width: int = 48
    hidden: int = 128
    dropout: float = 0.3
    dropout_of_vectors: float = 0.1
    rounds: int = 6
    rate: float = 1e-3
    decay: float = 0.01
    seed: int = 7


@dataclass
class Group:
    """Lessons that are learned at once, padded to the longest list of candidates."""

    vectors: Tensor
    signs: Tensor
    me: Tensor
    rows: Tensor
    seen: Tensor
    there: Tensor
    labels: Tensor
    known: Tensor
    most: Tensor
    mean: Tensor
    weight: float


class Whitening:
    """Centres the analyser's vectors and keeps their main directions; folded into the weights when
    they are written."""

    def __init__(self, texts: Sequence[Text], size: int) -> None:
        vectors = np.concatenate([t.vectors for t in texts]).astype(np.float32)
        self.mean, self.spread = vectors.mean(0), vectors.std(0) + 1e-3
        scaled = (vectors[::3] - self.mean) / self.spread
        values, directions = np.linalg.eigh(scaled.T @ scaled / len(scaled))
        values, directions = values[::-1][:size], directions[:, ::-1][:, :size]
        self.directions = (directions / np.maximum(values, 1e-6) ** 0.25).astype(np.float32)

    def __call__(self, vectors: Any) -> Tensor:
        """Return the vectors as the network sees them."""
        scaled = (vectors.astype(np.float32) - self.mean) / self.spread
        return torch.from_numpy(scaled @ self.directions)


class RankerNetwork(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The network that :class:`extract.actors.antecedent_ranker.Ranker` runs."""

    def __init__(self, sizes: Sizes, signs: int, seen: int) -> None:
        super().__init__()
        width, hidden = sizes.width, sizes.hidden
        self.sizes, self.cuts = sizes, [width, width, width, signs, signs, seen]
        self.query = nn.Linear(sizes.vectors, width)
        self.candidate = nn.Linear(sizes.vectors, width)
        self.first = nn.Linear(sum(self.cuts), hidden)
        self.second = nn.Linear(hidden, hidden // 4)
        self.last = nn.Linear(hidden // 4, 1)
        self.nobody = nn.Linear(width + signs + 2 * seen, hidden // 2)
        self.nobody_last = nn.Linear(hidden // 2, 1)

    def forward(self, group: Group) -> Tensor:
        """Return log-probabilities: lessons by candidates, and last that it is none of them."""

        def drop(x: Tensor) -> Tensor:
            return F.dropout(x, self.sizes.dropout, self.training)

        inner = F.dropout(group.vectors, self.sizes.dropout_of_vectors, self.training)
        query = torch.tanh(self.query(inner[group.me]))
        candidate = torch.tanh(self.candidate(inner))
        mine = group.signs[group.me]
        parts = torch.split(self.first.weight.T, self.cuts)
        of_query = query @ parts[0] + mine @ parts[3] + self.first.bias
        of_candidate = candidate @ parts[1] + group.signs @ parts[4]
        both = (query[:, None] * candidate[group.rows]) @ parts[2]
        hidden = of_query[:, None] + of_candidate[group.rows] + both + group.seen @ parts[5]
        hidden = drop(F.relu(self.second(drop(F.relu(hidden)))))
        scores = self.last(hidden)[..., 0].masked_fill(~group.there, _ABSENT)
        summary = torch.cat([query, mine, group.most, group.mean], 1)
        nobody = self.nobody_last(drop(F.relu(self.nobody(summary))))
        return torch.cat([scores, nobody], 1).log_softmax(1)


def loss_of(chances: Tensor, group: Group) -> Tensor:
    """Return the mean loss of a group's lessons."""
    candidates, nobody = chances[:, :-1], chances[:, -1]
    right = candidates.masked_fill(group.labels != RIGHT, _ABSENT).logsumexp(1)
    wrong = candidates.masked_fill(group.labels != WRONG, _ABSENT).logsumexp(1)
    loss = torch.where(group.known == NOBODY, -nobody, -right)
    of_two = torch.logaddexp(right, wrong) - 1.3 * right
    of_two = of_two * (group.labels == RIGHT).any(1)
    loss = torch.where(group.known == ONE_OF_TWO, of_two, loss)
    not_marked = -torch.log1p(-wrong.exp().clamp(max=0.9999))
    return torch.where(group.known == UNMARKED, not_marked, loss).mean() * group.weight


def fit(texts: Sequence[Text], sizes: Sizes) -> tuple[RankerNetwork, Whitening]:
    """Fit the network on texts; a minute on one core."""
    torch.manual_seed(sizes.seed)
    rng = random.Random(sizes.seed)
    texts = [t for t in texts if t.lessons]
    whitening = Whitening(texts, sizes.vectors)
    groups = [g for source in WEIGHT for g in _groups(texts, source, whitening)]
    first = groups[0]
    network = RankerNetwork(sizes, first.signs.shape[1], first.seen.shape[2])
    descent = torch.optim.AdamW(network.parameters(), lr=sizes.rate, weight_decay=sizes.decay)
    total = sizes.rounds * len(groups)
    for step in range(total):
        if step % len(groups) == 0:
            rng.shuffle(groups)
        for part in descent.param_groups:
            part["lr"] = sizes.rate * max(0.02, 1 - step / total) * min(1.0, (step + 1) / 100)
        group = groups[step % len(groups)]
        descent.zero_grad()
        loss_of(network(group), group).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        descent.step()
    return network.eval(), whitening


def _groups(texts: Sequence[Text], source: str, whitening: Whitening) -> Iterator[Group]:
    """Yield the lessons of a source in groups of neighbours."""
    at, waiting = 0, []
    vectors, signs = [], []
    for text in (t for t in texts if t.source == source):
        for lesson in text.lessons:
            waiting.append(lesson._replace(me=lesson.me + at, rows=lesson.rows + at))
        vectors.append(whitening(text.vectors))
        signs.append(torch.from_numpy(text.signs.astype(np.float32)))
        at += len(text.vectors)
        if len(waiting) >= GROUP:
            yield from _padded(waiting, torch.cat(vectors), torch.cat(signs), WEIGHT[source])
            at, waiting, vectors, signs = 0, [], [], []
    if waiting:
        yield from _padded(waiting, torch.cat(vectors), torch.cat(signs), WEIGHT[source])


def _padded(lessons: list[Any], vectors: Tensor, signs: Tensor, weight: float) -> Iterator[Group]:
    """Yield groups of lessons with about as many candidates each."""
    lessons = sorted(lessons, key=lambda lesson: len(lesson.rows))
    for start in range(0, len(lessons), GROUP // 2):
        some = lessons[start : start + GROUP // 2]
        shape = len(some), max(len(lesson.rows) for lesson in some)
        rows, labels = torch.zeros(shape, dtype=torch.long), torch.full(shape, -2)
        seen = torch.zeros(*shape, some[0].signs.shape[1])
        for n, lesson in enumerate(some):
            size = len(lesson.rows)
            rows[n, :size] = torch.from_numpy(lesson.rows)
            labels[n, :size] = torch.from_numpy(lesson.labels.astype(np.int64))
            seen[n, :size] = torch.from_numpy(lesson.signs.astype(np.float32))
        there = labels != -2
        sizes = there.sum(1, keepdim=True)
        yield Group(
            vectors,
            signs,
            torch.tensor([lesson.me for lesson in some]),
            rows,
            seen,
            there,
            labels,
            torch.tensor([lesson.known for lesson in some]),
            seen.masked_fill(~there[..., None], _ABSENT).max(1).values,
            seen.sum(1) / sizes,
            weight,
        )


def write(network: RankerNetwork, whitening: Whitening, least: float, path: Path) -> None:
    """Write the weights in half precision, with the least probability that is an answer."""
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    for name in ("query", "candidate"):
        weight = whitening.directions @ state[f"{name}.weight"].T
        state[f"{name}.bias"] = state[f"{name}.bias"] - whitening.mean / whitening.spread @ weight
        state[f"{name}.weight"] = (weight / whitening.spread[:, None]).T
    halves = {
        name: value.T.astype(np.float16) if name.endswith("weight") else value
        for name, value in state.items()
    }
    np.savez_compressed(
        path, least=np.float32(least), width=np.int64(len(whitening.mean)), **halves
    )
