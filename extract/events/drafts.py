"""From one trigger to a draft of its event: the frame that fits, and the parties in its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.events.frames import Frame, FrameIndex
from extract.events.ontology import Ontology
from extract.events.parties import Party, Roles
from extract.grammar import clauses, verbs
from extract.language.lemmas import lemma_of
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BASE_CONFIDENCE = 0.9
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}
_STRUCK_OVER = (
    "prep:across",
    "prep:over",
    "prep:inside",
    "prep:throughout",
    "prep:near",
    "prep:around",
)


@dataclass(frozen=True)
class Draft:
    """An event of one trigger before it is split into pairs: parties, type, and the way it was
    reached."""

    trigger: int
    predicate: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    reciprocal: bool
    rule: str
    confidence: float
    status: str = ""
    steps: tuple[str, ...] = ()
    uses: frozenset[int] = field(default_factory=frozenset)
    wants_target: bool = True


def trigger_pos(token: Token) -> str:
    """Return the part of speech under which a token's frames are kept, or ``""``."""
    if token.pos_ == "VERB" and not verbs.is_verbal(token):
        return "noun"
    if token.pos_ == "ADJ" and verbs.is_verbal(token):
        return "verb"
    return _POS.get(token.pos_, "")


class FrameMatcher:
    """Finds the frame that fits a trigger best.

    Parameters
    ----------
    ontology
        What the types of the frames are like.
    index
        The frames.
    """

    def __init__(self, ontology: Ontology, index: FrameIndex) -> None:
        self.ontology = ontology
        self.index = index
        self.event_nouns = {
            lemma: ontology.types[type_] for lemma, type_ in index.event_nouns().items()
        }

    def frames_of(self, token: Token) -> tuple[Frame, ...]:
        """Return the frames of a token's lemma (or, for plural-only nouns, of its form)."""
        pos = trigger_pos(token)
        if not pos:
            return ()
        found = tuple(self.index.of(pos, lemma_of(token)))
        return found or (tuple(self.index.of(pos, token.text.lower())) if pos != "verb" else ())

    def draft(
        self, token: Token, roles: Roles, subject: list[Party] | None = None, bare: bool = False
    ) -> Draft | None:
        """Return the draft of the best frame, or None where no frame fits.

        ``subject`` are the parties of a support verb's subject, the actor of an event noun that
        names none. ``bare`` lets a frame fit whose target place is empty: enough for an act inside
        a promise or a threat.
        """
        best: tuple[tuple[int, ...], Draft] | None = None
        for frame in self.frames_of(token):
            draft = self._fit(frame, token, roles, subject, bare)
            if draft is None:
                continue
            filled = 2 * bool(draft.targets) + bool(draft.actors)
            complete = bool(draft.actors) and (bool(draft.targets) or not draft.wants_target)
            rank = (frame.specificity + 4 * complete, filled, -frame.order)
            if best is None or rank > best[0]:
                best = (rank, draft)
        return best[1] if best else None

    def _fit(
        self, frame: Frame, token: Token, roles: Roles, subject: list[Party] | None, bare: bool
    ) -> Draft | None:
        struck = self._has(frame, "struck")
        if frame.pos == "verb":
            if frame.particle:
                if not verbs.has_particle(token, frame.particle):
                    return None
            elif verbs.particle_of(token):
                return None
        uses = frozenset({token.i})
        below: list[Token] = []
        if frame.objects:
            heads = [o for obj in clauses.objects(token) for o in clauses.held_by(obj)]
            if "@none" in frame.objects:
                if heads:
                    return None
            elif "@any" in frame.objects or (
                "@actor" in frame.objects and any(p.startswith("obj.") for p in frame.target)
            ):
                if not heads:
                    return None
            elif "@actor" in frame.objects:
                if not roles.parties(heads[:1], as_actor=False, strict=not struck):
                    return None
            elif "@event" in frame.objects:
                return self._through_event(frame, token, heads, roles, bare)
            else:
                fitting = [
                    h
                    for h in heads
                    if lemma_of(h) in frame.objects or h.text.lower() in frame.objects
                ]
                below = _under_prepositions(token, frame.objects)
                fitting += below
                if not fitting:
                    return None
                uses |= {h.i for h in fitting}
        strict = "@actor" in frame.objects and not struck
        actors = self._first(frame.actor, token, roles, as_actor=True)
        if frame.pos == "noun" and not actors and subject:
            actors = subject
        targets, present = self._targets(frame, token, roles, strict)
        for head in () if targets else below:  # "came to the aid of Cuba"
            inner, filled = self._targets(frame, head, roles, strict)
            targets, present = targets or inner, present or filled
        if not targets and len(actors) > 1 and clauses.is_mutual(token):
            frame, present = replace(frame, reciprocal=True), True
        if frame.target and not present and not bare and not (frame.reciprocal and len(actors) > 1):
            return None
        if not targets and self._has(frame, "settles_in") and not frame.objects & {"@none"}:
            targets = [
                Party(p.mention, 0.65, f"in {p.how}")
                for word in ("in", "across", "throughout")
                for p in roles.parties(
                    roles.fillers(token, f"prep:{word}"), as_actor=False, strict=True
                )
                if roles.mentions[p.mention].kind in ("state", "place")
            ]
        elif not frame.target:
            targets = []
        particle = f" {frame.particle}" if frame.particle else ""
        noun = next((lemma_of(token.doc[i]) for i in sorted(uses) if i != token.i), "")
        spoken = self.ontology.composed("in_words", frame.type, frame.mode)
        if spoken and _in_words(token.doc, uses):
            frame = replace(frame, type=spoken.type, mode=spoken.mode, contexts=())
        return Draft(
            trigger=token.i,
            predicate=f"{lemma_of(token)}{particle}{' ' + noun if noun else ''}",
            type=frame.type,
            mode=frame.mode,
            contexts=frame.contexts,
            actors=tuple(actors),
            targets=tuple(targets),
            reciprocal=frame.reciprocal,
            rule=f"frame:{frame.id}",
            confidence=BASE_CONFIDENCE,
            steps=(f"frame {frame.id}: {frame.type}",),
            uses=uses,
            wants_target=bool(frame.target),
        )

    def _has(self, frame: Frame, trait: str) -> bool:
        return self.ontology.has(frame.type, trait, frame.mode)

    def _is_told_not_asked(self, frame: Frame, token: Token) -> bool:
        """Tell whether a demand is none because what it is about is told of the past: "suggested
        that they had left"."""
        demands = self.ontology.types[frame.type].mode_of_act == "demanded_as"
        return demands and any(verbs.is_told_in_past(c) for c in verbs.children(token, "ccomp"))

    def _through_event(
        self, frame: Frame, token: Token, heads: list[Token], roles: Roles, bare: bool
    ) -> Draft | None:
        """The object's own frame gives the event, the verb's subject the actor ("carried out an
        attack on")."""
        for head in heads:
            if trigger_pos(head) != "noun" or not self.frames_of(head):
                continue
            actors = self._first(frame.actor, token, roles, as_actor=True)
            inner = self.draft(head, roles, subject=actors, bare=bare or bool(frame.target))
            if inner is None:
                continue
            if not actors and not inner.actors and not frame.actor and not verbs.is_passive(token):
                actors = roles.parties(clauses.obliques(token, "by"), as_actor=True)
            targets = inner.targets
            if not targets and frame.target:
                targets = tuple(self._targets(frame, token, roles, strict=False)[0])
                if not targets:
                    continue
            return Draft(
                trigger=token.i,
                predicate=f"{lemma_of(token)} {inner.predicate}",
                type=inner.type,
                mode=inner.mode,
                contexts=inner.contexts,
                actors=tuple(actors) or inner.actors,
                targets=targets,
                reciprocal=inner.reciprocal,
                rule=inner.rule if not frame.id else f"frame:{frame.id}",
                confidence=inner.confidence,
                steps=(*inner.steps, f"frame {frame.id}: the subject of {lemma_of(token)} does it"),
                uses=inner.uses | {token.i},
                wants_target=inner.wants_target,
            )
        return None

    def _first(
        self, places: tuple[str, ...], token: Token, roles: Roles, as_actor: bool
    ) -> list[Party]:
        for place in places:
            strict = as_actor and place.startswith("prep:") and token.pos_ != "NOUN"
            fillers = roles.fillers(token, place)
            found = roles.parties(fillers, as_actor=as_actor, strict=strict)
            if (
                not found
                and as_actor
                and place == "subj"
                and any(f.text.lower() in ("we", "i") for f in fillers)
            ):
                found = roles.speakers_of(token)
            if found:
                return found
        return []

    def _targets(
        self, frame: Frame, token: Token, roles: Roles, strict: bool
    ) -> tuple[list[Party], bool]:
        """Return the parties of the first target place that has any, and whether any target place
        is filled at all."""
        present = False
        struck = self._has(frame, "struck")
        in_person = self._has(frame, "in_person")
        places = frame.target
        if struck and any(p.endswith("prep:in") for p in places):
            places = (*places, *(p for p in _STRUCK_OVER if p not in places))
        for place in places:
            if place == "comp.subj" and self._is_told_not_asked(frame, token):
                continue
            fillers = roles.fillers(token, place)
            if struck and place.startswith("prep:"):
                fillers = [f for f in fillers if lemma_of(f) not in word_set("cause_noun")]
            present = present or bool(fillers)
            found = roles.parties(
                fillers,
                as_actor=False,
                strict=place == "obj" and (strict or in_person),
                struck=self._has(frame, "local"),
            )
            if self._has(frame, "blames_no_place") and place.endswith(("prep:in", "prep:at")):
                found = [
                    p for p in found if roles.mentions[p.mention].kind != "place"
                ]  # where it happened is not to blame
            if found:
                return found, True
        return [], present


def _under_prepositions(token: Token, objects: Iterable[str]) -> list[Token]:
    """Return the nouns that a frame wants under a preposition: "on:trial" in "put the mayor on
    trial"."""
    wanted = [entry.partition(":")[::2] for entry in sorted(objects) if ":" in entry]
    return [
        noun
        for case, lemma in wanted
        for noun in clauses.obliques(token, case)
        if lemma_of(noun) == lemma
    ]


def _in_words(doc: Doc, uses: frozenset[int]) -> bool:
    """Tell whether an attack is one in words: "launched a scathing attack on"."""
    return any(
        c.dep_ == "amod" and c.text.lower() in word_set("verbal_adjective")
        for i in sorted(uses)
        for c in doc[i].children
    )
