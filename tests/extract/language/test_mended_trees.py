"""Trees that are mended, and trees that are left as they are; a word reads ``form/POS/head/dep``,
heads count from 1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.mended_trees import Tree, mend
from extract.language.trees import cycle_in

WORDS = [
    ("Chad", "PROPN"),
    ("attack", "NOUN"),
    ("hit", "VERB"),
    ("and", "CCONJ"),
    ("to", "PART"),
    ("by", "ADP"),
    ("Malian", "ADJ"),
    (",", "PUNCT"),
    ("before", "SCONJ"),
    ("will", "AUX"),
]
DEPS = ["nsubj", "obj", "obl", "nmod", "conj", "cc", "case", "mark", "amod", "advcl", "acl"]
DEPS += ["ccomp", "parataxis", "compound", "flat", "punct", "nsubj:pass", "aux"]


def _tree(text):
    items = [item.split("/") for item in text.split()]
    heads = [int(head) - 1 for _, _, head, _ in items]
    deps = [dep for *_, dep in items]
    return Tree([i[0] for i in items], [i[1] for i in items], heads, deps)


MENDED = [
    (
        "the noun before the second verb is its subject",
        "Belgium/PROPN/2/nsubj deported/VERB/2/ROOT students/NOUN/6/nsubj and/CCONJ/5/cc "
        "Tunisia/PROPN/3/conj accused/VERB/2/conj Spain/PROPN/6/obj",
        {"students": "deported obj", "Tunisia": "accused nsubj", "and": "accused cc"},
    ),
    (
        "a second clause read as an insertion",
        "Japan/PROPN/2/nsubj protested/VERB/2/ROOT with/ADP/4/case Russia/PROPN/2/obl "
        "and/CCONJ/6/cc Canada/PROPN/4/conj expelled/VERB/2/parataxis envoys/NOUN/7/obj",
        {"Canada": "expelled nsubj", "expelled": "protested conj", "Russia": "protested obl"},
    ),
    (
        "and joins the nouns, not the adjective",
        "aid/NOUN/8/nsubj:pass to/ADP/3/case Kosovo/PROPN/1/nmod and/CCONJ/5/cc "
        "Russian/ADJ/3/conj criticism/NOUN/1/conj were/AUX/8/aux:pass discussed/VERB/8/ROOT",
        {"Russian": "criticism amod", "and": "criticism cc"},
    ),
    (
        "a joined noun is no complement",
        "bombing/NOUN/1/ROOT of/ADP/3/case Derna/PROPN/1/nmod and/CCONJ/6/cc "
        "Algerian/ADJ/6/amod threats/NOUN/1/nmod",
        {"threats": "bombing conj"},
    ),
    (
        "a complement belongs to the deed, not to a name",
        "attack/NOUN/1/ROOT by/ADP/3/case China/PROPN/1/nmod on/ADP/5/case Taiwan/PROPN/3/nmod",
        {"Taiwan": "attack nmod"},
    ),
    (
        "a gerund belongs to the verb, not to a name",
        "accused/VERB/1/ROOT Spain/PROPN/1/obj of/SCONJ/4/mark cheating/VERB/2/acl",
        {"cheating": "accused advcl"},
    ),
    (
        "a complement belongs to the noun before it",
        "shelling/NOUN/1/ROOT of/ADP/3/case Kobani/PROPN/5/nmod and/CCONJ/5/cc raids/NOUN/1/conj",
        {"Kobani": "shelling nmod"},
    ),
    (
        "a verb read as a part of its object",
        "Three/NUM/2/nsubj died/VERB/2/ROOT as/ADP/6/case rebels/NOUN/6/nmod:poss "
        "attack/VERB/6/compound bases/NOUN/2/obl",
        {"rebels": "attack nsubj", "bases": "attack obj", "attack": "died advcl"},
    ),
    (
        "a name beside its noun",
        "The/DET/2/det group/NOUN/4/nsubj Hezbollah/PROPN/4/nsubj fired/VERB/4/ROOT",
        {"Hezbollah": "group appos"},
    ),
    (
        "a headline of what is to come",
        "Poland/PROPN/1/ROOT to/PART/3/mark send/VERB/1/acl tanks/NOUN/3/obj",
        {"Poland": "send nsubj", "send": "send ROOT"},
    ),
]
LEFT = [
    (
        "two subjects of one verb",
        "Police/NOUN/2/nsubj said/VERB/2/ROOT students/NOUN/6/nsubj and/CCONJ/5/cc "
        "teachers/NOUN/3/conj fled/VERB/2/ccomp",
    ),
    (
        "two objects before a verb that and joins",
        "France/PROPN/2/nsubj praised/VERB/2/ROOT Peru/PROPN/2/obj and/CCONJ/5/cc "
        "Chile/PROPN/3/conj and/CCONJ/7/cc left/VERB/2/conj",
    ),
    (
        "a plan is no headline",
        "Plan/NOUN/1/ROOT to/PART/3/mark send/VERB/1/acl tanks/NOUN/3/obj",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in MENDED], ids=[c[0] for c in MENDED])
def test_a_tree_is_mended(text, expected):
    tree = _tree(text)
    mend(tree)
    for word, where in expected.items():
        i = tree.words.index(word)
        assert f"{tree.words[tree.heads[i]]} {tree.deps[i]}" == where


@pytest.mark.parametrize("text", [c[1] for c in LEFT], ids=[c[0] for c in LEFT])
def test_a_tree_is_left(text):
    tree = _tree(text)
    mend(tree)
    assert (tree.heads, tree.deps) == (_tree(text).heads, _tree(text).deps)


@st.composite
def trees(draw):
    size = draw(st.integers(2, 9))
    heads = [0] + [draw(st.integers(0, i - 1)) for i in range(1, size)]
    order = draw(st.permutations(range(size)))
    mixed = [order[heads[order.index(i)]] for i in range(size)]
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    deps = draw(st.lists(st.sampled_from(DEPS), min_size=size, max_size=size))
    return Tree(
        [word for word, _ in words],
        [upos for _, upos in words],
        mixed,
        [
            "ROOT" if head == i else dep
            for i, (head, dep) in enumerate(zip(mixed, deps, strict=True))
        ],
    )


@given(trees())
@settings(max_examples=600, deadline=None)
def test_what_is_mended_is_a_tree(tree):
    mend(tree)
    assert cycle_in([0 if head == i else head + 1 for i, head in enumerate(tree.heads)]) == []
    assert sum(head == i for i, head in enumerate(tree.heads)) >= 1
