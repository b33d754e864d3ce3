"""Where every actor stands: a seeded layout, computed once, so that the same input gives the same
picture.

Each connected part is laid out by itself (Kamada-Kawai where it is small, Fruchterman-Reingold
where it is not, from networkx or, for many actors, from `graph.page.spreading`), turned so that its
long side lies flat, and freed of overlaps; the parts are then packed in rows, the largest in the
middle of the first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.page.spreading import push_apart, spread

_FLAT = 1.3  # a screen is wider than it is high
_SMALL = 70  # actors up to which Kamada-Kawai is quick
_MANY = 250  # actors from which pairs are not all looked at in one table

Point = tuple[float, float]


def place_actors(
    sizes: Sequence[float],
    labels: Sequence[int],
    ties: Mapping[tuple[int, int], float],
    seed: int = 0,
) -> list[Point]:
    """Return a position for every actor, in pixels at scale 1.

    Parameters
    ----------
    sizes
        Radius of every actor's mark, in pixels.
    labels
        Length of every actor's label, in characters; labels stand below the mark.
    ties
        Weight by pair of actors; pairs are unordered, and a pair of an actor with itself is
        ignored.
    seed
        Seed of the layouts that start at random.

    Examples
    --------
    >>> once, again = (place_actors([10, 10], [5, 5], {(0, 1): 1.0}) for _ in range(2))
    >>> once == again
    True
    """
    import networkx as nx
    import numpy as np

    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(sizes)))
    for (one, other), weight in sorted(ties.items()):
        if one != other:
            graph.add_edge(one, other, weight=1 + math.log1p(weight))
    boxes = np.array(
        [_box(size, labels[i], graph.degree(i)) for i, size in enumerate(sizes)]
    ).reshape(len(sizes), 2)
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )
    placed = [(part, _part(graph.subgraph(part), part, boxes[part], seed)) for part in parts]
    return _pack(placed, boxes)


def _box(size: float, length: int, ties: int) -> Point:
    """Half width and half height of the ground that a mark with its label takes; who has many ties
    needs room for them."""
    room = 7 * math.sqrt(max(ties - 1, 0))
    return max(size + 8, min(length, 24) * 3.6 + 8) + room, size + 18 + room


def _part(graph: Any, members: list[int], boxes: Any, seed: int) -> Any:
    """Positions of one connected part, around its own middle."""
    import networkx as nx
    import numpy as np

    n = len(members)
    if n == 1:
        return np.zeros((1, 2))
    if n == 2:
        half = 80 + boxes[:, 0].sum() / 4
        return np.array([[-half, 0.0], [half, 0.0]])
    spots: Mapping[int, Any]
    if n <= _SMALL:
        # strong ties are short; a ring of the members is a start that does not depend on chance
        for _, _, tie in graph.edges(data=True):
            tie["length"] = 1 / math.sqrt(tie["weight"])
        spots = nx.kamada_kawai_layout(graph, weight="length", pos=nx.circular_layout(graph))
    elif n < _MANY:
        spots = nx.spring_layout(
            graph, weight="weight", k=2.2 / math.sqrt(n), iterations=120, seed=seed
        )
    else:
        spots = _spread(graph, members, seed)
    points = np.array([spots[member] for member in members])
    points -= points.mean(axis=0)
    points = _lay_flat(_even_out(points))
    edges = [(members.index(a), members.index(b)) for a, b in graph.edges] if n <= _SMALL else None
    points *= _scale(points, boxes, edges)
    return _separate(points, boxes)


def _spread(graph: Any, members: list[int], seed: int) -> Mapping[int, Any]:
    """Positions of the members of a large part."""
    place = {member: number for number, member in enumerate(members)}
    ties = sorted(
        (min(place[a], place[b]), max(place[a], place[b]), tie)
        for a, b, tie in graph.edges(data="weight")
    )
    found = spread(len(members), ties, 2.2 / math.sqrt(len(members)), seed)
    return dict(zip(members, found, strict=True))


def _lay_flat(points: Any) -> Any:
    """Turn the points so that their longest direction is horizontal; the sign is fixed, or rounding
    would choose it."""
    import numpy as np

    values, axes = np.linalg.eigh(np.cov(points.T))
    axes = axes[:, np.argsort(values)[::-1]]
    for column in range(2):
        if axes[np.argmax(np.abs(axes[:, column])), column] < 0:
            axes[:, column] *= -1
    turned = points @ axes
    wide, high = float(np.ptp(turned[:, 0])) or 1.0, float(np.ptp(turned[:, 1])) or 1.0
    turned[:, 1] *= min(max(wide / high / _FLAT, 0.7), 1.7)
    return turned


def _even_out(points: Any) -> Any:
    """Draw the far ends in, so that a few long arms do not leave the middle crowded."""
    import numpy as np

    reach = np.hypot(points[:, 0], points[:, 1])
    far = float(reach.max()) or 1.0
    return points * (np.maximum(reach / far, 1e-9) ** -0.25)[:, None]


def _scale(points: Any, boxes: Any, edges: list[tuple[int, int]] | None) -> float:
    """The factor that gives the part room: from its own ground, and from the length of its ties."""
    import numpy as np

    ground = float((boxes[:, 0] * boxes[:, 1] * 4).sum())
    short, long = sorted(float(np.ptp(points[:, axis])) for axis in (0, 1))
    area = (
        long * max(short, long / 4) or 1.0
    )  # a chain is long as it is, and needs no more room for being thin
    factor = math.sqrt(2.2 * ground / area)
    if edges:
        lengths = [float(np.hypot(*(points[a] - points[b]))) for a, b in edges]
        ease = 150 / (sum(lengths) / len(lengths) or 1.0)
        factor = ease if len(points) <= 6 else max(factor, ease)
    return min(factor, 4000.0)


def _separate(points: Any, boxes: Any, rounds: int = 120) -> Any:
    """Push overlapping boxes apart along the axis that needs the smaller move."""
    import numpy as np

    if len(points) >= _MANY:
        points = push_apart(points, boxes, rounds)
        return points - points.mean(axis=0)
    points = points.copy()
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        overlap = boxes[:, None, :] + boxes[None, :, :] - np.abs(apart)
        touching = (overlap[..., 0] > 0) & (overlap[..., 1] > 0)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        along_x = overlap[..., 0] < overlap[..., 1]
        order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
        for axis, chosen in ((0, along_x), (1, ~along_x)):
            side = np.where(apart[..., axis] == 0, order, np.sign(apart[..., axis]))
            points[:, axis] += np.where(
                touching & chosen, side * (overlap[..., axis] * 0.25 + 0.5), 0
            ).sum(axis=1)
    return points - points.mean(axis=0)


def _pack(parts: list[tuple[list[int], Any]], boxes: Any) -> list[Point]:
    """Put the parts in rows below each other, each row centred."""
    frames = [_frame(members, points, boxes) for members, points in parts]
    if not frames:
        return []
    spots: dict[int, Point] = {}
    top = 0.0
    for row in _rows(frames):
        spots |= _set_row(row, top)
        top += max(float(frame.size[1]) for frame in row) + _GAP
    rise = (top - _GAP) / 2
    return [(round(spots[i][0], 1), round(spots[i][1] - rise, 1)) for i in range(len(spots))]


_GAP = 30


class _Frame(NamedTuple):
    """A part around its own middle, and the ground it takes."""

    members: list[int]
    points: Any
    size: Any


def _frame(members: list[int], points: Any, boxes: Any) -> _Frame:
    low, high = (points - boxes[members]).min(axis=0), (points + boxes[members]).max(axis=0)
    return _Frame(members, points - (low + high) / 2, high - low)


def _rows(frames: Sequence[_Frame]) -> list[list[_Frame]]:
    """Cut the parts into rows of about the width of a screen."""
    ground = sum(float(frame.size[0] * frame.size[1]) for frame in frames)
    widest = max(float(frames[0].size[0]), math.sqrt(ground * _FLAT * 1.3))
    rows: list[list[_Frame]] = []
    used = math.inf
    for frame in frames:
        width = float(frame.size[0]) + _GAP
        if used + width > widest + _GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(frame)
        used += width
    return rows


def _set_row(row: Sequence[_Frame], top: float) -> dict[int, Point]:
    """Return where the actors of a row stand, the row centred and its top given."""
    import numpy as np

    height = max(float(frame.size[1]) for frame in row)
    left = -(sum(float(frame.size[0]) for frame in row) + _GAP * (len(row) - 1)) / 2
    spots: dict[int, Point] = {}
    for members, points, size in row:
        middle = np.array([left + size[0] / 2, top + height / 2])
        for member, (x, y) in zip(members, points + middle, strict=True):
            spots[member] = (float(x), float(y))
        left += float(size[0]) + _GAP
    return spots
