"""Role nouns that belong to nobody in their phrase: "the president", "the rebels", "the foreign
secretary".

The rules of :data:`RULES` are asked in order; the first that knows the noun says whom it names.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.actors.belonging import Resolution, bare, read_phrase
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.office_holders import bearer_of_title, holder_of
from extract.actors.role_nouns import RoleNoun
from extract.actors.sides import about, asked_of, side_of
from extract.actors.spellings import key
from extract.lexicon import word_set

# Kinds and sectors of role that belong to no country by the article alone: any company may be
# meant, any professor.
_FREE_KINDS = frozenset(("organisation", "company"))
_FREE_SECTORS = frozenset(("EDU", "JRN"))
# The answer of a rule that knows that a noun is no actor.
NOBODY = Resolution(Entry("", "", "", "", (), "", ""), "", "")
# A rule returns None where a noun is not its business.
Rule = Callable[[Ledger, RoleNoun], Resolution | None]


def read_bare(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    """Return whom a role noun without an owner names, or None where it is nobody."""
    found = next(read for rule in RULES if (read := rule(ledger, noun)) is not None)
    return found if found is not NOBODY else None


def without_asset(ledger: Ledger, noun: RoleNoun) -> RoleNoun | None:
    """Return the noun that an asset belongs to ("rebel" in "rebel bases"), or None where there is
    none; any other noun as it is."""
    phrase = noun.phrase
    if phrase.role.kind != "asset":
        return noun
    inner = ledger.gazetteer.roles.get(phrase.words[-2].lower()) if phrase.words[1:] else None
    if inner is None or inner.kind == "asset":
        return None
    owner = phrase._replace(role=inner, noun=phrase.words[-2], words=phrase.words[:-1])
    return RoleNoun(noun.i, owner, noun.left, noun.right)


def _modifies_another(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    """Read a noun that only modifies another as nobody, unless it acts: "the army offensive"."""
    words = ledger.words
    acts = noun.phrase.noun.lower() in word_set("acting_modifiers")
    return NOBODY if words.parsed and words.dep[noun.i] == "compound" and not acts else None


def _titled(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    """Read "the minister" as the only minister whom the article names."""
    followed = ledger.words.at(noun.i + 1) in ("of", "for")
    return bearer_of_title(ledger, noun.phrase) if noun.one and not followed else None


def _of_one_country(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    """Read "the Taoiseach" as Ireland's, "the Foreign Secretary" as Britain's."""
    title = key(" ".join(noun.phrase.words))
    home = ledger.gazetteer.title_countries.get(title, "")
    if not home or (home not in ledger.weights and ledger.theme()):
        return None
    read = holder_of(ledger, noun.phrase, home) or read_phrase(
        noun.phrase, ledger.gazetteer.states[home], ledger.gazetteer
    )
    return read._replace(reason=f"{title!r} is an office of {home}: {read.reason}")


def _no_actor(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    return NOBODY if ledger.words.among(noun.i, "nouns_that_name_nobody") else None


def _by_context(ledger: Ledger, noun: RoleNoun) -> Resolution | None:
    """Read the noun as that of the country that the article is about, if it is about one."""
    phrase = noun.phrase
    country = _country(ledger, noun)
    if ledger.words.among(noun.i, "several_states"):
        phrase = phrase._replace(role=phrase.role._replace(kind="organisation"))
    holder = holder_of(ledger, phrase, country) if country and noun.one else None
    return holder or bare(phrase, country, ledger.gazetteer)


def _country(ledger: Ledger, noun: RoleNoun) -> str:
    role = noun.phrase.role
    if role.kind in _FREE_KINDS or role.lemma in word_set("nouns_of_no_owner"):
        return ""
    return about(ledger) if _is_free(noun) else side_of(ledger, asked_of(noun))


def _is_free(noun: RoleNoun) -> bool:
    """Say whether the noun may be any country's: "journalists", "Iranian-backed rebels"."""
    role = noun.phrase.role
    return (
        role.kind == "party"
        or (role.kind == "people" and not noun.phrase.plural)
        or bool(_FREE_SECTORS & set(role.sectors))
        or any("-" in word for word in noun.phrase.words[:-1])
    )


RULES: tuple[Rule, ...] = (_modifies_another, _titled, _of_one_country, _no_actor, _by_context)
