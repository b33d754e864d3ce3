"""Headlines In Title Case, read as the prose that they stand for.

A network that learned on prose takes every capital for a name: "Militants Bomb Police Station"
becomes one. So it reads the words of such a line as a sentence would have them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.language.sentences import MUST

_FEWEST = 4
_LONGER = 4
_MOST = 40
"""Words of the longest line that may be a headline; the network reads it at once."""
_ENDS = (".", "!", "?", ":", ";", ",", '"', "”")
Names = Callable[[Sequence[str]], frozenset[int]]


def as_prose(words: Sequence[str], rules: Sequence[int], names: Names) -> list[str]:
    """Return the words, those of lines in title case small unless they are names.

    Parameters
    ----------
    words
        The words of the document.
    rules
        What is known of sentence boundaries before each word; ``MUST`` begins a line.
    names
        Which words of a line are names, by their place in it.

    Examples
    --------
    >>> line = "Rebels Attack Army Base in Mali".split()
    >>> " ".join(as_prose(line, [MUST, 0, 0, 0, 0, 0], lambda line: frozenset([5])))
    'Rebels attack army base in Mali'
    """
    found = list(words)
    starts = [i for i, rule in enumerate(rules) if rule == MUST or i == 0]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        line = words[start:end]
        if not is_title_case(line):
            continue
        kept = names(line)
        for i, word in enumerate(line):
            if i and i not in kept and word.istitle():
                found[start + i] = word.lower()
    return found


def is_title_case(line: Sequence[str]) -> bool:
    """Tell whether every longer word of a line has a capital, and it does not end as a sentence.

    Examples
    --------
    >>> is_title_case("Rebels Attack Army Base in Mali".split())
    True
    >>> is_title_case("Rebels attacked the Army Base in Mali".split())
    False
    >>> is_title_case(["Turkey"] * 600)
    False
    """
    if len(line) > _MOST:
        return False
    longer = [word for word in line if word.isalpha() and len(word) >= _LONGER]
    return (
        len(longer) >= _FEWEST
        and line[-1] not in _ENDS
        and all(word[0].isupper() for word in longer)
        and not any(word.isupper() for word in longer)
    )
