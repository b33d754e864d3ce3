"""From what the stages wrote on a ``Doc`` to the models of the contract: the last step of reading
an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract import __version__
from extract.doc_attributes import ActorMention, CodedEvent, EventSetting, SpokenBy, When, Where
from extract.models import (
    Action,
    Actor,
    Article,
    Attribution,
    CodedAction,
    DateRange,
    Mention,
    Place,
    Sentence,
    Triple,
)
from extract.report import Reading, UncodedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

EXTRACTOR = f"realpolitik {__version__}"
# How far the other bracket may stand from a mention that has one.
_BRACKET_REACH = 40


def actor_of(found: ActorMention, mention: Mention | None = None) -> Actor:
    """Return the contract's Actor of what the actor stage found."""
    return Actor(
        id=found.id,
        name=found.name,
        kind=found.kind,  # type: ignore[arg-type]  # pydantic checks it
        country=found.country or None,
        sectors=found.sectors,
        wikidata=found.wikidata or None,
        mention=mention,
        resolved_by=found.resolved_by,
        label=found.label or None,
    )


def coded_action_of(text: str, doc: Doc, event: CodedEvent, ontology: Any) -> CodedAction:
    """Return the answer of ``Extractor.code`` for an event coded between two given spans."""
    action = _action_of(text, doc, event, ontology)
    return CodedAction(
        **action.model_dump(), rule=event.rule, confidence=_probability(event.confidence)
    )


def reading_of(article: Article, doc: Doc, ontology: Any, notes: tuple[str, ...] = ()) -> Reading:
    """Return an article's triples, in the order of the text, and the reasons of its sentences
    without one."""
    sentences = [s for s in doc.sents if s.text.strip()]
    index_of = {s.start: i for i, s in enumerate(sentences)}
    triples: dict[str, Triple] = {}
    coded: set[int] = set()
    for event, setting in zip(doc._.events, doc._.settings, strict=True):
        sentence = doc[event.trigger].sent
        index = index_of[sentence.start]
        triple = _triple_of(article, doc, event, setting, sentence, index, ontology)
        coded.add(index)
        triples.setdefault(triple.id, triple)
    in_order = sorted(
        triples.values(), key=lambda t: (t.action.mention.start, t.sentence.start, t.id)
    )
    why = dict(doc._.uncoded)
    cut = doc.user_data.get("cut_sentences")
    if cut:
        notes = (
            *notes,
            f"{cut if isinstance(cut, int) else len(cut)} very long sentence(s) were cut",
        )
    uncoded = []
    for i, sentence in enumerate(sentences):
        if i not in coded:
            start, end = _trimmed(article.text, sentence)
            uncoded.append(
                UncodedSentence(
                    index=i,
                    start=start,
                    end=end,
                    text=article.text[start:end],
                    reason=why.get(i, "no predicate that a frame knows"),
                )
            )
    return Reading(
        article=article,
        triples=tuple(in_order),
        sentences=len(sentences),
        words=count_words(doc),
        uncoded=tuple(uncoded),
        notes=notes,
    )


def count_words(doc: Doc, start: int = 0) -> int:
    """Return the words of a document from a character on, without marks."""
    return sum(not (t.is_space or t.is_punct) for t in doc if t.idx >= start)


def _triple_of(
    article: Article,
    doc: Doc,
    event: CodedEvent,
    setting: EventSetting,
    sentence: Span,
    index: int,
    ontology: Any,
) -> Triple:
    text = article.text
    actor = _party(text, doc, event.actor)
    target = _party(text, doc, event.target)
    action = _action_of(text, doc, event, ontology)
    start, end = _trimmed(text, sentence)
    return Triple(
        id=Triple.id_of(
            article.id,
            start,
            actor.id if actor else None,
            target.id if target else None,
            event.type,
            action.mention.start,
        ),
        article=article.id,
        actor=actor,
        action=action,
        target=target,
        reciprocal=event.reciprocal,
        status=setting.status,  # type: ignore[arg-type]  # pydantic checks it
        attribution=tuple(_attribution(text, doc, a) for a in setting.attributions),
        date=_date(text, setting.date),
        place=_place(text, setting.place),
        sentence=Sentence(text=text[start:end], index=index, start=start, end=end),
        rule=event.rule,
        confidence=_probability(event.confidence),
        extractor=EXTRACTOR,
    )


def _action_of(text: str, doc: Doc, event: CodedEvent, ontology: Any) -> Action:
    facts = ontology.describe(event.type, event.mode or None)
    return Action(
        type=event.type,
        mode=event.mode or None,
        contexts=event.contexts,
        quad=facts.quad,
        score=facts.score,
        cameo=facts.cameo,
        predicate=event.predicate,
        mention=_mention(text, doc[event.trigger_start : event.trigger_end]),
    )


def _mention(text: str, span: Span) -> Mention:
    return _cut(text, span.start_char, span.end_char)


def _cut(text: str, start: int, end: int) -> Mention:
    start, end = with_both_brackets(text, start, end)
    return Mention(text=text[start:end], start=start, end=end)


def with_both_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the other of two brackets that a mention would cut: the parser reads the text without
    an editor's brackets, the mention shows it with them.

    Examples
    --------
    >>> text = "They met [President Ahmed] al-Sharaa."
    >>> text[slice(*with_both_brackets(text, 10, 36))]
    '[President Ahmed] al-Sharaa'
    """
    opened, closed = text.count("[", start, end), text.count("]", start, end)
    before = text.rfind("[", max(0, start - _BRACKET_REACH), start)
    after = text.find("]", end, end + _BRACKET_REACH)
    if closed > opened and before >= 0 and "]" not in text[before:start]:
        return before, end
    if opened > closed and after >= 0 and "[" not in text[end:after]:
        return start, after + 1
    return start, end


def _party(text: str, doc: Doc, index: int) -> Actor | None:
    if index < 0:
        return None
    found = doc._.actors[index]
    return actor_of(found, _mention(text, doc[found.start : found.end]))


def _attribution(text: str, doc: Doc, spoken: SpokenBy) -> Attribution:
    return Attribution(
        speaker=_party(text, doc, spoken.speaker),
        outlet=spoken.outlet or None,
        mention=_cut(text, spoken.start, spoken.end),
    )


def _date(text: str, when: When | None) -> DateRange | None:
    if when is None:
        return None
    if when.start < 0:
        return DateRange(start=when.first, end=when.last, text=None, source="article")
    return DateRange(
        start=when.first,
        end=when.last,
        text=text[when.start : when.end],
        source=when.source,
    )


def _place(text: str, where: Where | None) -> Place | None:
    if where is None:
        return None
    return Place(
        name=where.name,
        country=where.country or None,
        lat=where.lat,
        lon=where.lon,
        mention=_cut(text, where.start, where.end),
    )


def _trimmed(text: str, sentence: Span) -> tuple[int, int]:
    start, end = sentence.start_char, sentence.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _probability(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 3)
