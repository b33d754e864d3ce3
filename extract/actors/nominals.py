"""The noun phrase before a role noun or a title: where it starts, and whom its modifiers name.

The walk goes from the head noun to the left. At each word the rules of :data:`RULES` are asked in
order; the first that knows the word says whether the phrase goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.actors.article_words import HYPHENS, POSSESSIVES, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.lexicon import word_set

Named = tuple[int, int, Entry]
EntryAt = Callable[[int], Named | None]


class Owner(NamedTuple):
    """An actor named inside a noun phrase, with its tokens and the way it is tied: mod, poss,
    based, or a preposition."""

    start: int
    end: int
    entry: Entry
    link: str


class Modifiers(NamedTuple):
    """The words of a phrase before its head: its start, its owners, whether it is "former", and the
    words that name it."""

    start: int
    owners: tuple[Owner, ...]
    former: bool
    definite: bool
    kept: tuple[int, ...]
    pronoun: int
    numbered: bool = False


@dataclass
class _Walk:
    """How far the walk to the left has come; ``at`` is the word to be read next."""

    words: Words
    known: EntryAt
    gazetteer: Gazetteer
    at: int
    start: int
    link: str = "mod"
    owners: list[Owner] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    former: bool = False
    definite: bool = False
    numbered: bool = False
    pronoun: int = -1

    def keep_from(self, first: int) -> None:
        """Take the words from ``first`` to here into the phrase's name."""
        self.kept = [*range(first, self.at + 1), *self.kept]
        self.start, self.at = first, first - 1


# A rule returns None where a word is not its business, else whether the phrase goes on.
Rule = Callable[[_Walk], bool | None]


def read_left(words: Words, head: int, known: EntryAt, gazetteer: Gazetteer) -> Modifiers:
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
    walk = _Walk(words, known, gazetteer, head - 1, head)
    while walk.at >= 0 and words.sentence[walk.at] == words.sentence[head] and _step(walk):
        pass
    return Modifiers(
        walk.start,
        tuple(walk.owners),
        walk.former or words.among(walk.at, "former_words"),
        walk.definite
        or words.among(walk.at, "definite_words")
        or any(owner.link == "poss" for owner in walk.owners),
        tuple(walk.kept),
        walk.pronoun,
        walk.numbered,
    )


def _step(walk: _Walk) -> bool:
    """Read one word; say whether the phrase goes on."""
    return next(said for rule in RULES if (said := rule(walk)) is not None)


def _over_hyphen(walk: _Walk) -> bool | None:
    if not walk.words.lower[walk.at].startswith("-") and walk.words.texts[walk.at] not in HYPHENS:
        return None
    walk.at -= 1
    return True


def _former(walk: _Walk) -> bool | None:
    if not walk.words.among(walk.at, "former_words"):
        return None
    walk.former = True
    walk.at -= 1
    return True


def _backed(walk: _Walk) -> bool | None:
    """Read "Iranian-backed": a backer, part of the phrase's name; "Gaza-based" says where."""
    words, at = walk.words, walk.at
    hyphen = _hyphen_before_participle(words, at)
    if hyphen is None:
        return None
    if hyphen == at:  # the whole is one token
        walk.keep_from(at)
        return True
    inner = walk.known(hyphen - 1)
    if inner is not None and words.lower[at] == "based":
        walk.owners.insert(0, Owner(*inner, "based"))
    walk.keep_from(inner[0] if inner else hyphen - 1)
    return True


def _owner(walk: _Walk) -> bool | None:
    """Read an actor: "Turkish officials", "Turkish and Israeli officials", "Hamas's fighters"."""
    found = walk.known(walk.at)
    if found is None or (
        walk.link != "mod" and walk.owners and walk.owners[0].start == walk.at + 1
    ):
        return None
    owner = Owner(*found, walk.link)
    if owner.entry.kind == "people" and walk.link == "mod" and not walk.owners:
        walk.kept.insert(0, walk.at)
    walk.owners.insert(0, owner)
    walk.start, walk.at = owner.start, owner.start - 1
    if walk.link == "poss":
        return False
    walk.at = _over_joiner(walk.words, walk.at, walk.known)
    return walk.at >= 0


def _possessive(walk: _Walk) -> bool | None:
    """Read "'s": what stands before it owns the phrase; if it is no actor, it makes it definite."""
    words, at = walk.words, walk.at
    if words.lower[at] not in POSSESSIVES:
        return None
    if walk.owners or walk.known(at - 1) is None:
        if not walk.owners and at > 0 and words.is_noun(at - 1):
            walk.definite = True
        return False
    walk.link, walk.at = "poss", at - 1
    return True


def _owning_pronoun(walk: _Walk) -> bool | None:
    if not walk.words.among(walk.at, "owning_pronouns"):
        return None
    walk.pronoun, walk.definite = walk.at, True
    return False


def _definite_word(walk: _Walk) -> bool | None:
    if not walk.words.among(walk.at, "definite_words"):
        return None
    walk.definite = True
    return False


def _number(walk: _Walk) -> bool | None:
    if walk.words.pos[walk.at] != "NUM":
        return None
    walk.numbered = True
    return False


def _edge(walk: _Walk) -> bool | None:
    """Stop at a word that cannot stand inside a noun phrase; without tags, that is not known to."""
    words, at = walk.words, walk.at
    if words.among(at, "closed_class") or not words.is_modifier(at):
        return False
    known = (
        words.tagged
        or words.texts[at][:1].isupper()
        or words.lower[at] in walk.gazetteer.roles
        or words.among(at, "loose_modifiers", "plain_adjectives")
    )
    return None if known else False


def _modifier(walk: _Walk) -> bool | None:
    """Take any other word of the phrase; "senior" and the like are no part of its name."""
    if not walk.words.among(walk.at, "loose_modifiers"):
        walk.kept.insert(0, walk.at)
        walk.start = walk.at if not walk.owners else walk.start
    walk.at -= 1
    return True


RULES: tuple[Rule, ...] = (
    _over_hyphen,
    _former,
    _backed,
    _owner,
    _possessive,
    _owning_pronoun,
    _definite_word,
    _number,
    _edge,
    _modifier,
)


def _over_joiner(words: Words, at: int, known: EntryAt) -> int:
    """Go over "and" or a comma to one more owner ("Turkish and Israeli officials"); stay where
    there is none."""
    if at < 1:
        return at
    joins = words.among(at, "list_joiners") or words.texts[at] in HYPHENS
    if joins and known(at - 1) is not None:
        return at - 1
    oxford = at > 1 and words.lower[at] == "and" and words.lower[at - 1] == ","
    return at - 2 if oxford and known(at - 2) is not None else at


def _hyphen_before_participle(words: Words, at: int) -> int | None:
    """Return the hyphen of "Iranian-backed" seen from its last word; ``at`` where the whole is one
    token; None where it is neither."""
    participles = word_set("hyphen_participles") | {"based"}
    if at >= 2 and words.texts[at - 1] in HYPHENS and words.lower[at] in participles:
        return at - 1
    _first, hyphen, last = words.lower[at].rpartition("-")
    return at if hyphen and last in participles else None


def is_backer(words: Words, end: int) -> bool:
    """Say whether a name that ends before ``end`` only backs what follows: "Iranian-backed",
    "Ukrainian-born"; "Gaza-based" says where it is at home."""
    return (
        end + 1 < words.size
        and words.texts[end] in HYPHENS
        and words.among(end + 1, "hyphen_participles")
    )
