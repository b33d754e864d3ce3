"""Makes mentions of the names that no phrase took: the state for its capital, the people for a
demonym."""

from __future__ import annotations

from extract.actors import place_readings
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.nominals import is_backer
from extract.actors.spellings import slug


def add_names(ledger: Ledger) -> None:
    """Add a mention for every name that is known and not yet part of one."""
    for start, end, entry in sorted(ledger.starts.values()):
        if not ledger.is_taken(start, end) and not is_backer(ledger.words, end):
            _add_name(ledger, start, end, entry)


def _add_name(ledger: Ledger, start: int, end: int, entry: Entry) -> None:
    words = ledger.words
    head = words.head_of(start, end)
    name, text = words.name(start, end), words.text(start, end)
    if _is_place(ledger, start, end, entry):
        actor = f"{entry.country}-{slug(name)}"
        place = Entry(actor, name, "place", entry.country, (), "", "alias")
        ledger.add(start, end, head, place, "alias", f"{text!r}, the city")
    elif entry.how in ("capital", "metonym"):
        state = ledger.gazetteer.states[entry.country]._replace(sectors=entry.sectors)
        ledger.add(start, end, head, state, "metonym", f"{text!r} stands for {state.name}")
    elif entry.how == "demonym" and place_readings.is_people(words, start, end):
        people = Entry(f"{entry.country}-people", name, "people", entry.country, (), "", "demonym")
        ledger.add(start, end, head, people, "demonym", f"{text!r}, people of {entry.name}")
    elif entry.how == "name":
        ledger.add(start, end, head, entry, "name", f"a name in no list, {text!r}")
    else:
        how = "alias" if entry.how == "outlet" else entry.how
        ledger.add(start, end, head, entry, how, f"{text!r} is listed as {entry.name}")


def _is_place(ledger: Ledger, start: int, end: int, entry: Entry) -> bool:
    """Say whether a capital or a palace is the place itself here."""
    if entry.how not in ("capital", "metonym"):
        return False
    city = entry.how == "capital" and place_readings.is_city(ledger.words, start, end)
    return city or not ledger.metonyms
