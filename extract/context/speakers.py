"""Speakers: the subject of a verb of speech, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.cue_words import speech
from extract.events.clauses import OBLIQUES, case_of, is_passive, is_verbal, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token


def who_speaks(source: Token) -> list[Token]:
    """Return the nominals that speak: the subject, the by-phrase of a passive, or the nominal under
    "according to"."""
    if is_verbal(source) and not any(c.text.lower() == "according" for c in source.children):
        if is_passive(source):
            if source.lemma_ in speech("citing", "verb"):
                return surface_subjects(source) + [
                    c for c in source.children if c.dep_ in OBLIQUES and "by" in case_of(c)
                ]
            return [c for c in source.children if c.dep_ in OBLIQUES and "by" in case_of(c)]
        if source.lemma_ in ("quote", "cite"):
            return surface_subjects(source) + [
                c for c in source.children if c.dep_ in ("obj", "iobj")
            ]
        subjects = surface_subjects(source)
        if subjects or source.lemma_ == "tell":
            return subjects
        # After a quotation the subject may follow its verb ("..., said Iran"), and parsers take it
        # for an object.
        return [
            c
            for c in source.children
            if c.i > source.i and c.dep_ in ("nsubj", "obj", "iobj", "dep")
        ][:1]
    if source.pos_ in ("NOUN", "PROPN", "PRON") or any(
        c.text.lower() in ("according", "per") for c in source.children
    ):
        if source.lemma_ in speech("claim", "noun") and not any(
            c.text.lower() == "according" for c in source.children
        ):
            return [
                c
                for c in source.children
                if c.dep_ == "nmod:poss"
                or (c.dep_ == "nmod" and "by" in case_of(c))
                or c.dep_ == "amod"
            ]
        return [source]
    return []


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(c.dep_ == "nsubj" for c in verb.children)
