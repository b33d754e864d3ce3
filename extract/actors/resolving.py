"""What a name or a phrase stands for by itself: ``resolve("senior Turkish officials")``, and every
step of the reason."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extract.actors.article_words import Words
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
    from extract.actors.finding import find_actors

    register_attributes()
    lists = gazetteer()
    stripped = " ".join(text.split())
    if stripped in lists.states:
        entry = lists.states[stripped]
        answer = ActorMention(
            -1,
            -1,
            -1,
            entry.id,
            entry.name,
            entry.kind,
            entry.country,
            entry.sectors,
            entry.wikidata,
            "code",
            f"{stripped} is a code",
        )
        return answer, (f"{stripped!r} is the code of {entry.name}",)
    doc = _blank()(
        stripped[:1].upper() + stripped[1:]
        if stripped.islower() and lists.named(stripped)
        else stripped
    )
    doc._.published = date
    around = (
        tuple(m.country for m in find_actors(_blank()(context), lists) if m.country)
        if context
        else ()
    )
    mentions = find_actors(doc, lists, metonyms=metonyms, around=around)
    steps = [
        f"{doc[m.start : m.end].text!r}: {m.name} ({m.id}) by {m.resolved_by}: {m.reason}"
        for m in mentions
    ]
    if not mentions:
        return None, (f"{stripped!r} names no actor of the lists and no role",)
    head = _head(doc)
    best = next((m for m in mentions if m.start <= head < m.end), None) or next(
        (m for m in mentions if m.head == head), None
    )
    if (
        best is None
        and head + 1 < len(doc)
        and doc[head + 1].lower_ == "of"
        and doc[head].lower_ in word_set("partitives") | {"state", "republic"}
    ):
        best = next((m for m in mentions if m.start > head), None)
    if best is None:
        return None, (*steps, f"none of these is the head of the phrase, {doc[head].text!r}")
    steps.append(f"the head of the phrase is {doc[head].text!r}: {best.name}")
    return _without_place(best), tuple(steps)


def _without_place(mention: ActorMention) -> ActorMention:
    return mention._replace(start=-1, end=-1, head=-1)


def _head(doc: Doc) -> int:
    """Return the last word before the first preposition, comma or relative: the head of an English
    noun phrase."""
    words = Words(doc)
    last = 0
    for i in range(words.size):
        if (
            i
            and words.lower[i] in word_set("phrase_ends")
            and any(pieces(text) for text in words.texts[:i])
        ):
            break
        if pieces(words.texts[i]) and words.lower[i] not in ("s", "'s", "’s"):
            last = i
    return last


@cache
def _blank() -> Language:
    import spacy

    from extract.language.tokenizer import build_tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = build_tokenizer(nlp)
    return nlp
