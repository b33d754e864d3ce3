"""How the relation networks are trained: rows in batches of like length, and the way down."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

import torch
from torch import Tensor, nn

log = logging.getLogger(__name__)

SEED, BATCH = 11, 32
ENCODER_RATE, HEAD_RATE, DECAY, AVERAGING = 1e-4, 1e-3, 0.01, 0.99


class Row(Protocol):
    """What a network reads at once: the ids of its pieces."""

    @property
    def ids(self) -> list[int]:
        """The ids."""


R = TypeVar("R", bound=Row)


def batches_by_length(rows: Sequence[R], rng: random.Random) -> Iterator[list[R]]:
    """Yield rows in batches: those of like length together, the batches in random order."""
    chunks = [
        sorted(rows[i : i + 8 * BATCH], key=lambda r: len(r.ids))
        for i in range(0, len(rows), 8 * BATCH)
    ]
    batches = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    yield from batches


def parts_of(model: nn.Module, encoder: float, head: float) -> list[dict[str, Any]]:
    """Return the parameters of the encoder and of what is new above it, each with its rate."""
    named = list(model.named_parameters())
    return [
        {"params": [p for n, p in named if n.startswith("encoder.")], "lr": encoder},
        {"params": [p for n, p in named if not n.startswith("encoder.")], "lr": head},
    ]


def descend(
    model: nn.Module,
    rounds: int,
    steps: int,
    batches: Callable[[random.Random], Iterable[list[R]]],
    loss_of: Callable[[list[R]], tuple[Tensor, Tensor]],
    pace: float = 1.0,
) -> dict[str, Tensor]:
    """Train a network, and return the running mean of its weights, by name.

    Parameters
    ----------
    model
        The network; it is changed.
    rounds, steps
        How often the rows are read, and in how many batches altogether.
    batches
        The batches of one round, drawn by its generator.
    loss_of
        The loss of each pair of a batch, and what the pair weighs.
    pace
        The rates of learning against those of a first training; less where the network goes on.
    """
    parameters = dict(model.named_parameters())
    mean = {name: p.detach().clone() for name, p in parameters.items()}
    optimizer = torch.optim.AdamW(
        parts_of(model, pace * ENCODER_RATE, pace * HEAD_RATE), weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.1 * steps), max(0.02, (steps - s) / (0.9 * steps)))
    )
    model.train()
    step = 0
    for number in range(rounds):
        total, seen = 0.0, 0
        for batch in batches(random.Random(f"{SEED}-{number}")):
            each, weights = loss_of(batch)
            loss = (each * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters.values(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                for name, p in parameters.items():
                    mean[name].lerp_(p.detach(), 1 - min(AVERAGING, step / (step + 10)))
            total, seen = total + float(loss.detach()), seen + 1
        log.info("round %d of %d: loss %.3f", number + 1, rounds, total / seen)
    return mean
