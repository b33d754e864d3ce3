"""The body that issues a text which speaks as "we": who its first sentences, or its title, begin
with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.actors.article_words import Words
from extract.doc_attributes import ActorMention
from extract.grammar.speech_verbs import issuing_verbs
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Kinds of actor that issue texts, and how many sentences may pass before the text says who does.
_ISSUING = frozenset(("state", "government", "igo", "ngo", "organisation", "military"))
_FIRST_SENTENCES = 3


def issuer_of(
    words: Words, mentions: Sequence[ActorMention], title: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the body that speaks in a text written as "we": the subject of its first sentences, or
    who opens its title."""
    if not words.parsed:
        return None
    opening = next((m for m in title if m.kind in _ISSUING and m.start == 0), None)
    for sentence in range(_FIRST_SENTENCES):
        for mention in _named_subjects(words, mentions, sentence):
            if not _states(words, mention):
                return None
            if _may_issue(mention):
                return mention
        if opening is not None:
            return opening
    return None


def subjects_of(title: Doc, mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Return the actors of a title that are followed by a verb of stating: the UK in "UK welcomes
    new sanctions", not the opposition in "Syrian Opposition Conference"."""
    stating = issuing_verbs() | word_set("issuing_verbs")

    def states(mention: ActorMention) -> bool:
        following = title[mention.end].text.lower() if mention.end < len(title) else ""
        return bool(
            stating & {following, following.removesuffix("s"), following.removesuffix("es")}
        )

    return tuple(mention for mention in mentions if states(mention))


def _named_subjects(
    words: Words, mentions: Iterable[ActorMention], sentence: int
) -> Iterator[ActorMention]:
    for mention in mentions:
        subject = words.dep[mention.head] == "nsubj" and mention.resolved_by != "coreference"
        if subject and words.sentence[mention.start] == sentence:
            yield mention


def _states(words: Words, mention: ActorMention) -> bool:
    """Say whether the verb of a subject is one with which texts are issued."""
    verb = words.lemma[words.head[mention.head]]
    return verb in issuing_verbs() or verb in word_set("issuing_verbs")


def _may_issue(mention: ActorMention) -> bool:
    official = mention.kind == "person" and bool(mention.country) and "GOV" in mention.sectors
    return mention.kind in _ISSUING or official
