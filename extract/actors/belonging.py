"""What a role noun stands for, given what it belongs to: "Turkish officials", "Hamas fighters",
"Palestinian protesters"."""

from __future__ import annotations

from typing import NamedTuple

from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.actors.records import Role
from extract.actors.spellings import key, slug
from extract.lexicon import word_set

# Words before a noun that say nothing of who it is.
# Kinds whose owner, when it is a group, is the actor itself: "Hamas fighters" are Hamas.
_OF_GROUP = frozenset(("state", "armed group", "asset", "body"))
# Those who work for a body: "UN experts", "Red Cross doctors", "BBC journalists".
_STAFF = frozenset(("EDU", "SOC", "MED", "JRN"))
_GENERIC = {"state": "government", "body": "government", "asset": "place"}


class Phrase(NamedTuple):
    """A role noun with its words: ``words`` are those of the phrase that name it, without owner and
    loose words."""

    role: Role
    noun: str
    words: tuple[str, ...]
    former: bool = False
    plural: bool = False


class Reading(NamedTuple):
    """What a phrase stands for, and by which rule."""

    entry: Entry
    how: str
    reason: str


def read_phrase(phrase: Phrase, owner: Entry, gazetteer: Gazetteer, adjective: str = "") -> Reading:
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
    role, country = phrase.role, owner.country
    if owner.kind in ("state", "place"):
        return _of_state(phrase, country, owner, gazetteer, adjective)
    if owner.kind == "person":
        if role.kind in ("state", "body") and country in gazetteer.states and not phrase.former:
            state = gazetteer.states[country]._replace(sectors=role.sectors)
            return Reading(state, "title", f"{phrase.noun!r} of {owner.name} ({country})")
        return _named(phrase, owner, f"{owner.name}'s")
    if (
        phrase.noun.lower() in word_set("members_of_group")
        or role.lemma in word_set("members_of_group")
        or (role.kind in _OF_GROUP and not phrase.former)
    ):
        return Reading(
            owner,
            owner.how if owner.how != "capital" else "alias",
            f"{phrase.noun!r} of {owner.name}",
        )
    if owner.kind in ("igo", "ngo", "media") and set(role.sectors) & _STAFF:
        return Reading(owner, "alias", f"{phrase.noun!r} of {owner.name}")
    return _named(phrase, owner, adjective or owner.name)


def _of_state(
    phrase: Phrase, country: str, owner: Entry, gazetteer: Gazetteer, written: str = ""
) -> Reading:
    role = phrase.role
    state = gazetteer.states.get(country)
    if state is None or (owner.kind == "place" and role.kind == "body"):
        return _named(phrase, owner, written or owner.name)
    adjective = gazetteer.demonyms.get(country, state.name)
    if phrase.former and role.kind in ("state", "body"):
        former = phrase._replace(
            words=("former", *phrase.words), role=role._replace(kind="person", sectors=("ELI",))
        )
        return _named(former, state, adjective)
    if role.kind in ("state", "asset"):
        return Reading(
            state._replace(sectors=role.sectors), "demonym+role", f"{phrase.noun!r} of {state.name}"
        )
    if role.kind == "body":
        for name in (
            f"{adjective} {' '.join(phrase.words)}",
            f"{state.name} {' '.join(phrase.words)}",
        ):
            listed = [
                entry
                for entry in gazetteer.named(name)
                if entry.country == country and entry.kind != "state"
            ]
            if listed:
                return Reading(listed[0], "alias", f"{name!r} is listed as {listed[0].name}")
        return _named(phrase, state, adjective)
    return _named(phrase, state, adjective)


def _named(phrase: Phrase, owner: Entry, adjective: str) -> Reading:
    """Name an actor by its phrase: "Palestinian protesters", PSE-protesters."""
    role = phrase.role
    kind = _GENERIC.get(role.kind, role.kind)
    if role.sectors == ("MIL",) and kind == "government":
        kind = "military"
    noun = slug(" ".join([*phrase.words[:-1], _stable(phrase)]))
    words = " ".join(phrase.words)
    if kind in ("government", "military") and phrase.words and phrase.words[-1][:1].isupper():
        words = " ".join(word if word[:1].isupper() else word.capitalize() for word in phrase.words)
    name = f"{adjective} {words}".strip()
    owner_id = owner.id if owner.kind != "person" else slug(owner.name)
    entry = Entry(f"{owner_id}-{noun}", name, kind, owner.country, role.sectors, "", "role")
    return Reading(entry, "demonym+role", f"{phrase.noun!r} with {adjective!r}")


def _stable(phrase: Phrase) -> str:
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


def bare(phrase: Phrase, country: str, gazetteer: Gazetteer) -> Reading:
    """Return the actor of a role noun that belongs to nothing in its phrase, in an article about
    ``country`` (or ``""``)."""
    words = " ".join(phrase.words)
    state = gazetteer.states.get(country)
    if state is not None and not phrase.former:
        read = _of_state(phrase, country, state, gazetteer)
        entry = read.entry
        if entry.how == "role" and entry.kind != "person":
            entry = entry._replace(name=words)
        return Reading(entry, "context", f"{words!r} in an article about {state.name}")
    role = phrase.role
    kind = "person" if phrase.former else _GENERIC.get(role.kind, role.kind)
    if role.sectors == ("MIL",) and kind == "government":
        kind = "military"
    stem = " ".join([*phrase.words[:-1], _stable(phrase)])
    return Reading(
        Entry(slug(stem), words, kind, country, role.sectors, "", "role"),
        "role",
        f"{words!r}, of no known country",
    )
