"""Reads the annotators' form: one fact a line, fields between `` | ``, and places its words in
the article.

Nothing is raised for a mistake of a reader: each becomes a :class:`Problem` with its line and what
to do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from extract.evaluate.corpus_articles import Paragraph, SourceArticle, split_paragraphs
from training.corpus.annotation import (
    Annotation,
    Entity,
    Event,
    Mention,
    Party,
    Place,
    Problem,
    Quotation,
    Voice,
)
from training.corpus.placing import Span, distance, folded, occurrences
from training.corpus.vocabulary import KINDS, STATUSES, countries, types_and_modes

_MOST_WORDS = 15
_R = TypeVar("_R")
_FIELDS = {
    "DOC": ("document id",),
    "EVENTS": ("yes or no",),
    "E": ("id", "name", "kind", "country"),
    "P": ("paragraph",),
    "M": ("entity", "words"),
    "V": (
        *("paragraph", "trigger", "type", "actor", "target", "req or opt", "status"),
        *("who says so", "day", "place"),
    ),
    "Q": ("paragraph", "words", "speaker"),
}
_NO_TYPE: tuple[str, str | None, tuple[str, ...]] = ("", None, ())
_NOBODY: tuple[Party, ...] = ()
_NO_VOICE: tuple[Voice, ...] = ()
_PARTY = re.compile(r'(e\d+)(?:\s*"(.+?)(?:#(\d+))?"(?:#(\d+))?)?', re.DOTALL)
_OUTSIDE_QUOTES = r'(?=(?:[^"]*"[^"]*")*[^"]*$)'


class _Wrong(Exception):
    """A field that breaks the form; the message says what to do."""


def document_id(text: str) -> str | None:
    """Return the id on the DOC line of a file, without reading the rest."""
    found = re.search(r"^\s*DOC\s*\|\s*(\S+)\s*$", text, re.MULTILINE)
    return found.group(1) if found else None


def read_annotation(text: str, article: SourceArticle) -> Annotation:
    """Read the text of an ``.ann`` file about an article.

    Parameters
    ----------
    text
        The file's text.
    article
        The article; its paragraphs are numbered from 1.

    Returns
    -------
    Annotation
        With a problem for each line that could not be used.
    """
    return _Reading(article).read(text)


class _Reading:
    def __init__(self, article: SourceArticle) -> None:
        self.article = article
        self.paragraphs = {p.number: p for p in split_paragraphs(article.text)}
        self.made = Annotation()
        self.at: Paragraph | None = None
        self.last: dict[int, int] = {}
        self.quoted: dict[int, int] = {}

    def read(self, text: str) -> Annotation:
        rows = self._rows(text)
        stages: tuple[dict[str, Callable[[int, list[str]], None]], ...] = (
            {"DOC": self._document, "EVENTS": self._has_events, "E": self._entity},
            {"P": self._paragraph, "M": self._mention},
            {"V": self._event, "Q": self._quotation},
        )
        for stage in stages:
            for line, name, fields in rows:
                if name in stage:
                    try:
                        stage[name](line, fields)
                    except _Wrong as wrong:
                        self._say(line, str(wrong))
        self._look_at_whole(rows)
        self.made.problems.sort()
        self.made.notes.sort()
        return self.made

    def _rows(self, text: str) -> list[tuple[int, str, list[str]]]:
        rows = []
        for line, content in enumerate(text.splitlines(), 1):
            if not content.strip() or content.lstrip().startswith("#"):
                continue
            name, *fields = (
                f.strip() for f in re.split(r"(?:(?<=\s)|^)\|(?=\s|$)", content.strip())
            )
            if name not in _FIELDS:
                self._say(
                    line,
                    f"a line begins with one of {', '.join(_FIELDS)} and ' | ', not with "
                    f"{name[:40]!r}",
                )
            elif len(fields) != len(_FIELDS[name]):
                wanted = " | ".join(_FIELDS[name])
                self._say(
                    line,
                    f"{len(fields)} fields after {name}, wanted {len(_FIELDS[name])}: {wanted} "
                    f"('-' if empty)",
                )
            else:
                rows.append((line, name, fields))
        return rows

    def _say(self, line: int, message: str) -> None:
        self.made.problems.append(Problem(line, message))

    def _note(self, line: int, message: str) -> None:
        self.made.notes.append(Problem(line, message))

    def _look_at_whole(self, rows: list[tuple[int, str, list[str]]]) -> None:
        made = self.made
        if not made.id and not any(name == "DOC" for _, name, _ in rows):
            self._say(1, "there is no DOC line")
        events = [line for line, name, _ in rows if name == "V"]
        if made.has_events is None and not any(name == "EVENTS" for _, name, _ in rows):
            self._say(1, "there is no EVENTS line: write EVENTS | yes, or EVENTS | no")
        elif made.has_events is False and events:
            self._say(
                events[0],
                "EVENTS says no, but here is an event: write EVENTS | yes, or take it out",
            )
        elif made.has_events and not events:
            self._say(
                1, "EVENTS says yes, but there is no V line: write EVENTS | no, or the events"
            )
        used = {m.entity for m in made.mentions} | {q.speaker for q in made.quotations}
        for event in made.events:
            for party in (*event.actors, *event.targets):
                used |= {party.entity, *party.accepted}
            used |= {v.entity for v in event.attribution}
        for line, name, fields in rows:
            if name == "E" and fields[0] not in used and fields[0] in made.entities:
                self._note(line, f"{fields[0]} ({fields[1]}) is neither mentioned nor used")

    def _document(self, line: int, fields: list[str]) -> None:
        if self.made.id:
            raise _Wrong("a second DOC line: one file is about one document")
        if fields[0] != self.article.id:
            raise _Wrong(f"this file is read as being about {self.article.id}, not {fields[0]}")
        self.made.id = fields[0]

    def _has_events(self, line: int, fields: list[str]) -> None:
        if fields[0] not in ("yes", "no"):
            raise _Wrong(f"EVENTS is yes or no, not {fields[0]!r}")
        self.made.has_events = fields[0] == "yes"

    def _entity(self, line: int, fields: list[str]) -> None:
        id_, name, kind, country = fields
        kind = kind.replace("-", " ")
        if not re.fullmatch(r"e\d+", id_):
            raise _Wrong(f"an entity's id is e and a number, not {id_!r}")
        if id_ in self.made.entities:
            raise _Wrong(f"{id_} is declared already: give this one another number")
        if name in ("", "-"):
            raise _Wrong(f"{id_} needs a name, as a reader would write it on a node")
        self.made.entities[id_] = Entity(id_, name, kind, None if country == "-" else country)
        if kind not in KINDS:
            raise _Wrong(
                f"no such kind: {kind!r}; it is one of "
                f"{', '.join(k.replace(' ', '-') for k in KINDS)}"
            )
        if country != "-" and country not in countries():
            raise _Wrong(
                f"no such country: {country!r}; give an ISO 3166 alpha-3 code, XKX, PSE, TWN, or -"
            )

    def _paragraph(self, line: int, fields: list[str]) -> None:
        self.at = None
        self.at = self._numbered(fields[0])

    def _mention(self, line: int, fields: list[str]) -> None:
        entity = self._known(fields[0])
        if self.at is None:
            raise _Wrong("write a line P | number before the mentions of a paragraph")
        words, number = _numbered_words(fields[1])
        paragraph = self.at
        places = occurrences(words, self.article.text, paragraph.start, paragraph.end)
        if not places:
            raise _Wrong(self._absent(words, paragraph))
        taken = {m.span: m for m in self.made.mentions if m.paragraph == paragraph.number}
        if number:
            span = self._nth(words, places, number, paragraph)
            if span in taken and taken[span].entity == entity:
                raise _Wrong(
                    f"{words}#{number} is listed already for {entity}, on line {taken[span].line}"
                )
        else:
            span = self._next(words, places, taken, paragraph)
        self.last[paragraph.number] = span.start
        self.made.mentions.append(Mention(entity, span, paragraph.number, line))

    def _next(
        self, words: str, places: Sequence[Span], taken: dict[Span, Mention], paragraph: Paragraph
    ) -> Span:
        last = self.last.get(paragraph.number, -1)
        left = [p for p in places if p.start >= last and p not in taken]
        if not left:
            if all(p in taken for p in places):
                raise _Wrong(
                    f"{words!r} stands {_times(len(places))} in P{paragraph.number}, each listed "
                    f"already (line "
                    f"{', '.join(str(taken[p].line) for p in places)}); if the same words stand "
                    f"for two, write #n"
                )
            raise _Wrong(
                f"{words!r} does not stand after the mention listed before it: list mentions in "
                f"order of their beginning, "
                f"or say which with #n ({self._choices(words, places)})"
            )
        if left[0].start == last and len(left) > 1:
            raise _Wrong(
                f"{words!r} begins where the mention before it begins, and stands later too: say "
                f"which with #n "
                f"({self._choices(words, places)})"
            )
        return left[0]

    def _event(self, line: int, fields: list[str]) -> None:
        wrong: list[str] = []

        def attempt(read: Callable[[str], _R], value: str, otherwise: _R) -> _R:
            try:
                return read(value)
            except _Wrong as said:
                wrong.append(str(said))
                return otherwise

        paragraph = self._numbered(fields[0])
        trigger = attempt(lambda f: self._trigger(f, paragraph), fields[1], None)
        near = trigger or Span("", paragraph.start, paragraph.start)
        type_, mode, accepted = attempt(_type_of, fields[2], _NO_TYPE)
        actors = attempt(lambda f: self._parties(f, paragraph, near, line), fields[3], _NOBODY)
        targets = attempt(lambda f: self._parties(f, paragraph, near, line), fields[4], _NOBODY)
        required, reciprocal = attempt(_duty_of, fields[5], (True, False))
        status = attempt(_status_of, fields[6], "")
        voices = attempt(lambda f: self._voices(f, paragraph, near), fields[7], _NO_VOICE)
        day = attempt(_day_of, fields[8], None)
        place = attempt(lambda f: self._place(f, paragraph, near), fields[9], None)
        if not wrong:
            if not actors and not targets:
                wrong.append("neither actor nor target is named: that is no event here")
            elif required and not (actors and targets):
                wrong.append("where actor or target is none, the event is opt, never req")
            elif reciprocal and not (actors and targets):
                wrong.append(
                    "where both sides act alike, both are needed (the same list on both sides "
                    "will do)"
                )
        if wrong or trigger is None:
            for message in wrong:
                self._say(line, message)
            return
        event = Event(
            *(line, paragraph.number, trigger, type_, mode, accepted, actors, targets),
            *(required, reciprocal, status, voices, day, place),
        )
        if not list(event.pairs()):
            raise _Wrong("actor and target are the same entity")
        for other in self.made.events:
            if (
                other.trigger == trigger
                and other.type == type_
                and set(map(_ids, other.pairs())) & set(map(_ids, event.pairs()))
            ):
                raise _Wrong(
                    f"the same event as on line {other.line}: trigger, type, actor and target"
                )
        self.made.events.append(event)

    def _quotation(self, line: int, fields: list[str]) -> None:
        paragraph = self._numbered(fields[0])
        first, dots, last = (p.strip() for p in fields[1].strip().partition(" ... "))
        words, number = _numbered_words(first, most=1000)
        starts = occurrences(words, self.article.text, paragraph.start, paragraph.end)
        if not starts:
            raise _Wrong(self._absent(words, paragraph))
        before = self.quoted.get(paragraph.number, -1)
        span = (
            self._nth(words, starts, number, paragraph)
            if number
            else next((s for s in starts if s.start >= before), starts[0])
        )
        if dots:
            words, number = _numbered_words(last, most=1000)
            ends = occurrences(words, self.article.text, paragraph.start, paragraph.end)
            if not ends:
                raise _Wrong(self._absent(words, paragraph))
            later = [e for e in ends if e.start >= span.start and e.end > span.end]
            if number:
                later = [self._nth(words, ends, number, paragraph)]
            if not later or later[0].end <= span.start:
                raise _Wrong(
                    f"{words!r} does not stand after {span.words!r} in P{paragraph.number}"
                )
            span = Span(self.article.text[span.start : later[0].end], span.start, later[0].end)
        self.quoted[paragraph.number] = span.end
        speaker = None
        if fields[2] != "-":
            speaker = self._party(fields[2], paragraph, span).entity
        self.made.quotations.append(Quotation(paragraph.number, span, speaker, line))

    def _numbered(self, field: str) -> Paragraph:
        number = field.removeprefix("P")
        if not number.isdecimal() or int(number) not in self.paragraphs:
            raise _Wrong(
                f"no such paragraph: {field!r}; they are numbered 1 to {len(self.paragraphs)}"
            )
        return self.paragraphs[int(number)]

    def _known(self, entity: str) -> str:
        if entity not in self.made.entities:
            raise _Wrong(
                f"{entity!r} is not declared: write a line E | {entity} | name | kind | country"
            )
        return entity

    def _nth(self, words: str, places: Sequence[Span], number: int, paragraph: Paragraph) -> Span:
        if not 1 <= number <= len(places):
            raise _Wrong(
                f"{words!r} stands only {_times(len(places))} in P{paragraph.number}, there is "
                f"no #{number}"
            )
        return places[number - 1]

    def _absent(self, words: str, paragraph: Paragraph) -> str:
        elsewhere = [
            p.number
            for p in self.paragraphs.values()
            if occurrences(words, self.article.text, p.start, p.end)
        ]
        hint = (
            f"it stands in P{', P'.join(map(str, elsewhere[:6]))}"
            if elsewhere
            else "copy the words exactly as they stand"
        )
        if not elsewhere:
            text = self.article.text[paragraph.start : paragraph.end]
            other = re.search(re.escape(words), text, re.IGNORECASE)
            if other:
                hint = (
                    f"the text writes {other.group()!r}"
                    if other.group() != words
                    else "it stands only inside a longer word"
                )
        return f"{words!r} does not stand in P{paragraph.number}: {hint}"

    def _choices(self, words: str, places: Sequence[Span]) -> str:
        text = self.article.text
        shown = [
            f"{text[max(0, p.start - 25) : p.start]}[{p.words}]{text[p.end : p.end + 20]}"
            for p in places[:8]
        ]
        return "; ".join(f"{words}#{n}: …{folded(around)}…" for n, around in enumerate(shown, 1))

    def _trigger(self, field: str, paragraph: Paragraph) -> Span:
        words, number = _numbered_words(field)
        places = occurrences(words, self.article.text, paragraph.start, paragraph.end)
        if not places:
            raise _Wrong("trigger " + self._absent(words, paragraph))
        if not number and len(places) > 1:
            raise _Wrong(
                f"trigger {words!r} stands {_times(len(places))} in P{paragraph.number}: say "
                f"which with #n "
                f"({self._choices(words, places)})"
            )
        return self._nth(words, places, number or 1, paragraph)

    def _parties(
        self, field: str, paragraph: Paragraph, near: Span, line: int
    ) -> tuple[Party, ...]:
        if field == "none":
            return ()
        if field in ("-", ""):
            raise _Wrong("an actor or target is an entity, or none where nobody is named")
        parties = []
        for part in re.split(r"\s\+\s" + _OUTSIDE_QUOTES, field):
            first, *others = re.split(r"\s/\s" + _OUTSIDE_QUOTES, part)
            party = self._party(first.strip(), paragraph, near)
            accepted = tuple(
                dict.fromkeys(self._party(o.strip(), None, near).entity for o in others)
            )
            if party.entity in accepted:
                raise _Wrong(f"{party.entity} is given as an alternative to itself")
            if party.mention and self._sentence_between(near, party.mention.span):
                self._note(
                    line,
                    f"{party.mention.span.words!r} looks to be in another sentence: then write "
                    f"{party.entity} alone",
                )
            parties.append(party._replace(accepted=accepted))
        if len({p.entity for p in parties}) < len(parties):
            raise _Wrong(f"the same entity twice in {field!r}")
        return tuple(parties)

    def _party(self, field: str, paragraph: Paragraph | None, near: Span) -> Party:
        found = _PARTY.fullmatch(field)
        if not found:
            raise _Wrong(f'{field!r} is no entity: write e1 "its words", or e1 alone')
        entity, words, inside, outside = found.groups()
        self._known(entity)
        if words is None or paragraph is None:
            return Party(entity)
        number = int(inside or outside or 0)
        here = [
            m for m in self.made.mentions if m.paragraph == paragraph.number and m.entity == entity
        ]
        fitting = [m for m in here if folded(m.span.words) == folded(words)]
        if number:
            places = occurrences(words, self.article.text, paragraph.start, paragraph.end)
            span = self._nth(words, places, number, paragraph)
            fitting = [m for m in fitting if m.span == span]
        if not fitting:
            listed = ", ".join(repr(m.span.words) for m in here) or "none"
            which = f"{words!r}" + (f" (#{number})" if number else "")
            raise _Wrong(
                f"{which} is no listed mention of {entity} in P{paragraph.number} (listed: "
                f"{listed}): list it as M, "
                f"or write {entity} alone if no mention of it stands in the sentence"
            )
        return Party(entity, min(fitting, key=lambda m: (distance(m.span, near), m.span.start)))

    def _sentence_between(self, one: Span, other: Span) -> bool:
        between = self.article.text[min(one.end, other.end) : max(one.start, other.start)]
        return bool(re.search(r"[a-z0-9)\]]{3}[.!?][\"”’']?\s+[\"“‘']?[A-Z]", between))

    def _voices(self, field: str, paragraph: Paragraph, near: Span) -> tuple[Voice, ...]:
        if field == "-":
            return ()
        speakers: list[Party] = []
        outlets: list[tuple[str, Span | None]] = []
        for part in re.split(r"\s*;\s*" + _OUTSIDE_QUOTES, field):
            if re.match(r'e\d+(\s*"|$)', part):
                speakers.append(self._party(part, paragraph, near))
            else:
                outlets.append((part, self._anywhere(part, paragraph, near)))
                if outlets[-1][1] is None and part != self.article.outlet:
                    raise _Wrong(
                        f"the outlet {part!r} stands nowhere in the text: write its name as it "
                        f"stands there, "
                        f'or an entity (e5 "words")'
                    )
        voices = []
        for n in range(max(len(speakers), len(outlets))):
            party = speakers[n] if n < len(speakers) else None
            outlet, place = outlets[n] if n < len(outlets) else (None, None)
            span = party.mention.span if party and party.mention else place
            voices.append(Voice(party.entity if party else None, outlet, span))
        return tuple(voices)

    def _place(self, field: str, paragraph: Paragraph, near: Span) -> Place | None:
        if field == "-":
            return None
        words, comma, country = (p.strip() for p in field.rpartition(","))
        if not comma or not words:
            raise _Wrong(
                f"a place is words of the text and a country: Baghdad, IRQ; not {field!r} "
                f"(country - if unknown)"
            )
        if country != "-" and country not in countries():
            raise _Wrong(
                f"no such country: {country!r} (place); give an ISO 3166 alpha-3 code, XKX, PSE, "
                f"TWN, or -"
            )
        span = self._anywhere(words, paragraph, near)
        if span is None:
            raise _Wrong(
                f"the place {words!r} stands nowhere in the text: copy the words as they stand"
            )
        return Place(span, None if country == "-" else country)

    def _anywhere(self, words: str, paragraph: Paragraph, near: Span) -> Span | None:
        here = occurrences(words, self.article.text, paragraph.start, paragraph.end)
        if here:
            return min(here, key=lambda s: (distance(s, near), s.start))
        everywhere = occurrences(words, self.article.text)
        before = [s for s in everywhere if s.start < paragraph.start]
        return before[-1] if before else everywhere[0] if everywhere else None


def _numbered_words(field: str, most: int = _MOST_WORDS) -> tuple[str, int]:
    found = re.fullmatch(r"(.+?)\s*#(\d+)", field, re.DOTALL)
    words, number = (found.group(1), int(found.group(2))) if found else (field, 0)
    if words in ("", "-"):
        raise _Wrong("here words of the text are needed")
    if len(words.split()) > most:
        raise _Wrong(f"more than {most} words: give the noun and what is nearest to it")
    return words, number


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _ids(pair: tuple[Party | None, Party | None]) -> tuple[str, str]:
    return pair[0].entity if pair[0] else "", pair[1].entity if pair[1] else ""


def _type_of(field: str) -> tuple[str, str | None, tuple[str, ...]]:
    known = types_and_modes()
    first, *others = (p.strip() for p in field.split("/"))
    type_, _, mode = first.partition(":")
    for name in (type_, *(o.partition(":")[0] for o in others)):
        if name not in known:
            raise _Wrong(f"no such type: {name!r}; it is one of {', '.join(known)}")
    if mode and mode not in known[type_]:
        raise _Wrong(f"{type_} has no mode {mode!r}; {_modes(type_)}")
    for other in others:
        name, _, of_other = other.partition(":")
        if of_other and of_other not in known[name]:
            raise _Wrong(f"{name} has no mode {of_other!r}; {_modes(name)}")
    accepted = tuple(dict.fromkeys(o.partition(":")[0] for o in others))
    if type_ in accepted:
        raise _Wrong(f"{type_} is given as an alternative to itself")
    return type_, mode or None, accepted


def _modes(type_: str) -> str:
    modes = types_and_modes()[type_]
    return f"its modes: {', '.join(sorted(modes))}" if modes else "it has none"


def _duty_of(field: str) -> tuple[bool, bool]:
    words = [w.strip() for w in field.split(",")]
    if words[0] not in ("req", "opt") or words[1:] not in ([], ["recip"]):
        raise _Wrong(
            f"here stands req or opt, with ,recip where both sides act alike; not {field!r}"
        )
    return words[0] == "req", len(words) == 2


def _status_of(field: str) -> str:
    if field not in STATUSES:
        raise _Wrong(f"no such status: {field!r}; it is one of {', '.join(STATUSES)}")
    return field


def _day_of(field: str) -> tuple[str, str] | None:
    if field == "-":
        return None
    first, dots, last = (d.strip() for d in field.partition(".."))
    last = last if dots else first
    try:
        if dt.date.fromisoformat(first) > dt.date.fromisoformat(last):
            raise _Wrong(f"the range {field} ends before it begins")
    except ValueError:
        raise _Wrong(
            f"a day is 2020-01-08, a range 2020-01-01..2020-01-31, or -; not {field!r}"
        ) from None
    return first, last
