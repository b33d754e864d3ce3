"""What somebody asks an end of: "called for an end to the Saudi bombardment of Yemen" asks those
who do the deed, and never those whom it hurts; "said that the flights must stop" likewise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.events.drafts import BASE_CONFIDENCE, Draft
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.events.ontology import Ontology
    from extract.events.parties import Party, Roles

ASKED, MUST = "composer:call.for+ending", "composer:say.must+ending"
_UNDER_AN_END = ("to", "of", "on", "in")
_ADDRESSED = ("on", "upon", "from")


def ending_of(token: Token, roles: Roles, ontology: Ontology) -> Draft | None:
    """Return the demand that a deed end which a word makes; None where it makes none, or the text
    does not say who does the deed."""
    for rule in (_asked, _must_end):
        made = rule(token, roles, ontology)
        if made is not None:
            return made
    return None


def _asked(token: Token, roles: Roles, ontology: Ontology) -> Draft | None:
    """Read "demanded an end to", "its appeal for a halt to", "wants the lifting of"."""
    if lemma_of(token) not in words("asking_for_an_end"):
        return None
    if verbs.is_verbal(token):
        nouns = [*clauses.objects(token), *clauses.obliques(token, "for")]
        actors = roles.parties(clauses.deep_subjects(token), as_actor=True)
    elif token.pos_ == "NOUN":
        nouns = clauses.obliques(token, "for")
        owners = [t for place in ("poss", "mod", "agent") for t in roles.fillers(token, place)]
        actors = roles.parties(owners or roles.fillers(token, "subj"), as_actor=True)
    else:
        return None
    if any(_is_put_to_others(token, noun, roles) for noun in nouns):
        return None
    drafts = (
        _demand(token, end, deed, actors, roles, ontology, ASKED) for end, deed in _ended(nouns)
    )
    return next(filter(None, drafts), None)


def _ended(nouns: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield every noun for an end with the deed that it is an end of."""
    for noun in nouns:
        for end in clauses.conjuncts(noun):
            if lemma_of(end) in words("end_noun"):
                for word in _UNDER_AN_END:
                    yield from ((end, deed) for deed in clauses.obliques(end, word))


def _is_put_to_others(token: Token, noun: Token, roles: Roles) -> bool:
    """Tell whether a demand says to whom it is put, before what it is for: "called on Iran for an
    end to"."""
    addressed = [
        t for word in _ADDRESSED for t in clauses.obliques(token, word) if t.i < noun.left_edge.i
    ]
    return bool(roles.parties(addressed, as_actor=False))


def _must_end(token: Token, roles: Roles, ontology: Ontology) -> Draft | None:
    """Read "the raids must stop", "insisted that the siege must be lifted"."""
    if not verbs.is_verbal(token) or verbs.is_negated(token):
        return None
    if lemma_of(token) not in words(
        "lifting_verb" if verbs.is_passive(token) else "ceasing_verb"
    ) or not verbs.modals(token) & (words("must_words") | {"should"}):
        return None
    speakers = roles.speakers_of(token)
    drafts = (
        _demand(token, deed, deed, speakers, roles, ontology, MUST)
        for subject in clauses.surface_subjects(token)
        for deed in clauses.conjuncts(subject)
        if deed.pos_ == "NOUN" and not roles.at(deed)
    )
    return next(filter(None, drafts), None)


def _demand(
    token: Token,
    end: Token,
    deed: Token,
    actors: list[Party],
    roles: Roles,
    ontology: Ontology,
    rule: str,
) -> Draft | None:
    made = ontology.composed("demanded", None)
    doers = [p for p in _doers(deed, roles) if p.mention not in {a.mention for a in actors}]
    if made is None or not actors or not doers:
        return None
    asked = ", ".join(roles.mentions[p.mention].name for p in doers)
    return Draft(
        trigger=token.i,
        predicate=f"{lemma_of(token)} {lemma_of(end)}",
        type=made.type,
        mode=made.mode,
        contexts=(),
        actors=tuple(actors),
        targets=tuple(doers),
        reciprocal=False,
        rule=rule,
        confidence=BASE_CONFIDENCE,
        steps=(f"an end of {deed.text} is asked of who does it, {asked}: {made.type}",),
        uses=frozenset({token.i, end.i}),
    )


def _doers(deed: Token, roles: Roles) -> list[Party]:
    """Return who does a deed: its owner, the adjective before it, or whom "by" names."""
    for place in ("agent", "poss", "mod"):
        found = roles.parties(roles.fillers(deed, place), as_actor=True)
        if found:
            return found
    return []
