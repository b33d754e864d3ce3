"""From a document with its actors to coded events: every trigger's draft, what is inside what, and
the split into pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from extract.doc_attributes import CodedEvent
from extract.events.composition import Composition
from extract.events.drafts import Draft, FrameMatcher, trigger_pos
from extract.events.endings import ending_of
from extract.events.event_types import SILENCE
from extract.events.ontology import Ontology
from extract.events.parties import Party, Roles
from extract.events.politics import is_private, may_pair
from extract.events.statements import ACCUSATION, THREAT, statement_of
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.grammar.turns import is_asked
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class Uncoded(NamedTuple):
    """A predicate that gave no event: sentence number, trigger token (-1: the sentence as a whole),
    and why."""

    sentence: int
    trigger: int
    reason: str


_BELOW = frozenset({"obj", "obl", "nmod", "compound", "iobj", "appos"})


def _claimed(deed: Token) -> Token | None:
    """Return the verb whose subject owns up to a deed: "claimed responsibility for an attack"."""
    if "for" not in verbs.case_of(deed):
        return None
    verb = deed.head if verbs.is_verbal(deed.head) else deed.head.head
    if lemma_of(verb) not in words("owning_up_verb"):
        return None
    owned = {lemma_of(o) for o in clauses.objects(verb)}
    return verb if owned & {"responsibility", "credit", "blame"} else None


class ClauseCoder:
    """Codes the clauses of one document; made anew for each, so that its memory ends with it.

    Parameters
    ----------
    doc
        Parsed, with ``doc._.actors`` set.
    ontology, matcher
        What the package (and the user) know of events.
    """

    def __init__(self, doc: Doc, ontology: Ontology, matcher: FrameMatcher) -> None:
        self.doc = doc
        self.ontology = ontology
        self.matcher = matcher
        self.roles = Roles(doc, matcher.event_nouns)
        self.composition = Composition(ontology, lambda token: self.draft_of(token, bare=True))
        self._drafts: dict[tuple[int, bool], Draft | None] = {}

    def draft_of(self, token: Token, bare: bool = False) -> Draft | None:
        """Return what a token says happened: a composed act before a plain frame, a frame that
        names its object before both."""
        key = (token.i, bare)
        if key in self._drafts:
            return self._drafts[key]
        self._drafts[key] = None  # an ill-formed tree cannot send it round in circles
        if not trigger_pos(token) or (
            self.roles.inside_mention(token) and token.pos_ in ("NOUN", "ADJ")
        ):
            return None
        framed = self.matcher.draft(token, self.roles, self._support_subject(token), bare)
        composed = self.composition.compose(token, self.roles)
        draft = composed or framed
        if composed and framed and composed.type != SILENCE:
            whole = bool(framed.actors) and bool(framed.targets)
            better = (
                whole or not composed.targets
                if len(framed.uses) > 1
                else whole and not (composed.actors and composed.targets)
            )
            draft = framed if better else composed
        if draft is not None:
            draft = self._refused(token, draft)
        self._drafts[key] = draft
        return draft

    def _refused(self, token: Token, draft: Draft) -> Draft:
        """Return what a draft becomes where its actor will not do it: "will not release them"."""
        if draft.type == SILENCE or not verbs.modals(token) & (words("will_words") | {"would"}):
            return draft
        made = self.ontology.composed("not_to_be", draft.type, draft.mode)
        if made is None or not verbs.is_negated(token) or verbs.is_passive(token):
            return draft
        return replace(
            draft,
            type=made.type,
            mode=made.mode,
            status="asserted",
            steps=(*draft.steps, f"will not {lemma_of(token)}: a refusal, {made.type}"),
        )

    def _support_subject(self, token: Token) -> list[Party]:
        if token.pos_ != "NOUN":
            return []
        claimed = _claimed(token)
        if claimed is not None:
            return self.roles.parties(clauses.deep_subjects(claimed), as_actor=True)
        if token.dep_ == "obl" and self._is_done_by_subject(token):
            return self.roles.parties(clauses.deep_subjects(token.head), as_actor=True)
        if (
            token.dep_ == "nmod"
            and "in" in verbs.case_of(token)
            and lemma_of(token) in words("cause_noun")
        ):
            verb = clauses.clause_of(token)
            return (
                self.roles.parties(clauses.deep_subjects(verb), as_actor=True)
                if verb is not None
                else []
            )
        verb = clauses.governing_verb(token)
        if verb is None or lemma_of(verb) not in words("support_verb"):
            return []
        return self.roles.parties(clauses.deep_subjects(verb), as_actor=True)

    def _is_done_by_subject(self, noun: Token) -> bool:
        """Tell whether the subject of a verb does what an oblique names: "in support of", "on a
        visit to"."""
        cases = set(verbs.case_of(noun))
        if "in" in cases and lemma_of(noun) in words("cause_noun"):
            return True
        kind = self.matcher.event_nouns.get(lemma_of(noun))
        if kind is None:
            return False
        alike = lemma_of(noun.head) == "use" or any(
            frame.type == kind.name for frame in self.matcher.frames_of(noun.head)
        )
        return bool(cases & kind.occasion) or (alike and bool(cases & kind.means))

    def match(self) -> tuple[list[CodedEvent], list[Uncoded]]:
        """Return the events of the document in the order of their triggers, and what was not coded
        and why."""
        events: list[CodedEvent] = []
        uncoded: list[Uncoded] = []
        for number, sentence in enumerate(self.doc.sents):
            self.roles.sentence = number
            if is_asked(self.doc, sentence):
                uncoded.append(Uncoded(number, -1, "a question"))
                continue
            found = self._sentence(sentence, number, uncoded)
            events += found
        return events, uncoded

    def drafts_of(self, sentence: Span) -> list[Draft]:
        """Return the drafts of a sentence that no other draft has inside it, in the order of their
        triggers."""
        drafts = {t.i: d for t in sentence if (d := self.draft_of(t)) is not None}
        inside: set[int] = set()
        for index, draft in sorted(drafts.items(), key=lambda item: -len(item[1].uses)):
            if index not in inside and (
                draft.type == SILENCE or _is_useful(draft) or draft.rule.startswith("composer")
            ):
                factive = self.ontology.has(draft.type, "factive", draft.mode)
                facts = {
                    i
                    for i in draft.uses
                    if factive
                    and self.doc[i].pos_ == "NOUN"
                    and _stands_alone(draft, drafts.get(i))
                }
                inside |= (draft.uses | {draft.trigger}) - {index} - facts
        return [d for i, d in sorted(drafts.items()) if i not in inside and d.type != SILENCE]

    def _sentence(self, sentence: Span, number: int, uncoded: list[Uncoded]) -> list[CodedEvent]:
        best: dict[tuple[str, str, str], CodedEvent] = {}
        drafts = self.drafts_of(sentence)
        if not drafts:
            present = bool(self.roles.within(sentence))
            uncoded.append(
                Uncoded(number, -1, "no predicate with a frame" if present else "no actor")
            )
        drafts += self._statements(sentence, drafts)
        for draft in drafts:
            pairs = list(self._pairs(draft)) or list(self._pairs(self._completed(draft)))
            if not pairs:
                uncoded.append(Uncoded(number, draft.trigger, self._why_not(draft)))
            for event in pairs:
                key = (self._id(event.actor), self._id(event.target), event.type)
                if key not in best or best[key].confidence < event.confidence:
                    best[key] = event
        named = {(target, type_) for actor, target, type_ in best if actor}
        best = {k: e for k, e in best.items() if k[0] or k[1:] not in named}
        for event in best.values():
            if event.actor >= 0 and event.target >= 0:
                doers = (event.actor, event.target) if event.reciprocal else (event.actor,)
                self.roles.remember(event.type, number, doers)
        return sorted(best.values(), key=lambda e: (e.trigger, e.actor, e.target))

    def _statements(self, sentence: Span, drafts: list[Draft]) -> list[Draft]:
        """Return the accusations, demands and threats of speakers.

        An accusation that only blames takes the place of the deed it tells, a threat that of
        whatever else its word may tell.
        """
        self._add_endings(sentence, drafts)
        composed = {i for d in drafts if d.rule.startswith("composer") for i in d.uses}
        stated = [statement_of(token, self.roles, self.ontology) for token in sentence]
        found = [d for d in stated if d and (d.rule == THREAT or d.trigger not in composed)]
        blamed = {
            d.trigger
            for d in found
            if d.rule == ACCUSATION and lemma_of(self.doc[d.trigger]) not in words("deed_verb")
        }
        threats = {d.trigger for d in found if d.rule == THREAT}
        drafts[:] = [
            d
            for d in drafts
            if d.trigger not in threats
            and not (d.trigger in blamed and self.ontology.has(d.type, "blamable"))
        ]
        return found

    def _add_endings(self, sentence: Span, drafts: list[Draft]) -> None:
        """Put demands that a deed end in the place of whatever else their words may tell."""
        ends = [d for token in sentence if (d := ending_of(token, self.roles, self.ontology))]
        asked = {d.trigger for d in ends}
        drafts[:] = [d for d in drafts if d.trigger not in asked] + ends

    def _completed(self, draft: Draft) -> Draft:
        """Return a draft that has an actor but nobody in the target's place, with the nearest actor
        below its trigger in it.

        What was done "in", "to" or "for" somebody further down the same clause was mostly done to
        them: "declared a ceasefire in Idlib", "opened an inquiry into the accounts of the mayor".
        """
        if not draft.actors or draft.targets or not self._has(draft, "falls_on_named"):
            return draft
        doers = {self._id(p.mention) for p in draft.actors}
        level = [self.doc[draft.trigger]]
        while level:
            level = [
                c
                for t in level
                for c in t.children
                if c.dep_ in _BELOW and not self._is_another_act(c, draft)
            ]
            for token in level:
                if not words("target_prepositions") & set(verbs.case_of(token)):
                    continue
                found = [
                    p
                    for p in self.roles.parties([token], as_actor=False)
                    if self._id(p.mention) not in doers
                ]
                if found:
                    party = found[0]._replace(weight=0.5, how="below the trigger")
                    return replace(
                        draft,
                        targets=(party,),
                        steps=(*draft.steps, "target: the nearest actor below the trigger"),
                    )
        return draft

    def _is_another_act(self, token: Token, draft: Draft) -> bool:
        return token.i not in draft.uses and lemma_of(token) in self.matcher.event_nouns

    def _id(self, index: int) -> str:
        return self.roles.mentions[index].id if index >= 0 else ""

    def _pairs(self, draft: Draft) -> Iterator[CodedEvent]:
        """Split a draft into one event for each actor and target that may stand in it."""
        if draft.reciprocal and len(draft.actors) > 1 and not draft.targets:
            for n, first in enumerate(draft.actors):
                for second in draft.actors[n + 1 :]:
                    if self._may_pair(draft, first, second):
                        yield self._event(draft, first, second)
            return
        if not draft.targets:
            if draft.actors and not draft.wants_target and not self._has(draft, "needs_target"):
                for actor in draft.actors:
                    if self._may_pair(draft, actor, None):
                        yield self._event(draft, actor, None)
            return
        if not draft.actors:
            if self._is_agentless(draft):
                for target in draft.targets:
                    struck = self.roles.mentions[target.mention]
                    if (
                        target.weight >= 0.9
                        and struck.kind not in ("people", "media")
                        and (struck.kind != "place" or self._has(draft, "struck"))
                        and not is_private(struck)
                    ):
                        yield self._event(draft, None, target)
            return
        for actor in draft.actors:
            own = all(
                self._id(target.mention) == self._id(actor.mention) for target in draft.targets
            )
            if own and self._has(draft, "of_ones_own") and self._may_pair(draft, actor, None):
                yield self._event(draft, actor, None)  # "withdrew its troops"
            for target in draft.targets:
                if self._may_pair(draft, actor, target):
                    yield self._event(draft, actor, target)

    def _is_agentless(self, draft: Draft) -> bool:
        token = self.doc[draft.trigger]
        return (
            self._has(draft, "agentless")
            and verbs.is_passive(token)
            and token.dep_ not in ("acl", "amod", "advcl")
            and lemma_of(token) not in words("accidental_verb")
            and not clauses.agents(token)
        )

    def _has(self, draft: Draft, trait: str) -> bool:
        return self.ontology.has(draft.type, trait, draft.mode)

    def _may_pair(self, draft: Draft, actor: Party, target: Party | None) -> bool:
        done_to = self.roles.mentions[target.mention] if target else None
        kind = self.ontology.types[draft.type]
        return may_pair(kind, draft.mode, self.roles.mentions[actor.mention], done_to)

    def _event(self, draft: Draft, actor: Party | None, target: Party | None) -> CodedEvent:
        actor, target = self._by_name(actor, draft.trigger), self._by_name(target, draft.trigger)
        weight = (actor.weight if actor else 0.9) * (target.weight if target else 0.95)
        steps = list(draft.steps)
        for role, party in (("actor", actor), ("target", target)):
            if party is not None and party.weight < 1:
                steps.append(
                    f"{role}: {self.roles.mentions[party.mention].name} stands for it: {party.how}"
                )
        return CodedEvent(
            trigger_start=draft.trigger,
            trigger_end=draft.trigger + 1,
            trigger=draft.trigger,
            actor=actor.mention if actor else -1,
            target=target.mention if target else -1,
            type=draft.type,
            mode=draft.mode,
            contexts=draft.contexts,
            predicate=draft.predicate,
            reciprocal=draft.reciprocal,
            rule=draft.rule,
            confidence=round(min(0.99, draft.confidence * weight), 3),
            status=draft.status,
            steps=tuple(steps),
            factive=self.ontology.has(draft.type, "factive"),
        )

    def _by_name(self, party: Party | None, trigger: int) -> Party | None:
        """Return a party by the words that name it in the sentence, where the clause has only a
        pronoun for it."""
        if party is None:
            return None
        mention = self.roles.mentions[party.mention]
        if self.doc[mention.head].pos_ != "PRON" or not mention.id:
            return party
        for index in self.roles.within(self.doc[trigger].sent):
            other = self.roles.mentions[index]
            if other.id == mention.id and self.doc[other.head].pos_ != "PRON":
                return Party(index, party.weight, party.how)
        return party

    def _why_not(self, draft: Draft) -> str:
        what = f"{draft.predicate} ({draft.type})"
        if not draft.actors and not draft.targets:
            return f"{what}: neither actor nor target is known"
        if not draft.actors:
            return f"{what}: no actor in the actor's place"
        if not draft.targets:
            return f"{what}: no actor in the target's place"
        return f"{what}: actor and target are one, or are media that only report"


def _is_useful(draft: Draft) -> bool:
    return bool(draft.targets) and bool(draft.actors)


def _stands_alone(outer: Draft, inner: Draft | None) -> bool:
    """Tell whether an event noun that is praised or condemned names its own parties: "condemned
    Israel's attack on Gaza"."""
    if inner is None or not inner.actors or inner.trigger == outer.trigger:
        return False
    if not inner.targets and not (inner.reciprocal and len(inner.actors) > 1):
        return False
    return not {p.mention for p in inner.actors} & {p.mention for p in outer.actors}
