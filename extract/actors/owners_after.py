"""The owners that follow a noun: "president of Colombia", "officials from both Israel and
Turkey"."""

from __future__ import annotations

from extract.actors.article_words import Words
from extract.actors.nominals import EntryAt, Owner

_LONGEST_LIST = 12


def read_right(words: Words, head: int, known_from: EntryAt) -> tuple[Owner, ...]:
    """Return the owners after a noun: "of Colombia", "from both Israel and Turkey", "in Libya".

    ``known_from`` gives the actor whose mention starts with a token, if any.
    """
    if not words.among(head + 1, "owner_prepositions"):
        return ()
    link, at = words.lower[head + 1], head + 2
    while words.among(at, "words_before_owners"):
        at += 1
    owners: list[Owner] = []
    while at < words.size and (found := known_from(at)) is not None:
        if owners and any(words.dep[i] == "nsubj" for i in range(at, found[1])):
            break  # "a base in Arauca, and the FARC left": another clause begins
        owners.append(Owner(*found, link))
        following = _next_in_list(words, found[1], known_from)
        if following is None:
            break
        at = following
    return tuple(owners)


def _next_in_list(words: Words, at: int, known_from: EntryAt) -> int | None:
    """Return where the next member of a list starts after "and" or a comma, or None."""
    if words.at(at) in ("and", "&"):
        return at + 2 if words.at(at + 1) == "the" else at + 1
    if words.at(at) != "," or at + 1 >= words.size:
        return None
    following = _over_and(words, at + 1)
    if known_from(following) is None or not _ends_in_and(words, at, known_from):
        return None
    return following


def _over_and(words: Words, at: int) -> int:
    while words.at(at) in ("and", "the"):
        at += 1
    return at


def _ends_in_and(words: Words, at: int, known_from: EntryAt) -> bool:
    """Say whether a comma is part of "A, B and C"."""
    for _step in range(_LONGEST_LIST):
        if words.at(at) == "and":
            return True
        found = known_from(at)
        if found is not None:
            at = found[1]
        elif words.at(at) in (",", "the"):
            at += 1
        else:
            return False
    return False
