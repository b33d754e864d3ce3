"""The lemma under which a token is looked up: the parser's, or where no list knows it, a regular
stem that one knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract.events.frames import packaged_frames
from extract.events.word_classes import all_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDINGS = {
    "VERB": (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ),
    "NOUN": (("ies", "y"), ("es", ""), ("s", "")),
}


@cache
def known_lemmas(pos: str) -> frozenset[str]:
    """Return every lemma of a part of speech (UPOS) that the frames, the composers or the word
    classes name."""
    kind = {"VERB": "verb", "NOUN": "noun"}[pos]
    return frozenset(
        lemma for frame in packaged_frames() if frame.pos == kind for lemma in frame.lemmas
    ) | all_words(kind)


def stems(form: str, pos: str) -> Iterator[str]:
    """Yield what a form may be an inflection of, by the regular endings of English.

    Examples
    --------
    >>> list(stems("expelled", "VERB"))
    ['expelled', 'expell', 'expel', 'expelle']
    """
    yield form
    for ending, put in _ENDINGS.get(pos, ()):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)] + put
            yield stem
            if not put and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def lemma_of(token: Token) -> str:
    """Return the lemma of a token in lower case, mended where only a regular stem of its form is
    known."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ" and any(c.dep_ == "obl:agent" for c in token.children):
        return _mended(
            token.text.lower(), "VERB", lemma
        )  # "rebels armed by": a participle, whatever its tag
    if token.pos_ not in _ENDINGS or lemma in known_lemmas(token.pos_):
        return lemma
    return _mended(token.text.lower(), token.pos_, lemma)


@cache
def _mended(form: str, pos: str, lemma: str) -> str:
    return next((stem for stem in stems(form, pos) if stem in known_lemmas(pos)), lemma)
