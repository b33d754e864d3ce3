"""Role nouns with what they belong to: "Turkish officials", "the president of Colombia", "its
troops", "the rebels".

At each noun the readings of :data:`READINGS` are tried in order; the first that takes it ends the
search.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.actors.appositions import read_apposition
from extract.actors.bare_roles import read_bare, without_asset
from extract.actors.belonging import Resolution, bare, read_phrase
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.owned_roles import read_owned
from extract.actors.role_nouns import RoleNoun, role_noun_at
from extract.doc_attributes import ActorMention


class RoleFinder:
    """Reads the role nouns of one article, from its end to its start, so that a phrase's last noun
    takes the others."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.possessed: list[RoleNoun] = []

    def find(self) -> None:
        """Add the mentions that role nouns make."""
        for i in range(self.ledger.words.size - 1, -1, -1):
            noun = role_noun_at(self.ledger, i) if i not in self.ledger.taken else None
            if noun is not None:
                any(reading(self, noun) for reading in READINGS)

    def find_possessed(self) -> None:
        """Add "its troops" and "his followers", once the pronouns are resolved; the words become
        one mention."""
        for noun in self.possessed:
            if not self.ledger.is_taken(noun.left.pronoun + 1, noun.i + 1):
                self._read_possessed(noun)

    def _read_possessed(self, noun: RoleNoun) -> None:
        ledger, phrase, pronoun = self.ledger, noun.phrase, noun.left.pronoun
        owners = [m for m in ledger.mentions if (m.start, m.end) == (pronoun, pronoun + 1)]
        if phrase.role.kind == "asset" or len(owners) > 1:
            return
        if not owners:
            _add(ledger, noun.left.start, noun, bare(phrase, "", ledger.gazetteer))
            return
        [owner] = owners
        read = read_phrase(phrase, _entry_of(owner), ledger.gazetteer)
        if phrase.role.kind == "organisation" and read.entry.how == "role":
            read = read._replace(entry=read.entry._replace(name=" ".join(phrase.words)))
        if owner.id in ledger.local_ids:
            ledger.local_ids.add(read.entry.id)
        ledger.mentions.remove(owner)
        reason = f"{owner.reason}; {read.reason}"
        _add(ledger, pronoun, noun, Resolution(read.entry, "coreference", reason))
        ledger.mentions[-1] = ledger.mentions[-1]._replace(
            reference_probability=owner.reference_probability
        )


def _add(ledger: Ledger, start: int, noun: RoleNoun, read: Resolution) -> None:
    ledger.add(start, noun.i + 1, noun.i, read.entry, read.how, read.reason)


def _entry_of(mention: ActorMention) -> Entry:
    return Entry(
        mention.id,
        mention.name,
        mention.kind,
        mention.country,
        mention.sectors,
        mention.wikidata,
        "coreference",
    )


# -- the readings: each says whether it has taken the noun


def _of_person(finder: RoleFinder, noun: RoleNoun) -> bool:
    """Read "Assad's government" and "the Obama administration": a role noun whose owner is a
    person already found."""
    ledger = finder.ledger
    if not noun.left.owners or noun.left.owners[-1].entry.kind != "person":
        return False
    owner = noun.left.owners[-1]
    mention = ledger.people_ending.get(owner.end)
    if mention is None or mention.end > noun.i or mention not in ledger.mentions:
        return False
    read = read_phrase(noun.phrase, owner.entry, ledger.gazetteer)
    if owner.link == "poss":
        _add(ledger, noun.i, noun, read)
    else:
        ledger.mentions.remove(mention)
        _add(ledger, mention.start, noun, read)
    return True


def _of_others(finder: RoleFinder, noun: RoleNoun) -> bool:
    """Leave a phrase of which another mention has a part."""
    return finder.ledger.is_taken(noun.left.start, noun.i + 1)


def _apposed(finder: RoleFinder, noun: RoleNoun) -> bool:
    return read_apposition(finder.ledger, noun)


def _owned(finder: RoleFinder, noun: RoleNoun) -> bool:
    if noun.owners:
        read_owned(finder.ledger, noun)
    return bool(noun.owners)


def _no_nominal(finder: RoleFinder, noun: RoleNoun) -> bool:
    words = finder.ledger.words
    return words.tagged and words.pos[noun.i] not in ("NOUN", "PROPN")


def _possessed(finder: RoleFinder, noun: RoleNoun) -> bool:
    """Keep "its troops" until the pronouns are resolved."""
    if noun.left.pronoun < 0:
        return False
    finder.possessed.append(noun)
    return True


def _bare(finder: RoleFinder, noun: RoleNoun) -> bool:
    inner = without_asset(finder.ledger, noun)
    read = read_bare(finder.ledger, inner) if inner is not None else None
    if read is not None:
        _add(finder.ledger, noun.left.start, noun, read)
    return True


READINGS: tuple[Callable[[RoleFinder, RoleNoun], bool], ...] = (
    _of_person,
    _of_others,
    _apposed,
    _owned,
    _no_nominal,
    _possessed,
    _bare,
)
