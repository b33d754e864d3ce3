"""Whose words they are: the speaker of a clause, told by the verbs of speech above it or beside its
quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.events import clauses
from extract.events.word_classes import words
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.events.parties import Party, Roles

_DEPTH = 12
_MARKS = frozenset('"“”«»')
_LONGEST = 200


def speech_verb(token: Token) -> bool:
    """Tell whether a token is a verb of speech, or "make clear"."""
    if not clauses.is_verbal(token):
        return False
    if lemma_of(token) == "make":
        return any(
            lemma_of(c) in ("clear", "plain")
            for c in token.children
            if c.dep_ in ("xcomp", "amod", "advmod", "obj")
        )
    return lemma_of(token) in words("speech_verb")


def speakers_of(token: Token, roles: Roles) -> list[Party]:
    """Return the actors whose words a clause is, nearest first; [] where the text itself tells
    it."""
    node = token
    for _ in range(_DEPTH):
        for child in node.children:
            if (
                any(c.text.lower() == "according" for c in child.children)
                and child.dep_ in clauses.OBLIQUES
            ):
                found = roles.parties([child], as_actor=True)
                if found:
                    return found
            if child.dep_ == "parataxis" and speech_verb(child):
                found = _subjects(child, roles)
                if found:
                    return found
        head = node.head
        if head.i == node.i:
            break
        if node.dep_.split(":")[0] in (
            "ccomp",
            "parataxis",
            "advcl",
            "xcomp",
            "acl",
            "dep",
        ) and speech_verb(head):
            found = _subjects(head, roles)
            if found:
                return found
        node = head
    return _beside_quotation(token, roles) or _before_colon(token, roles)


def _before_colon(token: Token, roles: Roles) -> list[Party]:
    """Return who speaks a text without quotation marks: "The minister said:", and what follows
    it."""
    doc, start = token.doc, token.sent.start
    for _ in range(_LONGEST):
        if start == 0:
            break
        sentence = doc[start - 1].sent
        last = [t for t in sentence if t.text.strip()][-1:]
        if last and last[0].text in _MARKS:
            break
        if last and last[0].text == ":" and speech_verb(sentence.root):
            return _subjects(sentence.root, roles)
        start = sentence.start
    return []


def _subjects(verb: Token, roles: Roles) -> list[Party]:
    if clauses.is_passive(verb):
        return []
    return roles.parties(clauses.surface_subjects(verb), as_actor=True)


def _beside_quotation(token: Token, roles: Roles) -> list[Party]:
    """Return the speaker of the quotation that a token lies in: of a verb of speech beside it, the
    nearest first."""
    quotation = _quotation(token)
    if quotation is None:
        return []
    doc, (start, end) = token.doc, quotation
    first, last = doc[start].sent.start, doc[end - 1].sent.end
    before = doc[first - 1].sent.start if first else 0
    after = doc[last].sent.end if last < len(doc) else len(doc)
    near = [
        i
        for i in (*range(before, start), *range(end, after))
        if speech_verb(doc[i]) and _quotation(doc[i]) is None
    ]
    near.sort(key=lambda i: (not first <= i < last, min(abs(i - start), abs(i - end))))
    for i in near:
        found = _subjects(doc[i], roles)
        if found:
            return found
    return []


def _quotation(token: Token) -> tuple[int, int] | None:
    """Return where the quotation around a token opens and ends, within its paragraph, or None."""
    doc = token.doc
    begin = token.i
    while begin > 0 and "\n\n" not in doc[begin - 1].text_with_ws:
        begin -= 1
    open_at = -1
    for i in range(begin, min(len(doc), token.i + _LONGEST)):
        if doc[i].text in _MARKS:
            if open_at < 0:
                open_at = i
            elif i > token.i > open_at:
                return open_at, i + 1
            else:
                open_at = -1
        if i >= token.i and (open_at < 0 or "\n\n" in doc[i].text_with_ws):
            break
    return (open_at, token.i + 1) if 0 <= open_at < token.i else None
