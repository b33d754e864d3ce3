"""Short names that several bodies bear: "SNA" in Somalia is the Somali army, in Syria another."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from extract.actors.gazetteer import Gazetteer
from extract.actors.name_index import Entry
from extract.actors.spellings import pieces, slug
from extract.lexicon import word_set

# Bodies that act at home, so that their letters abroad are somebody else's: parties, police.
_AT_HOME = frozenset(("party",))
_POLICE = frozenset(("COP",))
_BEARING = frozenset(("party", "military", "armed group", "government", "organisation"))


def meant_by_letters(
    letters: str, entry: Entry, named: AbstractSet[str], gazetteer: Gazetteer
) -> Entry:
    """Return whose short name it is in an article that names some countries.

    Parameters
    ----------
    letters
        The short name as written.
    entry
        Who bears it by the lists.
    named
        The countries that the article names otherwise than by short names.
    gazetteer
        The lists.
    """
    if not named or entry.country in named or entry.kind in ("state", "igo", "person"):
        return entry
    here = [
        gazetteer.entries[actor]
        for actor in by_initials(gazetteer).get(letters, ())
        if gazetteer.entries[actor].country in named
    ]
    if len(here) == 1:
        return here[0]._replace(how="acronym")
    if here or entry.kind in _AT_HOME or _POLICE & set(entry.sectors):
        return Entry(slug(letters), letters, "organisation", "", (), "", "name")
    return entry


def by_initials(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Return the listed bodies by the first letters of their names: "SNA" of "Somali National
    Army"."""
    if not gazetteer.initials:
        for actor, entry in gazetteer.entries.items():
            if entry.kind in _BEARING and entry.country:
                for name in gazetteer.aliases.get(actor, ()):
                    letters = _initials(name)
                    known = gazetteer.initials.setdefault(letters, [])
                    if len(letters) > 1 and actor not in known:
                        known.append(actor)
    return gazetteer.initials


def _initials(name: str) -> str:
    small = word_set("words_without_initials")
    return "".join(piece[0] for piece in pieces(name) if piece not in small).upper()
