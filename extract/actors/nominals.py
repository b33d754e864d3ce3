"""The noun phrase around a role noun or a title: where it starts, and whom its modifiers name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.actors.article_words import HYPHENS, POSSESSIVES, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.lexicon import word_set

# "Iranian-backed": what stands before says who backs, not whose it is. "-based" does say where it
# belongs.
EntryAt = Callable[[int], tuple[int, int, Entry] | None]


class Owner(NamedTuple):
    """An actor named inside a noun phrase, with its tokens and the way it is tied: mod, poss, or a
    preposition."""

    start: int
    end: int
    entry: Entry
    link: str


class Left(NamedTuple):
    """The words of a phrase before its head: its start, its owners, whether it is "former", and the
    words that name it."""

    start: int
    owners: tuple[Owner, ...]
    former: bool
    definite: bool
    kept: tuple[int, ...]
    pronoun: int
    numbered: bool = False


def read_left(words: Words, head: int, known: EntryAt, gazetteer: Gazetteer) -> Left:
    """Walk from a head noun to the start of its phrase.

    Parameters
    ----------
    words
        The document's words.
    head
        Token of the noun (or of the first word of a title).
    known
        Gives the actor whose mention ends with a token, if any.
    gazetteer
        The lists.
    """
    owners: list[Owner] = []
    kept: list[int] = []
    former, definite, pronoun, numbered = False, False, -1, False
    start, at, link = head, head - 1, "mod"
    while at >= 0 and words.sentence[at] == words.sentence[head]:
        word = words.lower[at]
        if word.startswith("-") or (words.texts[at] in HYPHENS):
            at -= 1
            continue
        if word in word_set("former_words"):
            former, at = True, at - 1
            continue
        detached = _detached(words, at)
        if detached:
            if word.rsplit("-", 1)[-1] == "based" or word == "based":
                found = known(detached - 1) if detached < at else None
                if found is not None:
                    owners.insert(0, Owner(found[0], found[1], found[2], "based"))
            first = detached if detached < at else at
            if detached < at:
                inner = known(detached - 1)
                first = inner[0] if inner else detached - 1
            kept = [*range(first, at + 1), *kept]
            start, at = first, first - 1
            continue
        found = known(at)
        if found is not None and (link == "mod" or not owners or owners[0].start != at + 1):
            if found[2].kind == "people" and link == "mod" and not owners:
                kept.insert(0, at)
            owners.insert(0, Owner(found[0], found[1], found[2], link))
            start, at = found[0], found[0] - 1
            if link == "poss":
                break
            at = _joined(words, at, known)
            if at < 0:
                break
            continue
        if word in POSSESSIVES:
            if owners or known(at - 1) is None:
                if not owners and at > 0 and words.is_noun(at - 1):
                    definite = True
                break
            link, at = "poss", at - 1
            continue
        if word in ("its", "their", "his", "her", "our", "my"):
            pronoun, definite = at, True
            break
        if word in ("the", "this", "that", "these", "those"):
            definite = True
            break
        if words.pos[at] == "NUM" or word in word_set("closed_class"):
            numbered = words.pos[at] == "NUM"
            break
        if not words.is_modifier(at):
            break
        if not words.tagged and not (
            words.texts[at][:1].isupper()
            or word in gazetteer.roles
            or word in word_set("loose_modifiers")
            or word in word_set("plain_adjectives")
        ):
            break
        if word not in word_set("loose_modifiers"):
            kept.insert(0, at)
            start = at if not owners else start
        at -= 1
    if not definite and at >= 0 and words.lower[at] in ("the", "this", "that", "these", "those"):
        definite = True
    if not former and at >= 0 and words.lower[at] in word_set("former_words"):
        former = True
    return Left(
        start,
        tuple(owners),
        former,
        definite or any(owner.link == "poss" for owner in owners),
        tuple(kept),
        pronoun,
        numbered,
    )


def read_right(words: Words, head: int, known_from: EntryAt) -> tuple[Owner, ...]:
    """Return the owners after a noun: "of Colombia", "from both Israel and Turkey", "in Libya".

    ``known_from`` gives the actor whose mention starts with a token, if any.
    """
    at = head + 1
    if at >= words.size or words.lower[at] not in word_set("owner_prepositions"):
        return ()
    link, at = words.lower[at], at + 1
    owners: list[Owner] = []
    while at < words.size and words.lower[at] in (
        "the",
        "both",
        "all",
        "a",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
    ):
        at += 1
    while at < words.size:
        found = known_from(at)
        if found is None:
            break
        owners.append(Owner(found[0], found[1], found[2], link))
        at = found[1]
        if (
            at < words.size
            and words.lower[at] == ","
            and at + 1 < words.size
            and known_from(_skip_and(words, at + 1)) is not None
        ):
            more = _list_goes_on(words, at, known_from)
            if not more:
                break
            at = _skip_and(words, at + 1)
        elif at < words.size and words.lower[at] in ("and", "&"):
            at += 1
            if at < words.size and words.lower[at] == "the":
                at += 1
        else:
            break
    return tuple(owners)


def _skip_and(words: Words, at: int) -> int:
    while at < words.size and words.lower[at] in ("and", "the"):
        at += 1
    return at


def _list_goes_on(words: Words, at: int, known_from: EntryAt) -> bool:
    """Say whether a comma is part of "A, B and C"."""
    for _step in range(12):
        if at >= words.size:
            return False
        if words.lower[at] == "and":
            return True
        found = known_from(at)
        if found is not None:
            at = found[1]
        elif words.lower[at] in (",", "the"):
            at += 1
        else:
            return False
    return False


def _joined(words: Words, at: int, known: EntryAt) -> int:
    """Go over "and" or a comma to one more owner ("Turkish and Israeli officials"); stay where
    there is none."""
    if at > 0 and words.lower[at] in ("and", ",", "&", "or") and known(at - 1) is not None:
        return at - 1
    if (
        at > 1
        and words.lower[at] == "and"
        and words.lower[at - 1] == ","
        and known(at - 2) is not None
    ):
        return at - 2
    if at > 1 and words.texts[at] in HYPHENS and known(at - 1) is not None:
        return at - 1
    return at


def _detached(words: Words, at: int) -> int:
    """Return the index of the hyphen in "Iranian-backed" read from its last word; ``at`` where it
    is one token; else 0."""
    word = words.lower[at]
    if (
        at >= 2
        and words.texts[at - 1] in HYPHENS
        and (word in word_set("hyphen_participles") or word == "based")
    ):
        return at - 1
    last = word.rsplit("-", 1)
    if len(last) == 2 and (last[1] in word_set("hyphen_participles") or last[1] == "based"):
        return at
    return 0


def is_detached(words: Words, end: int) -> bool:
    """Say whether a name that ends before ``end`` is only the backer of what follows:
    "Iranian-backed", "Ukrainian-born"."""
    return (
        end + 1 < words.size
        and words.texts[end] in HYPHENS
        and words.lower[end + 1] in word_set("hyphen_participles")
    )
