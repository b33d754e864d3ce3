"""Rewrites weights that compute in fp32 as weights whose products are of whole numbers, without
training anew: ``python -m training.language.whole_numbers FILE ...``.

It is for files that were written before products were of whole numbers; a file that is in the new
form already is left as it is. See `training.language.export_weights` for the two forms.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from training.language.export_weights import (
    MOST_OF_PRODUCTS,
    Array,
    Graph,
    build_labels,
    quantise,
    write_weights,
)


class _Rewriting(Graph):
    """Copies a graph node by node; a product with a weight of int8 and a scale becomes one of whole
    numbers.

    Weights keep their order, which `training.reader.weights` reads them by.
    """

    def __init__(self, graph: Any) -> None:
        from onnx import numpy_helper

        super().__init__(int8=True)
        self._count = 1_000_000  # beyond the names in the graph
        self._values = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
        self._made_by = {out: node for node in graph.node for out in node.output}
        products = {node.output[0]: self._weight_of(node) for node in graph.node}
        for name in self._values:
            self._keep(name, [w for w in products.values() if name in w[:2]])
        self._copy(graph.node, products)

    def _copy(self, nodes: Iterable[Any], products: Mapping[str, tuple[str, ...]]) -> None:
        unpacked = {name for weight in products.values() for name in weight}
        for node in nodes:
            weight = products[node.output[0]]
            if weight:
                self.whole_product(node.input[0], weight[0], weight[1], node.output[0])
            elif not set(node.output) & unpacked:
                self.nodes.append(node)

    def _weight_of(self, node: Any) -> tuple[str, ...]:
        """Names of the int8 weight of a product and of its scale, then of what unpacks them."""
        scaled = self._made_by.get(node.input[1]) if node.op_type == "MatMul" else None
        if scaled is None or scaled.op_type != "Mul":
            return ()
        cast = self._made_by.get(scaled.input[0])
        if cast is None or cast.op_type != "Cast" or cast.input[0] not in self._values:
            return ()
        return cast.input[0], scaled.input[1], cast.output[0], scaled.output[0]

    def _keep(self, name: str, weights: list[tuple[str, ...]]) -> None:
        from onnx import numpy_helper

        value = self._values[name]
        if weights:
            (q, scale, *_), *_ = weights
            whole, scales = quantise(self._values[q] * self._values[scale], 1, MOST_OF_PRODUCTS)
            value = whole if name == q else scales.reshape(-1)
        self.weights.append(numpy_helper.from_array(np.array(value), name))


def rewritten(model: bytes) -> bytes:
    """Return an ONNX model with its products of whole numbers."""
    import onnx

    graph = onnx.load_model_from_string(model).graph
    return _Rewriting(graph).model(graph.name, list(graph.input), list(graph.output))


def rewrite(path: Path) -> bool:
    """Rewrite a file of weights, of the analyser or of the relation network, where it stands; tell
    whether there was anything to do."""
    with np.load(path, allow_pickle=False) as file:
        kept = {name: file[name] for name in file.files}
    network = kept["network"].tobytes()
    if b"MatMulIntegerToFloat" in network:
        return False
    graphs = {"network": rewritten(network)}
    if "label" in kept:
        graphs["labels"] = build_labels(_label(kept))
    write_weights(path, json.loads(kept["notes"].tobytes()), graphs)
    return True


def _label(kept: dict[str, Array]) -> Array:
    scaled = kept["label"].astype(np.float32) * kept["label_scale"]
    return np.asarray(scaled.reshape(kept["label_shape"]), np.float32)


def main() -> None:
    for name in sys.argv[1:]:
        done = rewrite(Path(name))
        print(f"{name}: {'rewritten' if done else 'left as it is'}")


if __name__ == "__main__":
    main()
