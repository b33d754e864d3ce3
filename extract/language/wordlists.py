"""Reads the word lists of ``data/words.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of words.

    >>> "Lt." in word_list("abbreviations"), "gen." in word_list("before_names")
    (True, True)
    """
    import tomllib

    text = (files("extract.language") / "data" / "words.toml").read_text(encoding="utf8")
    return frozenset(tomllib.loads(text)[name].split())
