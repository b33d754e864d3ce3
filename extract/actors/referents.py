"""The words of an article that may be meant by a word which refers: heads of noun phrases,
pronouns, and mentions, with what is seen of each.

Every phrase is listed, actor or none: that "it" means the treaty is known only where the treaty is
among those that it may mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from extract.actors.genders import gender_of
from extract.actors.mentions_before import SUBJECTS
from extract.lexicon import rows, word_set
from extract.models import ActorKind

if TYPE_CHECKING:
    from extract.actors.mentions_before import MentionsBefore
    from extract.doc_attributes import ActorMention

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]

FORMS = ("he", "she", "it", "they", "i", "we", "you", "noun")
"""How a word that refers looks; the pronouns by their sets in the lexicon."""
_SETS = ("he_words", "she_words", "it_words", "they_words", "i_words", "we_words", "you_words")
KINDS: tuple[str, ...] = get_args(ActorKind)
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP")
_HEADS = frozenset(("NOUN", "PROPN", "PRON"))
_INSIDE = frozenset(("flat", "compound", "fixed", "goeswith", "expl", "cop"))
ROLES: tuple[frozenset[str], ...] = (
    SUBJECTS,
    frozenset(("obj", "iobj")),
    frozenset(("obl", "obl:agent", "nmod")),
    frozenset(("nmod:poss",)),
    frozenset(("conj",)),
    frozenset(("appos",)),
    frozenset(("ROOT", "root")),
)
_ONE, _MANY = 1, 2


def form_of(lower: str) -> int:
    """Return which pronoun a word is, as a place in :data:`FORMS`; that of a noun for others.

    Examples
    --------
    >>> FORMS[form_of("their")], FORMS[form_of("minister")]
    ('they', 'noun')
    """
    return _forms().get(lower, len(FORMS) - 1)


@cache
def _forms() -> dict[str, int]:
    return {word: n for n, name in enumerate(_SETS) for word in sorted(word_set(name))}


@cache
def kinds_by_noun() -> dict[str, frozenset[str]]:
    """Return, for each noun that takes up what was named, the kinds of actor that it can mean.

    Examples
    --------
    >>> sorted(kinds_by_noun()["bloc"])
    ['igo', 'organisation']
    """
    return {row["noun"]: frozenset(row["kinds"].split("|")) for row in rows("actors/takes_up")}


def words_that_refer(mentions: MentionsBefore) -> list[int]:
    """Return the pronouns and the definite nouns of an article that may mean an actor, in order."""
    words = mentions.words
    return [i for i in range(words.size) if _is_pronoun(mentions, i) or _is_noun(mentions, i)]


def _is_pronoun(mentions: MentionsBefore, i: int) -> bool:
    words = mentions.words
    plain = words.pos[i] in ("PRON", "DET") and i not in mentions.at
    return plain and FORMS[form_of(words.lower[i])] != "noun"


def _is_noun(mentions: MentionsBefore, i: int) -> bool:
    """Say whether a noun takes up what was named: "the group", "this minister", "the rebels"."""
    words = mentions.words
    if words.pos[i] != "NOUN" or words.dep[i] in _INSIDE or not mentions.is_vague(i):
        return False
    old = mentions.at.get(i)
    if old is not None and old.head != i:
        return False
    known = old is not None or words.lemma[i] in kinds_by_noun() or words.among(i, "sides")
    return known and any(words.among(c, "definite_words") for c in words.children[i])


class Referents:
    """The list, in order of the text, as columns: one row a word that may be meant.

    Parameters
    ----------
    mentions
        The article's mentions so far.
    """

    def __init__(self, mentions: MentionsBefore) -> None:
        self.mentions = mentions
        self.of: dict[int, ActorMention] = {}
        at = self._listed()
        words = mentions.words
        self.at: Places = np.array(at, np.int64)
        self.row = {i: n for n, i in enumerate(at)}

        def column(values: Iterable[int]) -> Places:
            return np.array(list(values), np.int64)

        self.quote = column(mentions.spoken.quotation_of(words.doc[i]) for i in at)
        self.sentence = column(words.sentence[i] for i in at)
        self.head = column(words.head[i] for i in at)
        self.form = column(form_of(words.lower[i]) for i in at)
        self.gender = column(self._gender(i) for i in at)
        self.number = column(self._number(i) for i in at)
        self.role = column(_role(words.dep[i]) for i in at)
        lemmas: dict[str, int] = {}
        self.lemma = column(lemmas.setdefault(words.lemma[i], len(lemmas)) for i in at)
        actors: dict[str, int] = {}
        self.actor = column(
            actors.setdefault(self.of[i].id, len(actors)) if i in self.of else -1 for i in at
        )
        self.ids = list(actors)
        self.person: NDArray[np.bool_] = np.array([self._is_person(i) for i in at], bool)
        self.signs: Numbers = np.array([self._signs(i) for i in at], np.float32)

    def _listed(self) -> list[int]:
        """Return the words that may be meant, in order; note which are mentions."""
        words = self.mentions.words
        covered: set[int] = set()
        for m in self.mentions.mentions:
            covered.update(range(m.start, m.end))
            own = m.head if m.start <= m.head < m.end else words.head_of(m.start, m.end)
            self.of.setdefault(own, m)
        heads = {i for i in range(words.size) if i not in covered and self._heads_a_phrase(i)}
        return sorted(set(self.of) | heads)

    def _heads_a_phrase(self, i: int) -> bool:
        words = self.mentions.words
        if words.dep[i] in _INSIDE or words.among(i, "relative_pronouns"):
            return False
        return words.pos[i] in _HEADS or FORMS[form_of(words.lower[i])] != "noun"

    def _gender(self, i: int) -> int:
        """Return -1 for a woman, 1 for a man, 0 where it does not show."""
        words, mention = self.mentions.words, self.of.get(i)
        form = FORMS[form_of(words.lower[i])]
        if form in ("he", "she"):
            return 1 if form == "he" else -1
        if mention is not None and mention.kind != "person":
            return 0
        first = mention.start if mention else i
        for j in (first - 1, first, i):
            if words.among(j, "words_for_men"):
                return 1
            if words.among(j, "words_for_women"):
                return -1
        name = mention.name if mention else words.texts[i] if words.is_name(i) else ""
        return {"m": 1, "f": -1}.get(gender_of(name), 0)

    def _number(self, i: int) -> int:
        """Return 1 for one, 2 for many, 0 where it does not show."""
        form = FORMS[form_of(self.mentions.words.lower[i])]
        if form != "noun":
            return {"they": _MANY, "we": _MANY, "you": 0}.get(form, _ONE)
        mention = self.of.get(i)
        if mention is not None:
            return _MANY if self.mentions.is_plural(mention) else _ONE
        number = self.mentions.words.doc[i].morph.get("Number", [])
        joined = any(self.mentions.words.dep[c] == "conj" for c in self.mentions.words.children[i])
        return _MANY if number == ["Plur"] else 0 if joined else _ONE

    def _is_person(self, i: int) -> bool:
        mention, words = self.of.get(i), self.mentions.words
        if FORMS[form_of(words.lower[i])] in ("he", "she", "i"):
            return True
        if mention is not None and mention.kind == "person":
            return True
        return words.lemma[i] in word_set("person_nouns") or _label(words.ent_at.get(i)) == "PERSON"

    def _signs(self, i: int) -> list[float]:
        """Return what is seen of a word by itself."""
        words, mention = self.mentions.words, self.of.get(i)
        form, role, label = self.form[self.row[i]], _role(words.dep[i]), _label(words.ent_at.get(i))
        det = next((words.lower[c] for c in words.children[i] if words.dep[c] == "det"), "")
        how = mention.resolved_by if mention else ""
        return [
            *(float(form == n) for n in range(len(FORMS))),
            *(float(role == n) for n in range(len(ROLES) + 1)),
            *(float(mention is not None and mention.kind == kind) for kind in KINDS),
            *(float(label == one) for one in _LABELS),
            float(mention is None),
            float(how in ("role", "context")),
            float(how in ("name", "alias", "code", "surname")),
            float(how == "demonym"),
            float(words.pos[i] == "PROPN"),
            float(words.pos[i] == "NOUN"),
            float(det in ("the", "this", "that", "these", "those", "both")),
            float(det in ("a", "an", "some", "another")),
            float(any(words.dep[c] == "conj" for c in words.children[i])),
            float(self.quote[self.row[i]] >= 0),
            float(self.person[self.row[i]]),
            float(self.number[self.row[i]] == _MANY),
            float(self.number[self.row[i]] == _ONE),
            float(self.gender[self.row[i]] > 0),
            float(self.gender[self.row[i]] < 0),
            float(self.sentence[self.row[i]] == 0),
        ]


def _role(dep: str) -> int:
    return next((n for n, labels in enumerate(ROLES) if dep in labels), len(ROLES))


def _label(entity: tuple[int, int, str] | None) -> str:
    return entity[2] if entity else ""
