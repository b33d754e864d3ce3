"""The cues right at a word: negation, auxiliaries, determiners and modifiers that tell what has not
happened, or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.cue_words import cues
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.verbs import SUBJECTS, case_of, feature, is_verbal
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_question(token: Token) -> bool:
    """Tell whether a token's sentence is a question, quotation marks aside."""
    for last in reversed(list(token.sent)):
        if last.text.strip() and last.text not in ('"', "'", "''", ")"):
            return last.text.endswith("?")
    return False


def is_clause(node: Token) -> bool:
    """Tell whether a word heads a clause."""
    if is_verbal(node):
        return True
    return any(c.dep_ in ("cop", "nsubj", "nsubj:pass") for c in node.children)


def is_to_infinitive(node: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.dep_ in ("mark", "aux") and c.text.lower() == "to" for c in node.children)


def local_cues(node: Token, below: int = -1) -> list[str]:
    """Return what the words right at a node say; ``below`` is the child from which the walk
    came."""
    found: list[str] = []
    for child in node.children:
        dep, word = child.dep_.split(":")[0], child.text.lower().replace("’", "'")
        if dep in ("advmod", "neg", "cc") or (dep == "det" and word in ("neither", "no")):
            status = cues("adverb").get(word) or (
                cues("determiner").get(word) if dep == "det" else None
            )
            if word == "longer" and any(c.text.lower() == "no" for c in child.children):
                status = "negated"
            if status in ("negated", "hypothetical") and not _only(child):
                found.append(status)
        elif dep == "det" and word == "any":
            found.append("hypothetical")
        elif dep == "aux":
            found += _auxiliary_cue(node, child, word)
        elif dep in ("amod", "acl") and not is_verbal(node):
            status = cues("modifier").get(word)
            if status:
                found.append(status)
        elif child.dep_ in SUBJECTS or child.dep_ == "obj":
            if child.i != below and _is_nothing(child):
                found.append("negated")
        elif dep == "advcl" and _is_condition(child) and not is_past(node):
            found.append("hypothetical")
    if (
        is_verbal(node)
        and node.text.lower() == "going"
        and any(c.dep_ == "xcomp" and is_to_infinitive(c) for c in node.children)
    ):
        found.append("planned")
    return found


def _auxiliary_cue(node: Token, child: Token, word: str) -> list[str]:
    if word == "'d" and child.lemma_ == "have":
        return []
    status = cues("auxiliary").get(word)
    if status == "would":
        return ["planned" if _is_reported(node) else "hypothetical"]
    if child.lemma_ == "be" and any(
        c.i > child.i and c.text.lower() == "to" and c.dep_ == "mark" for c in node.children
    ):
        return ["planned"]
    return [status] if status else []


def _only(child: Token) -> bool:
    """Whether a "not" belongs to "not only", "not just"."""
    if child.text.lower() != "not":
        return False
    doc = child.doc
    following = doc[child.i + 1].text.lower() if child.i + 1 < len(doc) else ""
    return following in word_set("only_words") or any(
        c.text.lower() in word_set("only_words") for c in child.children
    )


def _is_nothing(nominal: Token) -> bool:
    if nominal.text.lower() in cues("pronoun"):
        return True
    return any(
        c.dep_.split(":")[0] in ("det", "cc", "advmod") and c.text.lower() in ("no", "neither")
        for c in nominal.children
    )


def is_past(node: Token) -> bool:
    """Whether a clause tells what was done, without a modal: "has threatened sanctions if ..." is a
    threat made."""
    auxiliaries = [c for c in node.children if c.dep_.split(":")[0] == "aux"]
    if any(cues("auxiliary").get(c.text.lower()) for c in auxiliaries):
        return False
    return (
        node.tag_ == "VBD"
        or feature(node, "Tense") == "Past"
        or any(c.lemma_ == "have" for c in auxiliaries)
    )


def _is_condition(clause: Token) -> bool:
    return any(
        cues("marker").get(word) == "hypothetical" and word != "against"
        for word in case_of(clause)
        if word != "whether"
    )


def _is_reported(node: Token) -> bool:
    """Whether a clause is told by a verb in the past, or "to announce that ...": its "would" is a
    "will" of then."""
    head = node.head
    while node.dep_ == "conj" and head != node:
        node, head = head, head.head
    if node.dep_ in ("ccomp", "parataxis") and is_verbal(head):
        return (
            feature(head, "Tense") == "Past"
            or head.tag_ in ("VBD", "VBN")
            or is_to_infinitive(head)
        )
    return any(
        c.dep_ in ("parataxis", "ccomp")
        and speech_verb(c, "clause")
        and (feature(c, "Tense") == "Past" or c.tag_ == "VBD")
        for c in node.children
    ) or (node.dep_ == "acl" and head.pos_ == "NOUN")
