"""What the store takes and tells: sentences that were read, and what an addition, a withdrawal or a
recoding changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from extract.models import Article

if TYPE_CHECKING:
    from extract.report import Reading


Standing = Literal["new", "unchanged", "changed", "newer", "older"]
"""How an article stands to a store by its id: not in it, in it with the same text, or with another
one: "newer" than that, "older", or "changed" where neither day nor revision tells."""


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """A sentence that was read: whether it gave a triple, and if not, why."""

    article: str
    index: int
    start: int
    end: int
    coded: bool
    reason: str | None = None


class Added(NamedTuple):
    """What an ``add`` changed.

    ``conflicts`` names articles whose id is stored with another text, ``refused`` ids under which
    two texts were given at once; these were left out. ``replaced`` names stored articles whose
    place a newer version took, ``older`` given ones of which a newer version is there.
    """

    articles: int
    triples: int
    events: int
    known: int
    conflicts: tuple[str, ...]
    refused: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    older: tuple[str, ...] = ()


class Withdrawn(NamedTuple):
    """What a ``withdraw`` took out."""

    articles: int
    triples: int


class Recoded(NamedTuple):
    """What a ``recode`` read again, and how many triples went and came."""

    articles: int
    removed: int
    added: int


class Verdict(NamedTuple):
    """What a reader decided: ``same`` or ``different`` event of two triples, ``reject`` or
    ``accept`` one triple."""

    id: str
    kind: str
    subject: str
    object: str | None
    note: str | None


class Coder(Protocol):
    """What ``recode`` needs of an extractor: articles in, triples out."""

    def readings(self, articles: Iterable[Article]) -> Iterable[Reading]:
        """Yield what each article gave."""


def notes_of(reading: Reading) -> list[SentenceNote]:
    """Return the sentences of a reading: those with a triple, and those without one and why."""
    key = reading.article.id
    coded = {(t.sentence.index, t.sentence.start, t.sentence.end) for t in reading.triples}
    notes = [SentenceNote(key, index, start, end, True) for index, start, end in coded]
    indexes = {note.index for note in notes}
    notes += [
        SentenceNote(key, u.index, u.start, u.end, False, u.reason)
        for u in reading.uncoded
        if u.index not in indexes
    ]
    return sorted(notes, key=lambda note: note.index)
