"""Where sentences begin: the network's opinion, held to what layout and abbreviations make
certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import word_set

MUST, MAY, MUST_NOT = 1, 0, -1

_CLOSING = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "'",
        "’",
        "”",
        "%",
        "…",
        "''",
        "'s",
        "’s",
        "n't",
        "n’t",
    ]
)
_OPENING = frozenset(['"', "'", "“", "‘", "«", "(", "[", "``"])
_BREAK = re.compile(r"[\n\r\f\u2029]")
_PARAGRAPH = re.compile(r"\n[^\n]*\n|[\f\u2029]")
_BULLET = re.compile(r"^(?:[-*•·▪●○◦‣–—>]|\d{1,2}[.)]|\(\d{1,2}\))$")


def boundary_rules(words: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """For each word whether a sentence must, may or must not begin there.

    Parameters
    ----------
    words
        The words of a document, white space left out.
    gaps
        The white space before each word as it stands in the text.

    Examples
    --------
    >>> boundary_rules(["Gen.", "Aoun", "left", ".", "He"], ["", " ", " ", "", "\\n\\n"])
    [1, -1, 0, -1, 1]
    """
    found: list[int] = []
    longest = _longest_line(words, gaps)
    line = marked = 0
    for i, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        broken = i == 0 or bool(_BREAK.search(gap))
        marker = _marker(words, gaps, i) if broken else 0
        if i == 0 or marker or _PARAGRAPH.search(gap):
            rule = MUST
        elif broken:
            rule = MUST if _line_ends(words[i - 1], word, line, longest) else MAY
        else:
            rule = MUST_NOT if i <= marked or _belongs_to_last(words, gaps, i) else MAY
        line = _column(line, word, gap)
        marked = i + marker if marker else marked
        found.append(rule)
    return found


def _belongs_to_last(words: Sequence[str], gaps: Sequence[str], i: int) -> bool:
    """Whether a word inside a line cannot begin a sentence: a closing mark, what was cut off the
    word before, what follows an abbreviation."""
    word, gap = words[i], gaps[i]
    return (
        (word in _CLOSING and not (word in "'’" and gap))
        or _glued(words[i - 1], word, gap)
        or _goes_on(words, i)
        or _closes(word, gap, gaps[i + 1 : i + 2])
    )


def _marker(words: Sequence[str], gaps: Sequence[str], i: int) -> int:
    """How many words the bullet or number at the start of a line takes."""
    if _BULLET.match(words[i]):
        return 1
    number = words[i].isdigit() and len(words[i]) < 3
    return (
        2 if number and i + 1 < len(words) and words[i + 1] in (".", ")") and not gaps[i + 1] else 0
    )


def _closes(word: str, gap: str, after: Sequence[str]) -> bool:
    """Whether a straight quotation mark closes: it stands on the word before it and not on the
    next."""
    return word in "\"'" and not gap and bool(after and after[0])


def _glued(before: str, word: str, gap: str) -> bool:
    """Whether two words were cut out of one."""
    return not gap and word[0].isalnum() and before[-1:].isalnum()


def _goes_on(words: Sequence[str], i: int) -> bool:
    """Whether the word before is an abbreviation or an initial that belongs to this one."""
    before, word = words[i - 1], words[i]
    if before.lower() in word_set("abbreviations_before_names"):
        return word[0].isupper() or word[0].isdigit()
    return (
        _is_initial(before)
        and word[0].isupper()
        and len(word) > 2
        and (i == 1 or words[i - 2][0].isupper())
    )


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "." and word[0].isupper() and word[0] != "I"


def _longest_line(words: Sequence[str], gaps: Sequence[str]) -> int:
    longest = line = 0
    for word, gap in zip(words, gaps, strict=True):
        line = _column(line, word, gap)
        longest = max(longest, line)
    return longest


def _column(line: int, word: str, gap: str) -> int:
    """Where a word ends in its line, given where the one before does."""
    return len(word) if "\n" in gap else line + len(gap) + len(word)


def _line_ends(before: str, word: str, line: int, longest: int) -> bool:
    """Whether a single line break is the end of a sentence: not where running text was merely
    wrapped."""
    if not (word[0].isupper() or word[0].isdigit() or word[0] in "\"'“‘("):
        return False
    return before[-1:] in ".!?…\"”’')" or longest > 110 or line < 0.6 * longest


def choose_starts(
    chances: Sequence[float],
    rules: Sequence[int],
    words: Sequence[str],
    gaps: Sequence[str],
    threshold: float = 0.5,
) -> list[bool]:
    """Combine the network's chances with the rules: the network decides where the rules leave it
    open.

    An opening quotation mark and the word that it opens begin a sentence together; a capital after
    an ellipsis is a likelier start.

    >>> words, gaps = ["He", "left", ".", '"', "Why", "?"], ["", " ", "", " ", "", ""]
    >>> rules = [MUST, MUST_NOT, MAY, MAY, MAY, MAY]
    >>> choose_starts([0.1, 0.9, 0.1, 0.2, 0.9, 0.1], rules, words, gaps)
    [True, False, False, True, False, False]
    """
    starts: list[bool] = []
    for i, (chance, rule) in enumerate(zip(chances, rules, strict=True)):
        likely = chance > _bar(words, rule, i, threshold)
        if rule != MUST and _is_opened(words, gaps, i):
            starts[-1] = starts[-1] or (rule == MAY == rules[i - 1] and likely)
            starts.append(False)
        else:
            starts.append(rule == MUST or (rule == MAY and likely))
    return starts


def _bar(words: Sequence[str], rule: int, i: int, threshold: float) -> float:
    """The chance from which a word begins a sentence; after an ellipsis a capital needs less."""
    ellipsis = rule == MAY and words[i - 1] in ("...", "…") and words[i][0].isupper()
    return threshold / 4 if ellipsis else threshold


def _is_opened(words: Sequence[str], gaps: Sequence[str], i: int) -> bool:
    """Whether a word stands on an opening mark, which begins the sentence for it."""
    return i > 0 and words[i - 1] in _OPENING and not gaps[i] and (bool(gaps[i - 1]) or i == 1)
