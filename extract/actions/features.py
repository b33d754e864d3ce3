"""What the classifier sees of two spans: words, paths, frames and contextual vectors.

Symbolic features are strings; vectors come from ``doc.tensor`` where the language component leaves its contextual vectors there
(one row a token), and are zero where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from extract.actions import clauses
from extract.actions.drafts import Draft
from extract.actions.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WIDTH = 384
BLOCKS = ("actor", "target", "between", "predicate", "sentence")
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "AUX", "ADV"})


def symbols(actor: Span, target: Span, drafts: Sequence[Draft]) -> list[str]:
    """Return the symbolic features of two spans, each once, in a fixed order."""
    return sorted(set(_symbols(actor, target, drafts)))


def _symbols(actor: Span, target: Span, drafts: Sequence[Draft]) -> Iterator[str]:
    doc, sentence = actor.doc, actor.root.sent
    own = {*range(actor.start, actor.end), *range(target.start, target.end)}
    first, second = (actor, target) if actor.start < target.start else (target, actor)
    yield "order:actor first" if first is actor else "order:target first"
    between = [t for t in doc[first.end : second.start] if t.is_alpha] if first.end < second.start else []
    for token in between:
        yield f"between:{lemma_of(token)}"
    for one, two in pairwise(between):
        yield f"between2:{lemma_of(one)} {lemma_of(two)}"
    for token in doc[max(sentence.start, first.start - 4) : first.start]:
        yield f"before:{lemma_of(token)}"
    for token in doc[second.end : min(sentence.end, second.end + 4)]:
        yield f"after:{lemma_of(token)}"
    for token in sentence:
        if token.i not in own and token.pos_ in _CONTENT:
            yield f"word:{lemma_of(token)}"
    for predicate, how in predicates(actor):
        yield f"does:{lemma_of(predicate)}"
        yield f"does {how}:{lemma_of(predicate)}"
        for modal in sorted(clauses.modals(predicate)):
            yield f"does modal:{modal}"
        if clauses.is_negated(predicate):
            yield "does not"
            yield f"does not:{lemma_of(predicate)}"
        if clauses.is_passive(predicate):
            yield "does passive"
        for noun in clauses.objects(predicate):
            if noun.i not in own:
                yield f"does to:{lemma_of(predicate)} {lemma_of(noun)}"
    path = path_between(actor.root, target.root)
    yield "path:" + " ".join(t.dep_ for t in path)
    for token in path:
        if token.i not in own:
            yield f"on path:{lemma_of(token)}"
    yield f"target is:{target.root.dep_}"
    for case in clauses.case_of(target.root):
        yield f"target under:{case} {lemma_of(target.root.head)}"
    for draft in drafts:
        relation = relation_of(draft)
        yield f"frame {relation}:{draft.type}"
        yield f"frame:{draft.type}"


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
    """Return the predicates that the actor span is subject of, down their clauses, with how each was reached."""
    root = actor.root
    while root.dep_ in ("conj", "appos", "flat", "nmod:poss", "compound", "amod", "nmod") and root.head.i != root.i:
        root = root.head
    head = root.head
    if head.i == root.i:
        return [(root, "root")]
    found = [(head, root.dep_)]
    stack = [head]
    while stack and len(found) < 6:
        node = stack.pop(0)
        for child in node.children:
            if child.dep_ in ("xcomp", "ccomp", "conj", "advcl") and clauses.is_verbal(child):
                found.append((child, child.dep_))
                stack.append(child)
    return found


def path_between(one: Token, other: Token) -> list[Token]:
    """Return the tokens on the dependency path from one token to another, both ends left out."""
    up = [one, *one.ancestors]
    places = {t.i: n for n, t in enumerate(up)}
    down: list[Token] = []
    node = other
    while node.i not in places:
        down.append(node)
        if node.head.i == node.i:
            return []
        node = node.head
    path = up[: places[node.i] + 1] + down[::-1]
    return [t for t in path if t.i not in (one.i, other.i)]


def vectors(actor: Span, target: Span) -> NDArray[np.float32]:
    """Return the blocks of contextual vectors, one after another: of :data:`BLOCKS`, each of unit length or zero."""
    doc = actor.doc
    rows = token_vectors(doc)
    sentence = actor.root.sent
    first, second = (actor, target) if actor.start < target.start else (target, actor)
    middle = list(range(first.end, second.start)) or list(range(sentence.start, sentence.end))
    acts = [t.i for t, _ in predicates(actor)[:3]]
    groups = (
        range(actor.start, actor.end),
        range(target.start, target.end),
        middle,
        acts,
        range(sentence.start, sentence.end),
    )
    blocks = []
    for group in groups:
        mean = rows[list(group)].mean(axis=0) if len(rows) else np.zeros(WIDTH, dtype=np.float32)
        size = float(np.linalg.norm(mean))
        blocks.append(mean / size if size > 0 else mean)
    return np.concatenate(blocks).astype(np.float32)


def token_vectors(doc: Doc) -> NDArray[np.float32]:
    """Return one vector a token; no rows where the pipeline gives none."""
    rows = np.asarray(doc.tensor, dtype=np.float32)
    if rows.ndim != 2 or rows.shape != (len(doc), WIDTH):
        return np.zeros((0, WIDTH), dtype=np.float32)
    return rows
