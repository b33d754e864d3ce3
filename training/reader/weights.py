"""Weights of a shipped relation network, taken back out of its file, so that it can learn on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

HEAD_SIZE = 32
LAYER = ("qkv", "out", "norm1", "up", "down", "norm2")


def read_weights(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Return the weights by the names that :class:`training.events.train_relations.RelationModel`
    gives them, and the notes of the file.

    The graph holds its weights in the order in which the layers use them
    (:func:`training.language.export_weights.add_encoder`), matrices as int8 with a scale.
    """
    import onnx
    from onnx import numpy_helper

    with np.load(path, allow_pickle=False) as file:
        notes = json.loads(file["notes"].tobytes())
        graph = onnx.load_model_from_string(file["network"].tobytes()).graph
    kept = [numpy_helper.to_array(w) for w in graph.initializer]
    values = _values([v for v in kept if v.ndim and v.dtype != np.int64])
    names = list(_names(sum(v.ndim == 2 for v in values) - 5))
    state = {}
    for name, value in zip(names, values, strict=True):
        turned = (value.ndim == 2 and "encoder." not in name) or name.endswith(".weight:turned")
        name = name.removesuffix(":turned")
        whole = np.ascontiguousarray(value.T if turned else value)
        if ".qkv." in name:  # the file has the scale of attention inside its first third
            whole[: len(whole) // 3] *= HEAD_SIZE**0.5
        state[name] = torch.tensor(whole)
    return state, notes


def _values(kept: list[NDArray[Any]]) -> list[NDArray[np.float32]]:
    """Return the weights with each matrix of int8 and its scale as one."""
    found: list[NDArray[np.float32]] = []
    at = 0
    while at < len(kept):
        if kept[at].dtype == np.int8:
            found.append((kept[at] * kept[at + 1]).astype(np.float32))
            at += 2
        else:
            found.append(kept[at].astype(np.float32))
            at += 1
    return found


def _names(matrices: int) -> Iterator[str]:
    yield "encoder.places.weight"
    yield "encoder.words.weight"
    yield "encoder.shapes.weight"
    yield from ("encoder.norm.weight", "encoder.norm.bias")
    for layer in range(matrices // 4):
        for part in LAYER:
            turned = "" if part.startswith("norm") else ":turned"
            yield f"encoder.layers.{layer}.{part}.weight{turned}"
            yield f"encoder.layers.{layer}.{part}.bias"
    for head in ("joined", "types"):
        yield f"{head}.weight"
        yield f"{head}.bias"
