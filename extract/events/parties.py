"""From places to parties: the tokens that stand in a frame's places, and the actors that those
tokens name.

A filler that is no actor may have one standing for it: "a Hezbollah base" is Hezbollah's, "members
of Hamas" are Hamas, "bases in Damascus" are struck in Damascus. Each such step costs weight, which
ends in the confidence of the event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.doc_attributes import ActorMention
from extract.events.event_types import EventType
from extract.events.word_classes import words
from extract.grammar import clauses, verbs
from extract.grammar.speech import sources_of, who_speaks
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.spoken import SpokenText
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLACE_KINDS = frozenset({"state", "place"})
_MEMORY = 15
_FROM_OWNERS = ("from", "with")


class Party(NamedTuple):
    """An actor in a role: index into ``doc._.actors``, how sure the grammar is (0 to 1), and how it
    was reached."""

    mention: int
    weight: float
    how: str


class Roles:
    """The actors of one document by token, and the places of its triggers."""

    def __init__(self, doc: Doc, event_nouns: Mapping[str, EventType] | None = None) -> None:
        self.doc = doc
        self.mentions: Sequence[ActorMention] = doc._.actors
        self.event_nouns = event_nouns or {}
        self._recent: dict[str, tuple[int, tuple[int, ...]]] = {}
        self.sentence = 0
        self._starts = [mention.start for mention in self.mentions]
        self._spoken: SpokenText | None = None
        self._heads: dict[int, list[int]] = {}
        self._covered: dict[int, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            self._heads.setdefault(mention.head, []).append(index)
            for token in range(mention.start, mention.end):
                self._covered.setdefault(token, []).append(index)

    def at(self, token: Token) -> list[int]:
        """Return the mentions that a token heads, or lies in."""
        return self._heads.get(token.i) or self._covered.get(token.i) or []

    def _own(self, token: Token) -> list[int]:
        """Return the mentions at a token; where it is only a common noun with its names beside it,
        these: "Two countries, Mali and Niger"."""
        own = self.at(token)
        if not own or not all(_is_common(self.mentions[index]) for index in own):
            return own
        named = [
            index
            for child in token.children
            if child.i > token.i and _names_of_it(child)
            for each in clauses.conjuncts(child)
            for index in self.at(each)
            if not _is_common(self.mentions[index])
        ]
        return named or own

    def within(self, sentence: Span) -> range:
        """Return the mentions of a sentence, by index."""
        return range(
            bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        )

    def inside_mention(self, token: Token) -> bool:
        """Tell whether a token is part of an actor's own words."""
        return token.i in self._covered

    # -- places
    # ---------------------------------------------------------------------------------------------

    def fillers(self, trigger: Token, place: str) -> list[Token]:
        """Return the tokens in a place of a trigger, conjuncts not unfolded."""
        if place.startswith("obj."):
            found = []
            for noun in clauses.objects(trigger):
                for each in clauses.held_by(noun):
                    found += self._of_noun(each, place[4:])
            if place.startswith("obj.prep:") and not found:
                found = clauses.obliques(trigger, place[9:])
            return found
        if place == "comp.subj":
            return self._complement_subjects(trigger)
        if verbs.is_verbal(trigger):
            return self._of_verb(trigger, place)
        if trigger.pos_ == "ADJ":
            return self._of_adjective(trigger, place)
        return self._of_noun(trigger, place)

    def _of_verb(self, verb: Token, place: str) -> list[Token]:
        if place == "subj":
            return clauses.deep_subjects(verb) or self._causes(verb) or self._just_before(verb)
        if place == "obj":
            if verbs.is_passive(verb) and clauses.indirect_objects(verb):
                return [c for c in verb.children if c.dep_ == "obj"]
            return clauses.objects(verb)
        if place == "iobj":
            return clauses.indirect_objects(verb)
        if place == "agent":
            return clauses.agents(verb)
        if place == "of":
            place = "prep:of"
        if place.startswith("prep:"):
            word = place[5:]
            found = clauses.obliques(verb, word)
            for noun in clauses.objects(verb):
                for each in clauses.held_by(noun):
                    found += [t for t in clauses.obliques(each, word) if t not in found]
            return found or self._gap_preposition(verb, word)
        return []

    def _just_before(self, verb: Token) -> list[Token]:
        """Return the actor right before a finite verb that the parser left without a subject."""
        if verbs.is_passive(verb) or verbs.is_nonfinite(verb) or verb.dep_ == "conj":
            return []
        place = verb.i - 1
        while place > verb.sent.start and self.doc[place].pos_ in ("AUX", "ADV", "PART"):
            place -= 1
        token = self.doc[place]
        return (
            [token]
            if place < verb.i and self.at(token) and token.pos_ in ("NOUN", "PROPN", "PRON")
            else []
        )

    def _causes(self, verb: Token) -> list[Token]:
        """Return the deed that an agentless passive happened in: "were killed in an Israeli
        raid"."""
        if not verbs.is_passive(verb):
            return []
        return [
            noun
            for word in ("in", "during", "as", "as_a_result_of", "from", "following")
            for oblique in clauses.obliques(verb, word)
            for noun in (oblique, *clauses.obliques(oblique, "of"))
            if (
                kind := self.event_nouns.get(lemma_of(noun))
                or self.event_nouns.get(noun.text.lower())
            )
            and kind.has("harmful")
            and lemma_of(noun) not in words("mutual_noun")
        ]

    def _gap_preposition(self, verb: Token, word: str) -> list[Token]:
        """Return whom a stranded preposition means: "was called on to", "the group it fights
        against"."""
        if not any(
            c.text.lower() == word and c.dep_ in ("obl", "advmod", "case") and not list(c.children)
            for c in verb.children
        ):
            return []
        if verbs.is_passive(verb):
            return clauses.surface_subjects(verb)
        if verb.dep_ == "acl:relcl":
            return [verb.head]
        return []

    def _of_adjective(self, adjective: Token, place: str) -> list[Token]:
        if place == "subj":
            if adjective.dep_ == "amod":
                return [adjective.head]
            return clauses.surface_subjects(adjective)
        if place.startswith("prep:"):
            return clauses.obliques(adjective, place[5:])
        if place == "of":
            return clauses.obliques(adjective, "of")
        return []

    def _of_noun(self, noun: Token, place: str) -> list[Token]:
        if place == "poss":
            return [clauses.antecedent(c) for c in noun.children if c.dep_ == "nmod:poss"]
        if place == "mod":
            return self._modifiers(noun)
        if place == "agent":
            found = clauses.obliques(noun, "by")
            found = found or [
                t for of in clauses.obliques(noun, "of") for t in clauses.obliques(of, "by")
            ]
            return found or _of_participle(noun, "by")
        if place == "head.subj":
            helped = noun.dep_ == "obl" and "with" in verbs.case_of(noun)
            return clauses.deep_subjects(noun.head) if helped else []
        if place == "subj":
            found = [clauses.antecedent(c) for c in noun.children if c.dep_ == "nsubj"]
            verb = clauses.governing_verb(noun)
            light = verb is not None and lemma_of(verb) in words("support_verb")
            return found or (clauses.deep_subjects(verb) if verb is not None and light else [])
        word = "of" if place == "of" else place[5:] if place.startswith("prep:") else ""
        if not word:
            return []
        found = clauses.obliques(noun, word) or _of_participle(noun, word)
        if not found and word != "of":
            verb = clauses.governing_verb(noun)
            if verb is not None:
                found = clauses.obliques(verb, word)
        return found

    def _modifiers(self, noun: Token) -> list[Token]:
        found = []
        for child in noun.children:
            named = child.dep_ in ("amod", "compound", "nmod", "nmod:desc") and not verbs.case_of(
                child
            )
            if named and child.i < noun.i:
                found.append(child)
                found += [
                    c
                    for c in child.children
                    if c.dep_ in ("amod", "compound") and not self.at(child)
                ]
        return [token for token in found if self.at(token)]

    def _complement_subjects(self, trigger: Token) -> list[Token]:
        for child in trigger.children:
            if child.dep_ in ("ccomp", "xcomp", "advcl"):
                own = clauses.deep_subjects(child)
                if own:
                    return own
        return []

    # -- parties
    # ---------------------------------------------------------------------------------------------

    def parties(
        self, fillers: Iterable[Token], as_actor: bool, strict: bool = False, struck: bool = False
    ) -> list[Party]:
        """Return the actors that fillers name, conjuncts unfolded, each once, in the order of the
        text.

        Parameters
        ----------
        fillers
            Tokens in one place.
        as_actor
            The place is the actor's: there only a group or a force stands for its owner.
        strict
            Nothing stands for another.
        struck
            A place that the filler lies in may stand for it ("bases in Damascus").
        """
        found: dict[int, Party] = {}
        for filler in fillers:
            for token in clauses.conjuncts(filler):
                for party in self._named(token, as_actor, strict, struck, 0):
                    if party.mention not in found or found[party.mention].weight < party.weight:
                        found[party.mention] = party
        return sorted(found.values())

    def _named(
        self, token: Token, as_actor: bool, strict: bool, struck: bool, depth: int
    ) -> list[Party]:
        own = self._own(token)
        if own:
            return [Party(index, 1.0, token.text) for index in own]
        if depth > 3:
            return []
        again: Callable[[Token], list[Party]] = lambda t: self._named(  # noqa: E731
            t, as_actor, strict, struck, depth + 1
        )
        for child in token.children:
            if child.dep_ in ("appos", "flat", "flat:name") and self.at(child):
                return _weighed(again(child), 0.97, f"{token.text}, {child.text}")
        lemma = lemma_of(token)
        if lemma in words("other_noun") or (
            not as_actor and lemma in words("cause_noun") and "in" in verbs.case_of(token)
        ):
            return []
        if lemma in words("group_noun") or token.pos_ in ("NUM", "PRON", "DET"):
            for word in ("of", "from", "among"):
                for inner in clauses.obliques(token, word):
                    named = [p for t in clauses.conjuncts(inner) for p in again(t)]
                    if named:
                        return _weighed(named, 0.95, f"{token.text} of")
        if strict:
            return []
        if as_actor:
            kind = self.event_nouns.get(lemma)
            if kind and kind.has("owned"):
                return _weighed(self.doers(token), 0.85, f"the {token.text} of")
            if lemma not in words("group_noun") and lemma not in words("force_noun"):
                return []
        if not as_actor and lemma in words("claim_noun"):
            for clause in token.children:
                if clause.dep_ in ("acl", "ccomp") and not verbs.is_nonfinite(clause):
                    return _weighed(
                        [p for t in clauses.surface_subjects(clause) for p in again(t)],
                        0.75,
                        f"the {token.text} about",
                    )
        if not as_actor and not self._of_noun(token, "agent"):
            told_before = self.recall(token, self.sentence)
            if told_before:
                return told_before
        for clause in token.children if struck else ():
            if (
                clause.dep_ == "acl"
                and lemma_of(clause) in words("holding_verb")
                and verbs.is_past_participle(clause)
            ):
                named = [p for t in clauses.agents(clause) for p in again(t)]
                if named:
                    return _weighed(named, 0.9, f"{token.text} {clause.text} by")
        for place, weight in (("poss", 0.9), ("agent", 0.9), ("mod", 0.9), ("of", 0.8)):
            if place == "agent" and lemma not in self.event_nouns:
                continue  # "the execution of a poet by Iran" makes Iran no owner of the poet
            if place == "of" and lemma in words("store_noun"):
                continue  # "a depot of American missiles" is not the one who made them
            named = [
                p
                for t in self._of_noun(token, place)
                for c in clauses.conjuncts(t)
                for p in again(c)
            ]
            if named:
                return _weighed(named, weight, f"{token.text} ({place})")
        if as_actor:
            return []
        near: tuple[str, ...] = tuple(sorted(words("struck_place_prepositions"))) if struck else ()
        against = ("against",) if lemma in self.event_nouns else ()
        for word in (*_FROM_OWNERS, *against, *near):
            for inner in clauses.obliques(token, word):
                named = again(inner)
                if named:
                    return _weighed(named, 0.7, f"{token.text} {word}")
        return []

    # -- speakers
    # ---------------------------------------------------------------------------------------------

    def speakers_of(self, token: Token) -> list[Party]:
        """Return the actors whose words a clause is, nearest first; [] where the text itself tells
        it, or where they doubt it or only ask."""
        for source in sources_of(token):
            found = self._speak(source)
            if found:
                return found
        self._spoken = self._spoken or SpokenText(self.doc)
        verbs_above = (verb for verb in self._spoken.verbs_of(token) if verb.i != token.i)
        return next((found for verb in verbs_above if (found := self._speak(verb))), [])

    def _speak(self, source: Token) -> list[Party]:
        spoken = speech_verb(source)
        if spoken is not None and not spoken.asserts:
            return []
        return self.parties(who_speaks(source), as_actor=True)

    def remember(self, type_: str, sentence: int, doers: tuple[int, ...]) -> None:
        """Keep who last did something of a type, for "the attack" further on."""
        self._recent[type_] = (sentence, doers)

    def recall(self, noun: Token, sentence: int) -> list[Party]:
        """Return who did what a definite event noun refers back to ("the attack"), if it was told
        lately."""
        lemma = lemma_of(noun)
        if lemma in words("generic_event_noun") and any(
            c.text.lower() in ("this", "that", "these") for c in noun.children
        ):
            when, doers = max(self._recent.values(), default=(-_MEMORY, ()))
            return [
                Party(index, 0.7, f"the {noun.text} told before")
                for index in doers
                if sentence - when <= 1
            ]
        kind = self.event_nouns.get(lemma)
        when, doers = self._recent.get(kind.name if kind else "", (-_MEMORY, ()))
        if sentence - when >= _MEMORY or not _is_definite(noun):
            return []
        return [Party(index, 0.75, f"the {noun.text} told before") for index in doers]

    def doers(self, noun: Token) -> list[Party]:
        """Return the actor of an event noun: "the Israeli offensive killed ..."; one told before,
        if it names none."""
        for place in ("agent", "poss", "mod"):
            tokens = self._of_noun(noun, place)
            named = [
                Party(index, 1.0, t.text)
                for t in tokens
                for c in clauses.conjuncts(t)
                for index in self.at(c)
            ]
            if named:
                return named
        return self.recall(noun, self.sentence)


def _names_of_it(child: Token) -> bool:
    """Tell whether what stands behind a common noun names those it means: an apposition, "such as
    Togo and Benin"."""
    examples = words("example_prepositions") & set(verbs.case_of(child))
    return child.dep_ == "appos" or (child.dep_ in ("nmod", "obl") and bool(examples))


def _is_common(mention: ActorMention) -> bool:
    """Tell whether a mention is a common noun that stands for somebody of its own."""
    if mention.resolved_by == "role":
        return mention.id.islower()
    return mention.resolved_by in ("demonym+role", "context") and "-" in mention.id


def _of_participle(noun: Token, word: str) -> list[Token]:
    """Return what a participle puts between a noun and its preposition: "the agreement reached
    between", "raids made by"."""
    return [
        t
        for c in noun.children
        if c.dep_ == "acl" and verbs.is_past_participle(c)
        for t in clauses.obliques(c, word)
    ]


def _is_definite(noun: Token) -> bool:
    """Tell whether a noun points back: by its determiner, or by a day that owns it ("Tuesday's
    attack")."""
    for child in noun.children:
        if child.dep_ == "det" and child.text.lower() in words("definite_words"):
            return True
        if child.dep_ in ("nmod:poss", "nmod:unmarked", "compound") and lemma_of(child) in words(
            "time_noun"
        ):
            return True
    return False


def _weighed(parties: Iterable[Party], weight: float, how: str) -> list[Party]:
    return [Party(p.mention, round(p.weight * weight, 4), how) for p in parties]
