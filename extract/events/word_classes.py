"""Closed classes of words that the grammar needs, from ``data/word_classes.csv``.

``group_noun`` and ``force_noun`` may stand for their owner as an actor ("members of Hamas",
"Israeli jets"); the owner of an ``other_noun`` is somebody else ("enemies of"). A
``container_noun`` is about what it holds ("rounds of talks"). The subject of a ``support_verb``
does what its object names. An agentless ``accidental_verb`` tells no act ("was killed"). A
``subject_control_verb`` keeps its own subject for its infinitive, an ``object_control_verb`` never.
An attack with a ``verbal_adjective`` is one in words. What a verb is done in, a ``cause_noun``, its
subject does too ("bombed them in support of"). A ``time_noun`` may own an event ("Tuesday's
attack"). A ``speech_noun`` speaks for whoever issued it ("released a statement condemning"), a
``speech_verb`` for its subject. A ``misdeed_verb`` blames its subject, a ``vice_noun`` its owner,
in the words of another. An ``empty_actor`` is nobody; a ``plural_party`` takes part in politics
though it names none. A ``deed_verb`` is a deed besides the blame; to use ``foul_means`` is to
blame. A ``sport_noun`` tells that a defeat is a game's. What is ``needed_adjective`` ("essential") a
speaker asks for; who will ``regret_verb`` it, or suffer a ``penalty_noun`` (``penalty_verb``), is
threatened, and so is who does what a speaker will not bear (``intolerance_verb``,
``unbearable_adjective``).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def words(class_: str) -> frozenset[str]:
    """Return the lemmas of a class.

    Examples
    --------
    >>> "launch" in words("support_verb")
    True
    """
    with (files("extract.events") / "data" / "word_classes.csv").open(encoding="utf-8") as lines:
        return frozenset(row["lemma"] for row in csv.DictReader(lines) if row["class"] == class_)
