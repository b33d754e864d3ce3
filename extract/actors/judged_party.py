"""Whose "its" is in what one party asks, thanks or blames another for: the other's.

"Estonia urged Finland to tighten its sanctions", "Malaysia thanked Qatar for its mediation": the
nearest subject, which "its" else means, only speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.actors.mentions_before import MentionsBefore
from extract.doc_attributes import ActorMention
from extract.grammar import verbs
from extract.language.lemmas import lemma_of
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 6
_REASONS = frozenset({"for", "over", "of", "on", "about", "because", "after", "following", "with"})
_MANY = frozenset({"people", "armed group", "party", "person"})


def read_judged(mentions: MentionsBefore, i: int) -> list[ActorMention]:
    """Return whom a possessive means in what another party is asked to do or judged for; nothing
    elsewhere."""
    words = mentions.words
    if words.dep[i] != "nmod:poss" or not words.among(i, "owning_pronouns"):
        return []
    if words.among(i, "i_words") or words.among(i, "we_words"):
        return []
    party = _asked(words.doc[i]) or _judged(words.doc[i])
    if party is None:
        return []
    meant = mentions.by_head.get(party.i) or mentions.at.get(party.i)
    if meant is None or meant.start >= i or not _agrees(mentions, i, meant):
        return []
    return [mentions.refer(i, meant, "who is asked or judged for it")]


def _asked(word: Token) -> Token | None:
    """Return who is asked to do what the possessive stands in: "urged X to end its siege"."""
    node = word
    for _ in range(_STEPS):
        if node.head.i == node.i:
            return None
        if verbs.is_verbal(node):
            break
        node = node.head
    verb = node.head
    if not verbs.is_infinitive(node) or verb.pos_ != "VERB" or node.dep_ == "acl":
        return None
    if lemma_of(verb) not in word_set("addressing_infinitive_verb"):
        return None
    return _party(verb)


def _judged(word: Token) -> Token | None:
    """Return who is thanked or blamed for what the possessive stands in."""
    noun = word.head
    for _ in range(_STEPS):
        if noun.dep_ in ("obl", "nmod") and _REASONS & set(verbs.case_of(noun)):
            verb = noun.head
            if verb.pos_ == "VERB" and lemma_of(verb) in word_set("judging_verb"):
                return _party(verb)
        if noun.head.i == noun.i or verbs.is_verbal(noun.head):
            return None
        noun = noun.head
    return None


def _party(verb: Token) -> Token | None:
    """Return whom a verb in the active addresses: its object, or whom it calls on."""
    if verbs.is_passive(verb):
        return None
    direct = [c for c in verb.children if c.dep_ in ("iobj", "obj") and c.i > verb.i]
    under = [c for c in verb.children if c.dep_ == "obl" and {"on", "upon", "to"} & _cases(c)]
    return next(iter(direct or under), None)


def _cases(token: Token) -> set[str]:
    return set(verbs.case_of(token))


def _agrees(mentions: MentionsBefore, i: int, meant: ActorMention) -> bool:
    words = mentions.words
    if words.among(i, "it_words"):
        return meant.kind != "person" and not mentions.is_plural(meant)
    if words.among(i, "they_words"):
        return meant.kind in _MANY or mentions.is_plural(meant)
    return meant.kind == "person"
