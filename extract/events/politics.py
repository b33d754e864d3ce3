"""Who is a party to politics: the guard against stories in which private persons, schools or clubs
deal with one another.

A state, its offices and forces, armed groups, parties and organisations of states are; a person is
by an office or a role in politics; a company, a school, a church or a crowd only beside one of
them, or where it fights, accuses or is struck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.events.word_classes import words

if TYPE_CHECKING:
    from extract.doc_attributes import ActorMention

_KINDS = frozenset({"state", "government", "military", "armed group", "party", "igo"})
_ROLES = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "OPP", "PTY", "REB", "UAF", "SPY", "COP", "ELI", "SEP"}
)
_BODIES = frozenset({"organisation", "ngo", "company", "media"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "ACCUSE", "PROTEST", "THREATEN", "SANCTION"})
_DEALINGS = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_GOODWILL = _DEALINGS | {"AID"}
_EITHER = ("ACCUSE", "AID")
"""An act of conflict and one of goodwill: whom neither may join, nothing joins."""
_SPOKEN = frozenset({"CONSULT", "ACCUSE", "REQUEST", "SUPPORT", "AGREE", "THREATEN"})


def is_political(mention: ActorMention) -> bool:
    """Tell whether an actor is a party to politics by itself."""
    if mention.kind in _KINDS:
        return True
    if set(mention.sectors) & _ROLES:
        return True
    known = mention.country and not mention.sectors and mention.resolved_by != "name"
    # The lists hold only persons with a part in politics, popes and activists among them.
    listed = mention.resolved_by in ("alias", "office")
    return mention.kind == "person" and bool(mention.wikidata or known or listed)


def may_meet(type_: str, actor: ActorMention, target: ActorMention | None) -> bool:
    """Tell whether an event of a type between two actors is one of politics.

    Parameters
    ----------
    type_
        The event's type.
    actor, target
        Its parties; no target leaves the actor alone.
    """
    parties = [actor] if target is None else [actor, target]
    if any(_is_nobody(m, type_) for m in parties):
        return False
    unarmed = actor.kind == "person" and not set(actor.sectors) & {"REB", "MIL", "UAF"}
    if type_ == "RETREAT" and target is not None and unarmed and target.kind in ("state", "place"):
        return False
    if target is not None and type_ in _GOODWILL and _is_own_state(actor, target):
        return False
    standing = [_standing(m) for m in parties]
    if target is None:
        return standing[0] > 0
    if type_ in _DEALINGS:
        return min(standing) > 0 and sum(standing) > (2 if type_ == "CONSULT" else 1)
    if sum(standing) > 1:
        return True
    return type_ in _CONFLICT and any(_is_named_body(m) for m in parties)


def may_pair(type_: str, mode: str, actor: ActorMention, target: ActorMention | None) -> bool:
    """Tell whether an event of a type and mode may run between two actors: of politics, not with
    oneself, not through media.

    A place does nothing by itself, and who only reports what is said takes no part in it.
    """
    if not may_meet(type_, actor, target):
        return False
    if actor.kind == "place" or (
        actor.kind == "media" and type_ in _SPOKEN and mode != "investigate"
    ):
        return False
    if target is None:
        return True
    if target.kind == "media" and type_ in _SPOKEN and type_ != "ACCUSE":
        return False
    return not (actor.id and actor.id == target.id)


def may_be_proposed(actor: ActorMention, target: ActorMention) -> bool:
    """Tell whether the network's word is enough for two actors: neither is private, and who acts is
    no business."""
    private = actor.kind in ("company", "media") or not (_standing(actor) and _standing(target))
    return not private and any(may_pair(type_, "", actor, target) for type_ in _EITHER)


def is_private(mention: ActorMention) -> bool:
    """Tell whether an actor is a person without a part in politics."""
    return (
        mention.kind == "person" and not is_political(mention) and set(mention.sectors) <= {"CVL"}
    )


def _is_own_state(actor: ActorMention, target: ActorMention) -> bool:
    """Tell whether an office-holder deals with the state whose office it is."""
    same = target.kind == "state" and actor.country == target.country != ""
    return same and actor.kind == "person" and bool({"GOV", "MIL"} & set(actor.sectors))


def _is_nobody(mention: ActorMention, type_: str) -> bool:
    """Tell whether an actor is only a word for somebody: "people", "a player"; people of a country
    may be struck or helped."""
    if mention.name.lower() not in words("empty_actor"):
        return False
    return not mention.country or type_ not in _CONFLICT | {"AID"}


def _is_named_body(mention: ActorMention) -> bool:
    return mention.kind in _BODIES and mention.name[:1].isupper()


def _standing(mention: ActorMention) -> int:
    """Return 2 for a party to politics, 1 for a people, place or body that may deal with one, 0 for
    a private one."""
    if is_political(mention):
        return 2
    if mention.kind == "person":
        return 0
    if (
        mention.kind == "place"
        or mention.country
        or (mention.kind in {*_BODIES, "people"} and mention.name[:1].isupper())
    ):
        return 1
    return int(mention.name.lower().split()[-1] in words("plural_party"))
