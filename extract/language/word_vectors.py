"""Vectors of words by themselves: the table with which the encoder begins, read from the weights.

No network is run. What a word means beside its neighbours is not in these vectors, but that
"envoy" is near "ambassador" is; for that the later layers, which were trained on grammar, are
worse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import ModelError
from extract.lexicon import word_set

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.language.word_features import WordPieces

WEIGHTS = Path(__file__).parent / "weights" / "english.npz"
# Numbers of fields in the protocol buffers of ONNX (onnx.proto3): of a model its graph, of a graph
# its nodes and tables, of a node its inputs and kind, of a table its lengths, name and bytes.
_GRAPH, _NODE, _TABLE = 7, 1, 5
_INPUT, _KIND = 1, 4
_LENGTHS, _NAME, _BYTES = 1, 8, 9
_VARINT, _EIGHT, _CHUNK, _FOUR = 0, 1, 2, 5


class WordVectors:
    """Vectors of words, counted from the mean of the common words of news: what every report has
    is no likeness.

    Parameters
    ----------
    pieces
        The encoder's word pieces.
    table, scales
        One row of whole numbers for each piece, and what each row is multiplied with.
    common
        The common words of news.
    """

    def __init__(
        self,
        pieces: WordPieces,
        table: NDArray[np.int8],
        scales: NDArray[np.float32],
        common: Sequence[str],
    ) -> None:
        import numpy as np

        self._pieces, self._table, self._scales = pieces, table, scales
        self._kept: dict[str, NDArray[np.float32]] = {}
        self._centre = sum(map(self._mean, common), np.zeros(table.shape[1])) / max(1, len(common))

    def __call__(self, word: str) -> NDArray[np.float32]:
        """Return the vector of a word: the mean of its pieces."""
        import numpy as np

        found = self._kept.get(word)
        if found is None:
            found = np.asarray(self._mean(word) - self._centre, np.float32)
            if len(self._kept) < 50_000:
                self._kept[word] = found
        return found

    def _mean(self, word: str) -> NDArray[np.float64]:
        import numpy as np

        ids = list(self._pieces(word))
        return np.asarray((self._table[ids] * self._scales[ids]).mean(0), np.float64)


@cache
def word_vectors(path: Path = WEIGHTS) -> WordVectors:
    """Return the vectors of the words of the weights that ship, read once.

    Raises
    ------
    ModelError
        If the file is missing, or holds no table of word pieces.

    Examples
    --------
    >>> vectors = word_vectors()
    >>> near = lambda one, other: float(vectors(one) @ vectors(other))
    >>> near("envoy", "ambassador") > near("envoy", "harvest")
    True
    """
    import numpy as np

    from extract.language.word_features import WordPieces

    try:
        with np.load(path, allow_pickle=False) as file:
            notes: dict[str, Any] = json.loads(file["notes"].tobytes())
            network = file["network"].tobytes()
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"The language model cannot be read: {path}. Install the package again."
        ) from error
    vocabulary = notes["vocabulary"]
    table, scales = _embedding(memoryview(network), len(vocabulary))
    rows = np.frombuffer(table, np.int8).reshape(len(vocabulary), -1)
    factors = np.frombuffer(scales, np.float32).reshape(len(vocabulary), -1)
    common = sorted(word_set("words_of_news"))
    return WordVectors(WordPieces(vocabulary), rows, factors, common)


def _embedding(network: memoryview, size: int) -> tuple[memoryview, memoryview]:
    """Return the bytes of the table that is looked up by word piece, and of its scales: the larger
    and the smaller of those from which a node gathers ``ids``."""
    tables: dict[str, memoryview] = {}
    gathered: list[str] = []
    for graph in _chunks(network, _GRAPH):
        for node in _chunks(graph, _NODE):
            inputs = [bytes(name).decode() for name in _chunks(node, _INPUT)]
            kinds = [bytes(kind).decode() for kind in _chunks(node, _KIND)]
            if kinds == ["Gather"] and inputs[-1] == "ids":
                gathered.append(inputs[0])
        for table in _chunks(graph, _TABLE):
            for name in _chunks(table, _NAME):
                tables.update((bytes(name).decode(), part) for part in _chunks(table, _BYTES))
    found = sorted((tables[name] for name in gathered if name in tables), key=len)
    if len(found) != 2 or len(found[1]) % size or len(found[0]) % (4 * size):
        raise ModelError(
            "The language model has no table of word pieces. Install the package again."
        )
    return found[1], found[0]


def _chunks(message: memoryview, wanted: int) -> Iterator[memoryview]:
    """Yield the fields of a protocol buffer that have a number and are strings of bytes."""
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        kind = key & 7
        if kind == _VARINT:
            _, at = _number(message, at)
            continue
        if kind == _CHUNK:
            length, at = _number(message, at)
        else:
            length = {_EIGHT: 8, _FOUR: 4}[kind]
        if kind == _CHUNK and key >> 3 == wanted:
            yield message[at : at + length]
        at += length


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number of variable length that begins at an offset, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
