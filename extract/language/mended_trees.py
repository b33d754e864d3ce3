"""Trees mended where the network confuses what is joined: who acts in the second of two clauses,
which nouns "and" joins, and the headline "X to do Y".

Each rule asks for a shape that only one reading of English has, and then hangs the words as that
reading has them. The rules stand in :data:`RULES` in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.language.trees import cycle_in
from extract.lexicon import word_set

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIER = frozenset({"ADJ", "PROPN", "NOUN", "DET", "NUM"})
"""What may stand between a verb and the noun right behind it."""
_BEFORE_VERBS = frozenset({"ADV", "AUX", "PART"})
_JOINING = frozenset({"conj", "parataxis", "advcl", "ccomp"})


@dataclass
class Tree:
    """One sentence: parallel lists over its words. A root is its own head.

    Only :meth:`hang` may change the heads: what hangs on each word is listed once.
    """

    words: Sequence[str]
    upos: Sequence[str]
    heads: list[int]
    deps: list[str]
    _below: dict[int, list[int]] = field(default_factory=dict)
    changed: bool = False

    def children(self, i: int) -> list[int]:
        """Return the words that hang on a word."""
        if not self._below:
            for c, head in enumerate(self.heads):
                if head != c:
                    self._below.setdefault(head, []).append(c)
        return self._below.get(i, [])

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a word elsewhere."""
        self.heads[i], self.deps[i] = head, dep
        self._below = {}
        self.changed = True

    def restore(self, heads: Sequence[int], deps: Sequence[str]) -> None:
        """Hang all words as they were."""
        self.heads[:], self.deps[:] = heads, deps
        self._below = {}

    def bears(self, i: int, *deps: str) -> bool:
        """Say whether a word has a child of one of some relations."""
        return any(self.deps[c] in deps for c in self.children(i))

    def joins(self, i: int) -> int:
        """Return the "and" that hangs on a word before it, or -1."""
        return next((c for c in self.children(i) if self.deps[c] == "cc" and c < i), -1)

    def last_of(self, i: int) -> int:
        """Return the last word of what hangs on a word, itself at least."""
        return max([i, *(self.last_of(c) for c in self.children(i) if c > i)])


def mend(tree: Tree) -> None:
    """Mend a sentence in place. What a rule would turn into a circle stays as it was."""
    heads, deps = list(tree.heads), list(tree.deps)
    for rule in RULES:
        for i in range(len(tree.words)):
            rule(tree, i)
            if not tree.changed:
                continue
            if not cycle_in([0 if head == k else head + 1 for k, head in enumerate(tree.heads)]):
                heads, deps = list(tree.heads), list(tree.deps)
            else:
                tree.restore(heads, deps)
            tree.changed = False


def second_subject(tree: Tree, verb: int) -> None:
    """Read "A did N and X did Y", where X was taken for another N: the noun that "and" joins, right
    before a verb that no other "and" joins, is that verb's subject."""
    if not _may_be_joined(tree, verb):
        return
    subject = _joined_before(tree, verb)
    if subject < 0:
        return
    noun, joining = tree.heads[subject], tree.joins(subject)
    if tree.deps[verb] == "ccomp" and tree.heads[noun] == verb:
        return  # "said that X and Y left"
    first = _verb_before(tree, noun, verb)
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


def _may_be_joined(tree: Tree, verb: int) -> bool:
    """Say whether a word is a verb below another that nothing joins to it or marks."""
    if tree.upos[verb] != "VERB" or tree.deps[verb] not in _JOINING or tree.joins(verb) >= 0:
        return False
    return tree.deps[verb] != "advcl" or not tree.bears(verb, "mark", "case")


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
            and not tree.bears(node, "case")
            and tree.heads[node] < node
        ):
            return node
        node = tree.heads[node]
    return -1


def _verb_before(tree: Tree, noun: int, verb: int) -> int:
    """Return the verb of the first clause, whose noun was taken away: the noun hangs on it or
    stands right of it, with no mark or other "and" between; -1 where there is none."""
    if tree.upos[noun] not in _NOMINAL:
        return -1
    above = _verb_above(tree, noun) if tree.heads[noun] != verb else -1
    if above >= 0:
        return above if _has_subject(tree, above) else -1
    left = noun - 1
    while left >= 0 and tree.upos[left] in _MODIFIER:
        left -= 1
    if left < 0 or tree.upos[left] != "VERB" or tree.bears(left, "obj"):
        return -1
    return left if _has_subject(tree, left) else -1


def _verb_above(tree: Tree, noun: int) -> int:
    """Return a verb before a noun on which it hangs, over other nouns at most; or -1."""
    node = noun
    for _ in range(4):
        node = tree.heads[node]
        if tree.upos[node] == "VERB" and node < noun:
            return node
    return -1


def _has_subject(tree: Tree, verb: int) -> bool:
    return tree.bears(verb, "nsubj", "nsubj:pass")


def joined_nouns(tree: Tree, noun: int) -> None:
    """Read "aid to X and Russian M" so that "and" joins M, not the adjective before it; and a noun
    that "and" joins without a preposition as no complement."""
    if tree.upos[noun] not in ("NOUN", "PROPN") or tree.bears(noun, "case"):
        return
    adjective = _adjective_with_and(tree, noun)
    if adjective >= 0:
        tree.hang(tree.joins(adjective), noun, "cc")
        tree.hang(adjective, noun, "amod")
    if tree.joins(noun) >= 0 and tree.deps[noun] in ("nmod", "obl") and tree.heads[noun] < noun:
        tree.deps[noun] = "conj"


def _adjective_with_and(tree: Tree, noun: int) -> int:
    """Return the adjective before a noun that was taken for what "and" joins, or -1."""
    for adjective in range(noun - 1, max(-1, noun - 4), -1):
        if tree.upos[adjective] != "ADJ" or tree.joins(adjective) != adjective - 1 or not adjective:
            continue
        if any(tree.heads[k] != noun for k in range(adjective + 1, noun)):
            return -1
        own = tree.heads[adjective] == noun
        joined = tree.deps[adjective] == "conj" and tree.deps[noun] in ("conj", "nmod")
        return adjective if own or joined else -1
    return -1


def headline_to_come(tree: Tree, root: int) -> None:
    """Read "Poland to send tanks", a line that is only a noun with an infinitive: the infinitive is
    the verb and the noun its subject."""
    if not _may_head_a_headline(tree, root):
        return
    acts = [c for c in tree.children(root) if c > root and _is_infinitive(tree, c, root)]
    if len(acts) != 1:
        return
    [verb] = acts
    tree.hang(verb, verb, tree.deps[root])
    tree.hang(root, verb, "nsubj")
    for child in tree.children(root):
        if child > verb:
            tree.hang(child, verb, tree.deps[child])


def _may_head_a_headline(tree: Tree, root: int) -> bool:
    return (
        tree.heads[root] == root
        and tree.upos[root] in ("NOUN", "PROPN", "NUM")
        and tree.words[root].lower() not in word_set("nouns_with_infinitive")
        and tree.words[0].lower() not in word_set("articles")
        and not tree.bears(root, "cop", "nsubj", "nsubj:pass", "case", "mark")
    )


def _is_infinitive(tree: Tree, verb: int, root: int) -> bool:
    """Say whether a word is an infinitive with its "to" behind the root, and no subject."""
    return (
        tree.upos[verb] == "VERB"
        and tree.deps[verb] in ("acl", "xcomp", "advcl", "parataxis")
        and any(tree.words[k].lower() == "to" and k > root for k in tree.children(verb))
        and not _has_subject(tree, verb)
    )


def complement_of_a_name(tree: Tree, word: int) -> None:
    """Read "the attack by China on Taiwan" so that "on Taiwan" belongs to the attack: a name takes
    no such complement."""
    name = tree.heads[word]
    noun = tree.heads[name]
    if tree.deps[word] != "nmod" or name == word or noun == name or not noun < name < word:
        return
    if tree.upos[name] != "PROPN" or tree.upos[noun] != "NOUN" or tree.deps[name] != "nmod":
        return
    if _case(tree, name) in ("of", "by") and _case(tree, word) in word_set("deed_prepositions"):
        tree.hang(word, noun, "nmod")


def _case(tree: Tree, word: int) -> str:
    return next((tree.words[c].lower() for c in tree.children(word) if tree.deps[c] == "case"), "")


def gerund_of_a_name(tree: Tree, gerund: int) -> None:
    """Read "accused the West of fighting them" so that "of fighting" belongs to the verb: a name
    takes no such gerund."""
    name = tree.heads[gerund]
    verb = tree.heads[name]
    if tree.deps[gerund] != "acl" or tree.upos[name] != "PROPN" or tree.upos[verb] != "VERB":
        return
    marks = {tree.words[c].lower() for c in tree.children(gerund) if tree.deps[c] == "mark"}
    object_ = tree.deps[name] in ("obj", "iobj", "nsubj:pass")
    if object_ and tree.words[gerund].endswith("ing") and marks & word_set("gerund_prepositions"):
        tree.hang(gerund, verb, "advcl")


def complement_before_a_noun(tree: Tree, word: int) -> None:
    """Read "shelling of Kobani and raids on Erbil" so that "of Kobani" belongs to the noun before
    it: no noun has such a complement on its left."""
    head = tree.heads[word]
    cases = [c for c in tree.children(word) if tree.deps[c] == "case" and c < word]
    if tree.deps[word] != "nmod" or head <= word or not cases or cases[0] == 0:
        return
    before = min(cases) - 1
    nouns = tree.upos[head] in ("NOUN", "PROPN") and tree.upos[before] in ("NOUN", "PROPN")
    if nouns and tree.heads[before] != word:
        tree.hang(word, before, "nmod")


def verb_read_as_modifier(tree: Tree, verb: int) -> None:
    """Read "as rebels attack bases", where the verb was taken for a part of its object."""
    noun = tree.heads[verb]
    if tree.upos[verb] != "VERB" or tree.deps[verb] != "compound" or noun < verb:
        return
    marks = [
        c
        for c in tree.children(noun)
        if tree.words[c].lower() in word_set("clause_markers") and c < verb
    ]
    doers = [c for c in tree.children(noun) if marks and marks[0] < c < verb]
    doers = [c for c in doers if tree.upos[c] in ("NOUN", "PROPN") and c == verb - 1]
    if not marks or not doers or tree.heads[noun] == noun:
        return
    tree.hang(verb, tree.heads[noun], "advcl")
    tree.hang(marks[0], verb, "mark")
    for word in tree.children(noun):
        if marks[0] < word < doers[0]:
            tree.hang(word, doers[0], tree.deps[word])
    tree.hang(doers[0], verb, "nsubj")
    tree.hang(noun, verb, "obj")


def name_beside_noun(tree: Tree, name: int) -> None:
    """Read "the group Hezbollah fired", two subjects side by side, as a noun with its name."""
    noun = name - 1
    if noun < 0 or tree.upos[name] != "PROPN" or tree.upos[noun] != "NOUN":
        return
    same = tree.deps[noun] == tree.deps[name] == "nsubj" and tree.heads[noun] == tree.heads[name]
    if same and tree.heads[name] != name:
        tree.hang(name, noun, "appos")


RULES: tuple[Callable[[Tree, int], None], ...] = (
    verb_read_as_modifier,
    complement_before_a_noun,
    complement_of_a_name,
    gerund_of_a_name,
    name_beside_noun,
    joined_nouns,
    second_subject,
    headline_to_come,
)
