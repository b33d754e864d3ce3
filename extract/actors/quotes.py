"""Quotations and who speaks them; and the body that issues a text which speaks as "we"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.actors.article_words import Words
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN, _CLOSE, _EITHER = frozenset("“«"), frozenset("”»"), frozenset('"')
_LONGEST = 200
# Kinds of actor that issue texts, and how many sentences may pass before the text says who does.
_ISSUING = frozenset(("state", "government", "igo", "ngo", "organisation", "military"))
_FIRST_SENTENCES = 3


class Quote(NamedTuple):
    """Token indexes of a quotation's marks; what is quoted lies between them."""

    start: int
    end: int


def quotes_of(words: Words) -> list[Quote]:
    """Return the quotations of a document, by double quotation marks; one left open ends with its
    paragraph."""
    found: list[Quote] = []
    start = -1
    for i, text in enumerate(words.texts):
        opens = text in _OPEN or (text in _EITHER and start < 0)
        if start >= 0 and (opens or _ends_quote(words, i, start)):
            found.append(Quote(start, i))
            start = -1
        if opens:
            start = i
    if start >= 0:
        found.append(Quote(start, words.size))
    return found


def _ends_quote(words: Words, i: int, start: int) -> bool:
    text = words.texts[i]
    paragraph = "\n\n" in text or "\n\n" in words.doc[i].whitespace_
    return text in _CLOSE or text in _EITHER or paragraph or i - start > _LONGEST


def speaker_of(
    words: Words,
    quote: Quote,
    by_head: Mapping[int, ActorMention],
    quotes: Sequence[Quote],
    refer: Callable[[int], list[ActorMention]],
) -> ActorMention | None:
    """Return who speaks a quotation: the subject of a verb of saying beside it, in its sentences or
    the one before or after.

    Parameters
    ----------
    words
        The document's words.
    quote
        The quotation.
    by_head
        Mentions by their head.
    quotes
        All quotations: what is said inside one is not the verb of another.
    refer
        Resolves a pronoun ("he said") that the reading has not come to yet.
    """
    for verb in _verbs_beside(words, quote, quotes):
        subject = next((c for c in words.children[verb] if words.dep[c] == "nsubj"), None)
        if subject is None:
            continue
        if subject in by_head:
            return by_head[subject]
        found = refer(subject) if words.pos[subject] == "PRON" else []
        return found[0] if len(found) == 1 else None
    return None


def _verbs_beside(words: Words, quote: Quote, quotes: Sequence[Quote]) -> list[int]:
    """Return the verbs of saying around a quotation, those of its own sentences and the nearest
    first."""
    first = words.sentence[quote.start]
    last = words.sentence[min(quote.end, words.size - 1)]
    saying = word_set("saying_verbs")
    near = [
        i
        for i in range(max(0, quote.start - _LONGEST), min(words.size, quote.end + _LONGEST))
        if words.lemma[i] in saying
        and first - 1 <= words.sentence[i] <= last + 1
        and not any(other.start < i < other.end for other in quotes)
    ]

    def distance(i: int) -> tuple[bool, int]:
        apart = not first <= words.sentence[i] <= last
        return apart, min(abs(i - quote.start), abs(i - quote.end))

    return sorted(near, key=distance)


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
    stating = word_set("saying_verbs") | word_set("stating_verbs")

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
    return verb in word_set("saying_verbs") or verb in word_set("stating_verbs")


def _may_issue(mention: ActorMention) -> bool:
    official = mention.kind == "person" and bool(mention.country) and "GOV" in mention.sectors
    return mention.kind in _ISSUING or official
