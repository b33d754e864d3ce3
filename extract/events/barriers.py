"""What the grammar of a sentence says against an event between two actors, whatever their words
may look like together.

A barrier never makes an event; it is what :mod:`extract.events.judge` may see as a sign, and for
which what only the relation network read is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.doc_attributes import ActorMention, CodedEvent
from extract.events.relations import RULE
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.grammar.turns import is_asked
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OWN_CLAUSE = frozenset({"conj", "parataxis", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def barrier(doc: Doc, actor: ActorMention, target: ActorMention, trigger: int) -> str:
    """Return what forbids that an actor does to a target what a word tells, ``""`` for nothing.

    ``"asked"``: the sentence is a question of a record. ``"acts elsewhere"``: the actor is the
    subject of one clause and the target the subject, or below the verb, of another that is joined
    to it. ``"another deed"``: both belong to different nouns that are joined. ``"reviewed"``: what
    they do is only weighed again. ``"stored"``: the target only made what lies in a depot.
    """
    if is_asked(doc, doc[trigger].sent):
        return "asked"
    if lemma_of(doc[trigger]) in words("review_verb"):
        return "reviewed"
    one, other = doc[actor.head], doc[target.head]
    if _is_stored(other):
        return "stored"
    if one.sent.start != other.sent.start:
        return ""
    if _act_in_joined_clauses(one, other):
        return "acts elsewhere"
    return "another deed" if _belong_to_joined_nouns(one, other) else ""


def is_barred(doc: Doc, event: CodedEvent) -> bool:
    """Tell whether the grammar forbids an event that no frame has told.

    What a frame tells is its own: a question of a record alone forbids it.
    """
    if event.actor < 0 or event.target < 0:
        return False
    actors = doc._.actors
    found = barrier(doc, actors[event.actor], actors[event.target], event.trigger)
    return found == "asked" or (bool(found) and event.rule == RULE)


def _is_stored(token: Token) -> bool:
    """Tell whether a word stands in "a depot of American missiles"."""
    node = token
    for _ in range(2):
        if node.dep_ == "nmod" and "of" in verbs.case_of(node):
            return lemma_of(node.head) in words("store_noun") and token.pos_ != "PROPN"
        node = node.head
    return False


def _act_in_joined_clauses(one: Token, other: Token) -> bool:
    """Tell whether one is the subject of a clause and the other stands in a clause joined to it
    that has a subject of its own."""
    mine, theirs = _clause(one), _clause(other)
    if mine is None or theirs is None or mine.i == theirs.i:
        return False
    if not (_is_joined(mine, theirs) or _is_joined(theirs, mine)):
        return False
    return _subject(mine) is not None and _subject(theirs) is not None


def _clause(token: Token) -> Token | None:
    """Return the verb of the clause that a word stands in."""
    node = token
    while not (verbs.is_verbal(node) and node.dep_ not in ("amod", "compound")):
        if node.head.i == node.i:
            return None
        node = node.head
    return node


def _is_joined(first: Token, second: Token) -> bool:
    """Tell whether a clause is joined to another by "and", "but", "while": nothing in it is what
    the other says."""
    if second.head.i != first.i or second.dep_ not in _OWN_CLAUSE:
        return False
    if second.dep_ == "advcl":
        return any(c.dep_ == "mark" and c.text.lower() == "while" for c in second.children)
    return any(c.dep_ == "cc" for c in second.children) or second.dep_ == "conj"


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _belong_to_joined_nouns(one: Token, other: Token) -> bool:
    """Tell whether two actors belong to two nouns joined by "and", each with an actor of its own
    before it: "Saudi raids on Saada and Emirati support for the separatists"."""
    mine, theirs = _noun(one), _noun(other)
    if mine is None or theirs is None or mine.i == theirs.i:
        return False
    first, second = sorted((mine, theirs), key=lambda t: t.i)
    return second.dep_ == "conj" and second.head.i == first.i


def _noun(token: Token) -> Token | None:
    """Return the noun that an actor owns or stands below, where that noun is no actor itself."""
    node = token.head
    if token.dep_ not in ("amod", "nmod:poss", "nmod", "compound"):
        return None
    return node if node.pos_ == "NOUN" and clauses.governing_verb(node) is not None else None
