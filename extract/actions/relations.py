"""The network behind the frames: what one span of a sentence does to another, as a probability for each event type.

A small encoder reads the sentence with the two spans between marks, and one layer over the marks, the sentence's start and its
mean tells the type (the markers are those of Baldini Soares et al., "Matching the Blanks", ACL 2019). It is trained only on
sentences written for it (``extract/actions/training``). The weights are one file, int8 kept and fp32 computed, read by numpy
and run by onnxruntime; nothing in it is pickled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extract.errors import DataError
from extract.language.words import SHAPES, WordPieces, shape_of

if TYPE_CHECKING:
    from spacy.tokens import Span

# Pieces of the encoder's vocabulary that no text holds: before and after the actor, before and after the target.
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
MOST_PIECES = 200


def marked_pieces(
    words: Sequence[str], actor: tuple[int, int], target: tuple[int, int], pieces: WordPieces, marks: Sequence[int]
) -> tuple[list[int], list[int], int, int]:
    """Return piece ids, their shapes, and where the marks before actor and target stand.

    A sentence that is too long loses the words furthest from the spans, from its ends.

    Parameters
    ----------
    words
        The words of the sentence.
    actor, target
        Word indexes, the end exclusive; they may overlap.
    """
    lengths = [len(pieces(w)) for w in words]
    first, last = 0, len(words)
    low, high = min(actor[0], target[0]), max(actor[1], target[1])
    while sum(lengths[first:last]) + 6 > MOST_PIECES and (first < low or last > high):
        if last - high >= low - first:
            last -= 1
        else:
            first += 1
    before = {actor[0]: [0], target[0]: [2]} if actor[0] != target[0] else {actor[0]: [0, 2]}
    after = {actor[1]: [1], target[1]: [3]} if actor[1] != target[1] else {actor[1]: [1, 3]}
    plain = len(SHAPES)
    ids, shapes, at = [pieces.start], [plain], {0: 0, 2: 0}
    for i in range(first, last + 1):
        for mark in (*after.get(i, ()), *before.get(i, ())):
            at[mark] = len(ids)
            ids.append(marks[mark])
            shapes.append(plain)
        if i < last:
            ids.extend(pieces(words[i]))
            shapes.extend([shape_of(words[i])] * lengths[i])
    ids.append(pieces.end)
    shapes.append(plain)
    return ids[:512], shapes[:512], min(at[0], 511), min(at[2], 511)


class RelationNetwork:
    """Probabilities of event types between two spans.

    Parameters
    ----------
    path
        The weights' file.

    Raises
    ------
    DataError
        If the file is something else, or damaged.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime as ort

        try:
            with np.load(path, allow_pickle=False) as file:
                notes: dict[str, Any] = json.loads(file["notes"].tobytes())
                graph = file["network"].tobytes()
        except (OSError, ValueError, KeyError) as broken:
            raise DataError(f"{path} is not a relation network: {broken}. Install the package again.") from None
        options = ort.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.types = tuple(notes["types"])
        self.temperature = float(notes["temperature"])
        self.calibration = tuple(float(c) for c in notes["calibration"])
        self._pieces = WordPieces(notes["vocabulary"])
        self._marks = [notes["vocabulary"].index(mark) for mark in MARKS]

    def scores(self, words: Sequence[str], actor: tuple[int, int], target: tuple[int, int]) -> NDArray[np.float32]:
        """Return the raw score of each type."""
        ids, shapes, one, other = marked_pieces(words, actor, target, self._pieces, self._marks)
        given = {"ids": ids, "shapes": shapes, "marks": [one, other]}
        (found,) = self._session.run(["types"], {k: np.array(v, np.int64) for k, v in given.items()})
        return np.asarray(found, np.float32).reshape(-1)

    def probabilities(self, actor: Span, target: Span) -> dict[str, float]:
        """Return the probability of each type between two spans of one document; the actor's sentence is read.

        A target in another sentence widens what is read to both.
        """
        sentence = actor.root.sent
        start, end = min(sentence.start, target.start), max(sentence.end, target.end)
        kept = [t for t in actor.doc[start:end] if not t.is_space]
        place = {t.i: n for n, t in enumerate(kept)}

        def inside(span: Span) -> tuple[int, int]:
            found = [place[t.i] for t in span if t.i in place]
            return (found[0], found[-1] + 1) if found else (0, 1)

        scores = self.scores([t.text for t in kept], inside(actor), inside(target)) / self.temperature
        odds = np.exp(scores - scores.max())
        return {name: float(p) for name, p in zip(self.types, odds / odds.sum(), strict=True)}

    def certainty(self, probability: float, direct: bool) -> float:
        """Return how often an answer is right whose type has this probability, and which a frame makes (``direct``) or not."""
        odds = log_odds(probability)
        constant, weight, frame, both = self.calibration
        return float(1 / (1 + np.exp(-(constant + weight * odds + frame * direct + both * direct * odds))))


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, kept within -6 and 6.

    Examples
    --------
    >>> log_odds(0.5), log_odds(1.0)
    (0.0, 6.0)
    """
    p = min(max(probability, 1e-9), 1 - 1e-9)
    return float(np.clip(np.log(p / (1 - p)), -6, 6))


@cache
def packaged_relations() -> RelationNetwork | None:
    """Return the network that ships with the package, or None where it has not been trained yet."""
    entry = files("extract.actions") / "data" / "relations.npz"
    if not entry.is_file():
        return None
    with as_file(entry) as path:
        return RelationNetwork(path)
