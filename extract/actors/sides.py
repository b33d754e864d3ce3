"""Whose a noun is that says it of nobody: "rebels", "the police", "the prime minister".

The sentence is asked first. A country beside the noun is its own side where the noun is said to be
there ("police in Nairobi"), and the other side where the noun does something to it ("the minister
accused Ghana") or is done something by its soldiers. Then the article is asked: its title, its
dateline, and the countries that it speaks of most. Where all this leaves it open, the answer is "".
"""

from __future__ import annotations

from typing import NamedTuple

from extract.actors.article_words import Words
from extract.actors.ledger import Ledger
from extract.actors.name_index import Entry
from extract.actors.place_readings import is_people
from extract.actors.role_nouns import RoleNoun
from extract.lexicon import word_set

OWN, OTHER, FREE = "own", "other", "free"
_ARGUMENTS = frozenset(("obj", "iobj", "obl", "obl:agent", "nsubj:pass"))
_SUBJECTS = frozenset(("nsubj", "obl:agent"))
_OFFICIAL = frozenset(("GOV", "LEG"))
_SAME_DOER = frozenset(("conj", "xcomp"))
_LONGEST_PATH = 12
# What share of the article's weight a country must have: the only one of a sentence, that of a
# place where the noun is, the one that the article is about.
_SHARE_HERE, _SHARE_THERE, _SHARE_OF_ARTICLE = 0.4, 0.2, 0.55
# What a title gives to the only country that it names.
_TITLED = 2.0
# How far ahead of the next a country is that the article is about, though it names many.
_AHEAD = 1.8
# How much must speak for a country where the one that a sentence names is the other side.
_ENOUGH = 2.0


class Asked(NamedTuple):
    """A noun whose side is asked for: its token; whether it holds an office, so that it travels
    and deals with others' countries; whether it fights its own state."""

    at: int
    official: bool = False
    rebel: bool = False


def asked_of(noun: RoleNoun) -> Asked:
    """Return what has to be known of a role noun to tell its side."""
    role = noun.phrase.role
    official = role.kind == "state" or bool(_OFFICIAL & set(role.sectors))
    return Asked(
        noun.i, official and role.lemma not in word_set("home_powers"), "REB" in role.sectors
    )


def side_of(ledger: Ledger, asked: Asked) -> str:
    """Return the country that a noun without an owner belongs to, or "" where that is open."""
    here = _relations(ledger, asked)
    own = {country for country, relation in here if relation == OWN}
    free = {country for country, relation in here if relation == FREE} - own
    other = {country for country, relation in here if relation == OTHER} - own
    if not asked.official:
        other -= {ledger.theme()}
    for countries, share in ((own, _SHARE_THERE), (free, _SHARE_HERE)):
        if len(countries) == 1 and not (countries is free and other):
            only = next(iter(countries))
            if _weighs(ledger, only, share):
                return only
    return _of_article(ledger, other)


def other_sides(ledger: Ledger, asked: Asked) -> set[str]:
    """Return the countries of the sentence that somebody deals with, so that they are not his."""
    return {country for country, relation in _relations(ledger, asked) if relation == OTHER}


def about(ledger: Ledger) -> str:
    """Return the country that the whole article is about, so that even those who may be anybody's
    are its own ("the ruling party"), or "".
    """
    ranked = ledger.countries()
    if not ranked:
        return ""
    titled = ledger.home.get(ranked[0], 0.0) >= _TITLED
    return ranked[0] if titled or ranked[0] == ledger.theme() else ""


def _weighs(ledger: Ledger, country: str, share: float) -> bool:
    ranked = ledger.countries()
    return not ranked or ledger.weights.get(country, 0.0) >= share * ledger.weights[ranked[0]]


def _of_article(ledger: Ledger, other: set[str]) -> str:
    """Return the country that the article is about, those apart that are the other side here."""
    weights = {c: w for c, w in ledger.weights.items() if c not in other}
    for country in ledger.home:
        if country not in other:
            weights[country] = weights.get(country, 0.0) + ledger.home[country]
    if not weights:
        return ""
    best, *others = sorted(weights, key=lambda country: (-weights[country], country))
    if other and weights[best] < _ENOUGH:
        return ""
    most = weights[best] >= _SHARE_OF_ARTICLE * sum(weights.values())
    return best if most or weights[best] >= _AHEAD * weights[others[0]] else ""


def _relations(ledger: Ledger, asked: Asked) -> list[tuple[str, str]]:
    """Return the countries that the noun's sentence names, each with its relation to the noun."""
    words = ledger.words
    sentence = words.sentence[asked.at]
    found = []
    for start, end, entry in ledger.named_in(sentence):
        if entry.country and not start <= asked.at < end:
            relation = _relation(words, asked, start, end, entry) if words.parsed else FREE
            found.append((entry.country, relation))
    return found


def _relation(words: Words, asked: Asked, start: int, end: int, entry: Entry) -> str:
    head = words.head_of(start, end)
    mine, theirs = _path(words, asked.at), _path(words, head)
    if asked.at in theirs:
        return OWN if _is_there(words, head) else FREE
    shared = next((i for i in theirs if i in mine), -1)
    if shared < 0:
        return FREE
    my_edge, their_edge = _edge(words, mine, shared), _edge(words, theirs, shared)
    travels = asked.official and my_edge in ("nsubj", "nsubj:pass")
    if _is_there(words, head) and not travels:
        return OWN
    if my_edge in ("nsubj", "nsubj:pass") and their_edge in _ARGUMENTS:
        return _as_object(words, asked, (start, end), head, entry)
    if my_edge in _ARGUMENTS and their_edge in _SUBJECTS:
        return _as_subject(words, asked, theirs, shared, entry)
    return FREE


def _as_object(words: Words, asked: Asked, span: tuple[int, int], head: int, entry: Entry) -> str:
    """Read a country that something is done to: citizens of one's own may be; a rebel's enemy is
    his own state."""
    if entry.how == "demonym" and is_people(words, *span):
        return FREE
    if asked.rebel and words.among(words.head[head], "own_enemies"):
        return OWN
    if _is_there(words, head) and not words.among_lemmas(_verb(words, asked.at), "visiting_verbs"):
        return FREE
    return OTHER


def _as_subject(words: Words, asked: Asked, theirs: list[int], shared: int, entry: Entry) -> str:
    """Read a country that does something to the noun: police act at home, soldiers and states
    often do not."""
    branch = theirs[theirs.index(shared) - 1] if shared in theirs[1:] else theirs[0]
    if asked.rebel or words.among(branch, "home_powers"):
        return OWN
    foreign = asked.official and entry.kind == "state" and branch == theirs[0]
    return OTHER if foreign or words.among(branch, "powers_abroad") else FREE


def _is_there(words: Words, head: int) -> bool:
    """Say whether a name says where: "in Nairobi", "on a visit to Kenya"; "near Eritrea" is not
    in it."""
    case = words.case_of(head)
    visited = case == "to" and words.among_lemmas(words.head[head], "visiting_verbs")
    return visited or case in word_set("inside_prepositions")


def _path(words: Words, at: int) -> list[int]:
    """Return a token and those above it."""
    path = [at]
    while len(path) < _LONGEST_PATH and words.head[path[-1]] != path[-1]:
        path.append(words.head[path[-1]])
    return path


def _edge(words: Words, path: list[int], shared: int) -> str:
    """Return by what a path hangs on the token that two share; verbs of the same doer between are
    passed over ("arrived in Dhaka and asked Bangladesh")."""
    at = path.index(shared) - 1
    while at > 0 and words.dep[path[at]] in _SAME_DOER:
        at -= 1
    return words.dep[path[at]] if at >= 0 else ""


def _verb(words: Words, at: int) -> int:
    return next((i for i in _path(words, at)[1:] if words.pos[i] == "VERB"), words.head[at])
