"""Which words of a sentence belong to an event: by the tree, not by nearness alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.grammar.verbs import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DEPTH = 25
_FAR = 99
_BOUNDARIES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "csubj", "advcl:relcl"})
# Nouns that stand for their act carry its time and place with them; their governor's are theirs
# too.
_SHARED = frozenset(
    {
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "nmod",
        "xcomp",
        "acl",
        "conj",
        "compound",
        "appos",
        "nmod:poss",
        "advcl",
        "dep",
        "obl:agent",
    }
)


def root_of(doc: Doc, start: int, end: int) -> Token:
    """Return the token of a span on which the rest of it hangs."""
    for i in range(start, end):
        head = doc[i].head
        if head.i == i or not start <= head.i < end:
            return doc[i]
    return doc[start]


def lineage(token: Token) -> list[tuple[Token, bool]]:
    """Return a token and its governors upwards, each with whether a clause's boundary was crossed
    to reach it."""
    found = [(token, False)]
    node, crossed = token, False
    for _ in range(_DEPTH):
        if node.head == node:
            break
        if node.dep_ in _BOUNDARIES or (node.dep_ == "conj" and is_verbal(node)):
            crossed = True
        node = node.head
        found.append((node, crossed))
    return found


def distance(trigger: Token, word: Token) -> int:
    """Return how far a word is from belonging to an event: 0 on its trigger, more up its clause, 99
    where it is another's.

    A word belongs to the nearest governor of the trigger that it reaches without leaving its own
    clause.
    """
    reach = {node.i: crossed for node, crossed in lineage(word)}
    node = trigger
    for steps in range(_DEPTH):
        if reach.get(node.i) is False:
            return steps + (1 if word.head != node else 0)
        if node.head == node or node.dep_ not in _SHARED:
            return _FAR
        if node.dep_ == "advcl" and not any(
            c.dep_ == "mark" and c.text.lower() == "to" for c in node.children
        ):
            return _FAR
        if node.dep_ == "acl" and is_verbal(node) and steps > 3:
            return _FAR
        node = node.head
    return _FAR


def hops(trigger: Token, word: Token) -> int:
    """Return how many nouns stand between a word and the nearest governor that it shares with an
    event.

    "talks on the situation in Aleppo" are two from Aleppo, "talks in Aleppo" none.
    """
    above = {node.i for node, _ in lineage(trigger)}
    for steps, (node, _) in enumerate(lineage(word)):
        if node.i in above:
            return max(0, steps - 1)
    return _FAR
