"""Quotations and who speaks them; and the body that issues a text which speaks as "we"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extract.actors.article_words import Words
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

_OPEN, _CLOSE, _EITHER = frozenset("“«"), frozenset("”»"), frozenset('"')
_LONGEST = 200


class Quote(NamedTuple):
    """Token indexes of a quotation's marks; what is quoted lies between them."""

    start: int
    end: int


def quotes_of(words: Words) -> list[Quote]:
    """Return the quotations of a document, by double quotation marks; one left open ends with its
    paragraph."""
    found: list[Quote] = []
    open_at = -1
    for i, text in enumerate(words.texts):
        paragraph = "\n\n" in text or "\n\n" in words.doc[i].whitespace_
        if text in _OPEN or (text in _EITHER and open_at < 0):
            if open_at >= 0:
                found.append(Quote(open_at, i))
            open_at = i
        elif open_at >= 0 and (
            text in _CLOSE or text in _EITHER or paragraph or i - open_at > _LONGEST
        ):
            found.append(Quote(open_at, i))
            open_at = -1
    if open_at >= 0:
        found.append(Quote(open_at, words.size))
    return found


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
    first = words.sentence[quote.start]
    last = words.sentence[min(quote.end, words.size - 1)]
    around = range(max(0, quote.start - _LONGEST), min(words.size, quote.end + _LONGEST))
    near = [
        i
        for i in around
        if first - 1 <= words.sentence[i] <= last + 1 and words.lemma[i] in word_set("saying_verbs")
    ]
    near = [i for i in near if not any(other.start < i < other.end for other in quotes)]
    ranked = sorted(
        near,
        key=lambda i: (
            not first <= words.sentence[i] <= last,
            min(abs(i - quote.start), abs(i - quote.end)),
        ),
    )
    for verb in ranked:
        for child in words.children[verb]:
            if words.dep[child] != "nsubj":
                continue
            if child in by_head:
                return by_head[child]
            found = refer(child) if words.pos[child] == "PRON" else []
            return found[0] if len(found) == 1 else None
    return None


def issuer_of(
    words: Words, mentions: Sequence[ActorMention], title: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the body that speaks in a text written as "we": the subject of its first sentences, or
    who opens its title."""
    speaking = ("state", "government", "igo", "ngo", "organisation", "military")
    if not words.parsed:
        return None
    for sentence in range(3):
        for m in mentions:
            if (
                words.sentence[m.start] == sentence
                and words.dep[m.head] == "nsubj"
                and m.resolved_by != "coreference"
            ):
                if words.lemma[words.head[m.head]] not in word_set("saying_verbs") | word_set(
                    "stating_verbs"
                ):
                    return None
                if m.kind in speaking:
                    return m
                if m.kind == "person" and m.country and "GOV" in m.sectors:
                    return m
        if sentence == 0:
            first = [m for m in title if m.kind in speaking and m.start == 0]
            if first:
                return first[0]
    return None
