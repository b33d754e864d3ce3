"""The network behind the frames: what one span of a sentence does to another, as a probability for
each event type.

A small encoder reads the sentence with the two spans between marks, and one layer over the marks,
the sentence's start and its mean tells the type (the markers are those of Baldini Soares et al.,
"Matching the Blanks", ACL 2019). It is trained only on sentences written for it
(``training/events``). The weights are one file of whole numbers, read by numpy and run by
onnxruntime; nothing in it is pickled.
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
from extract.language.network import session
from extract.language.word_features import SHAPES, WordPieces, shape_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Pieces of the encoder's vocabulary that no text holds: before and after the actor, the target, and
# any actor of a sentence.
MARKS = tuple(f"[unused{n}]" for n in range(1, 7))
ACTOR, TARGET, ANYONE = 0, 2, 4
MOST_PIECES = 200
RULE = "relation network"
"""The rule of what the network says without a frame."""
NOTHING = ""
"""The network's answer for a pair between which nothing is said to happen."""


def marked_pieces(
    words: Sequence[str],
    spans: Sequence[tuple[int, int]],
    styles: Sequence[int],
    pieces: WordPieces,
    marks: Sequence[int],
) -> tuple[list[int], list[int], list[int]]:
    """Return piece ids, their shapes, and where the mark before each span stands.

    A sentence that is too long loses the words furthest from the spans, from its ends.

    Parameters
    ----------
    words
        The words of the sentence.
    spans
        Word indexes, the ends exclusive; they may overlap.
    styles
        Which marks each span gets: :data:`ACTOR`, :data:`TARGET` or :data:`ANYONE`.
    pieces, marks
        The vocabulary, and the ids of :data:`MARKS` in it.
    """
    lengths = [len(pieces(w)) for w in words]
    first, last = 0, len(words)
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    while sum(lengths[first:last]) + 2 + 2 * len(spans) > MOST_PIECES and (
        first < low or last > high
    ):
        if last - high >= low - first:
            last -= 1
        else:
            first += 1
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(spans):
        before.setdefault(start, []).append(number)
        after.setdefault(end, []).append(number)
    plain = len(SHAPES)
    ids, shapes, at = [pieces.start], [plain], [0] * len(spans)
    for i in range(first, last + 1):
        for number in after.get(i, ()):
            ids.append(marks[styles[number] + 1])
            shapes.append(plain)
        for number in before.get(i, ()):
            at[number] = len(ids)
            ids.append(marks[styles[number]])
            shapes.append(plain)
        if i < last:
            ids.extend(pieces(words[i]))
            shapes.extend([shape_of(words[i])] * lengths[i])
    ids.append(pieces.end)
    shapes.append(plain)
    return ids[:512], shapes[:512], [min(place, 511) for place in at]


class RelationNetwork:
    """Probabilities of event types between two spans.

    Parameters
    ----------
    path
        The weights' file.
    threads
        Threads that one run may use.

    Raises
    ------
    DataError
        If the file is something else, or damaged.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        try:
            with np.load(path, allow_pickle=False) as file:
                notes: dict[str, Any] = json.loads(file["notes"].tobytes())
                self._session = session(file["network"].tobytes(), threads)
        except (OSError, ValueError, KeyError) as broken:
            raise DataError(
                f"{path} is not a relation network: {broken}. Install the package again."
            ) from None
        self.answers = tuple(notes["types"])
        self.types = tuple(name for name in self.answers if name != NOTHING)
        self.temperature = float(notes["temperature"])
        self.calibration = tuple(float(c) for c in notes["calibration"])
        self._pieces = WordPieces(notes["vocabulary"])
        self._marks = [notes["vocabulary"].index(mark) for mark in MARKS]

    def scores(
        self, words: Sequence[str], actor: tuple[int, int], target: tuple[int, int]
    ) -> NDArray[np.float32]:
        """Return the raw score of each of :attr:`answers` for one pair of spans."""
        return np.asarray(
            self._run(words, [actor, target], [ACTOR, TARGET], [(0, 1)])[0], np.float32
        )

    def _run(
        self,
        words: Sequence[str],
        spans: Sequence[tuple[int, int]],
        styles: Sequence[int],
        pairs: Sequence[tuple[int, int]],
    ) -> NDArray[np.float32]:
        ids, shapes, at = marked_pieces(words, spans, styles, self._pieces, self._marks)
        given = {
            "ids": ids,
            "shapes": shapes,
            "actors": [at[a] for a, _ in pairs],
            "targets": [at[t] for _, t in pairs],
        }
        (found,) = self._session.run(
            ["types"], {k: np.array(v, np.int64) for k, v in given.items()}
        )
        return np.asarray(found, np.float32)

    def _chances(self, scores: NDArray[np.float32]) -> dict[str, float]:
        odds = np.exp((scores - scores.max()) / self.temperature)
        return {name: float(p) for name, p in zip(self.answers, odds / odds.sum(), strict=True)}

    def probabilities(self, actor: Span, target: Span) -> dict[str, float]:
        """Return the probability of each type between two spans of one document between which
        something happens.

        The actor's sentence is read; a target in another sentence widens what is read to both.
        """
        sentence = actor.root.sent
        words, (one, other) = _words_and_places(
            actor.doc,
            min(sentence.start, target.start),
            max(sentence.end, target.end),
            (actor, target),
        )
        found = self._chances(self.scores(words, one, other))
        total = sum(found[name] for name in self.types)
        return {name: found[name] / total for name in self.types}

    def between(
        self, sentence: Span, actors: Sequence[Span], pairs: Sequence[tuple[int, int]]
    ) -> list[dict[str, float]]:
        """Return the probability of each of :attr:`answers` for pairs of the actors of a sentence,
        read once for all.

        Parameters
        ----------
        sentence
            The sentence.
        actors
            Every actor in it.
        pairs
            Who (first) may have done something to whom, as places in ``actors``.
        """
        words, places = _words_and_places(sentence.doc, sentence.start, sentence.end, actors)
        return [
            self._chances(row) for row in self._run(words, places, [ANYONE] * len(places), pairs)
        ]

    def certainty(self, probability: float, direct: bool) -> float:
        """Return how often an answer is right whose type has this probability, and which a frame
        makes (``direct``) or not."""
        odds = log_odds(probability)
        constant, weight, frame, both = self.calibration
        return float(
            1 / (1 + np.exp(-(constant + weight * odds + frame * direct + both * direct * odds)))
        )


def _words_and_places(
    doc: Doc, start: int, end: int, spans: Sequence[Span]
) -> tuple[list[str], list[tuple[int, int]]]:
    kept = [t for t in doc[start:end] if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}

    def inside(span: Span) -> tuple[int, int]:
        found = [place[t.i] for t in span if t.i in place]
        return (found[0], found[-1] + 1) if found else (0, 1)

    return [t.text for t in kept], [inside(span) for span in spans]


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
    entry = files("extract.events") / "data" / "relations.npz"
    if not entry.is_file():
        return None
    with as_file(entry) as path:
        return RelationNetwork(path)
