"""References by the learned ranker: whom a pronoun or a definite noun means, and how likely.

A word may mean another one that refers itself: what that one means is carried on with its
probability, so that an actor's probability is the sum over all ways that lead to it. Where what is
likeliest is not likely enough, or no actor, nothing is answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from extract.actors.antecedent_ranker import Ranker
from extract.actors.antecedent_signs import AntecedentSigns, Seen
from extract.actors.mentions_before import SUBJECTS, MentionsBefore
from extract.actors.referents import FORMS, Numbers, Referents, words_that_refer
from extract.doc_attributes import ActorMention
from extract.lexicon import word_set

_VAGUE = ("role", "context")


_ARGUMENTS = frozenset((*SUBJECTS, "obj", "iobj"))
_PARTIES = (0, 1, 2)
"""Places in :data:`extract.actors.referents.ROLES`: subjects, objects, obliques."""
_UNREAD = ("we", "you")
"""Pronouns that answers are not taken for: "we" is the body of a speaker, which rules read."""
AGREEING = 0.03
"""The least probability of what a rule reads: it is refused where the ranker excludes it. Chosen on
the dev splits of GUM and of the corpus."""
Rule = Callable[[MentionsBefore, int], list[ActorMention]]


class Answer(NamedTuple):
    """Whom a word means, the likeliest last word that names them, and the probability."""

    mentions: tuple[ActorMention, ...]
    probability: float


class LearnedReferences:
    """Answers for one article, all at once.

    Parameters
    ----------
    mentions
        The article's mentions.
    vectors
        The analyser's vectors, one a token.
    ranker
        The weights.
    """

    def __init__(self, mentions: MentionsBefore, vectors: Numbers, ranker: Ranker) -> None:
        self.mentions, self.ranker = mentions, ranker
        self.referents = Referents(mentions)
        self._signs = AntecedentSigns(self.referents)
        self._means: dict[int, Mapping[int, float]] = {}
        self._answers: dict[int, Answer] = {}
        if len(self.referents.at) > 1:
            at = self.referents.at
            self._ranks = ranker.of(self.referents, vectors[at].astype(np.float32))
            for i in words_that_refer(mentions):
                if i in self.referents.row:
                    self._read(i)

    def read(self, mentions: MentionsBefore, i: int) -> list[ActorMention]:
        """Return whom a word means, where that is likely enough."""
        answer = self._answers.get(i)
        if answer is None or answer.probability < self.ranker.least:
            return []
        why = f"likelier than any other ({answer.probability:.2f})"
        return [_likely(mentions.refer(i, m, why), answer.probability) for m in answer.mentions]

    def agreeing(self, rule: Rule) -> Rule:
        """Return a rule that answers only where the ranker does not exclude it."""

        def read(mentions: MentionsBefore, i: int) -> list[ActorMention]:
            made = rule(mentions, i)
            likely = min(1.0, sum(self.chance(i, m.id) for m in made))
            return [_likely(m, likely) for m in made] if likely >= AGREEING else []

        return read

    def chance(self, i: int, actor: str) -> float:
        """Return how likely a word means an actor, by id; 0 for one whom the text does not name."""
        r = self.referents
        if i not in r.row or actor not in r.ids or actor in self._beside(i):
            return 0.0
        return self._means.get(r.row[i], {}).get(r.ids.index(actor), 0.0)

    def _read(self, i: int) -> None:
        r = self.referents
        me, seen = r.row[i], self._signs.of(i)
        if not len(seen.rows):
            return
        chances = self._allowed(i, seen, self._ranks.probabilities(me, seen))
        means: dict[int, float] = defaultdict(float)
        ways: dict[int, tuple[float, int]] = {}
        for row, chance in zip(seen.rows.tolist(), chances[:-1].tolist(), strict=True):
            for actor, share in self._meaning(row).items():
                means[actor] += chance * share
                ways[actor] = max(ways.get(actor, (0.0, -1)), (chance * share, row))
        self._means[me] = means
        if FORMS[r.form[me]] in _UNREAD or self._is_empty(i):
            return
        taken = self._beside(i)
        fitting = {
            a: p
            for a, p in means.items()
            if r.ids[a] not in taken and self._may_mean(i, a, ways[a][1])
        }
        if fitting:
            best = max(fitting, key=lambda a: (fitting[a], -a))
            named = self._named(i, best, ways[best][1], seen)
            likely = sum(fitting.get(r.ids.index(m.id), 0.0) for m in named)
            if FORMS[r.form[me]] != "they" or len(named) > 1 or named[0].kind != "person":
                self._answers[i] = Answer(named, likely)

    def _allowed(self, i: int, seen: Seen, chances: Numbers) -> Numbers:
        """Take from the candidates those beside a pronoun under one verb, "it bombed Yemen": their
        probability goes to the others in proportion."""
        r, words = self.referents, self.mentions.words
        if words.dep[i] not in _ARGUMENTS:
            return chances
        beside = (r.head[seen.rows] == words.head[i]) & np.isin(r.role[seen.rows], _PARTIES)
        left = np.where(np.append(beside, False), 0.0, chances)
        return np.asarray(left / max(float(left.sum()), 1e-6), np.float32)

    def _is_empty(self, i: int) -> bool:
        """Say whether grammar shows that "it" means nothing: "it rained"."""
        words = self.mentions.words
        verb = words.lemma[words.head[i]]
        empty = words.dep[i] == "expl" or verb in word_set("empty_it_verbs")
        return words.lower[i] == "it" and empty

    def _beside(self, i: int) -> frozenset[str]:
        """Return the actors that other pronouns of the same verb mean: "he assured him"."""
        words = self.mentions.words
        if words.dep[i] not in _ARGUMENTS:
            return frozenset()
        others = (c for c in words.children[words.head[i]] if words.dep[c] in _ARGUMENTS)
        answers = [self._answers[c] for c in others if c != i and c in self._answers]
        return frozenset(m.id for answer in answers for m in answer.mentions)

    def _meaning(self, row: int) -> Mapping[int, float]:
        """Return whom a candidate means: who it names, or what was found of it before."""
        actor = int(self.referents.actor[row])
        found = self._means.get(row)
        if actor < 0:
            return found or {}
        if not found:
            return {actor: 1.0}
        rest = max(0.0, 1.0 - sum(found.values()))
        return {**found, actor: found.get(actor, 0.0) + rest}

    def _may_mean(self, i: int, actor: int, row: int) -> bool:
        """Say whether a word's form allows an actor whom a row names or means: "he" one person,
        "it" none, a noun whoever the text tells apart."""
        r, named = self.referents, self._mentions_of[actor]
        form = FORMS[r.form[r.row[i]]]
        if all(m.kind == "place" for m in named):
            return False
        if form in ("he", "she", "i"):
            here = r.of.get(int(r.at[row]))
            return named[0].kind == "person" or (here is not None and self._is_person(here))
        if form == "noun":
            return any(m.resolved_by not in _VAGUE for m in named)
        return form != "it" or any(m.kind not in ("person", "people") for m in named)

    def _is_person(self, mention: ActorMention) -> bool:
        words = self.mentions.words
        noun = words.lemma[mention.head] in word_set("person_nouns")
        return mention.kind == "person" or (noun and not self.mentions.is_plural(mention))

    @cached_property
    def _mentions_of(self) -> list[list[ActorMention]]:
        r = self.referents
        found: list[list[ActorMention]] = [[] for _ in r.ids]
        for row in np.flatnonzero(r.actor >= 0).tolist():
            found[r.actor[row]].append(r.of[int(r.at[row])])
        return found

    def _named(self, i: int, actor: int, row: int, seen: Seen) -> tuple[ActorMention, ...]:
        """Return the mention that an answer takes up; with those joined to it by "and" where the
        word means several."""
        r = self.referents
        at = int(r.at[row])
        one = r.of.get(at)
        if one is None or r.actor[row] != actor:
            before = [n for n in seen.rows.tolist() if r.actor[n] == actor]
            last = (before or np.flatnonzero(r.actor == actor).tolist())[-1]
            return (r.of[int(r.at[last])],)
        if FORMS[r.form[r.row[i]]] != "they" or self.mentions.is_plural(one):
            return (one,)
        return (one, *self._joined(at, one))

    def _joined(self, at: int, one: ActorMention) -> Sequence[ActorMention]:
        words, of = self.mentions.words, self.referents.of
        first = words.head[at] if words.dep[at] == "conj" else at
        members = [first, *(c for c in words.children[first] if words.dep[c] == "conj")]
        joined = [of[c] for c in members if c in of]
        return [m for m in joined if m.id != one.id and m.kind != "place"]


def _likely(mention: ActorMention, probability: float) -> ActorMention:
    return mention._replace(reference_probability=round(probability, 4))
