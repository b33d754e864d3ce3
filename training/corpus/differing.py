"""Two readings of one article side by side, and a draft of both for a third reader to decide upon.

In the draft every fact of either stands as a line of the form; what only one reader has, or what
they tell differently, has a line that begins with ``#?`` above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.evaluate.corpus_articles import SourceArticle
from training.corpus.annotation import Annotation, Event, Mention, Party
from training.corpus.annotation_writing import FormWriter
from training.corpus.placing import Span, folded


class Merged(NamedTuple):
    """The differences, one a line, and the lines of the draft."""

    differences: tuple[str, ...]
    draft: tuple[str, ...]


def merge(ours: Annotation, theirs: Annotation, article: SourceArticle) -> Merged:
    """Return where two annotations differ, and the draft; entities are called as in the first."""
    ids = entity_ids(ours, theirs)
    return _Merging(ours, _renamed(theirs, ids), FormWriter(article)).merged()


def entity_ids(ours: Annotation, theirs: Annotation) -> dict[str, str]:
    """Return what their entities are called by us: by shared mentions, else by name, else new."""
    by_span = {m.span: m.entity for m in ours.mentions}
    votes: Counter[tuple[str, str]] = Counter()
    for mention in theirs.mentions:
        if mention.span in by_span:
            votes[mention.entity, by_span[mention.span]] += 1
    ids: dict[str, str] = {}
    for (their, our), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        if their not in ids and our not in ids.values():
            ids[their] = our
    by_name = {folded(e.name).casefold(): e.id for e in ours.entities.values()}
    free = max((int(e[1:]) for e in ours.entities), default=0)
    for entity in theirs.entities.values():
        if entity.id in ids:
            continue
        named = by_name.get(folded(entity.name).casefold())
        if named and named not in ids.values():
            ids[entity.id] = named
        else:
            free += 1
            ids[entity.id] = f"e{free}"
    return ids


class _Merging:
    def __init__(self, ours: Annotation, theirs: Annotation, writer: FormWriter) -> None:
        self.ours, self.theirs, self.writer = ours, theirs, writer
        self.differences: list[str] = []
        self.draft: list[str] = []

    def merged(self) -> Merged:
        eventful = self.ours.has_events or self.theirs.has_events
        self.draft += [f"DOC | {self.ours.id}"]
        if self.ours.has_events != self.theirs.has_events:
            a, b = ("yes" if x.has_events else "no" for x in (self.ours, self.theirs))
            self._differ(f"EVENTS: A {a}, B {b}")
        self.draft.append(f"EVENTS | {'yes' if eventful else 'no'}")
        self._entities()
        events = list(self._matched())
        numbers = {m.paragraph for made in (self.ours, self.theirs) for m in made.mentions}
        numbers |= {e.paragraph for pair in events for e in pair if e}
        numbers |= {q.paragraph for made in (self.ours, self.theirs) for q in made.quotations}
        for number in sorted(numbers):
            self.draft += ["", f"P | {number}"]
            self._mentions(number)
            for one, other in events:
                if (one or other or _never()).paragraph == number:
                    self._event(one, other)
            self._quotations(number)
        return Merged(tuple(self.differences), tuple(self.draft))

    def _differ(self, message: str) -> None:
        self.differences.append(message)
        self.draft.append(f"#? {message}")

    def _entities(self) -> None:
        both = {**self.theirs.entities, **self.ours.entities}
        for id_ in sorted(both, key=lambda e: int(e[1:])):
            one, other = self.ours.entities.get(id_), self.theirs.entities.get(id_)
            if one and other and one != other:
                self._differ(f"B: {self.writer.entity(other)}")
            elif not (one and other):
                self._differ(f"only {'A' if one else 'B'}: {self.writer.entity(both[id_])}")
            self.draft.append(self.writer.entity(both[id_]))

    def _mentions(self, number: int) -> None:
        ours = {(m.span, m.entity): m for m in self.ours.mentions if m.paragraph == number}
        theirs = {(m.span, m.entity): m for m in self.theirs.mentions if m.paragraph == number}
        both = {**theirs, **ours}
        for key in sorted(both, key=lambda k: (k[0].start, -k[0].end, int(k[1][1:]))):
            line = self.writer.mention(both[key])
            if not (key in ours and key in theirs):
                self._differ(f"only {'A' if key in ours else 'B'}: P{number} {line}")
            self.draft.append(line)

    def _matched(self) -> Iterator[tuple[Event | None, Event | None]]:
        """Pair the events of both, those most alike first; in the order of the text."""
        ranked = sorted(
            (
                (-likeness(a, b), i, k)
                for i, a in enumerate(self.ours.events)
                for k, b in enumerate(self.theirs.events)
                if likeness(a, b) > 3
            ),
        )
        partner: dict[int, int] = {}
        for _, i, k in ranked:
            if i not in partner and k not in partner.values():
                partner[i] = k
        left: list[tuple[Event | None, Event | None]] = [
            (a, self.theirs.events[partner[i]] if i in partner else None)
            for i, a in enumerate(self.ours.events)
        ]
        left += [(None, b) for k, b in enumerate(self.theirs.events) if k not in partner.values()]
        yield from sorted(left, key=lambda p: (p[0] or p[1] or _never()).trigger.start)

    def _event(self, one: Event | None, other: Event | None) -> None:
        lines = [self.writer.event(e) if e else "" for e in (one, other)]
        if not (one and other):
            self._differ(f"only {'A' if one else 'B'}: {lines[0] or lines[1]}")
        elif lines[0] != lines[1]:
            self._differ(f"{', '.join(_parts(one, other))} differ; B: {lines[1]}")
            self.differences[-1] += f"\n    A: {lines[0]}"
        self.draft.append(lines[0] or lines[1])

    def _quotations(self, number: int) -> None:
        ours = {q.span: q for q in self.ours.quotations if q.paragraph == number}
        theirs = {q.span: q for q in self.theirs.quotations if q.paragraph == number}
        for span in sorted({**ours, **theirs}, key=lambda s: (s.start, s.end)):
            quoted = ours.get(span) or theirs[span]
            line = self.writer.quotation(quoted)
            if span not in ours or span not in theirs:
                self._differ(f"only {'A' if span in ours else 'B'}: {line}")
            elif ours[span].speaker != theirs[span].speaker:
                self._differ(f"speaker differs; B: {self.writer.quotation(theirs[span])}")
            self.draft.append(line)


def likeness(one: Event, other: Event) -> int:
    """Return how alike two events are: trigger (3), type (2), parties (2), paragraph (1)."""
    touching = one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
    types = {one.type, *one.types_accepted} & {other.type, *other.types_accepted}
    pairs = _pairs(one) & _pairs(other)
    return 3 * touching + 2 * bool(types) + 2 * bool(pairs) + (one.paragraph == other.paragraph)


def _pairs(event: Event) -> set[frozenset[str]]:
    return {frozenset(p.entity for p in pair if p) for pair in event.pairs()}


def _parts(one: Event, other: Event) -> Iterator[str]:
    for name in (
        *("paragraph", "trigger", "type", "mode", "types_accepted", "actors", "targets"),
        *("required", "reciprocal", "status", "attribution", "day", "place"),
    ):
        if _bare(getattr(one, name)) != _bare(getattr(other, name)):
            yield name


def _bare(value: object) -> object:
    """Leave out the lines that the facts stood on."""
    if isinstance(value, Mention):
        return value.entity, value.span
    if isinstance(value, Span):
        return value
    if isinstance(value, tuple):
        return tuple(_bare(v) for v in value)
    return value


def _never() -> Event:
    raise AssertionError("a pair of events holds one at least")


def _renamed(made: Annotation, ids: dict[str, str]) -> Annotation:
    def mention(old: Mention) -> Mention:
        return old._replace(entity=ids[old.entity])

    def parties(old: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(
            Party(
                ids[p.entity],
                mention(p.mention) if p.mention else None,
                tuple(ids[a] for a in p.accepted),
            )
            for p in old
        )

    return Annotation(
        made.id,
        made.has_events,
        {ids[e.id]: e._replace(id=ids[e.id]) for e in made.entities.values()},
        [mention(m) for m in made.mentions],
        [
            replace(
                e,
                actors=parties(e.actors),
                targets=parties(e.targets),
                attribution=tuple(
                    v._replace(entity=ids[v.entity] if v.entity else None) for v in e.attribution
                ),
            )
            for e in made.events
        ],
        [q._replace(speaker=ids[q.speaker] if q.speaker else None) for q in made.quotations],
    )
