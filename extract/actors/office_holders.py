"""Who holds the office that a title names: in the article first, then by the lists and its date."""

from __future__ import annotations

from extract.actors.belonging import Resolution, RolePhrase
from extract.actors.ledger import Ledger
from extract.actors.people_register import Person
from extract.actors.spellings import key


def holder_of(ledger: Ledger, phrase: RolePhrase, country: str) -> Resolution | None:
    """Return who holds the office of a country that a phrase is the title of, or None.

    The person of the article with this title comes first, then one with another title of the same
    office, then the one who held it on the article's day.
    """
    title = key(" ".join(phrase.words))
    known = ledger.register.by_title.get((title, country))
    if known is not None:
        return _named(title, known)
    office = ledger.gazetteer.title_keys.get(title, ((), ""))[1]
    if not office:
        return None
    same = ledger.register.holders(office, country)
    if len({person.entry.id for person in same}) == 1:
        return _named(title, same[0])
    holder = ledger.gazetteer.holder(country, office, ledger.day)
    if holder is None:
        return None
    return Resolution(holder, "office", f"{office} of {country} on {ledger.day}: {holder.name}")


def bearer_of_title(ledger: Ledger, phrase: RolePhrase) -> Resolution | None:
    """Return the one person of the article whom it names with this title, or one that ends with
    it."""
    title = key(" ".join(phrase.words))
    titled = ledger.register.by_title.items()
    same = {person.entry.id: person for (name, _country), person in titled if name == title}
    if not same:
        same = {p.entry.id: p for (name, _country), p in titled if name.endswith(f" {title}")}
    if len(same) != 1:
        return None
    person = next(iter(same.values())).entry
    return Resolution(person, "coreference", f"{title!r} is {person.name}, named with this title")


def _named(title: str, person: Person) -> Resolution:
    reason = f"{title!r} is {person.entry.name}, named in the article"
    return Resolution(person.entry, "title", reason)
