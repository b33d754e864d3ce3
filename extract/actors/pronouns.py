"""Third-person and relative pronouns: whom "he", "its", "they", "which" mean."""

from __future__ import annotations

from collections.abc import Callable

from extract.actors.genders import gender_of
from extract.actors.mentions_before import WINDOW, MentionsBefore
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

# Kinds of actor that "it" means, and those that "they" can mean.
BODIES = frozenset(
    [
        "state",
        "government",
        "military",
        "armed group",
        "party",
        "organisation",
        "igo",
        "ngo",
        "media",
        "company",
    ]
)
_IT = BODIES - {"media"}
_SEVERAL = (BODIES | {"people", "person"}) - {"media"}
_ALWAYS_MANY = frozenset(("armed group", "party", "people"))

Made = list[ActorMention]


def read_pronoun(mentions: MentionsBefore, i: int) -> Made:
    """Return what a third-person or relative pronoun means; nothing where that is open."""
    word = mentions.words.lower[i]
    for name, rule in PRONOUNS:
        if word in word_set(name):
            return rule(mentions, i)
    return []


def read_relative(mentions: MentionsBefore, i: int) -> Made:
    """Read "Hamas, which rules Gaza": the noun on which the clause hangs."""
    words = mentions.words
    verb = i
    for _step in range(4):
        if words.dep[verb].startswith("acl:relcl") or words.dep[verb] == "acl":
            break
        verb = words.head[verb]
    if words.dep[verb] not in ("acl:relcl", "acl"):
        return []
    found = mentions.by_head.get(words.head[verb]) or mentions.at.get(words.head[verb])
    if found is None or found.start >= i or found.kind == "place":
        return []
    return [mentions.refer(i, found, "relative")]


def _he(mentions: MentionsBefore, i: int) -> Made:
    return _one(mentions, i, lambda m: _may_be(mentions, m, "m"))


def _she(mentions: MentionsBefore, i: int) -> Made:
    return _one(mentions, i, lambda m: _may_be(mentions, m, "f"))


def _may_be(mentions: MentionsBefore, mention: ActorMention, gender: str) -> bool:
    """Say whether a mention is one person of a gender."""
    if mention.kind == "person":
        return gender_of(mention.name) in ("", gender)
    words = mentions.words
    many = words.doc[mention.head].morph.get("Number", []) == ["Plur"]
    return not many and words.lemma[mention.head] in word_set("person_nouns")


def _one(mentions: MentionsBefore, i: int, fits: Callable[[ActorMention], bool]) -> Made:
    """Resolve to the only fitting actor of the nearest sentence that has any, or to its subject."""
    for back in range(WINDOW + 1):
        here = _candidates(mentions, i, back, fits)
        if here:
            return mentions.refer_to_only(
                i, here, "the only such actor near"
            ) or mentions.refer_to_only(
                i, [m for m in here if mentions.is_subject(m)], "the subject before"
            )
    return []


def _candidates(
    mentions: MentionsBefore, i: int, back: int, fits: Callable[[ActorMention], bool]
) -> list[ActorMention]:
    """Return the fitting actors of the sentence that is so many before; persons alone, if any."""
    here = [
        m for m in mentions.in_sentence(i, back) if fits(m) and not mentions.is_of_same_clause(i, m)
    ]
    if mentions.is_quoted(i) and not back:
        here = [m for m in here if mentions.is_quoted(m.start)]
    return [m for m in here if m.kind == "person"] or here


def _it(mentions: MentionsBefore, i: int) -> Made:
    """Resolve "it" and "its" to the subject before, if that is a body; a subject that is no actor
    stands in the way."""
    if _is_expletive(mentions, i):
        return []
    at = mentions.subject_before(i)
    subject = mentions.by_head.get(at) or mentions.at.get(at)
    if subject is not None and _is_who_speaks(mentions, subject):
        # "We expelled its attaché": nobody calls himself "it", so it is the only other one near.
        others = [m for m in mentions.near(i, WINDOW) if m.id != subject.id]
        bodies = [m for m in others if _is_one_body(mentions, m)]
        return mentions.refer_to_only(i, bodies, "the only one near besides who speaks")
    if subject is not None and _is_one_body(mentions, subject):
        return [mentions.refer(i, subject, "the subject before")]
    if mentions.words.lower[i] != "its" or (at >= 0 and subject is None):
        return []
    return _one(mentions, i, lambda m: _is_one_body(mentions, m))


def _is_who_speaks(mentions: MentionsBefore, mention: ActorMention) -> bool:
    """Say whether a mention is "we" or "I", or what is theirs: "my delegation"."""
    words = mentions.words
    return words.among(mention.start, "we_words") or words.among(mention.start, "i_words")


def _is_one_body(mentions: MentionsBefore, mention: ActorMention) -> bool:
    return mention.kind in _IT and not mentions.is_plural(mention)


def _is_expletive(mentions: MentionsBefore, i: int) -> bool:
    """Say whether "it" means nothing: "it is clear that", "it rained"."""
    words = mentions.words
    if words.lower[i] != "it":
        return False
    verb = words.head[i]
    copula = any(words.dep[child] == "cop" for child in words.children[verb])
    return words.dep[i] == "expl" or copula or words.lemma[verb] in word_set("empty_it_verbs")


def _they(mentions: MentionsBefore, i: int) -> Made:
    """Resolve "they" to the subjects before, to a plural one, or to the only plural actor near."""
    subjects = _subjects_before(mentions, i)
    if not subjects:
        return []
    if len({m.id for m in subjects}) > 1:
        return [mentions.refer(i, m, "both subjects before") for m in subjects]
    if mentions.is_plural(subjects[0]) or subjects[0].kind in _ALWAYS_MANY:
        return [mentions.refer(i, subjects[0], "the plural subject before")]
    many = [
        m
        for m in mentions.near(i, 1)
        if mentions.is_plural(m) and not mentions.is_of_same_clause(i, m)
    ]
    return mentions.refer_to_only(i, many, "the only plural actor near")


def _subjects_before(mentions: MentionsBefore, i: int) -> list[ActorMention]:
    """Return the subject of the clause before, with those joined to it by "and"."""
    words, at = mentions.words, mentions.subject_before(i)
    return [
        m
        for m in (mentions.before(i) if at >= 0 else [])
        if m.kind in _SEVERAL
        and (m.head == at or (words.dep[m.head] == "conj" and words.head[m.head] == at))
    ]


PRONOUNS: tuple[tuple[str, Callable[[MentionsBefore, int], Made]], ...] = (
    ("relative_pronouns", read_relative),
    ("he_words", _he),
    ("she_words", _she),
    ("it_words", _it),
    ("they_words", _they),
)
