"""Products of whole numbers: close to the real ones, the same for a row whatever stands beside it,
and made of older weights without training."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.train
pytest.importorskip("onnx")

RANDOM = np.random.default_rng(3)
WEIGHT = RANDOM.normal(size=(96, 40)).astype(np.float32)
LABEL = RANDOM.normal(size=(9, 5, 9)).astype(np.float32)


def old_form() -> bytes:
    """An ONNX graph as it was written before: int8 kept, fp32 computed."""
    from onnx import TensorProto, helper, numpy_helper

    scale = np.abs(WEIGHT).max(0, keepdims=True) / 127
    kept = np.round(WEIGHT / scale).astype(np.int8)
    nodes = [
        helper.make_node("Cast", ["kept"], ["cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["cast", "scale"], ["weight"]),
        helper.make_node("MatMul", ["x", "weight"], ["y"]),
    ]
    weights = [numpy_helper.from_array(v, n) for v, n in ((kept, "kept"), (scale, "scale"))]
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 96])
    made = helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 40])
    graph = helper.make_graph(nodes, "old", [given], [made], weights)
    opset = [helper.make_opsetid("", 20)]
    return helper.make_model(graph, opset_imports=opset, ir_version=9).SerializeToString()


def test_older_weights_are_rewritten(tmp_path: Path) -> None:
    from extract.language.network import session
    from training.language.whole_numbers import rewrite

    path = tmp_path / "weights.npz"
    notes = np.frombuffer(json.dumps({"kept": "notes"}).encode(), np.uint8)
    flat = LABEL.reshape(-1, 9)
    np.savez(
        path,
        network=np.frombuffer(old_form(), np.uint8),
        notes=notes,
        label=flat,
        label_scale=np.ones((len(flat), 1)),
        label_shape=np.array(LABEL.shape),
    )
    assert rewrite(path)
    assert not rewrite(path), "what is rewritten is left as it is"
    with np.load(path) as file:
        network, labels = (session(file[n].tobytes(), 1) for n in ("network", "labels"))
        assert json.loads(file["notes"].tobytes()) == {"kept": "notes"}
    x = RANDOM.normal(size=(7, 96)).astype(np.float32)
    (found,) = network.run(None, {"x": x})
    assert np.abs(found - x @ WEIGHT).max() < 0.5
    x[1:] *= 1000
    (beside_larger,) = network.run(None, {"x": x})
    assert (beside_larger[0] == found[0]).all(), "a row does not depend on the others"
    dep, head = RANDOM.normal(size=(2, 3, 8)).astype(np.float32)
    (scored,) = labels.run(None, {"dep": dep, "head": head})
    with_one = [np.concatenate([v, np.ones((3, 1), np.float32)], 1) for v in (dep, head)]
    assert np.abs(scored - np.einsum("nd,dlh,nh->nl", with_one[0], LABEL, with_one[1])).max() < 0.5
