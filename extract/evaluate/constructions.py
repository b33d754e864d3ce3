"""How a text tells an event: by an active verb, a passive, a noun, or inside a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTED = re.compile(r'“[^”\n]*(?:”|$)|"[^"\n]*(?:"|$)', re.MULTILINE)
_PASSIVE = frozenset(("aux:pass", "nsubj:pass", "auxpass", "nsubjpass", "csubj:pass"))


def construction_of(doc: Doc, start: int, end: int) -> str:
    """Return the construction of a trigger, given by character offsets, from a parse in UD.

    A quotation goes before the rest. Limits: a trigger of several words counts by its head.
    """
    if any(m.start() < start < m.end() for m in _QUOTED.finditer(doc.text)):
        return "quotation"
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "other"
    head = span.root
    if head.pos_ in ("NOUN", "PROPN"):
        return "noun"
    if head.pos_ not in ("VERB", "AUX"):
        return "other"
    reduced = head.tag_ == "VBN" and head.dep_ in ("acl", "amod")
    if reduced or any(child.dep_ in _PASSIVE for child in head.children):
        return "passive"
    return "active verb"
