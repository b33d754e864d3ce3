"""Words that govern a status, and cues, from ``words/`` of the lexicon."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extract.lexicon import rows

STATUSES = frozenset({"asserted", "planned", "hypothetical", "negated", "historical"})


class Governor(NamedTuple):
    """A word that sets the status of the act it governs; ``slot`` says whether as a clause, as an
    event noun, or any way."""

    slot: str
    status: str


@cache
def governors() -> dict[tuple[str, str], Governor]:
    """Return the governors by lemma and part of speech (verb, noun, adj).

    Examples
    --------
    >>> governors()["deny", "verb"]
    Governor(slot='any', status='negated')
    """
    return {
        (row["lemma"], row["pos"]): Governor(row["slot"], row["status"])
        for row in rows("words/status_governors")
    }


@cache
def cues(kind: str) -> dict[str, str]:
    """Return the cue words of a kind (adverb, auxiliary, marker, ...) with the status they give.

    Examples
    --------
    >>> cues("marker")["unless"]
    'hypothetical'
    """
    return {
        row["word"]: row["status"]
        for row in rows("words/status_cues")
        if row["kind"] == kind and row["status"]
    }


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of a kind of cue that gives no status of its own.

    Examples
    --------
    >>> "travel" in listed("journey")
    True
    """
    return frozenset(row["word"] for row in rows("words/status_cues") if row["kind"] == kind)
