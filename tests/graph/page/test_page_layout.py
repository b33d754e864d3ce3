"""Places: seeded, apart, packed."""

from __future__ import annotations

import math

import pytest

from graph.page.layout import place_actors

STAR = {(0, i): 1.0 for i in range(1, 12)}
CHAIN = {(i, i + 1): float(i + 1) for i in range(9)}
PARTS = {(0, 1): 1.0, (2, 3): 1.0, (3, 4): 2.0}


def ring(n):
    return {(i, (i + 7) % n): 1.0 for i in range(n)} | {(i, (i + 1) % n): 3.0 for i in range(n)}


@pytest.mark.parametrize(
    ("n", "ties"),
    [
        (12, STAR),
        (10, CHAIN),
        (8, PARTS),
        (1, {}),
        (5, {}),
        (90, ring(90)),
        (300, ring(300)),
        (2, {(0, 1): 9.0}),
    ],
)
def test_marks_and_labels_do_not_overlap(n, ties):
    points = place_actors([16.0] * n, [12] * n, ties)
    assert len(points) == n
    for i in range(n):
        for j in range(i):
            apart = abs(points[i][0] - points[j][0]), abs(points[i][1] - points[j][1])
            assert apart[0] > 36 or apart[1] > 36, (i, j, points[i], points[j])


@pytest.mark.parametrize("n", [90, 300])
def test_same_input_same_places(n):
    once, again = (place_actors([16] * n, [9] * n, ring(n), seed=3) for _ in range(2))
    assert once == again


def test_tied_actors_stand_near_each_other():
    n = 400
    ties = {(i, i + 1): 5.0 for i in range(n - 1)}
    points = place_actors([16.0] * n, [9] * n, ties)

    def apart(i, j):
        return math.dist(points[i], points[j])

    tied = sorted(apart(i, i + 1) for i in range(n - 1))[n // 2]
    others = sorted(apart(i, (i * 7 + 150) % n) for i in range(n))[n // 2]
    assert tied * 5 < others


def test_wider_than_high():
    points = place_actors([16.0] * 12, [12] * 12, STAR)
    xs, ys = zip(*points, strict=True)
    assert max(xs) - min(xs) >= max(ys) - min(ys)


def test_nobody():
    assert place_actors([], [], {}) == []


def test_an_actor_tied_to_itself_stands_alone():
    assert place_actors([16.0], [4], {(0, 0): 5.0}) == [(0.0, 0.0)]
