"""How drafts and predicates stand to two given spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.events.drafts import Draft
from extract.grammar import verbs

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def relation_of(draft: Draft) -> str:
    """Return how a draft, made with the two spans as its only actors, stands to them."""
    done_by, done_to = {p.mention for p in draft.actors}, {p.mention for p in draft.targets}
    if 0 in done_by and 1 in done_to:
        return "forward"
    if draft.reciprocal and {0, 1} <= done_by:
        return "mutual"
    if 1 in done_by and 0 in done_to:
        return "backward"
    if 0 in done_by:
        return "by the actor"
    if 1 in done_to:
        return "to the target"
    return "elsewhere" if not done_by and not done_to else "reversed"


def predicates(actor: Span) -> list[tuple[Token, str]]:
    """Return the predicates that the actor span is subject of, down their clauses, with how each
    was reached."""
    root = actor.root
    while (
        root.dep_ in ("conj", "appos", "flat", "nmod:poss", "compound", "amod", "nmod")
        and root.head.i != root.i
    ):
        root = root.head
    head = root.head
    if head.i == root.i:
        return [(root, "root")]
    found = [(head, root.dep_)]
    stack = [head]
    while stack and len(found) < 6:
        node = stack.pop(0)
        for child in node.children:
            if child.dep_ in ("xcomp", "ccomp", "conj", "advcl") and verbs.is_verbal(child):
                found.append((child, child.dep_))
                stack.append(child)
    return found
