"""Writes the lines of the annotators' form, so that reading them gives the same annotation."""

from __future__ import annotations

from extract.evaluate.corpus_articles import SourceArticle, normalised, split_paragraphs
from training.corpus.annotation import Entity, Event, Mention, Party, Place, Quotation, Voice
from training.corpus.placing import Span, occurrences

_QUOTED_WHOLE = 8
_QUOTED_ENDS = 4


class FormWriter:
    """Writes facts about one article."""

    def __init__(self, article: SourceArticle) -> None:
        self.text = article.text
        self.paragraphs = {p.number: p for p in split_paragraphs(article.text)}

    def entity(self, entity: Entity) -> str:
        """Return an E line."""
        kind, country = entity.kind.replace(" ", "-"), entity.country or "-"
        return f"E | {entity.id} | {entity.name} | {kind} | {country}"

    def mention(self, mention: Mention) -> str:
        """Return an M line, with its number where the words stand more than once."""
        return f"M | {mention.entity} | {self._numbered(mention.span, mention.paragraph)}"

    def event(self, event: Event) -> str:
        """Return a V line."""
        mode = f":{event.mode}" if event.mode else ""
        fields = (
            str(event.paragraph),
            self._numbered(event.trigger, event.paragraph),
            "/".join((event.type + mode, *event.types_accepted)),
            self._parties(event.actors),
            self._parties(event.targets),
            ("req" if event.required else "opt") + (",recip" if event.reciprocal else ""),
            event.status,
            " ; ".join(self._voice(v, event.paragraph) for v in event.attribution) or "-",
            _day(event.day),
            _place(event.place),
        )
        return "V | " + " | ".join(fields)

    def quotation(self, quoted: Quotation) -> str:
        """Return a Q line."""
        words = normalised(quoted.span.words).split()
        shown = " ".join(words)
        if len(words) > _QUOTED_WHOLE:
            shown = f"{' '.join(words[:_QUOTED_ENDS])} ... {' '.join(words[-_QUOTED_ENDS:])}"
        return f"Q | {quoted.paragraph} | {shown} | {quoted.speaker or '-'}"

    def _numbered(self, span: Span, paragraph: int) -> str:
        bounds = self.paragraphs[paragraph]
        spans = occurrences(span.words, self.text, bounds.start, bounds.end)
        words = normalised(span.words)
        if len(spans) < 2:
            return words
        return f"{words}#{1 + [s.start for s in spans].index(span.start)}"

    def _parties(self, parties: tuple[Party, ...]) -> str:
        return (
            " + ".join(" / ".join((self._party(p.entity, p.mention), *p.accepted)) for p in parties)
            or "none"
        )

    def _party(self, entity: str, mention: Mention | None) -> str:
        if mention is None:
            return entity
        return f'{entity} "{self._numbered(mention.span, mention.paragraph)}"'

    def _voice(self, voice: Voice, paragraph: int) -> str:
        if voice.entity is None:
            return voice.outlet or "-"
        speaker = voice.entity
        if voice.span:
            speaker += f' "{self._numbered(voice.span, paragraph)}"'
        return f"{speaker} ; {voice.outlet}" if voice.outlet else speaker


def _day(day: tuple[str, str] | None) -> str:
    if day is None:
        return "-"
    return day[0] if day[0] == day[1] else "..".join(day)


def _place(place: Place | None) -> str:
    return f"{normalised(place.span.words)}, {place.country or '-'}" if place else "-"
