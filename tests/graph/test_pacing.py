"""How many articles are written at once: more where writing is slow, fewer never."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.run import SHARE, paced


class Clock:
    """A clock that goes on when something is read or written."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("reading", "writing", "batches"),
    [
        (0.5, 0.1, [32, 32, 32, 4]),  # reading is slow: as few as may be
        (0.01, 0.1, [32, 68]),  # reading is fast: two seconds of it to a tenth of writing
        (0.0, 0.0, [32, 32, 32, 4]),
    ],
)
def test_batches_grow_with_the_cost_of_writing(reading, writing, batches):
    clock = Clock()
    sizes = []
    for batch in paced(_read(100, reading, clock), 32, clock=clock):
        sizes.append(len(batch))
        clock.now += writing
    assert sizes == batches


def _read(number, seconds, clock):
    for item in range(number):
        clock.now += seconds
        yield item


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 300), st.integers(1, 9), st.integers(9, 50), st.floats(0, 2), st.floats(0, 2))
def test_none_is_lost_and_writing_has_its_share(number, least, most, reading, writing):
    clock, items, spent = Clock(), [], []
    for batch in paced(_read(number, reading, clock), least, most, clock):
        assert len(batch) <= most
        items += batch
        spent.append((len(batch), clock.now))
        clock.now += writing
    assert items == list(range(number))
    for (_, earlier), (size, later) in pairwise(spent[:-1]):
        assert size == most or later - earlier - writing >= writing / SHARE - 1e-6
