"""The numbers of the recipe, in one place; the model card prints them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Settings of one training; a round reads both treebanks once, and of each other set a
    share."""

    seed: int = 7
    rounds: float = 7.0
    decay_from: float = 3.0
    """Round from which the learning rates fall in a line to almost nothing."""
    warm_up: float = 0.2
    encoder_rate: float = 1.2e-4
    head_rate: float = 1.0e-3
    weight_decay: float = 0.01
    averaging: float = 0.998
    window: int = 160
    """Word pieces in a window of consecutive sentences."""
    batch: int = 1536
    """Word pieces in a step."""
    entity_share: float = 0.4
    """Share of the gold entity sentences that a round reads."""
    news_words: int = 120_000
    """Words of written news in a round."""
    swapped: float = 0.4
    """Share of Wikipedia and treebank entity sentences that are read with other names."""
    entity_loss: float = 1.5
