"""Who is a party to politics: the guard against stories in which private persons, schools or clubs
deal with one another.

A state, its offices and forces, armed groups, parties and organisations of states are; a person is
by an office or a role in politics; a company, a school, a church or a crowd only beside one of
them, or where it fights, accuses or is struck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.doc_attributes import ActorMention
    from extract.events.event_types import EventType

_KINDS = frozenset({"state", "government", "military", "armed group", "party", "igo"})
_ROLES = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "OPP", "PTY", "REB", "UAF", "SPY", "COP", "ELI", "SEP"}
)
_BODIES = frozenset({"organisation", "ngo", "company", "media"})


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


def may_meet(kind: EventType, actor: ActorMention, target: ActorMention | None) -> bool:
    """Tell whether an event of a type between two actors is one of politics.

    Parameters
    ----------
    kind
        The event's type.
    actor, target
        Its parties; no target leaves the actor alone.
    """
    parties = [actor] if target is None else [actor, target]
    if any(_is_nobody(m, kind) for m in parties):
        return False
    unarmed = actor.kind == "person" and not set(actor.sectors) & {"REB", "MIL", "UAF"}
    if target is not None and kind.has("by_arms") and unarmed and target.kind in ("state", "place"):
        return False
    # To deal with the own state, or to work for its good, is an office-holder's daily work.
    daily = kind.has("mutual") or (kind.is_cooperative and not kind.is_verbal)
    if target is not None and daily and _is_own_state(actor, target):
        return False
    standing = [_standing(m) for m in parties]
    if target is None:
        return standing[0] > 0
    if kind.has("mutual"):
        least = 3 if kind.has("between_politicians") else 2
        return min(standing) > 0 and sum(standing) >= least
    if sum(standing) > 1:
        return True
    return kind.has("hostile") and any(_is_named_body(m) for m in parties)


def may_pair(kind: EventType, mode: str, actor: ActorMention, target: ActorMention | None) -> bool:
    """Tell whether an event of a type and mode may run between two actors: of politics, not with
    oneself, not through media.

    A place does nothing by itself, and who only reports what is said takes no part in it.
    """
    if not may_meet(kind, actor, target):
        return False
    if actor.kind == "place" or (actor.kind == "media" and kind.has("spoken", mode)):
        return False
    if target is None:
        return True
    if target.kind == "media" and kind.has("spoken") and not kind.has("hostile"):
        return False
    return not (actor.id and actor.id == target.id)


def may_be_proposed(actor: ActorMention, target: ActorMention, kinds: Iterable[EventType]) -> bool:
    """Tell whether the network's word is enough for two actors: neither is private, who acts is no
    business, and some event may run between them."""
    private = actor.kind in ("company", "media") or not (_standing(actor) and _standing(target))
    return not private and any(may_pair(kind, "", actor, target) for kind in kinds)


def is_private(mention: ActorMention) -> bool:
    """Tell whether an actor is a person without a part in politics."""
    return (
        mention.kind == "person" and not is_political(mention) and set(mention.sectors) <= {"CVL"}
    )


def _is_own_state(actor: ActorMention, target: ActorMention) -> bool:
    """Tell whether an office-holder deals with the state whose office it is."""
    same = target.kind == "state" and actor.country == target.country != ""
    return same and actor.kind == "person" and bool({"GOV", "MIL"} & set(actor.sectors))


def _is_nobody(mention: ActorMention, kind: EventType) -> bool:
    """Tell whether an actor is only a word for somebody: "people", "a player"; people of a country
    may be struck or helped."""
    if mention.name.lower() not in word_set("empty_actor"):
        return False
    return not mention.country or not kind.has("reaches_people")


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
    return int(mention.name.lower().split()[-1] in word_set("plural_party"))
