"""A role noun beside a person: "Hakan Fidan, the Turkish foreign minister,"."""

from __future__ import annotations

from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.role_nouns import RoleNoun
from extract.actors.spellings import key
from extract.doc_attributes import ActorMention

_BESIDE = frozenset(("appos", "conj", "nmod", "dep", "flat", "parataxis"))
_KINDS = frozenset(("state", "people"))
# Owners of a role noun that are no body for which a person speaks.
_NO_BODIES = frozenset(("state", "place", "person", "people"))


def read_apposition(ledger: Ledger, noun: RoleNoun) -> bool:
    """Read a noun beside a person as that person, who learns country and title from it; say whether
    it is one."""
    person = _person_beside(ledger, noun)
    if person is None:
        return False
    country = next((o.entry.country for o in noun.owners if o.entry.country), "")
    sectors = _learn(ledger, noun, person, country)
    start = _start(noun)
    if ledger.is_taken(start, noun.i + 1):
        start = noun.i
    ledger.mentions.append(
        person._replace(
            start=start,
            end=noun.i + 1,
            head=noun.i,
            country=person.country or country,
            resolved_by="coreference",
            sectors=person.sectors or sectors,
            reason=f"{noun.phrase.noun!r} beside {person.name}",
        )
    )
    ledger.taken.update(range(start, noun.i + 1))
    return True


def _start(noun: RoleNoun) -> int:
    return min([noun.left.start, *(owner.start for owner in noun.owners)])


def _person_beside(ledger: Ledger, noun: RoleNoun) -> ActorMention | None:
    """Return the person whose name ends at the comma before the phrase."""
    words = ledger.words
    if noun.phrase.plural or noun.phrase.role.kind not in _KINDS:
        return None
    if words.parsed and words.dep[noun.i] not in _BESIDE:
        return None
    at = _start(noun) - 1
    while at > 0 and words.among(at, "apposition_openers", "loose_modifiers"):
        at -= 1
    return ledger.people_ending.get(at) if at > 0 and words.texts[at] == "," else None


def _learn(ledger: Ledger, noun: RoleNoun, person: ActorMention, country: str) -> tuple[str, ...]:
    """Keep what the apposition tells of a person; return the sectors that were known before."""
    known = ledger.register.by_name.get(key(person.name))
    if known is None:
        return ()
    i, phrase = noun.i, noun.phrase
    title = ledger.words.phrase(i - len(phrase.words) + 1, i + 1)
    entry = known.entry._replace(
        country=known.entry.country or country,
        sectors=known.entry.sectors or phrase.role.sectors,
    )
    ledger.register.learn(known._replace(entry=entry, title=known.title or title))
    body = _body_of(noun)
    if body is not None and not phrase.former:
        ledger.register.bodies[person.id] = body
    return known.entry.sectors


def _body_of(noun: RoleNoun) -> Entry | None:
    return next((o.entry for o in noun.owners if o.entry.kind not in _NO_BODIES), None)
