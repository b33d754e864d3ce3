"""One document, one reading of a name: what its other mentions say about each mention.

News names a person in full once and by the surname after that, and explains an acronym once; a
mention that was read otherwise, or missed, follows the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.language.world import Span, World
from extract.lexicon import word_set

_NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC")


def make_consistent(
    spans: list[Span], words: Sequence[str], upos: Sequence[str], world: World
) -> list[Span]:
    """Bring the mentions of a document into line.

    Parameters
    ----------
    spans
        Entity spans of the whole document, in order.
    words, upos
        The words of the document and their parts of speech.
    world
        Names that keep their kind.

    Examples
    --------
    >>> words = "Amina Okafor spoke . Okafor left".split()
    >>> make_consistent([(0, 2, "PERSON"), (4, 5, "GPE")], words, ["PROPN"] * 6, World())
    [(0, 2, 'PERSON'), (4, 5, 'PERSON')]
    """
    kinds = _kinds(spans, words, world)
    result = [(s, e, kinds.get(tuple(words[s:e]), k) if k in _NAMES else k) for s, e, k in spans]
    taken = {i for s, e, _ in spans for i in range(s, e)}
    return sorted([*result, *_missed(kinds, words, upos, taken)])


def _kinds(spans: list[Span], words: Sequence[str], world: World) -> dict[tuple[str, ...], str]:
    """The kind of each name that the document settles: by surname, else by most of its mentions."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    surnames: set[tuple[str, ...]] = set()
    for start, end, kind in spans:
        name = tuple(words[start:end])
        if kind in _NAMES:
            votes[name][kind] += 1
        if (
            kind == "PERSON"
            and end - start > 1
            and _is_surname(words[end - 1])
            and not world.kind(name[-1:])
        ):
            surnames.add(name[-1:])
    found = {}
    for name, count in votes.items():
        (kind, n), *others = count.most_common(2)
        if not others or n > others[0][1]:
            found[name] = kind
    for name in surnames:
        # an organisation may be called after a person; then its own mentions decide
        if votes[name]["ORG"] <= 2 * votes[name]["PERSON"] + 1:
            found[name] = "PERSON"
    return found


def _is_surname(word: str) -> bool:
    named = len(word) > 2 and word[0].isupper() and not word.isupper() and word.isalpha()
    return named and word.lower() not in word_set("ranks_before_names")


def _missed(
    kinds: dict[tuple[str, ...], str], words: Sequence[str], upos: Sequence[str], taken: set[int]
) -> list[Span]:
    """Mentions of settled names that were read as no name."""
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in kinds:
        if (
            len(name) > 1
            or (_is_surname(name[0]) and kinds[name] == "PERSON")
            or (len(name[0]) > 2 and name[0].isupper())
        ):
            starts[name[0]].append(name)
    found: list[Span] = []
    i = 0
    while i < len(words):
        for name in sorted(starts.get(words[i], ()), key=len, reverse=True):
            end = i + len(name)
            if (
                tuple(words[i:end]) == name
                and upos[i] == "PROPN"
                and not taken.intersection(range(i, end))
            ):
                found.append((i, end, kinds[name]))
                i = end - 1
                break
        i += 1
    return found
