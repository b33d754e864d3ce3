"""What a speaker's words do to those they are about: accusations and demands without a word of
accusing or demanding.

"Their troops violate the border, Georgia said", "a factor destabilising the region", "the brutality
of the regime"; "the rebels must lay down their arms", "it is essential that the regime lets convoys
in". The actor is whose words they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.events import clauses
from extract.events.drafts import BASE_CONFIDENCE, Draft
from extract.events.lemmas import lemma_of
from extract.events.speakers import speakers_of
from extract.events.word_classes import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from extract.events.parties import Party, Roles

_FUTURE = frozenset({"will", "would", "could", "can", "might", "may", "should", "shall", "must"})
_OURS = frozenset({"we", "i", "us"})
_NEEDED = frozenset(
    {"essential", "vital", "imperative", "crucial", "necessary", "urgent", "incumbent", "critical"}
)
_POLITICAL = frozenset(
    {
        "state",
        "government",
        "person",
        "military",
        "armed group",
        "party",
        "igo",
        "organisation",
        "ngo",
    }
)


def statement_of(token: Token, roles: Roles) -> Draft | None:
    """Return the draft of an accusation or a demand that a token heads in somebody's words; None
    where it heads none."""
    if _is_demand(token):
        return _said(token, "REQUEST", "change", clauses.surface_subjects(token), roles)
    if token.pos_ == "ADJ" and lemma_of(token) in _NEEDED:
        for clause in clauses.children(token, "csubj", "ccomp"):
            if clauses.is_verbal(clause) and not clauses.is_passive(clause):
                return _said(token, "REQUEST", "change", clauses.surface_subjects(clause), roles)
        return None
    if is_misdeed(token):
        doers = clauses.deep_subjects(token)
        if (
            token.dep_ in ("acl", "amod")
            and doers
            and doers[0].i == token.head.i
            and not roles.at(token.head)
        ):
            doers = clauses.surface_subjects(token.head) or doers
        return _said(token, "ACCUSE", "disapprove", doers, roles)
    if token.pos_ == "NOUN" and lemma_of(token) in words("vice_noun"):
        owners = [
            t for place in ("poss", "of", "mod", "agent") for t in roles.fillers(token, place)
        ]
        return _said(token, "ACCUSE", "disapprove", owners, roles)
    return None


def is_misdeed(token: Token) -> bool:
    """Tell whether a verb blames its subject by its meaning, and tells something that is or was."""
    if not clauses.is_verbal(token) or not (
        lemma_of(token) in words("misdeed_verb") or _uses_foul_means(token)
    ):
        return False
    return not clauses.is_negated(token) and not clauses.modals(token) & _FUTURE


def _uses_foul_means(token: Token) -> bool:
    """Tell whether a verb is "use ... as shields", "used sarin", "possess chemical weapons"."""
    if lemma_of(token) not in ("use", "deploy", "possess"):
        return False
    means = [c for o in clauses.objects(token) for c in clauses.conjuncts(o)] + clauses.obliques(
        token, "as"
    )
    foul = ("chemical", "biological", "human")
    return any(
        lemma_of(m) in words("foul_means")
        or (lemma_of(m) == "weapon" and any(lemma_of(c) in foul for c in m.children))
        for m in means
    )


def _is_demand(token: Token) -> bool:
    if not clauses.is_verbal(token) or clauses.is_passive(token) or clauses.is_negated(token):
        return False
    if "must" in clauses.modals(token):
        return True
    return (
        lemma_of(token) == "have"
        and bool(clauses.children(token, "xcomp"))
        and token.dep_ in ("ROOT", "ccomp", "parataxis")
    )


def _said(token: Token, type_: str, mode: str, about: list[Token], roles: Roles) -> Draft | None:
    speakers = [
        p for p in speakers_of(token, roles) if roles.mentions[p.mention].kind in _POLITICAL
    ][:1]
    if not speakers:
        return None
    speaker = roles.mentions[speakers[0].mention]
    if any(t.text.lower() in _OURS for t in about):
        return None
    targets = [
        p
        for p in roles.parties(about, as_actor=type_ == "REQUEST")
        if _is_other(p, speaker.id, speaker.country, roles)
    ]
    if not targets:
        return None
    return Draft(
        trigger=token.i,
        predicate=f"say {lemma_of(token)}",
        type=type_,
        mode=mode,
        contexts=(),
        actors=tuple(speakers),
        targets=tuple(targets),
        reciprocal=False,
        rule=f"statement:{type_.lower()}",
        confidence=BASE_CONFIDENCE * 0.8,
        status="asserted",
        steps=(f"statement: {speaker.name} says it of them: {type_}",),
        uses=frozenset({token.i}),
    )


def _is_other(party: Party, speaker: str, country: str, roles: Roles) -> bool:
    mention = roles.mentions[party.mention]
    own = mention.kind in ("state", "government", "military") and mention.country == country != ""
    return mention.id != speaker and not own and mention.kind in _POLITICAL
