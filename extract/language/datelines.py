"""Datelines, "KABUL, April 3 (Reuters) -", which are no part of the clause that follows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DASHES = frozenset(["-", "–", "—", "--"])
_LONGEST = 14


def dateline_length(words: Sequence[str], gaps: Sequence[str]) -> int:
    """How many words the dateline at the start of a sentence takes, its dash included; 0 if there is none.

    Parameters
    ----------
    words, gaps
        The words of the sentence and the white space before each.

    Examples
    --------
    >>> words = "KABUL , April 3 ( Reuters ) - Two men fled".split()
    >>> dateline_length(words, ["", "", " ", " ", " ", "", "", " ", " ", " ", " "])
    8
    >>> dateline_length(["COVID", "-", "19", "spread"], ["", "", "", " "])
    0
    """
    for i in range(1, min(_LONGEST, len(words) - 2)):
        if words[i] not in _DASHES:
            continue
        spaced = (gaps[i] and gaps[i + 1]) or words[i] == "—"
        after = next((w for w in words[i + 1 :] if w[0].isalpha()), "")
        return i + 1 if spaced and _is_place_and_source(words[:i]) and not (after.isupper() and len(after) > 3) else 0
    return 0


def _is_place_and_source(words: Sequence[str]) -> bool:
    first = words[0]
    if not first[0].isupper() or not all(w[0].isupper() or w[0].isdigit() or w in (",", "(", ")", ".", "/") for w in words):
        return False
    sourced = "(" in words and words[-1] == ")" and words.index("(") < 8
    return sourced or (first.isupper() and len(first) > 3)


def set_apart(arcs: NDArray[Any], length: int) -> NDArray[Any]:
    """Arc scores under which no word of the clause hangs on the dateline, and its first word alone leaves it.

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
