"""Role nouns in their phrases: "senior Turkish defence officials", and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass

from extract.actors.article_words import HYPHENS, Words
from extract.actors.belonging import RolePhrase
from extract.actors.ledger import Ledger
from extract.actors.listed_rows import Role
from extract.actors.nominals import Modifiers, Owner, read_left
from extract.actors.owners_after import read_right
from extract.lexicon import word_set

_PLACES = frozenset(("state", "place"))


@dataclass(frozen=True)
class RoleNoun:
    """A role noun in an article: its token, its phrase, the words before it, and the owners after
    it."""

    i: int
    phrase: RolePhrase
    left: Modifiers
    right: tuple[Owner, ...]

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Whom it belongs to: those before it, else those after it."""
        return self.left.owners or self.right

    @property
    def start(self) -> int:
        """Where the phrase starts, with its owners before the noun."""
        return min([self.left.start, *(owner.start for owner in self.left.owners)])

    @property
    def one(self) -> bool:
        """Whether it means one that is in office: "the president", not "former presidents"."""
        return self.left.definite and not self.phrase.plural and not self.phrase.former


def role_noun_at(ledger: Ledger, i: int) -> RoleNoun | None:
    """Return the role noun whose head is a token, or None where it is none or part of a name."""
    words = ledger.words
    role = _role_at(ledger, i)
    if (
        role is None
        or i in ledger.covered
        or not words.is_noun(i)
        or words.lower[i] == "state"
        or _counts(words, i, role)
    ):
        return None
    if words.lower[i] == "authority":
        role = role._replace(kind="body")
    left = read_left(words, i, ledger.ends.get, ledger.gazetteer)
    phrase = _phrase(words, i, role, left)
    return RoleNoun(i, phrase, left, _owners_after(ledger, i, phrase, left))


def _role_at(ledger: Ledger, i: int) -> Role | None:
    """Return the role whose noun ends with a token ("suicide bombers") or starts with it ("head
    of state")."""
    words, roles = ledger.words, ledger.gazetteer.roles
    if not any(c.isalpha() for c in words.texts[i]):
        return None
    if words.at(i + 1) == "of" and (longer := roles.get(words.phrase(i, i + 3))):
        return longer
    for start in (i - 2, i - 1):
        free = start >= 0 and not any(j in ledger.ends for j in range(start, i))
        if free and (longer := roles.get(words.phrase(start, i + 1))):
            return longer
    return roles.get(words.phrase(i, i + 1).removeprefix("ex "))


def _counts(words: Words, i: int, role: Role) -> bool:
    """Say whether the noun only counts what follows: "thousands of protesters". "Tens of thousands
    marched" are people."""
    if role.lemma not in word_set("counts") or i + 1 >= words.size:
        return False
    return words.lower[i + 1] == "of" or words.is_noun(i + 1)


def _owners_after(ledger: Ledger, i: int, phrase: RolePhrase, left: Modifiers) -> tuple[Owner, ...]:
    """Return the owners after a noun that has none before it; where it is based is not enough."""
    if left.owners and left.owners[-1].link != "based":
        return ()
    abroad = left.pronoun >= 0 and phrase.plural
    return tuple(
        owner
        for owner in read_right(ledger.words, i, ledger.starts.get)
        if _may_own(ledger.words, owner) and not (abroad and _is_where(owner))
    )


def _may_own(words: Words, owner: Owner) -> bool:
    """Leave out "ambassador to Turkey", and "of Turkish origin", where the adjective has a noun of
    its own."""
    own = owner.entry.how != "demonym" or not _modifies(words, owner)
    return own and (owner.link != "to" or owner.entry.kind == "person")


def _is_where(owner: Owner) -> bool:
    """Say whether an owner is only where those are whom a pronoun owns: "its troops in Syria" are
    not Syria's. (One envoy of theirs, "its consul in Syria", is accredited there.)"""
    return owner.link != "of" and owner.entry.kind in _PLACES


def _modifies(words: Words, owner: Owner) -> bool:
    return owner.end < words.size and words.pos[owner.end] in ("NOUN", "PROPN", "ADJ")


def _phrase(words: Words, i: int, role: Role, left: Modifiers) -> RolePhrase:
    noun = words.texts[i]
    kept = [j for j in left.kept if words.texts[j] not in ("'s", "’s")]
    owned = _owned_tokens(left)
    return RolePhrase(
        role,
        noun,
        (*_joined_by_hyphens(words, [j for j in kept if j not in owned], i), noun),
        left.former or noun.lower().startswith("ex-"),
        words.phrase(i, i + 1) == role.plural.casefold() or noun.endswith("s"),
    )


def _owned_tokens(left: Modifiers) -> set[int]:
    """Return the tokens of the owners that the phrase's own name leaves out: all but a base, and a
    people that is no country's and stands alone."""
    several = len(left.owners) > 1
    return {
        j
        for place, owner in enumerate(left.owners)
        for j in range(owner.start, owner.end)
        if owner.link != "based"
        and not (
            owner.entry.kind == "people" and (not owner.entry.country or _first(place, several))
        )
    }


def _first(place: int, several: bool) -> bool:
    return place == 0 and several


def _joined_by_hyphens(words: Words, kept: list[int], end: int) -> list[str]:
    """Return the words as the text joins them: "Iranian-backed"."""
    text: list[str] = []
    for j in kept:
        hyphen = j - 1
        if (
            text
            and words.texts[hyphen] in HYPHENS
            and kept[0] <= hyphen < end
            and words.doc[hyphen - 1].whitespace_ == ""
        ):
            text[-1] += "-" + words.texts[j]
        elif words.texts[j] not in ("-", "–"):
            text.append(words.texts[j])
    return text
