"""Writes the trained network as one file: an ONNX graph whose products are of whole numbers, and
what belongs to it.

The graph has no batch dimension: one window a run, so that nothing depends on what else is in a
batch. In a product both sides are whole numbers of 8 bits. Each row on the left gets a scale of its
own while it runs, so a word's numbers do not depend on the largest number of another word; a weight
takes 7 of its 8 bits, because older processors add two products in 16 bits, which then never
overflow: every processor computes the same sums.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


MIDDLE_PIECES = "middle_pieces"
"""The vectors after two thirds of the layers, which references are learned on too."""

MOST = 127
MOST_OF_PRODUCTS = 64
"""The largest whole number of a table's row, and of a weight that is multiplied."""


def quantise(weight: Array, axis: int, most: int = MOST) -> tuple[Array, Array]:
    """Symmetric int8 of up to ``most``, with one scale for each slice along ``axis``.

    >>> import numpy as np
    >>> q, scale = quantise(np.array([[1.0, -2.0], [0.5, 0.25]], np.float32), axis=1)
    >>> q.tolist(), (q * scale).round(2).tolist()
    ([[127, -127], [64, 16]], [[1.0, -2.0], [0.5, 0.25]])
    """
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=others, keepdims=True), 1e-12) / most
    whole = np.clip(np.round(weight / scale), -most, most).astype(np.int8)
    return whole, scale.astype(np.float32)


class Graph:
    """Collects nodes and weights of an ONNX graph."""

    def __init__(self, int8: bool) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.int8 = int8
        self._count = 0
        self._whole: dict[str, tuple[str, str]] = {}
        self._fixed: dict[str, str] = {}

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

    def fixed(self, name: str, value: Array) -> str:
        """A constant that several nodes share."""
        from onnx import numpy_helper

        if name not in self._fixed:
            self._fixed[name] = name
            self.weights.append(numpy_helper.from_array(value, name))
        return name

    def whole_rows(self, x: str) -> tuple[str, str]:
        """Rows of ``x`` as whole numbers around 128, and the scale of each row; made once for all
        products of ``x``."""
        if x not in self._whole:
            axis = self.fixed("last_axis", np.array([1]))
            largest = self.op("ReduceMax", self.op("Abs", x), axis, keepdims=1)
            step = self.op("Mul", largest, self.fixed("step", np.array(1 / 127, np.float32)))
            scale = self.op("Max", step, self.fixed("least", np.array(1e-9, np.float32)))
            flat = self.op("Reshape", scale, self.fixed("flat", np.array([-1])))
            middle = self.fixed("middle", np.array(128, np.uint8))
            zeros = self.op("Expand", middle, self.op("Shape", flat))
            self._whole[x] = self.op("QuantizeLinear", x, flat, zeros, axis=0), scale
        return self._whole[x]

    def whole_product(self, x: str, weight: str, scale: str, out: str = "") -> str:
        """The product of ``x`` with whole numbers (in, out) that have a scale for each column."""
        rows, sizes = self.whole_rows(x)
        one = self.fixed("one", np.array(1, np.float32))
        middle = self.fixed("middle", np.array(128, np.uint8))
        # onnxruntime's own operator: whole numbers in, the sums times the scales out
        sums = self.op(
            "MatMulIntegerToFloat", rows, weight, one, scale, middle, domain="com.microsoft"
        )
        return self.op("Mul", sums, sizes, out=out)

    def product(self, x: str, value: Array, out: str = "") -> str:
        """The product of ``x`` with a weight of shape (in, out), of whole numbers where asked."""
        if not self.int8:
            return self.op("MatMul", x, self.constant(value.astype(np.float32)), out=out)
        q, scale = quantise(value, 1, MOST_OF_PRODUCTS)
        return self.whole_product(x, self.constant(q), self.constant(scale.reshape(-1)), out)

    def table(self, value: Array, ids: str) -> str:
        """Rows of an embedding, kept in int8 where asked."""
        from onnx import TensorProto

        if not self.int8:
            return self.op("Gather", self.constant(value.astype(np.float32)), ids)
        q, scale = quantise(value, 0)
        rows = self.op("Cast", self.op("Gather", self.constant(q), ids), to=TensorProto.FLOAT)
        return self.op("Mul", rows, self.op("Gather", self.constant(scale), ids))

    def linear(self, x: str, weight: Array, bias: Array, out: str = "") -> str:
        return self.op("Add", self.product(x, weight), self.constant(bias), out=out)

    def attention(self, q: str, k: str, v: str, bias: str = "") -> str:
        """What each piece takes in of the others, head by head; all of shape (pieces, heads, size
        of a head). ``bias`` (heads, pieces, pieces) is added to the scores."""
        scores = self.op(
            "MatMul",
            self.op("Transpose", q, perm=[1, 0, 2]),
            self.op("Transpose", k, perm=[1, 2, 0]),
        )
        if bias:
            scores = self.op("Add", scores, bias)
        seen = self.op("Softmax", scores, axis=-1)
        mixed = self.op("MatMul", seen, self.op("Transpose", v, perm=[1, 0, 2]))
        return self.op("Transpose", mixed, perm=[1, 0, 2])

    def model(self, name: str, inputs: list[Any], outputs: list[Any]) -> bytes:
        """The finished model, checked."""
        from onnx import checker, helper

        sets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.weights)
        model = helper.make_model(graph, opset_imports=sets, ir_version=9)
        checker.check_model(model)
        return bytes(model.SerializeToString())


def add_encoder(g: Graph, state: dict[str, Array], heads: int) -> str:
    """Add the encoder, from the inputs ``ids`` and ``shapes`` (pieces) to its last layer (pieces,
    size); return its name."""
    size = state["encoder.norm.weight"].shape[0]
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))

    def linear(x: str, name: str) -> str:
        return g.linear(x, state[f"{name}.weight"].T, state[f"{name}.bias"])

    def norm(x: str, name: str, out: str = "") -> str:
        return g.op(
            "LayerNormalization",
            x,
            g.constant(state[f"{name}.weight"]),
            g.constant(state[f"{name}.bias"]),
            out=out,
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
        mixed = g.op("Reshape", g.attention(q, k, v), joined)
        x = norm(g.op("Add", x, linear(mixed, f"{name}.out")), f"{name}.norm1")
        inner = linear(g.op("Gelu", linear(x, f"{name}.up")), f"{name}.down")
        out = MIDDLE_PIECES if i == max(0, layers * 2 // 3 - 1) else ""
        x = norm(g.op("Add", x, inner), f"{name}.norm2", out)
    return x


def build_graph(state: dict[str, Array], heads: int, int8: bool = True) -> bytes:
    """Build the ONNX model from the network's weights by name."""
    from onnx import TensorProto, helper

    g = Graph(int8)

    def linear(x: str, name: str, out: str = "") -> str:
        return g.linear(x, state[f"{name}.weight"].T, state[f"{name}.bias"], out)

    x = add_encoder(g, state, heads)
    first, last = g.op("Gather", x, "first"), g.op("Gather", x, "last")
    g.op("Gather", MIDDLE_PIECES, "first", out="middle")
    word = g.op("Gelu", linear(g.op("Concat", first, last, axis=-1), "word"))
    w = g.op("Add", first, word, out="vectors")
    rooted = g.op("Concat", g.constant(state["root"][None]), w, axis=0)

    def shared(x: str, name: str, out: str = "") -> str:
        return g.op("Gelu", linear(x, name), out=out)

    # the bilinear form's constant row is a bias on the head
    mixed = g.op(
        "Add",
        g.product(shared(w, "arc_dep"), state["arc"][:-1]),
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
        "vectors": "size",
        "middle": "size",
    }
    outputs = [
        helper.make_tensor_value_info(
            n, TensorProto.FLOAT, ["rooted" if n == "label_head" else "words", w]
        )
        for n, w in widths.items()
    ]
    return g.model("english", inputs, outputs)


def build_labels(label: Array, int8: bool = True) -> bytes:
    """Build the ONNX model that scores the labels of chosen arcs: of the vectors of dependents
    (``dep``) and of their heads (``head``) it makes ``labels`` (arcs, labels).

    Parameters
    ----------
    label
        (dependent + 1, labels, head + 1): the last rows are what only one side decides.
    """
    from onnx import TensorProto, helper

    g = Graph(int8)
    size, labels = len(label) - 1, label.shape[1]
    weight = np.ascontiguousarray(label[:-1, :, :-1]).reshape(size, -1)
    parted = g.constant(np.array([-1, labels, label.shape[2] - 1]))
    mixed = g.op("Reshape", g.product("dep", weight), parted)
    column = g.op("Unsqueeze", "head", g.constant(np.array([2])))
    both = g.op("Squeeze", g.op("MatMul", mixed, column), g.constant(np.array([2])))
    alone = g.op("MatMul", "dep", g.constant(label[:-1, :, -1].astype(np.float32)))
    above = g.op("MatMul", "head", g.constant(label[-1, :, :-1].T.astype(np.float32)))
    bias = g.constant(label[-1, :, -1].astype(np.float32))
    g.op("Add", g.op("Add", both, alone), g.op("Add", above, bias), out="labels")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["arcs", width])
        for name, width in (("dep", size), ("head", label.shape[2] - 1))
    ]
    output = helper.make_tensor_value_info("labels", TensorProto.FLOAT, ["arcs", labels])
    return g.model("labels", inputs, [output])


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
    notes = {
        **classes,
        "entities": list(ENTITY_TAGS),
        "vocabulary": vocabulary,
        "about": about or {},
        "vectors": True,
    }
    write_weights(
        target,
        notes,
        {
            "network": build_graph(state, heads, int8),
            "labels": build_labels(state["label"].astype(np.float32), int8),
        },
    )


def write_weights(
    target: Path, notes: dict[str, Any], graphs: Mapping[str, bytes], *, packed: bool = False
) -> None:
    """Write graphs and what belongs to them as one file, in one stroke.

    It is packed only where asked: what the wheel packs once need not be unpacked at every start.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    told = json.dumps(notes, ensure_ascii=False).encode()
    with fresh.open("wb") as file:
        arrays: dict[str, Any] = {n: np.frombuffer(g, np.uint8) for n, g in graphs.items()}
        save = np.savez_compressed if packed else np.savez
        save(file, notes=np.frombuffer(told, np.uint8), **arrays)
    os.replace(fresh, target)
