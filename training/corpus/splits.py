"""Which articles belong to the test split: no tool prints a word of these."""

from __future__ import annotations

import re

# Wikinews of October to December 2019, by the day in the id.
_TEST = re.compile(r"wn-2019-1[012]-")


def is_reserved(id_: str, split: str | None = None) -> bool:
    """Tell whether an article is of the test split, by its id or by what its row says.

    Examples
    --------
    >>> is_reserved("wn-2019-11-02-harbour-strike"), is_reserved("wn-2019-09-30-harbour-strike")
    (True, False)
    """
    return split == "test" or bool(_TEST.match(id_))
