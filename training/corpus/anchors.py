"""Finds where stretches of one copy of a text stand in another, by the words known of them.

Nothing is known of the first copy but the words of its stretches, where they stood, and a hash of
each paragraph. A paragraph whose hash is found again is fitted by it; in what lies between, words
that stand there once are anchors, and the rest is sought where the anchors beside it point.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from training.corpus.placing import occurrences
from training.corpus.rows import stretch_hash

_REACH = 2000
_SLACK = 12
_MOST_SLACK = 60


class Wanted(NamedTuple):
    """Words and the normalised offset at which they are expected, in which paragraph."""

    words: str
    at: int
    paragraph: int


class Block(NamedTuple):
    """A paragraph of the first copy: its normalised offset, its length and its hash.

    ``regular`` tells that offsets in it, as they were given, are those of its normalised text.
    """

    number: int
    at: int
    length: int
    hash: str
    regular: bool = True


def find_blocks(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Return where the paragraphs stand in a normalised text, those that stand there unchanged."""
    found: dict[int, int] = {}
    drift, floor = 0, 0
    for block in blocks:
        predicted = block.at + drift
        for step in range(_REACH if found else max(_REACH, len(text))):
            tried = {predicted + step, predicted - step}
            at = next((t for t in sorted(tried) if t >= floor and _is_at(text, block, t)), None)
            if at is not None:
                found[block.number] = at
                drift, floor = at - block.at, at + block.length
                break
    return found


def place(
    text: str, blocks: Sequence[Block], wanted: Iterable[Wanted]
) -> dict[Wanted, tuple[int, int]]:
    """Return where wanted words stand in a normalised text; what is not placed is left out."""
    found = find_blocks(text, blocks)
    by_block = {b.number: b for b in blocks}
    placed: dict[Wanted, tuple[int, int]] = {}
    loose: dict[int, list[Wanted]] = {}
    for one in sorted(set(wanted), key=lambda w: (w.at, w.words)):
        block = by_block[one.paragraph]
        if one.paragraph in found and block.regular:
            start = found[one.paragraph]
            spot = _near(text, one, start + one.at - block.at, _SLACK, start, start + block.length)
            if spot:
                placed[one] = spot
        else:
            loose.setdefault(one.paragraph, []).append(one)
    runs = _runs(blocks, found) + [[b] for b in blocks if b.number in found and not b.regular]
    for run in runs:
        low, high = _bounds(run, blocks, found, len(text))
        gathered = [one for block in run for one in loose.get(block.number, ())]
        placed.update(_between(text, gathered, low, high, _edges(run, low, high)))
    return placed


def _is_at(text: str, block: Block, at: int) -> bool:
    stretch = text[at : at + block.length]
    return len(stretch) == block.length and stretch_hash(stretch) == block.hash


def _near(
    text: str, one: Wanted, predicted: int, slack: int, low: int, high: int
) -> tuple[int, int] | None:
    spans = occurrences(one.words, text, low, high)
    best = min(spans, key=lambda s: (abs(s.start - predicted), s.start), default=None)
    if best is None or abs(best.start - predicted) > slack:
        return None
    return best.start, best.end


def _runs(blocks: Sequence[Block], found: Mapping[int, int]) -> list[list[Block]]:
    """Gather neighbouring paragraphs that were not found."""
    runs: list[list[Block]] = []
    open_run = False
    for block in blocks:
        if block.number in found:
            open_run = False
        elif open_run:
            runs[-1].append(block)
        else:
            runs.append([block])
            open_run = True
    return runs


def _bounds(
    run: Sequence[Block], blocks: Sequence[Block], found: Mapping[int, int], length: int
) -> tuple[int, int]:
    before = [b for b in blocks if b.number < run[0].number and b.number in found]
    after = [b for b in blocks if b.number > run[-1].number and b.number in found]
    low = found[before[-1].number] + before[-1].length if before else 0
    high = found[after[0].number] if after else length
    first = run[0]
    if first.number in found:
        low, high = found[first.number], found[first.number] + first.length
    return low, high


def _edges(run: Sequence[Block], low: int, high: int) -> list[tuple[int, int]]:
    """Return the ends of a run as anchors: expected and found offset."""
    return [(run[0].at, low), (run[-1].at + run[-1].length, high)]


def _between(
    text: str,
    wanted: Sequence[Wanted],
    low: int,
    high: int,
    edges: list[tuple[int, int]],
) -> dict[Wanted, tuple[int, int]]:
    expected = Counter(one.words for one in wanted)
    once: list[tuple[int, int]] = []
    for one in wanted:
        spans = occurrences(one.words, text, low, high) if expected[one.words] == 1 else ()
        if len(spans) == 1 and len(one.words) > 3:
            once.append((one.at, spans[0].start))
    anchors = sorted({edges[0], *_rising(once), edges[1]})
    placed = {}
    for one in wanted:
        predicted, slack = _predict(anchors, one.at)
        spot = _near(text, one, predicted, slack, low, high)
        if spot:
            placed[one] = spot
    return placed


def _predict(anchors: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return where an offset is expected, by the anchor nearer to it, and how far off it may be."""
    right = min(max(bisect_left(anchors, (at, -1)), 1), len(anchors) - 1)
    before, after = anchors[right - 1], anchors[right]
    drifts = before[1] - before[0], after[1] - after[0]
    drift = drifts[0] if at - before[0] <= after[0] - at else drifts[1]
    return at + drift, min(abs(drifts[0] - drifts[1]), _MOST_SLACK) + _SLACK


def _rising(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the points, in order of the first offset, whose second rises."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    ordered = sorted(points)
    for n, (_, at) in enumerate(ordered):
        k = bisect_left(tails, at)
        before.append(ends[k - 1] if k else -1)
        tails[k : k + 1] = [at]
        ends[k : k + 1] = [n]
    chain, n = [], ends[-1] if ends else -1
    while n >= 0:
        chain.append(ordered[n])
        n = before[n]
    return chain[::-1]
