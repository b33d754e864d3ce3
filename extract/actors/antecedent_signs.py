"""What speaks for and against a word's meaning another one: distance, grammar, agreement, speech.

All candidates of a word that refers are seen at once, as rows of a table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.actors.mentions_before import MentionsBefore
from extract.actors.referents import FORMS, KINDS, Numbers, Places, Referents, kinds_by_noun
from extract.grammar.speech import who_speaks

SENTENCES_BACK = 6
MOST = 60
_FAR = 12
"""A word may mean what stands so many sentences before it, and at most so many words; a name, or a
word of the same form, also twice as far."""
_MANY, _ONE = 2, 1
_BODY = np.array([kind not in ("person", "people", "place") for kind in KINDS])
_PRONOUN = len(FORMS) - 1
_FIRST, _SECOND = (FORMS.index("i"), FORMS.index("we")), FORMS.index("you")


class Seen(NamedTuple):
    """The candidates of a word that refers, as rows of :class:`Referents`, and each one's signs."""

    rows: Places
    signs: Numbers


class AntecedentSigns:
    """Sees the candidates of an article's words that refer."""

    def __init__(self, referents: Referents) -> None:
        self.referents = referents
        self.mentions: MentionsBefore = referents.mentions
        self._speakers: dict[int, frozenset[int]] = {}
        self._over: dict[int, frozenset[int]] = {}

    def of(self, i: int) -> Seen:
        """Return what a word that refers may mean: what stands before it, and after it in its
        sentence."""
        rows = self._candidates(i)
        return Seen(rows, self._signs(i, rows))

    def _candidates(self, i: int) -> Places:
        r, sentence = self.referents, self.mentions.words.sentence[i]
        me = r.row[i]
        near = (r.sentence >= sentence - SENTENCES_BACK) & (r.sentence <= sentence)
        far = (r.sentence >= sentence - _FAR) & (r.sentence < sentence)
        lasting = (r.actor >= 0) | (r.form == r.form[me]) & (r.form != _PRONOUN)
        rows = np.flatnonzero(near | far & lasting)
        rows = rows[rows != me]
        before = rows[rows < me][-MOST:]
        return np.concatenate([before, rows[rows > me][:8]])

    def _signs(self, i: int, rows: Places) -> Numbers:
        r, words = self.referents, self.mentions.words
        me = r.row[i]
        at, sentence = r.at[rows], r.sentence[rows]
        back = np.minimum(words.sentence[i] - sentence, 4)
        before = rows < me
        form = int(r.form[me])
        third = form not in _FIRST and form != _SECOND
        possessive = words.dep[i] == "nmod:poss"
        together = (r.head[rows] == words.head[i]) & (sentence == words.sentence[i])
        subjects = self._subjects(rows)
        agrees, differs = self._gender(me, rows)
        many, one = r.number[rows] == _MANY, r.number[rows] == _ONE
        mine = int(r.number[me])
        fits = before & ~differs & ~self._number_differs(me, rows) & ~together
        fits &= (r.form[rows] == _PRONOUN) | (r.form[rows] == form)
        if form < 2:
            fits &= r.person[rows]
        order = np.cumsum(fits[::-1])[::-1]
        quote = int(self._quote(i))
        same_quote = (r.quote[rows] == quote) & (quote >= 0)
        speakers = self._who_speaks(i) if quote >= 0 else frozenset()
        spoken = np.isin(at, list(speakers))
        others_words = (r.quote[rows] >= 0) & ~same_quote
        same_actor_speaks = self._is_same_actor(rows, speakers)
        same_lemma = (r.lemma[rows] == r.lemma[me]) & (form == _PRONOUN)
        kinds = self._kinds(i)
        kind_signs = r.signs[rows][:, 16 : 16 + len(KINDS)]
        has_kind = kind_signs.any(1)
        kind_fits = (kind_signs @ kinds) > 0 if kinds is not None else np.zeros(len(rows), bool)
        kind_differs = has_kind & ~kind_fits if kinds is not None else np.zeros(len(rows), bool)
        subject_before = at == self.mentions.subject_before(i)
        count, first = self._counts(rows, me)
        inside = np.array([i in self._ancestors(j) for j in at.tolist()], bool)
        above = np.isin(at, list(self._ancestors(i)))
        apart = np.abs(rows - me)
        columns = [
            *(back == n for n in range(5)),
            np.log1p(np.abs(at - i)) / 4,
            np.log1p(apart) / 3,
            ~before,
            ~before & possessive,
            together,
            together & (not possessive),
            together & possessive,
            subject_before,
            subjects & (back == 1),
            subjects & (back == 0),
            subjects & (r.role[me] == 0),
            (r.role[rows] == r.role[me]) & (not possessive),
            agrees,
            differs,
            many & (mine == _MANY),
            one & (mine == _ONE),
            self._number_differs(me, rows),
            fits,
            fits & (order == 1),
            fits & (order == 2),
            fits & (fits.sum() == 1),
            fits & r.person[rows],
            (r.form[rows] == form) & (form != _PRONOUN),
            (r.form[rows] == form) & (form != _PRONOUN) & (order == 1),
            np.full(len(rows), quote >= 0),
            same_quote,
            others_words & third,
            (r.quote[rows] < 0) & (quote >= 0),
            spoken,
            spoken & third,
            spoken & (form in _FIRST),
            same_actor_speaks & third,
            same_actor_speaks & (form in _FIRST),
            same_lemma,
            same_lemma & (r.form[rows] == _PRONOUN) & before & (order == 1),
            kind_fits,
            kind_differs,
            np.log1p(count) / 2,
            first,
            (r.actor[rows] >= 0) & (form == FORMS.index("it")) & (kind_signs @ _BODY > 0),
            r.person[rows] & (form == FORMS.index("it")),
            inside,
            above,
            self._is_theme(rows),
        ]
        return np.stack([np.asarray(c, np.float32) for c in columns], 1)

    def _subjects(self, rows: Places) -> NDArray[np.bool_]:
        return np.asarray(self.referents.role[rows] == 0)

    def _gender(self, me: int, rows: Places) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        mine, theirs = self.referents.gender[me], self.referents.gender[rows]
        return (theirs == mine) & (mine != 0), (theirs * mine) < 0

    def _number_differs(self, me: int, rows: Places) -> NDArray[np.bool_]:
        mine, theirs = self.referents.number[me], self.referents.number[rows]
        return np.asarray((mine > 0) & (theirs > 0) & (mine != theirs))

    def _quote(self, i: int) -> int:
        return int(self.referents.quote[self.referents.row[i]])

    def _who_speaks(self, i: int) -> frozenset[int]:
        """Return the words that name who speaks the quotation around a word."""
        quote = self._quote(i)
        if quote not in self._speakers:
            token = self.mentions.words.doc[i]
            verbs = self.mentions.spoken.verbs_of(token)
            self._speakers[quote] = frozenset(s.i for verb in verbs for s in who_speaks(verb))
        return self._speakers[quote]

    def _is_same_actor(self, rows: Places, speakers: frozenset[int]) -> NDArray[np.bool_]:
        r = self.referents
        actors = [r.actor[r.row[j]] for j in speakers if j in r.row]
        return np.isin(r.actor[rows], [a for a in actors if a >= 0])

    def _kinds(self, i: int) -> NDArray[np.float32] | None:
        """Return which kinds a noun can mean; None where it does not say."""
        kinds = kinds_by_noun().get(self.mentions.words.lemma[i])
        return _as_kinds(kinds) if kinds else None

    def _counts(self, rows: Places, me: int) -> tuple[Numbers, NDArray[np.bool_]]:
        """Return how often a candidate's actor is named before the word, and whether in the first
        sentence."""
        r = self.referents
        actors = r.actor[:me]
        named = np.bincount(actors[actors >= 0], minlength=len(r.ids) + 1).astype(np.float32)
        opening = r.actor[(r.sentence == 0) & (r.actor >= 0)]
        mine = r.actor[rows]
        return np.where(mine >= 0, named[mine], 0.0), np.isin(mine, opening)

    def _is_theme(self, rows: Places) -> NDArray[np.bool_]:
        """Return which candidates are the country that the article is about."""
        r, country = self.referents, self.mentions.country
        theme = r.ids.index(country) if country in r.ids else -2
        return np.asarray(r.actor[rows] == theme)

    def _ancestors(self, i: int) -> frozenset[int]:
        if i not in self._over:
            words, found, at = self.mentions.words, set[int](), i
            while words.head[at] != at and words.head[at] not in found and len(found) < 40:
                at = words.head[at]
                found.add(at)
            self._over[i] = frozenset(found)
        return self._over[i]


@lru_cache(maxsize=256)
def _as_kinds(kinds: frozenset[str]) -> NDArray[np.float32]:
    return np.array([float(kind in kinds) for kind in KINDS], np.float32)
