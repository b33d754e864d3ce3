"""Outlets: papers, agencies and broadcasters through which a statement reached the article."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extract.context.document import DocumentIndex
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 7


class Outlet(NamedTuple):
    """An outlet's name, and the tokens that say it (``end`` exclusive)."""

    name: str
    start: int
    end: int


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Return the listed outlets by the words of each of their names."""
    from extract.lexicon import rows

    found: dict[tuple[str, ...], str] = {}
    for row in rows("actors/outlets"):
        for name in (row["name"], *row["aliases"].split("|")):
            words = _words(name)
            if words:
                found.setdefault(words, row["name"])
    return found


def _words(name: str) -> tuple[str, ...]:
    words = name.replace("'s", " 's").replace("-", " ").split()
    return tuple(words[1:] if words[:1] in (["The"], ["the"]) and len(words) > 1 else words)


def outlet_at(doc: Doc, head: Token) -> Outlet | None:
    """Return the outlet that a nominal names ("The Times of Israel", "state television"), or
    None."""
    left, right = head.left_edge.i, head.right_edge.i + 1
    for start in range(left, min(right, left + 12)):
        found = _longest(doc, start, right)
        if found and found.start <= head.i < found.end:
            return found
    index = DocumentIndex.of(doc)
    for mention in (index.actors[i] for i in index.at(head)):
        if mention.kind == "media":
            return Outlet(mention.name, mention.start, mention.end)
    return _kind_of_outlet(doc, head)


def _longest(doc: Doc, start: int, right: int) -> Outlet | None:
    tokens = [i for i in range(start, min(right, start + _LONGEST)) if doc[i].text != "-"]
    words = [doc[i].text for i in tokens]
    skip = 1 if words[:1] in (["The"], ["the"]) and len(words) > 1 else 0
    for length in range(len(words), skip, -1):
        name = _names().get(tuple(words[skip:length]))
        if name is not None and doc[tokens[skip]].text[:1].isupper():
            return Outlet(name, tokens[0], tokens[length - 1] + 1)
    return None


def _kind_of_outlet(doc: Doc, head: Token) -> Outlet | None:
    """Return an outlet that is only described: "Syrian state media", "the newspaper"."""
    kinds = word_set("outlet_nouns")
    if head.lemma_.lower() not in kinds and head.text.lower() not in kinds:
        return None
    modifiers = [c for c in head.lefts if c.dep_ in ("amod", "compound", "nmod:poss", "nmod")]
    if head.lemma_.lower() == "agency" and not any(
        c.text.lower() in ("news", "press", "state") for c in modifiers
    ):
        return None
    for name in head.children:
        if name.dep_ in ("appos", "flat") and name.pos_ == "PROPN" and name.i > head.i:
            words = doc[name.left_edge.i : name.right_edge.i + 1]
            return Outlet(words.text, words.start, words.end)
    start = min([c.left_edge.i for c in modifiers], default=head.i)
    names = [t.text for t in doc[start : head.i + 1] if t.text.strip()]
    return Outlet(" ".join(names).replace(" 's", "'s"), start, head.i + 1)
