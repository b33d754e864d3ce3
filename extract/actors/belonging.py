"""What a role noun stands for, given what it belongs to: "Turkish officials", "Hamas fighters",
"Palestinian protesters"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.actors.gazetteer import Gazetteer
from extract.actors.listed_rows import Role
from extract.actors.name_index import Entry
from extract.actors.spellings import key, slug
from extract.lexicon import word_set

# Kinds of role whose owner, when it is a group, is the actor itself: "Hamas fighters" are Hamas.
_OF_GROUP = frozenset(("state", "armed group", "asset", "body"))
# Those who work for a body: "UN experts", "Red Cross doctors", "BBC journalists".
_STAFF = frozenset(("EDU", "SOC", "MED", "JRN"))
_GENERIC = {"state": "government", "body": "government", "asset": "place"}


class RolePhrase(NamedTuple):
    """A role noun with its words: ``words`` are those of the phrase that name it, without owner and
    loose words."""

    role: Role
    noun: str
    words: tuple[str, ...]
    former: bool = False
    plural: bool = False


class Resolution(NamedTuple):
    """What a phrase stands for, and by which rule."""

    entry: Entry
    how: str
    reason: str


def read_phrase(
    phrase: RolePhrase, owner: Entry, gazetteer: Gazetteer, adjective: str = ""
) -> Resolution:
    """Return the actor that a role noun makes of its owner.

    Parameters
    ----------
    phrase
        The role noun and the words of its phrase.
    owner
        A state, a place, a group or a person that the noun belongs to.
    gazetteer
        The lists.
    adjective
        The owner as the phrase writes it, for a place that is no state ("Latin American", "Basra").
    """
    read = _BY_KIND_OF_OWNER.get(owner.kind, _of_group)
    return read(phrase, owner, gazetteer, adjective)


def _of_state(
    phrase: RolePhrase, owner: Entry, gazetteer: Gazetteer, written: str = ""
) -> Resolution:
    """Read "Turkish officials" as Turkey, "the Turkish army" as itself, "Turkish protesters" as a
    people of theirs."""
    role = phrase.role
    state = gazetteer.states.get(owner.country)
    if state is None or (owner.kind == "place" and role.kind == "body"):
        return _named(phrase, owner, written or owner.name)
    adjective = gazetteer.demonyms.get(state.id, state.name)
    if phrase.former and role.kind in ("state", "body"):
        return _named(_as_former(phrase), state, adjective)
    if role.kind in ("state", "asset"):
        acting = state._replace(sectors=role.sectors)
        return Resolution(acting, "demonym+role", f"{phrase.noun!r} of {state.name}")
    listed = _listed_body(phrase, state, adjective, gazetteer) if role.kind == "body" else None
    return listed or _named(phrase, state, adjective)


def _as_former(phrase: RolePhrase) -> RolePhrase:
    """Return the phrase of a person who was in office: "former Turkish minister"."""
    role = phrase.role._replace(kind="person", sectors=("ELI",))
    return phrase._replace(words=("former", *phrase.words), role=role)


def _listed_body(
    phrase: RolePhrase, state: Entry, adjective: str, gazetteer: Gazetteer
) -> Resolution | None:
    """Return the listed body that the phrase names: "Turkish parliament"."""
    words = " ".join(phrase.words)
    for name in (f"{adjective} {words}", f"{state.name} {words}"):
        for entry in gazetteer.named(name):
            if entry.country == state.id and entry.kind != "state":
                return Resolution(entry, "alias", f"{name!r} is listed as {entry.name}")
    return None


def _of_person(phrase: RolePhrase, owner: Entry, gazetteer: Gazetteer, written: str) -> Resolution:
    """Read "Putin's government" as Russia, "Putin's supporters" as theirs."""
    state = gazetteer.states.get(owner.country)
    if state is None or phrase.former or phrase.role.kind not in ("state", "body"):
        return _named(phrase, owner, f"{owner.name}'s")
    acting = state._replace(sectors=phrase.role.sectors)
    return Resolution(acting, "title", f"{phrase.noun!r} of {owner.name} ({owner.country})")


def _of_employer(
    phrase: RolePhrase, owner: Entry, gazetteer: Gazetteer, written: str
) -> Resolution:
    """Read "UN experts" and "BBC journalists" as the body that they work for."""
    if set(phrase.role.sectors) & _STAFF:
        return _itself(phrase, owner, "alias")
    return _of_group(phrase, owner, gazetteer, written)


def _of_group(phrase: RolePhrase, owner: Entry, gazetteer: Gazetteer, written: str) -> Resolution:
    """Read "Hamas fighters" and "members of Hamas" as Hamas, "Hamas supporters" as theirs."""
    members = word_set("members_of_group")
    is_group = phrase.noun.lower() in members or phrase.role.lemma in members
    if is_group or (phrase.role.kind in _OF_GROUP and not phrase.former):
        return _itself(phrase, owner, "alias" if owner.how == "capital" else owner.how)
    return _named(phrase, owner, written or owner.name)


def _itself(phrase: RolePhrase, owner: Entry, how: str) -> Resolution:
    return Resolution(owner, how, f"{phrase.noun!r} of {owner.name}")


_BY_KIND_OF_OWNER: dict[str, Callable[[RolePhrase, Entry, Gazetteer, str], Resolution]] = {
    "state": _of_state,
    "place": _of_state,
    "person": _of_person,
    "igo": _of_employer,
    "ngo": _of_employer,
    "media": _of_employer,
}


def _named(phrase: RolePhrase, owner: Entry, adjective: str) -> Resolution:
    """Name an actor by its phrase: "Palestinian protesters", PSE-protesters."""
    kind = _kind_of(phrase.role)
    words = phrase.words
    if kind in ("government", "military") and words and words[-1][:1].isupper():
        words = tuple(word if word[:1].isupper() else word.capitalize() for word in words)
    name = f"{adjective} {' '.join(words)}".strip()
    apart = owner.kind == "state" and phrase.role.lemma in word_set("not_of_their_owner")
    country = "" if apart else owner.country
    owner_id = owner.id if owner.kind != "person" else slug(owner.name)
    noun = slug(" ".join([*phrase.words[:-1], _stable(phrase)]))
    entry = Entry(f"{owner_id}-{noun}", name, kind, country, phrase.role.sectors, "", "role")
    return Resolution(entry, "demonym+role", f"{phrase.noun!r} with {adjective!r}")


def _kind_of(role: Role) -> str:
    """Return the kind of actor that a role noun makes where it is a node of its own."""
    kind = _GENERIC.get(role.kind, role.kind)
    return "military" if role.sectors == ("MIL",) and kind == "government" else kind


def _stable(phrase: RolePhrase) -> str:
    """Return the form of the noun that its id uses: one node for "protester" and "protesters",
    "army" for an army."""
    if key(phrase.noun).split()[-1:] not in (
        [phrase.role.lemma.split()[-1]],
        [phrase.role.plural.split()[-1]],
    ):
        return phrase.noun
    return (
        phrase.role.plural if phrase.role.kind in ("people", "armed group") else phrase.role.lemma
    ).split()[-1]


def bare(phrase: RolePhrase, country: str, gazetteer: Gazetteer) -> Resolution:
    """Return the actor of a role noun that belongs to nothing in its phrase, in an article about
    ``country`` (or ``""``)."""
    words = " ".join(phrase.words)
    state = gazetteer.states.get(country)
    if state is not None and not phrase.former:
        entry = _of_state(phrase, state, gazetteer).entry
        if entry.how == "role" and entry.kind != "person":
            entry = entry._replace(name=words, how="bare")
        return Resolution(entry, "context", f"{words!r} in an article about {state.name}")
    kind = "person" if phrase.former else _kind_of(phrase.role)
    noun = slug(" ".join([*phrase.words[:-1], _stable(phrase)]))
    # "Refugee Council" is a name, whoever bears it; "rebels" is none.
    is_name = len(phrase.words) > 1 and all(word[:1].isupper() for word in phrase.words)
    how = "role" if is_name else "local"
    entry = Entry(noun, words, kind, "", phrase.role.sectors, "", how)
    return Resolution(entry, "role", f"{words!r}, of no known country")
