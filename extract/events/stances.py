"""Stances: what a speaker says of somebody's act, where no word of it names the speaker's own.

"Iran made it clear that any such base is a red line", "we will not tolerate strikes on ...", "they
will pay a price": the actor is whose words they are, the target who is named in the clause for the
act or the possession.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.events import clauses
from extract.events.drafts import BASE_CONFIDENCE, Draft
from extract.events.lemmas import lemma_of
from extract.events.speakers import speakers_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.events.parties import Party, Roles

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "across",
        "over",
        "inside",
        "around",
        "within",
        "outside",
        "on",
        "since",
        "through",
    }
)
_DRAWS = frozenset({"draw", "set", "lay"})
_TOLERATES = frozenset({"tolerate", "allow", "permit", "stand", "condone", "ignore"})
_FORBIDDEN = frozenset({"unacceptable", "intolerable", "inadmissible", "impermissible"})
_FUTURE = frozenset({"will", "would", "wo", "'ll", "shall"})
_SUFFERS = {
    "pay": frozenset({"price", "cost"}),
    "face": frozenset(
        {"consequence", "retaliation", "response", "repercussion", "wrath", "fury", "punishment"}
    ),
    "suffer": frozenset({"consequence", "retaliation", "repercussion"}),
    "bear": frozenset({"consequence", "cost"}),
    "regret": frozenset(),
}


def stance_of(token: Token, roles: Roles) -> Draft | None:
    """Return the draft of a red line, an intolerance or a threatened penalty that a token heads;
    None where it heads none."""
    lemma = lemma_of(token)
    if (
        lemma == "line"
        and token.pos_ == "NOUN"
        and any(lemma_of(c) == "red" for c in token.children)
    ):
        return _red_line(token, roles)
    if lemma in _FORBIDDEN and token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in token.children):
        if clauses.modals(token) & _FUTURE or _is_any(token):
            return _draft(
                token,
                f"be {lemma}",
                speakers_of(token, roles),
                clauses.children(token, "nsubj", "csubj"),
                roles,
            )
        return None
    if not clauses.is_verbal(token):
        return None
    future = bool(clauses.modals(token) & _FUTURE)
    if (
        lemma in _TOLERATES
        and clauses.is_negated(token)
        and future
        and not clauses.is_passive(token)
    ):
        subjects = clauses.surface_subjects(token)
        actors = roles.parties(subjects, as_actor=True) or speakers_of(token, roles)
        return _draft(
            token,
            f"not {lemma}",
            actors,
            clauses.children(token, "iobj", "obj", "ccomp", "xcomp"),
            roles,
        )
    if lemma in _SUFFERS and future and not clauses.is_negated(token):
        wanted = _SUFFERS[lemma]
        if wanted and not any(lemma_of(o) in wanted for o in clauses.objects(token)):
            return None
        predicate = " ".join([lemma, *sorted(wanted)[:1]])
        return _draft(
            token, predicate, speakers_of(token, roles), clauses.surface_subjects(token), roles
        )
    return None


def _red_line(token: Token, roles: Roles) -> Draft | None:
    if any(c.dep_ == "cop" for c in token.children):
        return _draft(
            token,
            "be red line",
            speakers_of(token, roles),
            clauses.children(token, "nsubj", "csubj"),
            roles,
        )
    verb = clauses.governing_verb(token)
    if verb is None:
        return None
    if lemma_of(verb) in _DRAWS:
        actors = roles.parties(clauses.deep_subjects(verb), as_actor=True)
        return _draft(
            token,
            f"{lemma_of(verb)} red line",
            actors,
            [c for c in verb.children if c.i > token.i],
            roles,
        )
    if lemma_of(verb) == "cross":
        return _draft(
            token,
            "cross red line",
            speakers_of(token, roles),
            clauses.surface_subjects(verb),
            roles,
        )
    return None


def _is_any(token: Token) -> bool:
    subjects = clauses.children(token, "nsubj", "csubj")
    return any(c.text.lower() == "any" for s in subjects for c in s.children)


def _draft(
    token: Token, predicate: str, actors: list[Party], about: list[Token], roles: Roles
) -> Draft | None:
    targets = named_in(about, actors, roles)
    if not actors or not targets:
        return None
    return Draft(
        trigger=token.i,
        predicate=predicate,
        type="THREATEN",
        mode="",
        contexts=(),
        actors=tuple(actors[:1]),
        targets=tuple(targets),
        reciprocal=False,
        rule=f"stance:{predicate.replace(' ', '.')}",
        confidence=BASE_CONFIDENCE * 0.9,
        status="asserted",
        steps=(f"stance: {predicate}, said of whose act it would be: THREATEN",),
        uses=frozenset({token.i}),
    )


def named_in(about: list[Token], speakers: list[Party], roles: Roles) -> list[Party]:
    """Return who is named for an act in the clause or nominal about it: no speaker, and no place
    that it happens in."""
    said = {roles.mentions[p.mention].id for p in speakers}
    states = {roles.mentions[p.mention].country for p in speakers} - {""}
    for head in about:
        for token in sorted(head.subtree, key=lambda t: t.i):
            for party in (
                roles.parties([token], as_actor=False, strict=True) if roles.at(token) else []
            ):
                mention = roles.mentions[party.mention]
                place = mention.kind in ("state", "place") and bool(
                    _LOCATIVE & set(clauses.case_of(token))
                )
                own = mention.id in said or (mention.country in states and mention.kind != "place")
                if not place and not own and mention.kind not in ("place", "media"):
                    return [party]
    return []
