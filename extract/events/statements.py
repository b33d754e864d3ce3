"""What a speaker's words do to those they are about, without a word of accusing, demanding or
threatening.

"Their troops violate the border, Georgia said", "the brutality of the regime" accuse; "the rebels
must lay down their arms", "it is essential that the regime lets convoys in" demand; "they will pay
a price", "we will not tolerate strikes on our soil", "any such base is a red line" threaten. The
actor is whose words they are. The words are sets of the lexicon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extract.events.drafts import BASE_CONFIDENCE, Draft
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from extract.events.ontology import Ontology
    from extract.events.parties import Party, Roles

ACCUSATION, DEMAND, THREAT = "statement:accusation", "statement:demand", "statement:threat"
"""The rules, each with the key of the ontology's ``[stated]`` that says what they make."""
_WEIGHT = {ACCUSATION: 0.8, DEMAND: 0.8, THREAT: 0.9}
_POLITICAL = frozenset(
    {"state", "government", "person", "military", "armed group", "party", "igo"}
    | {"organisation", "ngo"}
)


class Stated(NamedTuple):
    """What a word states: by which rule, of whom (tokens), and who states it.

    ``within`` tells to look for whom it is about in the whole of the clauses or nominals in
    ``about``; no ``speakers`` are those whose words the clause is. ``predicate`` says it in brief.
    """

    rule: str
    about: list[Token]
    within: bool = False
    speakers: tuple[Token, ...] = ()
    predicate: str = ""


def statement_of(token: Token, roles: Roles, ontology: Ontology) -> Draft | None:
    """Return the draft of an accusation, a demand or a threat that a token heads in somebody's
    words; None where it heads none."""
    for rule in RULES:
        stated = rule(token, roles)
        if stated is not None:
            return _draft(token, stated, roles, ontology)
    return None


# -- demands
# -------------------------------------------------------------------------------------------------


def demand_of(token: Token, _roles: Roles) -> Stated | None:
    """Read "the rebels must leave", "the rebels have to leave"."""
    if not verbs.is_verbal(token) or verbs.is_passive(token) or verbs.is_negated(token):
        return None
    has_to = lemma_of(token) == "have" and bool(verbs.children(token, "xcomp"))
    main = token.dep_ in ("ROOT", "ccomp", "parataxis")
    if "must" not in verbs.modals(token) and not (has_to and main):
        return None
    return Stated(DEMAND, clauses.surface_subjects(token))


def need_of(token: Token, _roles: Roles) -> Stated | None:
    """Read "it is essential that the rebels leave"."""
    if token.pos_ != "ADJ" or lemma_of(token) not in words("needed_adjective"):
        return None
    for clause in verbs.children(token, "csubj", "ccomp"):
        if verbs.is_verbal(clause) and not verbs.is_passive(clause):
            return Stated(DEMAND, clauses.surface_subjects(clause))
    return None


# -- accusations
# -------------------------------------------------------------------------------------------------


def misdeed_of(token: Token, roles: Roles) -> Stated | None:
    """Read "they violate the border", "a group that uses human shields": told of what is or was."""
    if not verbs.is_verbal(token) or not (
        lemma_of(token) in words("misdeed_verb") or _uses_foul_means(token)
    ):
        return None
    if verbs.is_negated(token) or verbs.modals(token) & words("modals"):
        return None
    if token.dep_ == "advcl" and verbs.is_nonfinite(token):
        return None  # "Georgia said they left, violating ...": the writer's words
    if _lies_somewhere(token):
        return None
    doers = clauses.deep_subjects(token)
    modifies = token.dep_ in ("acl", "amod") and bool(doers) and doers[0].i == token.head.i
    if modifies and not roles.at(token.head):
        doers = clauses.surface_subjects(token.head) or doers
    return Stated(ACCUSATION, doers)


def _lies_somewhere(token: Token) -> bool:
    """Tell whether a country only lies in a place."""
    placed = any(words("setting_prepositions") & set(verbs.case_of(c)) for c in token.children)
    return lemma_of(token) == "lie" and token.text.lower() != "lied" and placed


def vice_of(token: Token, roles: Roles) -> Stated | None:
    """Read "the brutality of the regime"."""
    if token.pos_ != "NOUN" or lemma_of(token) not in words("vice_noun"):
        return None
    places = ("poss", "of", "mod", "agent")
    return Stated(ACCUSATION, [t for place in places for t in roles.fillers(token, place)])


def _uses_foul_means(token: Token) -> bool:
    """Tell whether a verb is "use ... as shields", "used sarin", "possess chemical weapons"."""
    if lemma_of(token) not in words("using_verb"):
        return False
    means = [c for o in clauses.objects(token) for c in clauses.conjuncts(o)]
    means += clauses.obliques(token, "as")
    foul = words("foul_adjective")
    return any(
        lemma_of(m) in words("foul_means")
        or (lemma_of(m) == "weapon" and any(lemma_of(c) in foul for c in m.children))
        for m in means
    )


# -- threats
# -------------------------------------------------------------------------------------------------


def penalty_of(token: Token, _roles: Roles) -> Stated | None:
    """Read "they will pay a price", "they will face consequences", "they will regret it"."""
    if not verbs.is_verbal(token) or verbs.is_negated(token):
        return None
    if not verbs.modals(token) & (words("will_words") | {"would"}):
        return None
    verb = lemma_of(token)
    penalties = [n for o in clauses.objects(token) if (n := lemma_of(o)) in words("penalty_noun")]
    if verb not in words("regret_verb") and not (verb in words("penalty_verb") and penalties):
        return None
    said = " ".join([verb, *penalties])
    return Stated(THREAT, clauses.surface_subjects(token), within=True, predicate=said)


def intolerance_of(token: Token, roles: Roles) -> Stated | None:
    """Read "we will not tolerate their incursions"; "would not" only in reported words, for else it
    is told of the past ("the guards would not allow it")."""
    if not verbs.is_verbal(token) or verbs.is_passive(token):
        return None
    if lemma_of(token) not in words("intolerance_verb") or not verbs.is_negated(token):
        return None
    modals = verbs.modals(token)
    if not modals & words("will_words") and not ("would" in modals and roles.speakers_of(token)):
        return None
    about = verbs.children(token, "iobj", "obj", "ccomp", "xcomp")
    return Stated(
        THREAT,
        about,
        within=True,
        speakers=tuple(clauses.surface_subjects(token)),
        predicate=f"not {lemma_of(token)}",
    )


def unbearable_of(token: Token, _roles: Roles) -> Stated | None:
    """Read "any such step is unacceptable": said of what may come, not of what was done."""
    if token.pos_ != "ADJ" or lemma_of(token) not in words("unbearable_adjective"):
        return None
    subjects = verbs.children(token, "nsubj", "csubj")
    to_come = bool(verbs.modals(token) & (words("will_words") | {"would"})) or any(
        c.text.lower() == "any" for s in subjects for c in s.children
    )
    if not to_come or not verbs.children(token, "cop"):
        return None
    return Stated(THREAT, subjects, within=True, predicate=f"be {lemma_of(token)}")


def red_line_of(token: Token, _roles: Roles) -> Stated | None:
    """Read "any such base is a red line", "drew a red line at", "would cross a red line"."""
    if token.pos_ != "NOUN" or lemma_of(token) != "line":
        return None
    if not any(lemma_of(c) == "red" for c in token.children):
        return None
    line = Stated(THREAT, [], within=True, predicate="red line")
    if verbs.children(token, "cop"):
        return line._replace(about=verbs.children(token, "nsubj", "csubj"))
    verb = clauses.governing_verb(token)
    if verb is not None and lemma_of(verb) == "cross":
        return line._replace(about=clauses.surface_subjects(verb))
    if verb is None or lemma_of(verb) not in ("draw", "set", "lay"):
        return None
    beyond = [c for c in verb.children if c.i > token.i]
    return line._replace(about=beyond, speakers=tuple(clauses.deep_subjects(verb)))


RULES: tuple[Callable[[Token, Roles], Stated | None], ...] = (
    penalty_of,
    intolerance_of,
    unbearable_of,
    red_line_of,
    demand_of,
    need_of,
    misdeed_of,
    vice_of,
)
"""How a word may state something; the first that reads it decides."""


# -- from what is stated to a draft
# -------------------------------------------------------------------------------------------------


def _draft(token: Token, stated: Stated, roles: Roles, ontology: Ontology) -> Draft | None:
    speakers = roles.parties(stated.speakers, as_actor=True) or roles.speakers_of(token)
    speakers = [p for p in speakers if roles.mentions[p.mention].kind in _POLITICAL][:1]
    if not speakers or any(t.text.lower() in words("us_words") for t in stated.about):
        return None
    speaker = roles.mentions[speakers[0].mention]
    targets = [p for p in _named(stated, roles) if _is_other(p, speaker.id, speaker.country, roles)]
    if not targets:
        return None
    made = ontology.stated[stated.rule.partition(":")[2]]
    return Draft(
        trigger=token.i,
        predicate=stated.predicate or f"say {lemma_of(token)}",
        type=made.type,
        mode=made.mode,
        contexts=(),
        actors=tuple(speakers),
        targets=tuple(targets[:1] if stated.within else targets),
        reciprocal=False,
        rule=stated.rule,
        confidence=BASE_CONFIDENCE * _WEIGHT[stated.rule],
        status="asserted",
        steps=(f"statement: {speaker.name} says it of them: {made.type}",),
        uses=frozenset({token.i}),
    )


def _named(stated: Stated, roles: Roles) -> list[Party]:
    """Return who is named where a statement says whom it is about; a place that something happens
    in is not."""
    if not stated.within:
        return roles.parties(stated.about, as_actor=stated.rule == DEMAND)
    inside = [t for head in stated.about for t in sorted(head.subtree, key=lambda t: t.i)]
    return [
        party
        for token in inside
        if roles.at(token)
        for party in roles.parties([token], as_actor=False, strict=True)
        if not (
            roles.mentions[party.mention].kind == "state"
            and words("setting_prepositions") & set(verbs.case_of(token))
        )
    ]


def _is_other(party: Party, speaker: str, country: str, roles: Roles) -> bool:
    mention = roles.mentions[party.mention]
    own = mention.kind in ("state", "government", "military") and mention.country == country != ""
    return mention.id != speaker and not own and mention.kind in _POLITICAL
