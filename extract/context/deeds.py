"""Whether a word belongs to another deed than an event's: to the other of two joined clauses, or to
the other of two joined nouns, where each has its own doer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.grammar.verbs import SUBJECTS, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINED = frozenset({"conj", "parataxis"})
_OWNERS = frozenset({"amod", "compound", "nmod:poss", "det"})


def is_of_another_deed(trigger: Token, word: Token, names_a_place: bool = False) -> bool:
    """Tell whether a word belongs to a clause or noun that is joined to an event's own.

    Parameters
    ----------
    trigger
        The word that tells the event.
    word
        A word of the same sentence.
    names_a_place
        Whether the event has a place of its own already: a phrase that opens the sentence ("In
        Mogadishu, ...") is then the first clause's alone.
    """
    mine, theirs = [trigger, *trigger.ancestors], [word, *word.ancestors]
    above = {t.i for t in mine}
    meeting = next((t for t in theirs if t.i in above), None)
    if meeting is None:
        return False
    my_branch = _below(mine, meeting)
    their_branch = _below(theirs, meeting)
    if my_branch is not None and _is_own_deed(my_branch, meeting):
        if their_branch is None:
            return False
        return names_a_place or not _opens(their_branch, meeting)
    if their_branch is None or their_branch.i == word.i:
        return False
    return _is_own_deed(their_branch, meeting)


def _below(line: list[Token], meeting: Token) -> Token | None:
    """Return the word of a line upwards right below where it meets another."""
    before = None
    for token in line:
        if token.i == meeting.i:
            return before
        before = token
    return before


def _is_own_deed(branch: Token, meeting: Token) -> bool:
    """Tell whether a branch is a deed joined to another, with its own doer."""
    if branch.dep_ not in _JOINED and not _is_meanwhile(branch):
        return False
    if is_verbal(branch):
        return is_verbal(meeting) and any(c.dep_ in SUBJECTS for c in branch.children)
    return branch.pos_ == "NOUN" and any(_may_be_doer(c) for c in branch.lefts)


def _is_meanwhile(clause: Token) -> bool:
    """Tell whether a clause is joined by "while"."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.text.lower() == "while" for c in clause.children
    )


def _may_be_doer(word: Token) -> bool:
    """Tell whether a word before a noun may say whose deed it is, or that it is another."""
    return word.dep_ in _OWNERS and (word.text[:1].isupper() or word.dep_ != "compound")


def _opens(branch: Token, verb: Token) -> bool:
    """Tell whether a phrase stands before its clause's subject."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), verb)
    return branch.i < min(subject.i, verb.i)
