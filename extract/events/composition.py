"""Composition: promises, threats, refusals, demands, accusations and endings, over the act that
they are about.

A composer is a row of ``data/composers.csv``: its trigger, the slot in which the inner act stands,
and the way in which it speaks of that act (``composed``), of which the ontology says to what acts
it applies and what it makes of them; ``unframed`` rows apply to an act without a frame too.
Slots: ``clause`` an infinitive, a gerund or a clause; ``to`` an infinitive; ``that`` a finite
clause with a subject of its own, ``thing`` one whose subject is no actor; ``gerund`` a gerund under
a preposition ("of shelling"); ``event`` an event noun as object; ``event:for`` one under a
preposition; ``will``, ``wont``, ``must`` a reported clause with that modal. The method is PLOVER's:
a future act of cooperation is AGREE, a threatened act THREATEN.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from extract.events.drafts import BASE_CONFIDENCE, Draft, trigger_pos
from extract.events.event_types import SILENCE, Outcome
from extract.events.ontology import Ontology
from extract.events.parties import Party, Roles
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERIC_PLACES = tuple(
    f"prep:{p}" for p in ("with", "against", "to", "on", "for", "from", "into", "in", "over")
)
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "parataxis")


@dataclass(frozen=True)
class Composer:
    """One row of ``composers.csv``."""

    id: str
    pos: str
    lemmas: frozenset[str]
    particle: str
    slots: tuple[str, ...]
    composed: str
    unframed: bool
    actor: tuple[str, ...]
    target: tuple[str, ...]
    status: str


@cache
def packaged_composers() -> dict[tuple[str, str], tuple[Composer, ...]]:
    """Return the composers by part of speech and lemma, in the order of the file."""
    table: dict[tuple[str, str], list[Composer]] = {}
    with (files("extract.events") / "data" / "composers.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            composer = Composer(
                row["id"],
                row["pos"],
                frozenset(row["lemma"].split("|")),
                row["particle"],
                tuple(row["slot"].split("|")),
                row["composed"],
                row["unframed"] == "yes",
                tuple(p for p in row["actor"].split("|") if p),
                tuple(p for p in row["target"].split("|") if p),
                row["status"],
            )
            for lemma in sorted(composer.lemmas):
                table.setdefault((composer.pos, lemma), []).append(composer)
    return {key: tuple(rows) for key, rows in table.items()}


class Composition:
    """Applies composers to the drafts of the acts inside them.

    Parameters
    ----------
    ontology
        Tells cooperation from conflict.
    inner_draft
        From a token to the draft of its event (composed, if it is a composer itself), or None.
    """

    def __init__(self, ontology: Ontology, inner_draft: Callable[[Token], Draft | None]) -> None:
        self.ontology = ontology
        self.inner_draft = inner_draft
        self.composers = packaged_composers()

    def compose(self, token: Token, roles: Roles) -> Draft | None:
        """Return what a composer makes of the act inside it, None where the token is none or no act
        fits."""
        rows = self.composers.get((trigger_pos(token), lemma_of(token)), ())
        best: tuple[int, Draft] | None = None
        for row in rows:
            if row.particle and not verbs.has_particle(token, row.particle):
                continue
            if not row.particle and verbs.particle_of(token) and lemma_of(token) not in ("carry",):
                continue
            for act in self._acts(token, row.slots, roles):
                made = self._apply(row, token, act, roles)
                if made is None:
                    continue
                rank = 2 * bool(made.actors) + 2 * bool(made.targets) + (made.confidence > 0.8)
                if made.type == SILENCE:
                    rank = 4
                if best is None or rank > best[0]:
                    best = (rank, made)
        return best[1] if best else None

    # -- the slots
    # ---------------------------------------------------------------------------------------------

    def _acts(self, token: Token, slots: tuple[str, ...], roles: Roles) -> Iterator[Token]:
        for slot in slots:
            if slot.startswith("event"):
                yield from self._event_nouns(token, slot.partition(":")[2], roles)
                continue
            for child in token.children:
                if (
                    child.dep_.split(":")[0] not in (*_CLAUSES, "obl", "nmod")
                    or child.dep_ == "acl:relcl"
                ):
                    continue
                if not (verbs.is_verbal(child) or child.pos_ in ("ADJ", "NOUN", "PROPN")):
                    continue
                for act in clauses.conjuncts(child):
                    if self._in_slot(act, child, slot, token):
                        yield act
            quoted = token.head
            if (
                slot in ("will", "wont", "must")
                and token.dep_ == "parataxis"
                and self._in_slot(quoted, quoted, slot, token)
            ):
                yield quoted

    def _in_slot(self, act: Token, child: Token, slot: str, governor: Token) -> bool:
        case = verbs.case_of(child)
        infinitive = "to" in case
        own_subject = bool(verbs.children(act, "nsubj"))
        if slot == "gerund":
            return (
                bool({"of", "for", "with"} & set(case)) and verbs.is_verbal(act) and not own_subject
            )
        if slot == "to" and not infinitive:
            return False
        if slot in ("clause", "to"):
            if child.dep_ == "parataxis" or (not verbs.is_verbal(act) and child.dep_ != "xcomp"):
                return False
            if child.dep_ in ("advcl", "acl") and not infinitive:
                return False
            if child.dep_ in ("obl", "nmod"):
                return False
            return lemma_of(governor) in ("deny", "disavow") or not own_subject or infinitive
        if (
            child.dep_ not in ("ccomp", "parataxis", "advcl", "acl", "ROOT", "root", "xcomp")
            and child.i != act.i
        ):
            return False
        if slot in ("that", "thing"):
            if verbs.is_told_in_past(act):
                return False  # "insisted that they left" tells it, and demands nothing
            return (
                child.dep_ in (("ccomp", "acl") if governor.pos_ == "NOUN" else ("ccomp",))
                and own_subject
            )
        modals = verbs.modals(act)
        negated = verbs.is_negated(act)
        if child.dep_ not in ("ccomp", "parataxis") and governor.head.i != child.i:
            return False
        if slot == "will":
            return bool(modals & {"will", "would", "'ll"}) and not negated
        if slot == "wont":
            return bool(modals & words("refusal_modals")) and negated
        if slot == "must":
            return bool(modals & words("must_words")) or (
                lemma_of(act) in ("need", "have") and bool(verbs.children(act, "xcomp"))
            )
        return False

    def _event_nouns(self, token: Token, preposition: str, roles: Roles) -> Iterator[Token]:
        if not preposition:
            nouns = clauses.objects(token)
        else:
            nouns = clauses.obliques(token, preposition)
            for noun in clauses.objects(token):
                nouns += clauses.obliques(noun, preposition)
        for noun in nouns:
            for each in clauses.held_by(noun):
                if each.pos_ == "NOUN" and not roles.inside_mention(each):
                    yield each

    # -- the effect
    # ---------------------------------------------------------------------------------------------

    def _outcome(self, row: Composer, inner: Draft | None) -> Outcome | None:
        """Return what a row makes of an act, None where it makes nothing of it."""
        if inner is None:
            return self.ontology.composed(row.composed, None) if row.unframed else None
        if inner.type == SILENCE:
            return None
        return self.ontology.composed(row.composed, inner.type, inner.mode)

    def _apply(self, row: Composer, token: Token, act: Token, roles: Roles) -> Draft | None:
        if any(s in ("must",) for s in row.slots) and lemma_of(act) in ("need", "have"):
            act = next(iter(verbs.children(act, "xcomp")), act)
        inner = self.inner_draft(act)
        made = self._outcome(row, inner)
        if made is None or (row.composed == "promised" and lemma_of(act) in words("reply_verb")):
            return None  # "will respond to the tariffs" promises nothing
        if row.slots[0] == "thing" and roles.parties(clauses.surface_subjects(act), as_actor=True):
            return None
        uses = frozenset({token.i, act.i}) | (inner.uses if inner else frozenset()) | _embedded(act)
        denied = row.composed in ("denied", "denied_deed")
        if made.type == SILENCE and denied and inner and inner.actors and inner.targets:
            # What is denied did not happen, if the one who denies it is right.
            return replace(
                inner,
                trigger=act.i,
                rule=f"composer:{row.id}+{inner.rule}",
                status="negated",
                steps=(
                    *inner.steps,
                    f"composer {row.id}: {lemma_of(token)} + {inner.type}: denied",
                ),
                uses=uses,
            )
        if made.type == SILENCE:
            return Draft(
                token.i,
                lemma_of(token),
                SILENCE,
                "",
                (),
                (),
                (),
                False,
                f"composer:{row.id}",
                0.0,
                uses=uses,
            )
        actors = self._place(row.actor, token, act, inner, roles, as_actor=True)
        targets = self._place(row.target, token, act, inner, roles, as_actor=False)
        if (
            inner
            and self.ontology.has(made.type, "blames_no_place")
            and self.ontology.has(inner.type, "harmful")
        ):
            targets = [p for p in targets if roles.mentions[p.mention].kind != "place"]
        if row.slots[0] == "must" and not _may_be_told(act, targets, roles):
            return None
        if row.slots[0] in ("will", "wont") and not _speaks_for_itself(token, act, roles):
            return None
        if (
            row.target
            and all(p.startswith("prep:") for p in row.target)
            and not any(roles.fillers(token, p) for p in row.target)
        ):
            return None
        what = inner.type if inner else f"an act without a frame ({lemma_of(act)})"
        particle = f" {row.particle}" if row.particle else ""
        modal = row.slots[0] in ("will", "wont")
        return Draft(
            trigger=act.i if modal else token.i,
            predicate=f"{lemma_of(token)}{particle} {inner.predicate if inner else lemma_of(act)}",
            type=made.type,
            mode=made.mode,
            contexts=inner.contexts if inner else (),
            actors=tuple(actors),
            targets=tuple(targets),
            reciprocal=len(actors) > 1
            and not targets
            and (
                clauses.is_mutual(token)
                or self.ontology.has(made.type, "mutual")
                or bool(inner and inner.reciprocal)
            ),
            rule=f"composer:{row.id}" + (f"+{inner.rule}" if inner else ""),
            confidence=BASE_CONFIDENCE * (0.97 if inner else 0.85),
            status=row.status,
            steps=(
                *(inner.steps if inner else ()),
                f"composer {row.id}: {lemma_of(token)} + {what} = {made.type}",
            ),
            uses=uses,
            wants_target=bool(targets) or not self.ontology.has(made.type, "to_nobody"),
        )

    def _place(
        self,
        places: tuple[str, ...],
        token: Token,
        act: Token,
        inner: Draft | None,
        roles: Roles,
        as_actor: bool,
    ) -> list[Party]:
        for place in places:
            if place == "inner.target":
                found = list(inner.targets) if inner else []
                if not found:
                    found = generic_target(act, roles)
            elif place == "inner.actor":
                found = list(inner.actors) if inner else []
                if not found and verbs.is_verbal(act):
                    found = roles.parties(clauses.surface_subjects(act), as_actor=True)
                elif not found:
                    found = roles.recall(act, roles.sentence)
            else:
                found = roles.parties(roles.fillers(token, place), as_actor=as_actor)
            if found:
                return found
        return []


def generic_target(act: Token, roles: Roles) -> list[Party]:
    """Return whom an act without a frame is done to: its object, then its obliques, then those of
    its own infinitive."""
    places = (
        ("obj", "iobj", *_GENERIC_PLACES)
        if verbs.is_verbal(act)
        else ("of", *_GENERIC_PLACES, "mod", "poss")
    )
    for place in places:
        found = roles.parties(roles.fillers(act, place), as_actor=False, struck=True)
        if found:
            return [replace_weight(p, 0.8) for p in found]
    for child in act.children:
        if child.dep_ == "xcomp":
            return generic_target(child, roles)
    return []


def replace_weight(party: Party, factor: float) -> Party:
    """Return a party with its weight lowered by a factor."""
    return Party(party.mention, round(party.weight * factor, 4), party.how)


def weigh(draft: Draft, factor: float) -> Draft:
    """Return a draft with its confidence lowered by a factor."""
    return replace(draft, confidence=round(draft.confidence * factor, 4))


def _embedded(act: Token) -> frozenset[int]:
    """The tokens of an inner act that are no events of their own: its conjuncts and infinitives,
    and theirs."""
    found, stack = {act.i}, [act]
    while stack:
        node = stack.pop()
        for child in node.children:
            if (
                child.dep_ in ("conj", "xcomp", "ccomp")
                or (child.dep_ == "advcl" and verbs.is_nonfinite(child))
            ) and child.i not in found:
                found.add(child.i)
                stack.append(child)
    return frozenset(found)


def _may_be_told(act: Token, told: list[Party], roles: Roles) -> bool:
    """Tell whether "must" asks something of somebody: an act in the active, of a body that can hear
    it."""
    if verbs.is_passive(act) or act.pos_ != "VERB":
        return False
    if any(t.text.lower() in words("us_words") for t in clauses.surface_subjects(act)):
        return False
    return all(roles.mentions[p.mention].kind not in ("people", "place", "media") for p in told)


def _speaks_for_itself(speech: Token, act: Token, roles: Roles) -> bool:
    """Tell whether the speaker of a reported promise or threat is its actor, or speaks for it."""
    speakers = roles.parties(clauses.deep_subjects(speech), as_actor=True)
    subjects = clauses.surface_subjects(act)
    doers = roles.parties(subjects, as_actor=True)
    if not doers:
        return any(t.pos_ == "PRON" for t in subjects)
    if any(t.pos_ == "PRON" for t in subjects):
        return True
    ids = {roles.mentions[p.mention].id for p in speakers}
    countries = {roles.mentions[p.mention].country for p in speakers} - {""}
    for party in doers:
        mention = roles.mentions[party.mention]
        if mention.id in ids or (
            mention.kind in ("state", "government", "military") and mention.country in countries
        ):
            return True
    return False
