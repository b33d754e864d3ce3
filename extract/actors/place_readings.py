"""Small questions about the name of a place in its sentence: city or state, people or adjective,
Jordan or Jordan."""

from __future__ import annotations

from extract.actors.article_words import POSSESSIVES, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.spellings import pieces
from extract.lexicon import word_set

_APPOSED = frozenset(
    ("appos", "nmod", "nmod:unmarked", "list", "parataxis", "flat", "conj", "obl", "obl:unmarked")
)
_OWNED = frozenset(("nmod", "nmod:poss"))
_UNDERGOING = frozenset(("obj", "nsubj:pass"))
_ARGUMENTS = frozenset(("nsubj", "obj", "nsubj:pass", "obl", "nmod", "obl:agent"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
# Endings of demonyms that are nouns; others need "the": "the Dutch", "the Swiss".
_NOUN_ENDINGS = ("s", "i", "ese", "ish", "ch", "men", "an")
# How many words around "Georgia" say which one it is.
_AROUND = 8


def is_city(words: Words, start: int, end: int) -> bool:
    """Say whether a capital is meant as the city: after "in", or as what is bombed, left,
    visited."""
    at = words.head_of(start, end)
    case = words.case_of(at if words.parsed or start == 0 else start)
    if case in word_set("place_prepositions"):
        return True
    return words.parsed and any(
        (
            words.dep[at] == "compound",
            _follows_city(words, start, at),
            _owns_site(words, at),
            _undergoes(words, at),
            _beside_place(words, at),
        )
    )


def _follows_city(words: Words, start: int, at: int) -> bool:
    """Say whether the name follows a city and a comma: "Mosul, Iraq"."""
    return (
        start > 1
        and words.texts[start - 1] == ","
        and words.is_name(start - 2)
        and words.dep[at] in _APPOSED
    )


def _owns_site(words: Words, at: int) -> bool:
    """Say whether what belongs to the name is a city's: "the outskirts of Tripoli"."""
    return words.dep[at] in _OWNED and words.among(words.head[at], "city_nouns")


def _undergoes(words: Words, at: int) -> bool:
    """Say whether the verb does to the name what happens to a town: "rebels seized Tripoli"."""
    verb = words.lemma[words.head[at]]
    return words.dep[at] in _UNDERGOING and verb in word_set("done_to_a_town")


def _beside_place(words: Words, at: int) -> bool:
    above = words.ent_at.get(words.head[at])
    return words.dep[at] == "appos" and above is not None and above[2] in _PLACES


def is_people(words: Words, start: int, end: int) -> bool:
    """Say whether a demonym is a noun for people ("Syrians", "the French") and not an adjective."""
    last = end - 1
    if not words.tagged:
        return _looks_plural(words, last)
    if words.pos[last] not in ("NOUN", "PROPN"):
        return words.pos[last] == "ADJ" and words.parsed and words.dep[last] in _ARGUMENTS
    if words.parsed and words.dep[last] in ("compound", "amod", "flat"):
        return False
    return words.texts[last].endswith(_NOUN_ENDINGS) or words.at(max(0, start - 1)) == "the"


def _looks_plural(words: Words, i: int) -> bool:
    """Say it without tags: by the ending, and for "Frenchmen" by what follows."""
    word, after = words.lower[i], words.at(i + 1)
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return True
    return word.endswith("men") and (after in word_set("closed_class") or not after.isalpha())


def has_title_or_possessive(words: Words, at: int, gazetteer: Gazetteer) -> bool:
    """Say whether a title or "'s" stands at a token, so that the name before it is a country:
    "Turkey President Erdogan"."""
    if at >= words.size:
        return False
    return words.lower[at] in POSSESSIVES or any(
        _is_title(words.phrase(at, at + size), gazetteer) for size in (1, 2, 3)
    )


def _is_title(phrase: str, gazetteer: Gazetteer) -> bool:
    return phrase in gazetteer.title_keys or phrase in gazetteer.roles


def is_persons_name(words: Words, i: int, gazetteer: Gazetteer) -> bool:
    """Say whether a country's name is a person's here: "Chad Wolf", "Michael Jordan"."""
    if not words.among(i, "places_as_given_names"):
        return False
    named = words.ent_at.get(i)
    if named is not None:
        return named[2] == "PERSON"
    after = i + 1
    if (
        words.among(i, "states_as_first_names")
        and words.is_name(after)
        and not has_title_or_possessive(words, after, gazetteer)
    ):
        surname = words.texts[after]
        return surname.isalpha() and not surname.isupper() and not gazetteer.named(surname)
    return _follows_first_name(words, i, gazetteer)


def _follows_first_name(words: Words, i: int, gazetteer: Gazetteer) -> bool:
    before = i - 1
    if (
        not words.is_name(before)
        or not words.texts[before].isalpha()
        or words.sentence[before] != words.sentence[i]
    ):
        return False
    known = _is_title(words.phrase(before, i), gazetteer) or gazetteer.named(words.texts[before])
    return not known and not words.among(before, "compass_words")


def is_us_georgia(words: Words, i: int) -> bool:
    """Say whether "Georgia" is the state of the US: beside its governor or a US place, not beside
    Tbilisi."""
    around = range(max(0, i - _AROUND), min(words.size, i + _AROUND + 1))
    near = {piece for j in around for piece in pieces(words.texts[j])}
    if near & word_set("georgian_neighbours"):
        return False
    state = words.texts[max(0, i - 2) : i] == ["state", "of"]
    return state or bool(near & (word_set("us_places") | word_set("us_offices")))
