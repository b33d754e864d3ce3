"""What the ranker learns from a marked text: each word that refers, its candidates, which of them
are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.actors.antecedent_signs import AntecedentSigns
from extract.actors.finding import mentions_before_references, read_names
from extract.actors.gazetteer import gazetteer
from extract.actors.referents import Places, Referents, words_that_refer
from training.references.marked_texts import MarkedText

RIGHT, WRONG, OPEN = 1, 0, -1
"""What is known of a candidate."""
NAMED, NOBODY, ONE_OF_TWO, UNMARKED = 0, 1, -1, 2
"""What is known of the word: it means a candidate; it means none of them; it means one of the two
that were asked of; it means nobody who is marked."""


Halves = NDArray[np.float16]


class Lesson(NamedTuple):
    """A word that refers: its row, its candidates' rows, their signs and labels, and its own."""

    me: int
    rows: Places
    signs: Halves
    labels: NDArray[np.int8]
    known: int


class Text(NamedTuple):
    """The words of one text that may be meant, as columns, and the lessons about them."""

    source: str
    vectors: Halves
    signs: Halves
    lessons: tuple[Lesson, ...]


def lessons_of(text: MarkedText) -> Text:
    """Return what a marked text teaches."""
    ledger, _roles = read_names(text.doc, gazetteer())
    mentions = mentions_before_references(ledger)
    referents = Referents(mentions)
    signs = AntecedentSigns(referents)
    entities = [_entities(text, referents, int(i)) for i in referents.at]
    lessons = [
        lesson
        for i in words_that_refer(mentions)
        if i in referents.row and (text.asked is None or i in text.asked) and i not in text.unsure
        for lesson in _lesson(text, referents, signs, entities, i)
    ]
    vectors = np.asarray(text.doc.tensor, np.float16)[referents.at]
    return Text(text.source, vectors, referents.signs.astype(np.float16), tuple(lessons))


def _entities(text: MarkedText, referents: Referents, i: int) -> frozenset[str]:
    """Return the entities that a word stands for; in a text where not all is marked, those of its
    whole mention."""
    mention = referents.of.get(i)
    if text.whole or mention is None:
        return text.heads.get(i, frozenset())
    words = range(mention.start, mention.end)
    return frozenset().union(*(text.heads.get(j, frozenset()) for j in {i, *words}))


def _lesson(
    text: MarkedText,
    referents: Referents,
    signs: AntecedentSigns,
    entities: list[frozenset[str]],
    i: int,
) -> Iterator[Lesson]:
    seen = signs.of(i)
    if not len(seen.rows):
        return
    mine = text.heads.get(i, frozenset())
    theirs = [entities[row] for row in seen.rows.tolist()]
    if text.source == "gap":
        labels = _same_actors(referents, seen.rows, [_of_two(mine, e) for e in theirs])
        known = ONE_OF_TWO if mine else UNMARKED
    else:
        labels, known = _labels(text, mine, theirs)
    yield Lesson(referents.row[i], seen.rows, seen.signs.astype(np.float16), labels, known)


def _labels(
    text: MarkedText, mine: frozenset[str], theirs: list[frozenset[str]]
) -> tuple[NDArray[np.int8], int]:
    """Return what is right of each candidate, and what is known of the word, in a text whose
    entities are marked."""
    if not mine and not text.whole:
        return np.array([WRONG if e else OPEN for e in theirs], np.int8), UNMARKED
    meant = mine.union(*(text.parts.get(e, frozenset()) for e in mine))
    labels = np.array([RIGHT if meant & e else WRONG for e in theirs], np.int8)
    return labels, NAMED if (labels == RIGHT).any() else NOBODY


def _of_two(mine: frozenset[str], theirs: frozenset[str]) -> int:
    return OPEN if not theirs else RIGHT if mine & theirs else WRONG


def _same_actors(referents: Referents, rows: Places, labels: list[int]) -> NDArray[np.int8]:
    """Give the label of a name to the other places where the program finds the same actor."""
    found = np.array(labels, np.int8)
    actors = referents.actor[rows]
    for actor, label in zip(actors, labels, strict=True):
        if label != OPEN and actor >= 0:
            found[(actors == actor) & (found == OPEN)] = label
    return found
