"""The form of a predicate: is it a verb, in which voice, with which auxiliaries, negation and
particle.

Trees are Universal Dependencies; what a parser leaves out of the features is read from the tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
OBLIQUES = frozenset(
    {"obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "nmod", "nmod:desc"}
)
DEPTH = 8
"""How many steps a walk through a tree may take, so that an ill-formed one ends it."""
_PASSIVE_SIGNS = frozenset({"aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"})
_BARE_PARTICIPLES = frozenset({"advcl", "xcomp", "acl:relcl", "parataxis", "root", "ROOT", "dep"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children whose label is one of ``deps``, or a subtype of it."""
    return [c for c in token.children if c.dep_ in deps or c.dep_.split(":")[0] in deps]


def feature(token: Token, name: str) -> str:
    """Return a token's value of a UD feature ("Tense", "VerbForm"), or ``""``."""
    values = token.morph.get(name, [])
    return values[0] if values else ""


def case_of(token: Token) -> tuple[str, ...]:
    """Return the prepositions of a nominal, or the markers of a clause, in lower case; a fixed one
    whole too.

    "in favour of" gives ``("in", "in_favour_of", "in favour of")``.
    """
    found: list[str] = []
    for mark in token.children:
        if mark.dep_ not in ("case", "mark"):
            continue
        word = mark.text.lower()
        found.append(word)
        fixed = [c.text.lower() for c in mark.children if c.dep_ in ("fixed", "case")]
        if fixed:
            whole = [word, *fixed]
            found += ["_".join(whole), " ".join(whole)]
    if len(found) > 1 and not any(" " in f for f in found):
        found += ["_".join(found), " ".join(found)]
    return tuple(found)


def is_verbal(token: Token) -> bool:
    """Tell whether a token heads a clause as a verb; a gerund under a preposition or an article is
    a noun ("in fighting")."""
    if token.pos_ == "VERB" and token.text.lower().endswith("ing"):
        return not _is_gerund_noun(token)
    if token.pos_ == "ADJ":
        return any(c.dep_ == "obl:agent" for c in token.children)
    return token.pos_ in ("VERB", "AUX")


def _is_gerund_noun(token: Token) -> bool:
    kids = list(token.children)
    if any(c.dep_ == "case" or (c.dep_ == "det" and c.i < token.i) for c in kids):
        return True
    between = any("between" in case_of(c) for c in kids)
    if between and not any(c.dep_ in ("obj", "aux") for c in kids):
        return True
    return token.dep_ == "csubj" and any(c.dep_ in ("obl", "nmod") for c in kids)


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, an adjective, or a noun with a copula or a
    subject."""
    return (
        is_verbal(token)
        or token.pos_ == "ADJ"
        or any(c.dep_ in ("cop", "nsubj", "nsubj:pass") for c in token.children)
    )


def is_past_participle(token: Token) -> bool:
    """Tell whether a verb is a past participle ("accused", "driven")."""
    return token.tag_ == "VBN" or (
        feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"
    )


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "mark" and c.text.lower() == "to" for c in verb.children)


def is_nonfinite(token: Token) -> bool:
    """Tell whether a verb is an infinitive, a gerund or a bare participle."""
    if any(
        c.dep_ in ("aux", "aux:pass") and feature(c, "VerbForm") == "Fin" for c in token.children
    ):
        return False
    if is_infinitive(token):
        return True
    form = feature(token, "VerbForm")
    return form != "Fin" if form else token.tag_ in ("VBG", "VBN", "VB")


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Tell whether a verb is passive: by auxiliary or subject, as a bare past participle, or
    sharing a passive auxiliary."""
    if not is_verbal(verb):
        return False
    deps = {c.dep_ for c in verb.children}
    if deps & _PASSIVE_SIGNS:
        return True
    if not is_past_participle(verb) or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ == "conj" and depth < DEPTH and is_verbal(verb.head):
        return is_passive(verb.head, depth + 1)
    return verb.dep_ in ("acl", "amod") or _is_bare_passive(verb, deps)


def _is_bare_passive(verb: Token, deps: set[str]) -> bool:
    return verb.dep_ in _BARE_PARTICIPLES and (
        "obj" not in deps or any("by" in case_of(c) for c in verb.children)
    )


def modals(verb: Token, depth: int = 0) -> frozenset[str]:
    """Return the lemmas of a verb's auxiliaries, inherited along conjuncts: will, would, must,
    should, may."""
    found = {(c.lemma_.lower() or c.text.lower()) for c in verb.children if c.dep_ == "aux"}
    if found or verb.dep_ != "conj" or depth > DEPTH:
        return frozenset(found)
    inherits = is_predicate(verb.head) and not children(verb, "nsubj")
    return modals(verb.head, depth + 1) if inherits else frozenset()


def is_told_in_past(verb: Token) -> bool:
    """Tell whether a clause tells what was or has been, without a modal: "they left", "had left",
    "were driven out"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")]
    words = auxiliaries or [verb]
    if any(c.lemma_.lower() == "have" for c in auxiliaries if c.dep_ == "aux"):
        return not modals(verb) - {"have", "be", "do"}
    past = any(
        w.tag_ == "VBD" or (feature(w, "Tense") == "Past" and feature(w, "VerbForm") == "Fin")
        for w in words
    )
    return past and not modals(verb) - {"have", "be", "do"}


def is_negated(token: Token) -> bool:
    """Tell whether a predicate carries its own negation: not, n't, never, no longer."""
    for child in token.children:
        word = child.text.lower()
        if child.dep_ in ("advmod", "neg", "cc", "det") and word in word_set("negations"):
            return True
        if child.dep_ == "advmod" and word == "longer" and _has_word(child, "no"):
            return True
    return False


def _has_word(token: Token, word: str) -> bool:
    return any(c.text.lower() == word for c in token.children)


# -- particles
# -------------------------------------------------------------------------------------------------


def particle_of(verb: Token) -> str:
    """Return the particle of a phrasal verb, or ``""``."""
    return next((c.text.lower() for c in verb.children if c.dep_ == "compound:prt"), "")


def has_particle(verb: Token, particle: str) -> bool:
    """Tell whether a verb has a particle, whether the parser read a particle, an adverb or a
    preposition behind the verb."""
    return any(
        _is_particle(child, particle) or _opens_oblique(verb, child, particle)
        for child in verb.children
    )


def _is_particle(child: Token, particle: str) -> bool:
    labels = ("compound:prt", "advmod", "case", "obl", "xcomp")
    return child.dep_ in labels and child.text.lower() == particle


def _opens_oblique(verb: Token, child: Token, particle: str) -> bool:
    """Tell whether a particle was read as the preposition of an oblique right behind the verb."""
    if child.dep_ not in OBLIQUES or child.i < verb.i or children(verb, "obj"):
        return False
    first = min((c for c in child.children if c.dep_ == "case"), key=lambda c: c.i, default=None)
    if first is None or first.text.lower() != particle:
        return False
    parted = any(c.dep_ == "obj" and verb.i < c.i < first.i for c in verb.children)
    return not parted or particle in ("to", "as")
