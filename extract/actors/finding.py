"""Finds the actors of one article: names, people, role nouns, then what refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actors.article_words import Words
from extract.actors.coreference import resolve_references
from extract.actors.gazetteer import Gazetteer
from extract.actors.home import note_home
from extract.actors.ledger import Ledger
from extract.actors.listed_names import ListedNames
from extract.actors.mentions_before import MentionsBefore
from extract.actors.name_index import Entry
from extract.actors.naming import add_names
from extract.actors.own_nodes import with_own_nodes
from extract.actors.people import PeopleFinder, PersonFound
from extract.actors.roles import RoleFinder
from extract.actors.sides import Asked, about, other_sides, side_of
from extract.actors.spellings import key, pieces
from extract.actors.unlisted_names import UnlistedNames
from extract.actors.widening import widened
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc


# Who holds an office, and so belongs to a country.
_OFFICIAL = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "PTY", "OPP"))


def find_actors(
    doc: Doc,
    gazetteer: Gazetteer,
    *,
    metonyms: bool = True,
    title: tuple[ActorMention, ...] = (),
    headline: tuple[str, ...] = (),
    around: tuple[str, ...] = (),
) -> list[ActorMention]:
    """Return every actor mention of an article, sorted by where it starts.

    Parameters
    ----------
    doc
        The article; a parse and named entities are used where they are there.
    gazetteer
        The lists.
    metonyms
        Whether a capital or palace may stand for its state.
    title
        The actors of the article's title: one of them may be who says "we".
    headline
        The countries that the title names.
    around
        Countries that the surroundings name, where the Doc is but a phrase.
    """
    ledger, roles = read_names(
        doc, gazetteer, metonyms=metonyms, title=title, headline=headline, around=around
    )
    _refer(ledger)
    roles.find_possessed()
    title_shown = str(doc._.title or "")
    return with_own_nodes(ledger, sorted(ledger.mentions), str(doc._.article_id or ""), title_shown)


def read_names(
    doc: Doc,
    gazetteer: Gazetteer,
    *,
    metonyms: bool = True,
    title: tuple[ActorMention, ...] = (),
    headline: tuple[str, ...] = (),
    around: tuple[str, ...] = (),
) -> tuple[Ledger, RoleFinder]:
    """Return what is known of an article once its names and role nouns are read, before anything
    that refers to them; see :func:`find_actors`."""
    words = Words(doc)
    ledger = Ledger(
        words, gazetteer, day=str(doc._.published or "")[:10], metonyms=metonyms, title=title
    )
    for country in around:
        ledger.weights[country] = ledger.weights.get(country, 0.0) + 1.0
    unlisted, roles = UnlistedNames(ledger), RoleFinder(ledger)
    people = ListedNames(ledger).find()
    unlisted.find_places()
    note_home(ledger, headline, str(doc._.outlet or ""))
    ledger.cover()
    for person in PeopleFinder(ledger).find(people):
        _add_person(ledger, person)
    unlisted.find_names()
    ledger.cover()
    roles.find()
    add_names(ledger)
    _tell_countries(ledger)
    ledger.mentions = [widened(words, mention, ledger.taken) for mention in ledger.mentions]
    return ledger, roles


def mentions_before_references(ledger: Ledger) -> MentionsBefore:
    """Return what is known of an article as references see it."""
    return MentionsBefore(
        ledger.words,
        ledger.mentions,
        ledger.gazetteer,
        ledger.title,
        ledger.theme(),
        ledger.register.bodies,
    )


def _add_person(ledger: Ledger, found: PersonFound) -> None:
    person = found.person
    start = found.start
    while start < found.name_start and start in ledger.taken:
        start += 1
    if ledger.taken & set(range(start, found.end)):
        return
    head = ledger.words.head_of(start, found.end)
    # Where the article spells the name otherwise than the list, the mention is the name as written,
    # without its title.
    written = pieces(ledger.words.text(found.name_start, found.end))
    same = len(written) < 2 or " ".join(written) == key(person.entry.name)
    ledger.add(
        start if same else found.name_start,
        found.end,
        head,
        person.entry,
        person.how,
        person.reason,
    )
    ledger.taken.update(range(start, found.end))
    ledger.know_over(found.start, found.end, person.entry)


def _tell_countries(ledger: Ledger) -> None:
    """Give people the country that a later apposition told: "Ruth Unlisted, Canada's environment
    minister"."""
    known = {person.entry.id: person.entry for person in ledger.register.by_name.values()}
    for i, mention in enumerate(ledger.mentions):
        entry = known.get(mention.id)
        if entry is None or mention.country:
            continue
        if not entry.country and (country := _home_of(ledger, entry, mention)):
            entry = entry._replace(country=country)
            known[mention.id] = entry
        if entry.country:
            ledger.mentions[i] = mention._replace(
                country=entry.country, sectors=mention.sectors or entry.sectors
            )


def _home_of(ledger: Ledger, entry: Entry, mention: ActorMention) -> str:
    """Return the country of a person with a title whom the article places nowhere: never the one
    whom they accuse, meet or visit."""
    person = ledger.register.by_name.get(key(entry.name))
    title = person.title if person is not None else ""
    asked = Asked(mention.head, official=True)
    if not _OFFICIAL & set(entry.sectors):
        return ""
    if "GOV" not in entry.sectors:
        home = about(ledger) if title else ""
    elif title and not word_set("abroad_titles") & set(title.split()):
        return side_of(ledger, asked)
    else:
        home = ledger.theme()
    return home if home not in other_sides(ledger, asked) else ""


def _refer(ledger: Ledger) -> None:
    """Add what pronouns and nouns refer to; a noun read as some group gives way to the group it
    takes up."""
    made = resolve_references(
        ledger.words,
        ledger.mentions,
        ledger.gazetteer,
        title=ledger.title,
        country=ledger.theme(),
        bodies=ledger.register.bodies,
    )
    replaced = {mention.start for mention in made}
    ledger.mentions = [
        m for m in ledger.mentions if not any(i in replaced for i in range(m.start, m.end))
    ] + made
