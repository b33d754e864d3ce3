"""Which two actors of a sentence its grammar joins.

A pair is joined where the grammar lets the first act on the second: it is the subject, agent or
owner of a word that has the second below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.events.ontology import Ontology
from extract.events.parties import Roles
from extract.events.politics import is_political, may_be_proposed
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FAR = 5
"""Steps below the word that joins two actors, beyond which it joins them no more."""
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "acl:relcl", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer"})


class Pair(NamedTuple):
    """Two mentions (by index), the word that joins them, and how far below it the second stands."""

    actor: int
    target: int
    trigger: int
    distance: int


def is_of_politics(sentence: Span, inside: Iterable[int]) -> bool:
    """Tell whether a sentence names a party to politics (``inside``, by index), and is not about
    sport."""
    actors = sentence.doc._.actors
    sport = words("sport_noun")
    return any(is_political(actors[i]) for i in inside) and not any(
        lemma_of(t) in sport for t in sentence
    )


def pairs_of(sentence: Span, inside: Sequence[int], roles: Roles, ontology: Ontology) -> list[Pair]:
    """Return the pairs of actors of a sentence (``inside``, by index) that its grammar joins, the
    nearest first."""
    mentions = roles.mentions
    inside = [i for i in inside if mentions[i].id]
    if len({mentions[i].id for i in inside}) < 2 or not is_of_politics(sentence, inside):
        return []
    heads = [sentence.doc[mentions[i].head] for i in inside]
    above = {word.i for head in heads for word in (head, *head.ancestors)}
    best: dict[tuple[int, int], Pair] = {}
    for index in sorted(above):
        word = sentence.doc[index]
        doers = _doers(word, roles) if lemma_of(word) not in words("empty_verb") else []
        if not doers:
            continue
        below = _distances(word)
        for actor in doers:
            for target in inside:
                distance = below.get(mentions[target].head, FAR + 1)
                if distance > FAR or mentions[target].head == mentions[actor].head:
                    continue
                if not may_be_proposed(mentions[actor], mentions[target], ontology.types.values()):
                    continue
                pair = Pair(actor, target, word.i, distance)
                if (actor, target) not in best or best[actor, target].distance > distance:
                    best[actor, target] = pair
    return sorted(best.values(), key=lambda p: (p.distance, p.trigger, p.actor, p.target))


def _doers(word: Token, roles: Roles) -> list[int]:
    if verbs.is_verbal(word):
        found = clauses.deep_subjects(word)
    elif word.pos_ == "ADJ":
        found = clauses.surface_subjects(word)
    elif word.pos_ == "NOUN" and not roles.inside_mention(word):
        found = [t for place in ("poss", "mod", "agent") for t in roles.fillers(word, place)]
    else:
        return []
    return [p.mention for p in roles.parties(found, as_actor=True)]


def _distances(word: Token) -> dict[int, int]:
    """Return how far below a word each token stands; a clause of its own is three steps down, the
    subject is not below."""
    found = {word.i: 0}
    open_ = [word]
    while open_:
        token = open_.pop(0)
        for child in token.children:
            own_subject = (
                token.i == word.i and child.dep_ in _SUBJECTS and not verbs.is_passive(word)
            )
            if own_subject or child.dep_ == "obl:agent" or child.i in found:
                continue
            step = 3 if child.dep_ in _CLAUSES and verbs.is_verbal(child) else 1
            if found[token.i] + step <= FAR:
                found[child.i] = found[token.i] + step
                open_.append(child)
    return found
