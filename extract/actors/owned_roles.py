"""Role nouns with an owner in their phrase: "Turkish and Israeli officials", "the president of
Colombia"."""

from __future__ import annotations

from extract.actors.belonging import Resolution, bare, read_phrase
from extract.actors.ledger import Ledger
from extract.actors.listed_rows import Role
from extract.actors.name_index import Entry
from extract.actors.nominals import Owner
from extract.actors.office_holders import holder_of
from extract.actors.role_nouns import RoleNoun
from extract.actors.sides import asked_of, side_of
from extract.lexicon import word_set

# Kinds of role of which each of several owners has its own: "Turkish and Israeli officials".
_SHARED = frozenset(("state", "body", "asset", "people", "armed group"))
_SHARING = frozenset(("state", "place", "igo"))
_WHERE = frozenset(("in", "at"))
_WHOSE = frozenset(("of", "from", "for"))
_LONGEST = 8
_OFFICIAL = frozenset(("GOV", "MIL", "COP"))


def read_owned(ledger: Ledger, noun: RoleNoun) -> None:
    """Add the mention, or where several owners share the noun the mentions, that it makes."""
    if _is_foreign(ledger, noun):
        return
    owners = tuple(_as_state(ledger, owner) for owner in noun.owners)
    if _is_shared(noun, owners):
        _add_each(ledger, noun, owners)
        return
    owner = _principal(owners)
    if owner.entry.kind == "people" and noun.phrase.role.kind == "asset":
        return
    _add_one(ledger, noun, owner)


def _is_foreign(ledger: Ledger, noun: RoleNoun) -> bool:
    """Say whether an owner after the noun is only where it is: "foreign troops in Syria"."""
    before = ledger.words.lower[max(0, noun.i - 3) : noun.i]
    return (
        not noun.left.owners
        and all(owner.link in _WHERE for owner in noun.owners)
        and bool(word_set("foreign_words") & set(before))
    )


def _as_state(ledger: Ledger, owner: Owner) -> Owner:
    """A capital before a role noun is its state: "the Kabul government"."""
    if owner.entry.how not in ("capital", "metonym"):
        return owner
    return owner._replace(entry=ledger.gazetteer.states[owner.entry.country])


def _is_shared(noun: RoleNoun, owners: tuple[Owner, ...]) -> bool:
    """Say whether each of several owners has its own: "Turkish and Israeli officials"."""
    if noun.phrase.role.kind not in _SHARED or any(o.entry.kind not in _SHARING for o in owners):
        return False
    distinct = {o.entry.country if o.link in _WHERE else o.entry.id for o in owners}
    return len(distinct) > 1


def _add_each(ledger: Ledger, noun: RoleNoun, owners: tuple[Owner, ...]) -> None:
    for owner in owners:
        if not ledger.is_taken(owner.start, owner.end):
            read = _read(ledger, noun, owner)
            ledger.add(owner.start, owner.end, noun.i, read.entry, read.how, read.reason)
    ledger.taken.add(noun.i)


def _principal(owners: tuple[Owner, ...]) -> Owner:
    """Return, of several owners, the one next to the noun that is a group or a state: "US State
    Department officials"."""
    own = [o for o in owners if o.entry.kind != "people" and o.link != "based"]
    of_country = [o for o in owners if o.entry.country]
    return (own or of_country or owners)[-1]


def _add_one(ledger: Ledger, noun: RoleNoun, owner: Owner) -> None:
    words, i = ledger.words, noun.i
    country = _country_of_unknown(ledger, noun, owner)
    read = bare(noun.phrase, country, ledger.gazetteer) if country else _read(ledger, noun, owner)
    start, end = _span(noun, owner)
    if ledger.is_taken(start, end):
        end = i + 1
    head = words.head_of(start, i + 1) if words.parsed else i
    ledger.add(start, end, head if start <= head < end else i, read.entry, read.how, read.reason)


def _country_of_unknown(ledger: Ledger, noun: RoleNoun, owner: Owner) -> str:
    """Return the article's country for a regime that is named after nobody known: "the Example
    regime"."""
    if owner.entry.how != "name" or owner.entry.country:
        return ""
    if noun.phrase.role.lemma not in word_set("governments_of_unknown_owner"):
        return ""
    return ledger.theme() or side_of(ledger, asked_of(noun))


def _span(noun: RoleNoun, owner: Owner) -> tuple[int, int]:
    if noun.left.owners:
        return min(noun.left.start, owner.start), noun.i + 1
    whose = owner.link in _WHOSE and owner.end - noun.i <= _LONGEST
    return noun.left.start, owner.end if whose else noun.i + 1


def _read(ledger: Ledger, noun: RoleNoun, owner: Owner) -> Resolution:
    """Return whom the noun names with this owner: who holds the office, or what the noun makes."""
    phrase, entry = noun.phrase, owner.entry
    if entry.kind == "state" and not phrase.former and not phrase.plural:
        holder = holder_of(ledger, phrase, entry.country)
        if holder is not None:
            return holder
    if entry.kind == "people" and not entry.country and not _act_for(entry, phrase.role):
        return bare(phrase, side_of(ledger, asked_of(noun)), ledger.gazetteer)
    written = entry.kind in ("place", "people") and owner.link != "in"
    adjective = ledger.words.name(owner.start, owner.end) if written else ""
    return read_phrase(phrase, entry, ledger.gazetteer, adjective)


def _act_for(people: Entry, role: Role) -> bool:
    """Say whether those of a role act for a listed people that has no state: "Kurdish forces" are
    the Kurds', not those of the country that the article is about."""
    official = role.kind in ("state", "body") and bool(_OFFICIAL & set(role.sectors))
    return official and people.how == "alias"
