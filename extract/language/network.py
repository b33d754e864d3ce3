"""The network at run time: one file, read by numpy, run by onnxruntime, one window at a time.

All products are onnxruntime's, with the threads that it is given. None is numpy's, whose own
threads would wait for work, busily, while onnxruntime computes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extract.errors import ModelError
from extract.language.word_features import SHAPES, WordPieces, shape_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Classes:
    """Names of the network's classes, in its order, and the table of irregular lemmas
    (``form|UPOS``)."""

    upos: list[str]
    feats: list[str]
    rules: list[str]
    deps: list[str]
    entities: list[str]
    lemmas: dict[str, str]


VECTORS, MIDDLE = "vectors", "middle"
"""Names of the words' vectors: of the last layer, and of one that is less bound to parsing."""
_EARLIER = {VECTORS: "add_329", MIDDLE: "layernormalization_219"}
"""How weights that were written before call these; those of a middle layer are a piece each."""


def _declared(graph: bytes, names: Iterable[str]) -> bytes:
    """Return an ONNX graph that also gives these inner values: a message of Protocol Buffers is
    added to by appending to it."""

    def field(number: int, content: bytes) -> bytes:
        return bytes((number << 3 | 2, len(content))) + content

    float_tensor = field(1, b"\x08\x01")
    values = (field(1, name.encode()) + field(2, float_tensor) for name in names)
    return graph + b"".join(field(7, field(12, value)) for value in values)


class Network:
    """Scores for the words of one window.

    Parameters
    ----------
    path
        The weights' file.
    threads
        Threads that one run may use. Several processes with one thread each read more than one with
        several.

    Raises
    ------
    ModelError
        If the file is missing or damaged.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        try:
            with np.load(path, allow_pickle=False) as file:
                notes: dict[str, Any] = json.loads(file["notes"].tobytes())
                self._earlier = {} if notes.get("vectors") else _EARLIER
                graph = _declared(file["network"].tobytes(), self._earlier.values())
                self._session = session(graph, threads)
                del graph
                self._labels = session(file["labels"].tobytes(), threads)
        except FileNotFoundError as error:
            raise ModelError(
                f"The language model is missing: {path}. "
                "Install the package again, or run `make model`."
            ) from error
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The language model cannot be read: {path}. Install the package again; weights of "
                "your own from an older version: python -m training.language.whole_numbers FILE."
            ) from error
        self._outputs = [o.name for o in self._session.get_outputs()]
        self.classes = Classes(
            *(notes[k] for k in ("upos", "feats", "rules", "deps", "entities", "lemmas"))
        )
        self.pieces = WordPieces(notes["vocabulary"])
        self.about: dict[str, Any] = notes["about"]

    def run(self, words: list[str]) -> Scores:
        """Scores of all layers for the words of a window (at most 500 pieces)."""
        ids, shapes, first, last = [self.pieces.start], [len(SHAPES)], [], []
        for word in words:
            pieces = self.pieces(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape_of(word)] * len(pieces))
            last.append(len(ids) - 1)
        ids.append(self.pieces.end)
        shapes.append(len(SHAPES))
        given = {"ids": ids, "shapes": shapes, "first": first, "last": last}
        found = self._session.run(
            self._outputs, {k: np.array(v, np.int64) for k, v in given.items()}
        )
        scores = dict(zip(self._outputs, found, strict=True))
        for name, earlier in self._earlier.items():
            inner = scores.pop(earlier)
            scores[name] = inner[first] if name == MIDDLE else inner
        return scores

    def labels(self, dep: NDArray[np.float32], head: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores of the labels of chosen arcs: vectors of dependents and of their heads to (arcs,
        labels)."""
        (scores,) = self._labels.run(["labels"], {"dep": dep, "head": head})
        return np.asarray(scores, np.float32)


def session(model: bytes, threads: int) -> InferenceSession:
    """Start onnxruntime on a model; its threads sleep while they wait.

    Parameters
    ----------
    model
        The bytes of an ONNX model.
    threads
        Threads that one run may use.
    """
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    made = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    # It keeps the bytes that it was made of, to start again elsewhere: megabytes for nothing.
    made._model_bytes = b""
    return made
