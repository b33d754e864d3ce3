"""Trees mended where the network confuses what is joined: who acts in the second of two clauses,
which nouns "and" joins, and the headline "X to do Y".

Each rule asks for a shape that only one reading of English has, and then hangs the words as that
reading has them. The rules stand in :data:`RULES` in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.lexicon import word_set

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIER = frozenset({"ADJ", "PROPN", "NOUN", "DET", "NUM"})
_BEFORE_VERBS = frozenset({"ADV", "AUX", "PART"})
_JOINING = frozenset({"conj", "parataxis", "advcl"})


class Tree(NamedTuple):
    """One sentence: parallel lists over its words. A root is its own head."""

    words: Sequence[str]
    upos: Sequence[str]
    heads: list[int]
    deps: list[str]

    def children(self, i: int) -> list[int]:
        """Return the words that hang on a word."""
        return [c for c, head in enumerate(self.heads) if head == i and c != i]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a word elsewhere."""
        self.heads[i], self.deps[i] = head, dep

    def has(self, i: int, *deps: str) -> bool:
        """Say whether a word has a child of one of some relations."""
        return any(self.deps[c] in deps for c in self.children(i))

    def joins(self, i: int) -> int:
        """Return the "and" that hangs on a word before it, or -1."""
        return next((c for c in self.children(i) if self.deps[c] == "cc" and c < i), -1)

    def last_of(self, i: int) -> int:
        """Return the last word of what hangs on a word, itself at least."""
        return max([i, *(self.last_of(c) for c in self.children(i) if c > i)])


def mend(tree: Tree) -> None:
    """Mend a sentence in place."""
    for rule in RULES:
        for i in range(len(tree.words)):
            rule(tree, i)


def second_subject(tree: Tree, verb: int) -> None:
    """ "A did N and X did Y", where X was taken for another N: the noun that "and" joins, right
    before a verb that no other "and" joins, is that verb's subject."""
    if tree.upos[verb] != "VERB" or tree.deps[verb] not in _JOINING or tree.joins(verb) >= 0:
        return
    if tree.deps[verb] == "advcl" and tree.has(verb, "mark", "case"):
        return
    subject = _joined_before(tree, verb)
    if subject < 0:
        return
    noun, joining = tree.heads[subject], tree.joins(subject)
    first = _verb_before(tree, noun, tree.heads[verb])
    if first < 0:
        return
    if tree.heads[noun] == verb:
        tree.hang(noun, first, "obj")
    tree.hang(subject, verb, "nsubj")
    tree.hang(joining, verb, "cc")
    for child in tree.children(subject):
        if tree.words[child] == "," and child < joining:
            tree.hang(child, verb, "punct")
    tree.deps[verb] = "conj"


def _joined_before(tree: Tree, verb: int) -> int:
    """Return the noun right before a verb that "and" joins to another noun before it, or -1."""
    at = verb - 1
    while at >= 0 and tree.upos[at] in _BEFORE_VERBS and tree.heads[at] == verb:
        at -= 1
    node = at
    while node >= 0 and tree.heads[node] != node and tree.last_of(node) == at:
        if (
            tree.deps[node] == "conj"
            and tree.upos[node] in _NOMINAL
            and tree.joins(node) >= 0
            and not tree.has(node, "case")
            and tree.heads[node] < node
        ):
            return node
        node = tree.heads[node]
    return -1


def _verb_before(tree: Tree, noun: int, head: int) -> int:
    """Return the verb of the first clause, whose noun was taken away: the noun hangs on it or
    stands right of it, with no mark or other "and" between; -1 where there is none."""
    if tree.upos[noun] not in _NOMINAL:
        return -1
    node = noun
    for _ in range(4):
        node = tree.heads[node]
        if tree.upos[node] == "VERB" and node < noun:
            return node if _has_subject(tree, node) else -1
    left = noun - 1
    while left >= 0 and tree.upos[left] in _MODIFIER and tree.words[left] != ",":
        left -= 1
    is_first = left >= 0 and tree.upos[left] == "VERB" and (left == head or left < noun)
    return left if is_first and _has_subject(tree, left) and not tree.has(left, "obj") else -1


def _has_subject(tree: Tree, verb: int) -> bool:
    return tree.has(verb, "nsubj", "nsubj:pass")


def joined_nouns(tree: Tree, noun: int) -> None:
    """ "N of X and Y-ish M": the noun that "and" joins is M, not the adjective before it, and a noun
    that "and" joins without a preposition is no complement."""
    if tree.upos[noun] not in ("NOUN", "PROPN") or tree.has(noun, "case"):
        return
    for adjective in range(noun - 1, max(-1, noun - 4), -1):
        joining = tree.joins(adjective)
        if joining < 0 or joining != adjective - 1 or tree.upos[adjective] != "ADJ":
            continue
        if not all(tree.heads[k] == noun for k in range(adjective + 1, noun)):
            continue
        own = tree.heads[adjective] == noun
        if not own and tree.deps[noun] not in ("conj", "nmod"):
            continue
        if own or tree.deps[adjective] == "conj":
            tree.hang(adjective, noun, "amod")
            tree.hang(joining, noun, "cc")
            break
    if tree.joins(noun) >= 0 and tree.deps[noun] in ("nmod", "obl") and tree.heads[noun] < noun:
        tree.deps[noun] = "conj"


def headline_to_come(tree: Tree, root: int) -> None:
    """ "Poland to send tanks": of a line that is only a noun with an infinitive, the infinitive is
    the verb and the noun its subject."""
    if tree.heads[root] != root or tree.upos[root] not in ("NOUN", "PROPN", "NUM"):
        return
    if tree.words[root].lower() in word_set("nouns_with_infinitive"):
        return
    acts = [
        c
        for c in tree.children(root)
        if c > root
        and tree.upos[c] == "VERB"
        and tree.deps[c] in ("acl", "xcomp", "advcl", "parataxis")
        and any(tree.words[k].lower() == "to" and k > root for k in tree.children(c))
        and not _has_subject(tree, c)
    ]
    if len(acts) != 1 or tree.has(root, "cop", "nsubj", "nsubj:pass", "case", "mark"):
        return
    [verb] = acts
    if tree.words[0].lower() in word_set("articles"):
        return
    tree.hang(verb, verb, tree.deps[root])
    tree.hang(root, verb, "nsubj")
    for child in tree.children(root):
        if child > verb:
            tree.heads[child] = verb


RULES: tuple[Callable[[Tree, int], None], ...] = (joined_nouns, second_subject, headline_to_come)
