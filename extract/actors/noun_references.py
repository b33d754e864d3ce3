"""Nouns that take up an actor named before: "the group", "both countries", "the official"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from extract.actors.mentions_before import SUBJECTS, WINDOW, MentionsBefore
from extract.actors.pronouns import BODIES
from extract.doc_attributes import ActorMention
from extract.lexicon import rows, values

# How far back "the rebels" may reach to "Libyan rebels", in mentions.
_FAR = 1200
_PERSON, _STATE = frozenset(("person",)), frozenset(("state",))

Made = list[ActorMention]


@cache
def kinds_by_noun() -> Mapping[str, frozenset[str]]:
    """Return, for each noun that takes up what was named, the kinds of actor that it can mean.

    Examples
    --------
    >>> sorted(kinds_by_noun()["bloc"])
    ['igo', 'organisation']
    """
    return {row["noun"]: frozenset(values(row["kinds"])) for row in rows("actors/takes_up")}


def is_definite(mentions: MentionsBefore, i: int) -> bool:
    """Say whether a noun stands alone after "the" or "this": "the group", not "the armed group
    of"."""
    words = mentions.words
    if not words.among(i - 1, "definite_singular"):
        return False
    if words.parsed and words.dep[i] in ("compound", "amod", "flat"):
        return False
    return words.at(i + 1) not in ("of", "for", "from")


def read_noun(mentions: MentionsBefore, i: int) -> Made:
    """Return the actor that a definite noun takes up."""
    kinds = kinds_by_noun().get(mentions.words.lower[i])
    if kinds is None or not mentions.is_vague(i) or not is_definite(mentions, i):
        return []
    return _introduced(mentions, i) or _taken_up(mentions, i, kinds)


def _introduced(mentions: MentionsBefore, i: int) -> Made:
    """Read "the official" as the one whom "an Israeli official" brought in just before."""
    words = mentions.words
    told = [
        m
        for m in mentions.told_apart(mentions.near(i, 1))
        if m.head < i
        and words.lower[m.head] == words.lower[i]
        and {"a", "an"} & set(words.lower[max(0, m.start - 1) : m.head])
    ]
    return mentions.refer_to_only(i, told, "the one brought in before")


def _taken_up(mentions: MentionsBefore, i: int, kinds: frozenset[str]) -> Made:
    """Read "the group" as the only group near, or as the subject before."""
    if kinds == _STATE:
        return _state(mentions, i)
    here = [m for m in mentions.near(i, WINDOW) if m.kind in kinds]
    if kinds == _PERSON:
        here = [m for m in here if "JRN" not in m.sectors]
        return mentions.refer_to_only(i, here, "the only such actor near")
    sentence = mentions.words.sentence
    subjects = [m for m in here if mentions.is_subject(m) and sentence[m.start] >= sentence[i] - 1]
    return mentions.refer_to_only(i, here, "the only such actor near") or mentions.refer_to_only(
        i, subjects, "the subject before"
    )


def _state(mentions: MentionsBefore, i: int) -> Made:
    """Read "the country" as the one that the article is about, unless another is near: then as the
    only one near, or the last that was a subject."""
    states = [m for m in mentions.near(i, 1) if m.kind == "state"]
    about = mentions.country in mentions.gazetteer.states
    if about and not {m.id for m in states} - {mentions.country}:
        return _the_articles_country(mentions, i)
    here = [m for m in mentions.near(i, WINDOW) if m.kind == "state"]
    if len({m.id for m in here}) > 1:
        here = [m for m in here if mentions.is_subject(m)][-1:]
    return mentions.refer_to_only(i, here, "the only such actor near")


def _the_articles_country(mentions: MentionsBefore, i: int) -> Made:
    state = mentions.gazetteer.states[mentions.country]
    reason = f"'the {mentions.words.lower[i]}': the article is about {state.name}"
    return [mentions.refer_to_entry(i, state._replace(sectors=()), reason)]


def read_same_noun(mentions: MentionsBefore, i: int) -> Made:
    """Read "the rebels" as the only rebels whom the article has told apart: "Libyan rebels"."""
    old = mentions.at.get(i)
    if old is None or old.head != i or not mentions.is_vague(i) or not is_definite(mentions, i):
        return []
    lemma = mentions.words.lemma
    told = [
        m
        for m in mentions.told_apart(mentions.before(i, far=_FAR, places=True))
        if lemma[m.head] == lemma[i]
    ]
    return mentions.refer_to_only(i, told, "the same noun before")


def read_both(mentions: MentionsBefore, i: int) -> Made:
    """Read "both countries", "the two leaders" and "the two" as the two named before."""
    words = mentions.words
    if not mentions.is_vague(i) or not (_are_two_alone(mentions, i) or _are_two_sides(mentions, i)):
        return []
    for back in range(WINDOW + 1):
        here = _sides(mentions, i, back)
        if len({m.id for m in here}) > 2:
            sentence = words.sentence[i] - back
            here = _coordinated(mentions, [m for m in here if words.sentence[m.start] == sentence])
            return _refer_to_two(mentions, i, here)
        if made := _refer_to_two(mentions, i, here):
            return made
    return []


def _are_two_sides(mentions: MentionsBefore, i: int) -> bool:
    words = mentions.words
    two = any(words.among(j, "both_words") for j in (i - 2, i - 1))
    return two and words.among(i, "sides")


def _are_two_alone(mentions: MentionsBefore, i: int) -> bool:
    """Say whether a number is a party by itself: "the two signed", "warned both"."""
    words = mentions.words
    if not words.among(i, "both_words") or words.dep[i] not in (*SUBJECTS, "obj", "iobj"):
        return False
    return words.at(i) == "both" or words.at(i - 1) == "the"


def _sides(mentions: MentionsBefore, i: int, back: int) -> Sequence[ActorMention]:
    kinds = _kinds_of_sides(mentions, i)
    return [m for m in mentions.near(i, back) if m.kind in kinds and not m.start <= i < m.end]


def _kinds_of_sides(mentions: MentionsBefore, i: int) -> frozenset[str]:
    if mentions.words.among(i, "leaders", "both_words"):
        return _PERSON | _STATE
    return _STATE if mentions.words.among(i, "states") else BODIES


def _refer_to_two(mentions: MentionsBefore, i: int, here: Sequence[ActorMention]) -> Made:
    two = {m.id: m for m in here}
    if len(two) != 2:
        return []
    return [mentions.refer(i, m, "the two named before") for m in sorted(two.values())]


def _coordinated(mentions: MentionsBefore, here: Sequence[ActorMention]) -> Sequence[ActorMention]:
    """Return the members of a coordinated subject, in order."""
    words = mentions.words
    pairs: dict[int, list[ActorMention]] = {}
    for m in here:
        first = words.head[m.head] if words.dep[m.head] == "conj" else m.head
        pairs.setdefault(first, []).append(m)
    for members in reversed(pairs.values()):
        if len({m.id for m in members}) > 1 and any(mentions.is_subject(m) for m in members):
            return members
    return ()


def read_korea(mentions: MentionsBefore, i: int) -> Made:
    """Read "the North" and "the South" in an article on Korea."""
    words, old = mentions.words, mentions.at.get(i)
    if not words.among(i, "koreas") or not words.texts[i][0].isupper():
        return []
    part_of_name = (old is not None and old.resolved_by != "name") or words.is_name(i + 1)
    alone = words.at(i - 1) == "the" or words.at(i + 1) == "and"
    on_korea = bool({"PRK", "KOR"} & {m.country for m in mentions.mentions})
    if part_of_name or not alone or not on_korea:
        return []
    state = mentions.gazetteer.states["PRK" if words.lower[i] == "north" else "KOR"]
    reason = f"{words.texts[i]!r} in an article on Korea"
    return [mentions.refer_to_entry(i, state._replace(sectors=()), reason)]
