"""Sets of words that the coding of events asks for by name (``words/event_words.csv`` of the
lexicon; ``words/sets.csv`` says what each is)."""

from __future__ import annotations

from extract.lexicon import word_set


def words(class_: str) -> frozenset[str]:
    """Return the lemmas of a set.

    Examples
    --------
    >>> "launch" in words("support_verb")
    True
    """
    return word_set(class_)
