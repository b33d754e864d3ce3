"""First names that say "she" or "he"; a name in the list of neither agrees with both."""

from __future__ import annotations

from functools import cache

from extract.actors.spellings import pieces
from extract.lexicon import rows


def gender_of(name: str) -> str:
    """Return "f", "m", or "" where the first name does not say.

    Examples
    --------
    >>> gender_of("Hillary Clinton"), gender_of("Vladimir Putin"), gender_of("Fidan")
    ('f', 'm', '')
    """
    return _genders().get(next(iter(pieces(name)), ""), "")


@cache
def _genders() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in rows("actors/first_names")}
