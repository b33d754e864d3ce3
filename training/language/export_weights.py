"""Writes the trained network as one file: an ONNX graph with int8 weights that compute in fp32, and
what belongs to it.

The graph has no batch dimension: one window a run, so that nothing depends on what else is in a
batch.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def quantise(weight: Array, axis: int) -> tuple[Array, Array]:
    """Symmetric int8 with one scale for each slice along ``axis``.

    >>> import numpy as np
    >>> q, scale = quantise(np.array([[1.0, -2.0], [0.5, 0.25]], np.float32), axis=1)
    >>> q.tolist(), (q * scale).round(2).tolist()
    ([[127, -127], [64, 16]], [[1.0, -2.0], [0.5, 0.25]])
    """
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=others, keepdims=True), 1e-12) / 127
    return np.clip(np.round(weight / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


class Graph:
    """Collects nodes and weights of an ONNX graph."""

    def __init__(self, int8: bool) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.int8 = int8
        self._count = 0

    def op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        from onnx import helper

        self._count += 1
        out = out or f"{kind.lower()}_{self._count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def split(self, x: str, parts: int, axis: int) -> list[str]:
        from onnx import helper

        self._count += 1
        outs = [f"split_{self._count}_{i}" for i in range(parts)]
        self.nodes.append(helper.make_node("Split", [x], outs, axis=axis, num_outputs=parts))
        return outs

    def constant(self, value: Array) -> str:
        from onnx import numpy_helper

        self._count += 1
        name = f"w_{self._count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def matrix(self, value: Array) -> str:
        """A weight of shape (in, out), kept in int8 where asked."""
        from onnx import TensorProto

        if not self.int8:
            return self.constant(value.astype(np.float32))
        q, scale = quantise(value, 1)
        return self.op(
            "Mul", self.op("Cast", self.constant(q), to=TensorProto.FLOAT), self.constant(scale)
        )

    def table(self, value: Array, ids: str) -> str:
        """Rows of an embedding, kept in int8 where asked."""
        from onnx import TensorProto

        if not self.int8:
            return self.op("Gather", self.constant(value.astype(np.float32)), ids)
        q, scale = quantise(value, 0)
        rows = self.op("Cast", self.op("Gather", self.constant(q), ids), to=TensorProto.FLOAT)
        return self.op("Mul", rows, self.op("Gather", self.constant(scale), ids))

    def linear(self, x: str, weight: Array, bias: Array, out: str = "") -> str:
        return self.op(
            "Add", self.op("MatMul", x, self.matrix(weight)), self.constant(bias), out=out
        )


def add_encoder(g: Graph, state: dict[str, Array], heads: int) -> str:
    """Add the encoder, from the inputs ``ids`` and ``shapes`` (pieces) to its last layer (pieces,
    size); return its name."""
    size = state["encoder.norm.weight"].shape[0]
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))

    def linear(x: str, name: str) -> str:
        return g.linear(x, state[f"{name}.weight"].T, state[f"{name}.bias"])

    def norm(x: str, name: str) -> str:
        return g.op(
            "LayerNormalization",
            x,
            g.constant(state[f"{name}.weight"]),
            g.constant(state[f"{name}.bias"]),
            axis=-1,
            epsilon=1e-12,
        )

    length = g.op("Shape", "ids")
    places = g.op(
        "Slice", g.constant(state["encoder.places.weight"]), g.constant(np.array([0])), length
    )
    x = g.op(
        "Add",
        g.table(state["encoder.words.weight"], "ids"),
        g.table(state["encoder.shapes.weight"], "shapes"),
    )
    x = norm(g.op("Add", x, places), "encoder.norm")
    apart = g.constant(np.array([0, heads, size // heads]))
    joined = g.constant(np.array([0, size]))
    for i in range(layers):
        name = f"encoder.layers.{i}"
        weight, bias = state[f"{name}.qkv.weight"].copy(), state[f"{name}.qkv.bias"].copy()
        weight[:size] *= (size // heads) ** -0.5
        bias[:size] *= (size // heads) ** -0.5
        q, k, v = (
            g.op("Reshape", part, apart) for part in g.split(g.linear(x, weight.T, bias), 3, axis=1)
        )
        scores = g.op(
            "MatMul", g.op("Transpose", q, perm=[1, 0, 2]), g.op("Transpose", k, perm=[1, 2, 0])
        )
        mixed = g.op(
            "MatMul", g.op("Softmax", scores, axis=-1), g.op("Transpose", v, perm=[1, 0, 2])
        )
        mixed = g.op("Reshape", g.op("Transpose", mixed, perm=[1, 0, 2]), joined)
        x = norm(g.op("Add", x, linear(mixed, f"{name}.out")), f"{name}.norm1")
        inner = linear(g.op("Gelu", linear(x, f"{name}.up")), f"{name}.down")
        x = norm(g.op("Add", x, inner), f"{name}.norm2")
    return x


def build_graph(state: dict[str, Array], heads: int, int8: bool = True) -> bytes:
    """Build the ONNX model from the network's weights by name."""
    from onnx import TensorProto, checker, helper

    g = Graph(int8)

    def linear(x: str, name: str, out: str = "") -> str:
        return g.linear(x, state[f"{name}.weight"].T, state[f"{name}.bias"], out)

    x = add_encoder(g, state, heads)
    first, last = g.op("Gather", x, "first"), g.op("Gather", x, "last")
    w = g.op("Add", first, g.op("Gelu", linear(g.op("Concat", first, last, axis=-1), "word")))
    rooted = g.op("Concat", g.constant(state["root"][None]), w, axis=0)

    def shared(x: str, name: str, out: str = "") -> str:
        return g.op("Gelu", linear(x, name), out=out)

    # the bilinear form's constant row is a bias on the head
    mixed = g.op(
        "Add",
        g.op("MatMul", shared(w, "arc_dep"), g.matrix(state["arc"][:-1])),
        g.constant(state["arc"][-1]),
    )
    g.op("MatMul", mixed, g.op("Transpose", shared(rooted, "arc_head"), perm=[1, 0]), out="arcs")
    shared(w, "label_dep", "label_dep")
    shared(rooted, "label_head", "label_head")
    for layer in ("upos", "feats", "rules", "starts", "entities"):
        linear(w, layer, layer)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [d])
        for n, d in (("ids", "pieces"), ("shapes", "pieces"), ("first", "words"), ("last", "words"))
    ]
    widths = {
        "arcs": "rooted",
        "label_dep": "label",
        "label_head": "label",
        "upos": "upos",
        "feats": "feats",
        "rules": "rules",
        "starts": 1,
        "entities": "tags",
    }
    outputs = [
        helper.make_tensor_value_info(
            n, TensorProto.FLOAT, ["rooted" if n == "label_head" else "words", w]
        )
        for n, w in widths.items()
    ]
    graph = helper.make_graph(g.nodes, "english", inputs, outputs, g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    checker.check_model(model)
    return bytes(model.SerializeToString())


def export(
    weights: Path,
    classes: dict[str, Any],
    vocabulary: list[str],
    heads: int,
    target: Path,
    int8: bool = True,
    about: dict[str, Any] | None = None,
) -> None:
    """Write the file that `extract.language` loads; it replaces an older one in one stroke."""
    from safetensors.numpy import load_file  # type: ignore[import-not-found, unused-ignore]

    from extract.language.tags import ENTITY_TAGS

    state = load_file(weights)
    label = state["label"].astype(np.float32)
    q, scale = quantise(label.reshape(-1, label.shape[2]), 0)
    notes = {
        **classes,
        "entities": list(ENTITY_TAGS),
        "vocabulary": vocabulary,
        "about": about or {},
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    with fresh.open("wb") as file:
        np.savez_compressed(
            file,
            network=np.frombuffer(build_graph(state, heads, int8), np.uint8),
            label=q if int8 else label.reshape(q.shape),
            label_scale=scale if int8 else np.ones_like(scale),
            label_shape=np.array(label.shape),
            notes=np.frombuffer(json.dumps(notes, ensure_ascii=False).encode(), np.uint8),
        )
    os.replace(fresh, target)
