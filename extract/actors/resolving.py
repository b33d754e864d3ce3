"""What a name or a phrase stands for by itself: ``resolve("senior Turkish officials")``, and every
step of the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.actors.article_words import Words
from extract.actors.finding import find_actors
from extract.actors.gazetteer import gazetteer
from extract.actors.spellings import pieces
from extract.doc_attributes import ActorMention
from extract.doc_attributes import register as register_attributes
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def resolve(
    text: str, date: str | None = None, *, metonyms: bool = True, context: str = ""
) -> ActorMention | None:
    """Return the actor that a name or phrase stands for, its token indexes -1, or None where it
    names none.

    Parameters
    ----------
    text
        A name, a code or a phrase: "the Kremlin", "TUR", "senior Turkish officials".
    date
        ISO day, for offices: "the Russian president" is another person in 2024 than in 2010.
    metonyms
        Whether a capital or palace may stand for its state.
    context
        Words around it; the countries that they name decide where the phrase leaves it open.

    Examples
    --------
    >>> actor = resolve("senior Turkish officials")
    >>> actor.id, actor.sectors, actor.resolved_by
    ('TUR', ('GOV',), 'demonym+role')
    >>> resolve("the army", context="Protests spread across Sudan.").id
    'SDN-ARMED-FORCES'
    """
    return _resolve(text, date or "", metonyms, context)[0]


def explain(
    text: str, date: str | None = None, *, metonyms: bool = True, context: str = ""
) -> tuple[str, ...]:
    """Return the steps by which :func:`resolve` comes to its answer, one line each."""
    return _resolve(text, date or "", metonyms, context)[1]


def _resolve(
    text: str, date: str, metonyms: bool, context: str
) -> tuple[ActorMention | None, tuple[str, ...]]:
    register_attributes()
    phrase = " ".join(text.split())
    state = gazetteer().states.get(phrase)
    if state is not None:
        answer = ActorMention(-1, -1, -1, *state[:6], "code", f"{phrase} is a code")
        return answer, (f"{phrase!r} is the code of {state.name}",)
    doc = _doc_of(phrase, date)
    mentions = find_actors(doc, gazetteer(), metonyms=metonyms, around=_countries_of(context))
    if not mentions:
        return None, (f"{phrase!r} names no actor of the lists and no role",)
    steps = [
        f"{doc[m.start : m.end].text!r}: {m.name} ({m.id}) by {m.resolved_by}: {m.reason}"
        for m in mentions
    ]
    head = _head(doc)
    found = _mention_at(doc, head, mentions)
    if found is None:
        return None, (*steps, f"none of these is the head of the phrase, {doc[head].text!r}")
    steps.append(f"the head of the phrase is {doc[head].text!r}: {found.name}")
    return found._replace(start=-1, end=-1, head=-1), tuple(steps)


def _doc_of(phrase: str, date: str) -> Doc:
    """Return the phrase as a document; a listed name in lower case gets its capital."""
    if phrase.islower() and gazetteer().named(phrase):
        phrase = phrase[:1].upper() + phrase[1:]
    doc = _blank()(phrase)
    doc._.published = date
    return doc


def _countries_of(context: str) -> tuple[str, ...]:
    found = find_actors(_blank()(context), gazetteer()) if context else []
    return tuple(mention.country for mention in found if mention.country)


def _mention_at(doc: Doc, head: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """Return the mention that the head of the phrase is in; after "members of" or "the Republic
    of", the one that follows."""
    at = [m for m in mentions if m.start <= head < m.end] or [m for m in mentions if m.head == head]
    if at:
        return at[0]
    part = doc[head].lower_ in word_set("partitives") | word_set("state_nouns")
    if part and head + 1 < len(doc) and doc[head + 1].lower_ == "of":
        return next((m for m in mentions if m.start > head), None)
    return None


def _head(doc: Doc) -> int:
    """Return the last word before the first preposition, comma or relative: the head of an English
    noun phrase."""
    words = Words(doc)
    last = 0
    for i in range(words.size):
        begun = any(pieces(text) for text in words.texts[:i])
        if begun and words.among(i, "phrase_ends"):
            break
        if pieces(words.texts[i]) and words.lower[i] not in ("s", "'s", "’s"):
            last = i
    return last


@cache
def _blank() -> Language:
    from extract.language.tokenizer import build_tokenizer
    from extract.light_spacy import import_spacy

    nlp: Language = import_spacy().blank("en")
    nlp.tokenizer = build_tokenizer(nlp)
    return nlp
