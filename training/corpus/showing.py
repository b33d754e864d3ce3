"""An annotated article to look at: in colour in a terminal, or as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extract.errors import DataError
from extract.evaluate.corpus_articles import SourceArticle, normalised
from extract.evaluate.corpus_documents import CorpusDocument, EventRow, PartyRow
from training.corpus.splits import is_reserved

if TYPE_CHECKING:
    from rich.text import Text

_COLOURS = ("red", "green", "yellow", "blue", "magenta", "cyan", "bright_red", "bright_green")
_PAGE_COLOURS = (
    "#b3261e",
    "#1b7340",
    "#8a5a00",
    "#1f4fa3",
    "#7b2d8b",
    "#00696f",
    "#8c3b00",
    "#444",
)


class Mark(NamedTuple):
    """A stretch to be shown: an entity's mention, an event's trigger, or a quotation."""

    start: int
    end: int
    what: str
    label: str


def marks_of(document: CorpusDocument) -> list[Mark]:
    """Return what is to be marked, in the order of the text, the longer first."""
    marks = [Mark(m.start, m.end, "mention", m.entity) for m in document.mentions]
    marks += [
        Mark(e.trigger.start, e.trigger.end, "trigger", f"{e.id} {e.type}") for e in document.events
    ]
    marks += [Mark(q.start, q.end, "quotation", q.speaker or "?") for q in document.quotations]
    return sorted(set(marks), key=lambda m: (m.start, -m.end, m.what, m.label))


def refuse_reserved(document: CorpusDocument) -> None:
    """Raise where an article must not be shown.

    Raises
    ------
    DataError
        If it is of the test split.
    """
    if is_reserved(document.id, document.split):
        raise DataError(f"{document.id} is of the test split, which is scored and never shown")


def shown_text(document: CorpusDocument, article: SourceArticle) -> Text:
    """Return the article in colour, a colour an entity; triggers reversed, quotations in "
    "italics."""
    from rich.text import Text

    refuse_reserved(document)
    colours = _palette(document, _COLOURS)
    text = Text(article.text)
    for mark in marks_of(document):
        style = {"trigger": "bold reverse", "quotation": "italic"}.get(mark.what, "")
        if mark.what == "mention":
            style = f"bold {colours[mark.label]}"
        text.stylize(style, mark.start, mark.end)
    made = Text.assemble((f"{document.title or document.id}\n", "bold"), f"{document.date}\n\n")
    made.append_text(text)
    made.append("\n\n")
    for entity in document.entities:
        country = f", {entity.country}" if entity.country else ""
        made.append(f"{entity.id} {entity.name} ({entity.kind}{country})\n", colours[entity.id])
    made.append("\n")
    for line in event_lines(document):
        made.append(line + "\n")
    return made


def shown_page(document: CorpusDocument, article: SourceArticle) -> str:
    """Return the article as a page that stands alone."""
    refuse_reserved(document)
    colours = _palette(document, _PAGE_COLOURS)
    names = {e.id: e.name for e in document.entities}
    body = []
    for start, end, over in _pieces(document, len(article.text)):
        piece = escape(article.text[start:end]).replace("\n", "<br>")
        for mark in reversed(over):
            if mark.what == "mention":
                title = escape(f"{mark.label} {names[mark.label]}")
                style = f"color:{colours[mark.label]};font-weight:bold"
                piece = f'<span title="{title}" style="{style}">{piece}</span>'
            elif mark.what == "trigger":
                piece = f'<mark title="{escape(mark.label)}">{piece}</mark>'
            else:
                piece = f'<i title="{escape(mark.label)}">{piece}</i>'
        body.append(piece)
    entities = "".join(
        f'<li style="color:{colours[e.id]}">{escape(f"{e.id} {e.name} ({e.kind})")}</li>'
        for e in document.entities
    )
    events = "".join(f"<li>{escape(line)}</li>" for line in event_lines(document))
    title = escape(document.title or document.id)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        "<body style='max-width:48em;margin:2em auto;font:16px/1.5 sans-serif'>"
        f"<h1>{title}</h1><p>{escape(document.date or '')}</p><div>{''.join(body)}</div>"
        f"<h2>Entities</h2><ul>{entities}</ul><h2>Events</h2><ol>{events}</ol></body></html>\n"
    )


def event_lines(document: CorpusDocument) -> Iterator[str]:
    """Yield each event in a line."""
    names = {e.id: e.name for e in document.entities}
    for event in document.events:
        mode = f":{event.mode}" if event.mode else ""
        also = "".join(f"/{t}" for t in event.types_accepted)
        yield (
            f"{event.id} P{event.paragraph} {_who(event.actor, names)} {event.type}{mode}{also} "
            f"({event.trigger.words}) {_who(event.target, names)} ["
            f"{', '.join(_more(event, names))}]"
        )


def _more(event: EventRow, names: dict[str, str]) -> Iterator[str]:
    yield "req" if event.required else "opt"
    yield event.status
    if event.reciprocal:
        yield "recip"
    for voice in event.attribution:
        said = [names[voice.entity]] if voice.entity else []
        yield "says " + " in ".join([*said, *([voice.outlet] if voice.outlet else [])])
    if event.day:
        days = dict.fromkeys((event.day.start, event.day.end))
        yield "..".join(days)
    if event.place:
        yield f"{event.place.words} {event.place.country or ''}".strip()


def _who(party: PartyRow | None, names: dict[str, str]) -> str:
    return "/".join(names[e] for e in (party.entity, *party.accepted)) if party else "none"


def _palette(document: CorpusDocument, colours: tuple[str, ...]) -> dict[str, str]:
    return {e.id: colours[n % len(colours)] for n, e in enumerate(document.entities)}


def _pieces(document: CorpusDocument, length: int) -> Iterator[tuple[int, int, list[Mark]]]:
    marks = marks_of(document)
    edges = sorted({0, length, *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise(edges):
        yield start, end, [m for m in marks if m.start <= start and end <= m.end]


def find_document(documents: Iterator[CorpusDocument], id_: str) -> CorpusDocument:
    """Return the document of an id, or of the beginning of one.

    Raises
    ------
    DataError
        If there is none, or more than one.
    """
    found = [d for d in documents if d.id.startswith(normalised(id_))]
    whole = [d for d in found if d.id == id_]
    if len(whole or found) != 1:
        raise DataError(f"{len(found)} documents have an id that begins with {id_!r}")
    return (whole or found)[0]
