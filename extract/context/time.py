"""When an event happened: the phrase of time of its clause, read against the article's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.binding import distance, lineage, root_of
from extract.context.counted_days import count_from
from extract.context.mood import mood_of
from extract.context.time_phrases import Phrase
from extract.context.told_days import (
    base_of,
    counts_that_follow,
    is_counted,
    iso_day,
    phrases_of,
    stretch_at,
)
from extract.doc_attributes import When
from extract.grammar.speech_verbs import speech_verb
from extract.grammar.verbs import case_of, feature
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from extract.context.counted_days import Counted
    from extract.context.time_rules import Days
    from extract.doc_attributes import CodedEvent

_NEAR = 8
_BESIDE = 4
# A count that begins within so many characters opens its sentence.
_OPENS = 12
_BREAKS = frozenset((",", ";", ":", "—", "–"))


def date_of(doc: Doc, event: CodedEvent) -> When | None:
    """Return the days of an event.

    The phrase of time that hangs on its trigger or on its clause, else the only one of the sentence
    where no other clause has it. An event that is told as a fact and has none gets the day of the
    heading above it, else that of the article, with offsets -1; a plan, a possibility or a thing of
    the past without a phrase gets None, as does what is counted from another event without a day
    ("two days later"), and everything where neither phrase nor article has a date.
    """
    trigger = doc[event.trigger]
    mood = mood_of(trigger)
    # What is blamed in the present has happened: "blames Iran for the attack in April".
    ahead = mood in ("planned", "hypothetical") or (
        not mood and not event.factive and _is_present(trigger)
    )
    phrase = _phrase_of(doc, trigger, ahead)
    if phrase is not None:
        return When(phrase.first.isoformat(), phrase.last.isoformat(), phrase.start, phrase.end)
    if (
        event.status not in ("", "asserted", "negated")
        or (not event.status and mood not in ("", "negated"))
        or is_counted(doc, trigger.sent)
    ):
        return None
    return _day_around(doc, trigger.idx)


def _day_around(doc: Doc, offset: int) -> When | None:
    """Return the day that holds where no phrase does: of the heading above, else of the article."""
    stretch = stretch_at(doc, offset)
    if stretch is not None:
        said = (stretch.said_start, stretch.said_end)
        return When(stretch.day, stretch.day, *said, stretch.kind)
    day = iso_day(doc._.published)
    return When(day.isoformat(), day.isoformat(), -1, -1, "article") if day else None


def _phrase_of(doc: Doc, trigger: Token, ahead: bool) -> Phrase | None:
    """Return the phrase that belongs to an event: counted to or from another happening of its
    sentence, else bound to it."""
    past = phrases_of(doc, trigger.sent)
    found = phrases_of(doc, trigger.sent, future=ahead) if ahead else past
    for counted in counts_that_follow(trigger.sent):
        held = reach_of(doc, trigger.sent, counted)
        within = trigger.i in held
        own, others = _parted(doc, found, counted, held, within)
        bound = _bound(doc, trigger, own, past, ahead)
        if bound is not None:
            return bound
        days = _counted_days(doc, trigger, counted, others, within)
        if days is not None:
            return Phrase(counted.start, counted.end, *days)
        found = own
    return _bound(doc, trigger, found, past, ahead)


def _parted(
    doc: Doc, phrases: list[Phrase], counted: Counted, held: range, within: bool
) -> tuple[list[Phrase], list[Phrase]]:
    """Part the phrases of a sentence into those on the side of an event and those on the other, of
    the words ``held`` from which something is counted."""
    first, last = doc[held.start].idx, doc[held.stop - 1].idx + len(doc[held.stop - 1])
    inside = [p for p in phrases if first <= p.start < last]
    outside = [p for p in phrases if not first <= p.start < last]
    return (inside, outside) if within else (outside, inside)


def _counted_days(
    doc: Doc, trigger: Token, counted: Counted, others: list[Phrase], within: bool
) -> Days | None:
    """Return the days of an event that are counted from the other happening of its sentence; the
    one that is told as news may have the article's day."""
    if others:
        return count_from((others[0].first, others[0].last), counted, back=within)
    base = base_of(doc, trigger.idx)
    return count_from((base, base), counted, back=True) if within and base else None


def reach_of(doc: Doc, sent: Span, counted: Counted) -> range:
    """Return the words of the happening from which a count that opens or closes a clause counts.

    They end at the first comma where the count opens the sentence; else, and where there is no
    comma, with what hangs on them.
    """
    after = [t for t in sent if t.idx >= counted.end]
    if not after:
        return range(sent.start, sent.start + 1)
    start, end = after[0].i, sent.end
    comma = next((t.i for t in after if t.text in _BREAKS), end)
    if comma < end or counted.start - sent.start_char > _OPENS:
        return range(start, max(comma, start + 1))
    head = next((t for t in after if t.pos_ in ("VERB", "AUX") or t.dep_ == "nmod"), after[0])
    return range(start, max((t.i for t in head.subtree if t.i >= start), default=start) + 1)


def _bound(
    doc: Doc, trigger: Token, phrases: list[Phrase], past: list[Phrase], ahead: bool
) -> Phrase | None:
    """Return the phrase that belongs to an event: by the tree, and where that fails by standing
    beside it."""
    best: tuple[int, int, Phrase] | None = None
    bound: list[tuple[Phrase, Token]] = []
    in_past = {p.start: p for p in past}
    for found in phrases:
        span = doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None:
            continue
        anchor = root_of(doc, span.start, span.end)
        phrase = in_past.get(found.start, found) if ahead and _is_told_in_past(anchor) else found
        if span.end <= trigger.sent.start or _is_when(trigger, span.start, span.end):
            return phrase
        if _dates_another(anchor, trigger) or _stands_with_another(doc, span.start, trigger):
            continue
        bound.append((phrase, anchor))
        far = _far(doc, trigger, anchor)
        if far is not None and (best is None or far < best[:2]):
            best = (*far, phrase)
    if best is not None:
        return best[2]
    if len(bound) == 1 and not _belongs_elsewhere(bound[0][1], trigger):
        return bound[0][0]
    return None


def _far(doc: Doc, trigger: Token, anchor: Token) -> tuple[int, int] | None:
    """Return how far a phrase is from an event, None where it cannot belong to it."""
    steps = distance(trigger, anchor)
    apart = _apart(doc, trigger, anchor)
    if steps > _NEAR:
        if apart or _belongs_elsewhere(anchor, trigger):
            return None
        steps = _BESIDE
    return steps + 2 * apart, abs(anchor.i - trigger.i)


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
        if node.dep_ == "acl" and node.head != trigger and _lasts(anchor):
            return True
        if (
            node.pos_ == "NOUN"
            and node != anchor
            and word_set("beside_prepositions") & set(case_of(node))
        ):
            return True
    return False


def _lasts(anchor: Token) -> bool:
    """Whether a phrase says since when: "fishermen held since June" dates no release."""
    return any(c.text.lower() == "since" for c in anchor.children)


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
