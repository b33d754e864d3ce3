"""Datelines, "KABUL, April 3 (Reuters) -", which are no part of the clause that follows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.language.world import World

_DASHES = frozenset(["-", "–", "—", "--"])
_LONGEST = 14


def dateline_length(words: Sequence[str], gaps: Sequence[str], world: World) -> int:
    """How many words the dateline at the start of a sentence takes, its dash included; 0 if there
    is none.

    Parameters
    ----------
    words, gaps
        The words of the sentence and the white space before each.
    world
        Known places.

    Examples
    --------
    >>> words = "KABUL , April 3 ( Reuters ) - Two men fled".split()
    >>> dateline_length(words, ["", "", " ", " ", " ", "", "", " ", " ", " ", " "], World())
    8
    >>> dateline_length(["COVID", "-", "19", "spread"], ["", "", "", " "], World())
    0
    """
    last = min(_LONGEST, len(words) - 2)
    dash = next((i for i in range(1, last) if words[i] in _DASHES), 0)
    if not dash or not _is_break(words, gaps, dash):
        return 0
    aside = any(w in _DASHES and gaps[k] for k, w in enumerate(words[dash + 1 :], dash + 1))
    return dash + 1 if _is_place_and_source(words[:dash], aside, world) else 0


def _is_break(words: Sequence[str], gaps: Sequence[str], dash: int) -> bool:
    """Whether a dash stands apart, and not before a headline in capitals."""
    after = next((w for w in words[dash + 1 :] if w[0].isalpha()), "")
    headline = after.isupper() and after.isalpha() and len(after) > 3
    return bool((gaps[dash] and gaps[dash + 1]) or words[dash] == "—") and not headline


def _is_place_and_source(words: Sequence[str], aside: bool, world: World) -> bool:
    """Whether words are a place, with a date or a source; ``aside``: another dash follows, as
    around an insertion."""
    if not words[0][0].isupper() or not all(map(_may_stand_in_dateline, words)):
        return False
    if "(" in words and words[-1] == ")":
        return True
    comma = words.index(",") if "," in words else len(words)
    known = bool(world.kind(words[:comma]) or world.kind(words[comma + 1 :]))
    if words[0].isupper() and len(words[0]) > 3:
        return known or not aside
    return known and comma < len(words)


def _may_stand_in_dateline(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in (",", "(", ")", ".", "/")


def set_apart(arcs: NDArray[Any], length: int) -> NDArray[Any]:
    """Arc scores under which no word of the clause hangs on the dateline, and its first word alone
    leaves it.

    Parameters
    ----------
    arcs
        As for `extract.language.trees.decode_tree`.
    length
        Words of the dateline.
    """
    scores = np.array(arcs, np.float64)
    scores[length:, 1 : length + 1] = -1e6
    scores[1:length, length + 1 :] = -1e6
    scores[:length, 0] = -1e6
    scores[0, 1 : length + 1] = -1e6
    return scores
