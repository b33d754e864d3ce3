"""Whether an event happened: asserted, planned, hypothetical, negated or historical."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from extract.context.cue_words import cues
from extract.context.mood import mood_of
from extract.context.time import date_of
from extract.context.told_days import base_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import CodedEvent, When

HISTORY_DAYS = 365
# An act that a report only names ("the attack in January") is its background sooner than one that
# it tells.
NAMED_HISTORY_DAYS = 45
# "in the past 24 hours", "in the past week" are no history.
_SPAN = (
    r" (?:\d|a |few|couple|several|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"hour|day|week|month|year)"
)


def status_of(doc: Doc, event: CodedEvent) -> str:
    """Return an event's status; see :func:`status_at`."""
    return status_at(doc, event, date_of(doc, event))


def status_at(doc: Doc, event: CodedEvent, when: When | None) -> str:
    """Return the status of an event whose days are known.

    A status that the event was coded with stands. Else grammar decides (see
    :mod:`extract.context.mood`); then its date: an act dated after the article is planned, one more
    than a year before it is historical (a noun, 45 days). What is left is asserted.
    """
    if event.status:
        return event.status
    mood = mood_of(doc[event.trigger])
    if mood:
        return mood
    published = base_of(doc, doc[event.trigger].idx)
    if when is not None and when.source == "text" and published is not None:
        if dt.date.fromisoformat(when.first) > published:
            return "planned"
        limit = NAMED_HISTORY_DAYS if doc[event.trigger].pos_ == "NOUN" else HISTORY_DAYS
        if (published - dt.date.fromisoformat(when.last)).days > limit:
            return "historical"
    return "historical" if _tells_history(doc, event) else "asserted"


def _tells_history(doc: Doc, event: CodedEvent) -> bool:
    trigger = doc[event.trigger]
    clause = [
        trigger,
        *trigger.children,
        *(c for child in trigger.children for c in child.children),
    ]
    if any(
        c.text.lower() in cues("adverb")
        and cues("adverb")[c.text.lower()] == "historical"
        and c.dep_ == "advmod"
        for c in trigger.children
    ):
        return True
    left, right = min(c.i for c in clause), max(c.i for c in clause) + 1
    words = " ".join(t.text.lower() for t in doc[left:right] if t.text.strip())
    return any(
        re.search(rf"\b{re.escape(phrase)}\b(?!{_SPAN})", words) for phrase in cues("phrase")
    )
