"""Write the teacher as a relation network that ships apart: ``python -m training.reader.large``.

The graph is the teacher's encoder (MPNet: attention with a bias by distance) with int8 weights, in
the form that :class:`extract.events.relations.RelationNetwork` reads. The rows of the pieces'
vectors are kept with 31 steps to each side, so that the packed file stays small: measured, they
carry no more.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from extract.events.ontology import load_ontology
from extract.events.relations import NOTHING
from training.events.teacher import vocabulary_of
from training.events.train_relations import add_scores, calibrate
from training.language.export_weights import Graph, write_weights

log = logging.getLogger(__name__)

Array = NDArray[Any]
HEADS, LONGEST, FIRST_PLACE = 12, 512, 2
"""MPNet's heads, the most pieces it reads, and the place of the first of them in its table."""
BUCKETS, FURTHEST = 32, 128
PIECE_STEPS = 31
"""Steps to each side that a piece's vector is kept in."""


def bucket(distance: int) -> int:
    """Return the bucket of a distance between pieces (that of T5 and MPNet).

    Near distances have a bucket each, further ones share them by their logarithm; the upper half
    is for what stands after.

    Examples
    --------
    >>> [bucket(d) for d in (0, -3, 3, -20, 20, 400)]
    [0, 3, 19, 10, 26, 31]
    """
    half = BUCKETS // 2
    exact = half // 2
    far = abs(distance)
    if far >= exact:
        share = math.log(far / exact) / math.log(FURTHEST / exact)
        far = min(half - 1, exact + int(share * (half - exact)))
    return far + (half if distance > 0 else 0)


def add_mpnet(g: Graph, state: dict[str, Array]) -> str:
    """Add the teacher's encoder, from ``ids`` to its last layer; return its name."""
    size = state["encoder.embeddings.LayerNorm.weight"].shape[0]
    layers = 1 + max(int(k.split(".")[3]) for k in state if k.startswith("encoder.encoder.layer."))

    def linear(x: str, name: str, scale: float = 1.0) -> str:
        return g.linear(x, scale * state[f"{name}.weight"].T, scale * state[f"{name}.bias"])

    def norm(x: str, name: str) -> str:
        weights = (g.constant(state[f"{name}.{part}"]) for part in ("weight", "bias"))
        return g.op("LayerNormalization", x, *weights, axis=-1, epsilon=1e-5)

    length = g.op("Shape", "ids")
    count = g.op("Squeeze", length)
    places = state["encoder.embeddings.position_embeddings.weight"][FIRST_PLACE:]
    pieces = coarse(state["encoder.embeddings.word_embeddings.weight"])
    x = g.op(
        "Add",
        g.table(pieces, "ids"),
        g.op("Slice", g.constant(places), g.constant(np.array([0])), length),
    )
    x = norm(x, "encoder.embeddings.LayerNorm")
    by_bucket = state["encoder.encoder.relative_attention_bias.weight"]
    by_distance = by_bucket[[bucket(d) for d in range(1 - LONGEST, LONGEST)]]
    at = g.op("Range", g.constant(np.array(0)), count, g.constant(np.array(1)))
    down, across = g.constant(np.array([1])), g.constant(np.array([0]))
    apart = g.op("Sub", g.op("Unsqueeze", at, across), g.op("Unsqueeze", at, down))
    apart = g.op("Add", apart, g.constant(np.array(LONGEST - 1)))
    bias = g.op("Transpose", g.op("Gather", g.constant(by_distance), apart), perm=[2, 0, 1])
    heads = g.constant(np.array([0, HEADS, size // HEADS]))
    joined = g.constant(np.array([0, size]))
    for i in range(layers):
        name = f"encoder.encoder.layer.{i}"
        attention = f"{name}.attention"
        q = linear(x, f"{attention}.attn.q", (size // HEADS) ** -0.5)
        q, k, v = (
            g.op("Reshape", part, heads)
            for part in (q, linear(x, f"{attention}.attn.k"), linear(x, f"{attention}.attn.v"))
        )
        mixed = g.op("Reshape", g.attention(q, k, v, bias), joined)
        x = norm(g.op("Add", x, linear(mixed, f"{attention}.attn.o")), f"{attention}.LayerNorm")
        inner = linear(
            g.op("Gelu", linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense"
        )
        x = norm(g.op("Add", x, inner), f"{name}.output.LayerNorm")
    return x


def coarse(vectors: Array) -> Array:
    """Return vectors rounded to :data:`PIECE_STEPS` steps of their own largest value."""
    step = np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-12) / PIECE_STEPS
    return np.asarray(np.round(vectors / step) * step, np.float32)


def pack(path: Path) -> None:
    """Write a weights' file anew, packed: it lies in a repository, not only in a wheel."""
    with np.load(path, allow_pickle=False) as file:
        notes, graph = json.loads(file["notes"].tobytes()), file["network"].tobytes()
    write_weights(path, notes, {"network": graph}, packed=True)


def main() -> None:
    """Write the weights' file of a trained teacher."""
    parser = argparse.ArgumentParser(description="Write the teacher as a relation network.")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=None, help="sentences to calibrate on")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    kept = torch.load(given.checkpoint / "state.pt", weights_only=True, mmap=True)["model"]
    state = {name: value.float().numpy() for name, value in kept.items()}
    g = Graph(int8=True)
    graph = add_scores(g, add_mpnet(g, state), state)
    notes = {
        "types": (*load_ontology().types, NOTHING),
        "vocabulary": vocabulary_of(given.encoder),
        "temperature": 1.0,
        "calibration": (0.0, 1.0, 0.0, 0.0),
    }
    write_weights(given.out, notes, {"network": graph})
    calibrate(given.out, given.most)
    pack(given.out)
    log.info("%s: %.1f MB", given.out, given.out.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
