"""Small questions about a name's place in its sentence: city or state, people or adjective, Jordan
or Jordan."""

from __future__ import annotations

from collections.abc import Mapping

from extract.actors.article_words import POSSESSIVES, Words
from extract.actors.gazetteer import Gazetteer
from extract.actors.spellings import pieces
from extract.lexicon import word_set

# What happens to a town itself, not to the government that sits there.
_APPOSED = frozenset(
    ("appos", "nmod", "nmod:unmarked", "list", "parataxis", "flat", "conj", "obl", "obl:unmarked")
)
# Nouns whose "of Tripoli" or "Baghdad's" is the city.
# Given names, or surnames, that are also names of states and regions.


def is_a_place(words: Words, start: int, end: int) -> bool:
    """Say whether a capital is meant as the city: after "in", or as what is bombed, left,
    visited."""
    at = words.head_of(start, end)
    case = words.case_of(at)
    if not words.parsed and start > 0:
        case = words.case_of(start)
    if case in word_set("place_prepositions"):
        return True
    if not words.parsed:
        return False
    dep, head = words.dep[at], words.head[at]
    if dep == "compound" or (
        start > 1 and words.texts[start - 1] == "," and words.is_name(start - 2) and dep in _APPOSED
    ):
        return True
    if dep in ("nmod", "nmod:poss") and words.lower[head] in word_set("city_nouns"):
        return True
    if dep in ("obj", "nsubj:pass") and words.lemma[head] in word_set("done_to_a_town"):
        return True
    if dep in ("nsubj:pass",) and words.lemma[head] in word_set("done_to_a_town"):
        return True
    return dep in ("appos", "compound") and words.ent_at.get(head, (0, 0, ""))[2] in (
        "GPE",
        "LOC",
        "FAC",
    )


def is_people(words: Words, start: int, end: int) -> bool:
    """Say whether a demonym is a noun for people ("Syrians", "the French") and not an adjective."""
    i = end - 1
    if words.tagged:
        if words.pos[i] not in ("NOUN", "PROPN"):
            return (
                words.pos[i] == "ADJ"
                and words.parsed
                and words.dep[i] in ("nsubj", "obj", "nsubj:pass", "obl", "nmod", "obl:agent")
            )
        if words.parsed and words.dep[i] in ("compound", "amod", "flat"):
            return False
        return (
            words.texts[i].endswith(("s", "i", "ese", "ish", "ch", "men", "an"))
            or words.lower[start - 1 if start else 0] == "the"
        )
    after = words.lower[end] if end < words.size else ""
    plural = words.lower[i].endswith("s") and not words.lower[i].endswith(("ss", "us"))
    return (plural or words.lower[i].endswith("men")) and (
        after in word_set("closed_class") or not after.isalpha() or plural
    )


def title_or_possessive(words: Words, at: int, gazetteer: Gazetteer) -> bool:
    """Say whether a title or "'s" stands at a token, so that the name before it is a country:
    "Turkey President Erdogan"."""
    if at >= words.size:
        return False
    return words.lower[at] in POSSESSIVES or any(
        words.phrase(at, at + n) in gazetteer.title_keys
        or words.phrase(at, at + n) in gazetteer.roles
        for n in (1, 2, 3)
    )


def is_first_or_last_name(words: Words, i: int, gazetteer: Gazetteer) -> bool:
    """Say whether a country's name is a person's here: "Chad Wolf", "Michael Jordan"."""
    if words.lower[i] not in word_set("places_as_given_names"):
        return False
    ent = words.ent_at.get(i)
    if ent is not None:
        return ent[2] == "PERSON"
    after = i + 1
    if (
        words.is_name(after)
        and not title_or_possessive(words, after, gazetteer)
        and words.lower[i] in ("chad", "jordan", "georgia", "israel", "kenya")
    ):
        return (
            words.texts[after].isalpha()
            and not words.texts[after].isupper()
            and not gazetteer.named(words.texts[after])
        )
    before = i - 1
    if (
        words.is_name(before)
        and words.texts[before].isalpha()
        and words.sentence[before] == words.sentence[i]
    ):
        phrase = words.phrase(before, i)
        known = (
            phrase in gazetteer.roles
            or phrase in gazetteer.title_keys
            or bool(gazetteer.named(words.texts[before]))
        )
        return not known and words.lower[before] not in (
            "north",
            "south",
            "east",
            "west",
            "central",
            "northern",
            "southern",
        )
    return False


def is_us_georgia(words: Words, i: int, weights: Mapping[str, float]) -> bool:
    """Say whether "Georgia" is the state of the US: beside its governor or a US place, not beside
    Tbilisi."""
    near = {
        piece
        for j in range(max(0, i - 8), min(words.size, i + 9))
        for piece in pieces(words.texts[j])
    }
    local = bool(near & word_set("us_places")) or (
        near
        & {"governor", "senator", "gop", "republican", "republicans", "democrats", "congressman"}
        != set()
    )
    before = words.lower[i - 1] if i else ""
    state = words.texts[max(0, i - 2) : i] == ["state", "of"]
    city = (
        before == ","
        and i > 1
        and words.texts[i - 2][:1].isupper()
        and pieces(words.texts[i - 2])[-1:] != ("tbilisi",)
        and bool(near & word_set("us_places"))
    )
    return (local or state or city) and not near & {
        "tbilisi",
        "russia",
        "russian",
        "abkhazia",
        "ossetia",
        "armenia",
    }
