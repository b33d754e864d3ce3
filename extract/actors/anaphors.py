"""The nouns that take up an actor named before, and the kinds of actor that references mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from extract.lexicon import rows, values

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "nsubj:outer"))
# Kinds of actor that "it" means, and those that "they" can mean.
BODIES = frozenset(
    [
        "state",
        "government",
        "military",
        "armed group",
        "party",
        "organisation",
        "igo",
        "ngo",
        "media",
        "company",
    ]
)
SEVERAL = frozenset(
    [
        "people",
        "armed group",
        "party",
        "organisation",
        "military",
        "government",
        "state",
        "igo",
        "ngo",
        "company",
    ]
)


@cache
def kinds_by_noun() -> Mapping[str, frozenset[str]]:
    """Return, for each noun that takes up what was named, the kinds of actor that it can mean.

    Examples
    --------
    >>> sorted(kinds_by_noun()["bloc"])
    ['igo', 'organisation']
    """
    return {row["noun"]: frozenset(values(row["kinds"])) for row in rows("actors/takes_up")}
