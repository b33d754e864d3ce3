"""When an event happened: the phrase of time of its clause, read against the article's date."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.context.binding import distance, lineage, root_of
from extract.context.mood import mood_of
from extract.context.time_phrases import Phrase, find_phrases
from extract.doc_attributes import When
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.verbs import case_of, feature
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from extract.doc_attributes import CodedEvent

_NEAR = 8
_BESIDE = 4
# "Two days later", "the following week": counted from another event, so the day of the report would
# be wrong.
_AFTER_ANOTHER = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours)\s(?:later|earlier|before|after)\b"
    r"|\bthe\s(?:next|following|previous)\s(?:day|week|month|year)\b",
    re.IGNORECASE,
)


def date_of(doc: Doc, event: CodedEvent) -> When | None:
    """Return the days of an event.

    The phrase of time that hangs on its trigger or on its clause, else the only one of the sentence
    where no other clause has it. An event that is told as a fact and has none gets the day of the
    article, with offsets -1; a plan, a possibility or a thing of the past without a phrase gets
    None, as does what is dated from another event ("two days later"), and everything where neither
    phrase nor article has a date.
    """
    trigger = doc[event.trigger]
    mood = mood_of(trigger)
    published = _day(doc._.published)
    # What is blamed in the present has happened: "blames Iran for the attack in April".
    ahead = mood in ("planned", "hypothetical") or (
        not mood and not event.factive and _is_present(trigger)
    )
    phrase = _phrase_of(doc, trigger, published, ahead)
    if phrase is not None:
        return When(phrase.first.isoformat(), phrase.last.isoformat(), phrase.start, phrase.end)
    if (
        published is None
        or _AFTER_ANOTHER.search(trigger.sent.text)
        or event.status not in ("", "asserted", "negated")
        or (not event.status and mood not in ("", "negated"))
    ):
        return None
    return When(published.isoformat(), published.isoformat(), -1, -1)


def _phrase_of(doc: Doc, trigger: Token, published: dt.date | None, ahead: bool) -> Phrase | None:
    """Return the phrase that belongs to an event: by the tree, and where that fails by standing
    beside it."""
    sent = trigger.sent
    offset = sent.start_char
    best: tuple[int, int, Phrase] | None = None
    bound: list[tuple[Phrase, Token]] = []
    past = {p.start: p for p in find_phrases(sent.text, published)}
    for found in find_phrases(sent.text, published, future=ahead):
        phrase = found
        span = doc.char_span(phrase.start + offset, phrase.end + offset, alignment_mode="expand")
        if span is None:
            continue
        anchor = root_of(doc, span.start, span.end)
        if ahead and _is_told_in_past(anchor):
            phrase = past.get(phrase.start, phrase)
        moved = phrase._replace(start=phrase.start + offset, end=phrase.end + offset)
        if _dates_another(anchor, trigger) or _stands_with_another(doc, span.start, trigger):
            continue
        bound.append((moved, anchor))
        if _is_when(trigger, span.start, span.end):
            return moved
        steps = distance(trigger, anchor)
        apart = _apart(doc, trigger, anchor)
        if steps > _NEAR:
            if apart or _belongs_elsewhere(anchor, trigger):
                continue
            steps = _BESIDE
        far = (steps + 2 * apart, abs(anchor.i - trigger.i))
        if best is None or far < best[:2]:
            best = (*far, moved)
    if best is not None:
        return best[2]
    if len(bound) == 1 and not _belongs_elsewhere(bound[0][1], trigger):
        return bound[0][0]
    return None


def _is_when(trigger: Token, start: int, end: int) -> bool:
    """Whether an event's clause tells what was when: "in July, when students marched"."""
    for node, _ in lineage(trigger):
        if node.dep_ in ("acl:relcl", "advcl:relcl", "acl", "advcl") and any(
            c.text.lower() == "when" for c in node.children
        ):
            return start <= node.head.i < end
    return False


def _dates_another(anchor: Token, trigger: Token) -> bool:
    """Whether a phrase dates a happening that is only named beside the event: "ahead of talks on
    Saturday"."""
    above = {node.i for node, _ in lineage(trigger)}
    for node, _ in lineage(anchor):
        if node.i in above:
            return False
        if (
            node.pos_ == "NOUN"
            and node != anchor
            and word_set("beside_prepositions") & set(case_of(node))
        ):
            return True
    return False


def _stands_with_another(doc: Doc, start: int, trigger: Token) -> bool:
    """Whether a phrase closes a stretch such as "before they left on Monday", whatever the parser
    hung it on."""
    nominal = False
    for i in range(start - 1, doc[start].sent.start - 1, -1):
        token = doc[i]
        if i == trigger.i or token.text in (",", ";"):
            return False
        nominal = nominal or token.pos_ in ("NOUN", "VERB")
        if (
            token.text.lower() in word_set("beside_prepositions")
            and token.dep_ in ("case", "mark", "advmod")
            and nominal
        ):
            return _apart(doc, trigger, doc[start]) > 0
    return False


def _apart(doc: Doc, trigger: Token, anchor: Token) -> int:
    """Count the commas and verbs that stand between two words."""
    left, right = sorted((trigger.i, anchor.i))
    return sum(
        1 for t in doc[left + 1 : right] if t.pos_ == "VERB" or t.text in (",", ";", "—", "–")
    )


def _belongs_elsewhere(anchor: Token, trigger: Token) -> bool:
    """Whether the only date of a sentence is that of another clause: a subordinate one, or the act
    of saying."""
    above = {node.i for node, _ in lineage(trigger)}
    for node, crossed in lineage(anchor):
        if crossed and node.i not in above:
            return True
        if node.i in above:
            return crossed or speech_verb(node, "clause") is not None
    return True


def _is_told_in_past(anchor: Token) -> bool:
    """Whether the verb on which a phrase hangs is in the past: "moved on Sunday to help them" is
    last Sunday."""
    for node, _ in lineage(anchor):
        if node.pos_ in ("VERB", "AUX"):
            return (
                (node.tag_ == "VBD" or feature(node, "Tense") == "Past")
                and feature(node, "VerbForm") != "Part"
                and not mood_of(node)
            )
    return False


def _is_present(trigger: Token) -> bool:
    """Whether a clause is in the present, as "visits Moscow on Friday" is, or is a clause of
    purpose."""
    node = trigger
    for _ in range(6):
        if node.pos_ in ("VERB", "AUX"):
            break
        if node.head == node:
            return False
        node = node.head
    finite = [node, *(c for c in node.children if c.dep_ in ("aux", "aux:pass", "cop"))]
    if any(
        t.tag_ == "VBD" or (feature(t, "Tense") == "Past" and feature(t, "VerbForm") == "Fin")
        for t in finite
    ):
        return False
    if any(t.lemma_ == "have" and t.dep_ == "aux" for t in finite):
        return False
    return any(
        t.tag_ in ("VBZ", "VBP")
        or (feature(t, "Tense") == "Pres" and feature(t, "VerbForm") == "Fin")
        for t in finite
    )


@lru_cache(maxsize=256)
def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
