"""Rows of the annotated corpus: one document a line of JSON, stand-off, without its running text.

Offsets count characters of the article as it was given. A row knows its article by ``sha256`` of
the normalised text (:func:`extract.evaluate.corpus_articles.normalised`), and each paragraph by
where it stands in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from extract.errors import SourceNotFound
from extract.evaluate.gold_lines import checked
from extract.models import ActorKind, Country, EventType, IsoDate, Status
from extract.user_files import LONGEST_LINE, is_there, json_lines, open_regular, parse_json, shown

SPLITS = ("train", "dev", "test", "written")
APART = ("test", "written")
"""Splits that are measured only where they are asked for by name."""
Offset = Annotated[int, Field(ge=0)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ParagraphMark(_Record):
    """A paragraph: its place in the text as given and, as ``at`` and ``length``, in the normalised.

    ``sha256`` begins the hash of its normalised text: twelve hexadecimal digits.
    """

    start: Offset
    end: Offset
    at: Offset
    length: Offset
    sha256: str


class Words(_Record):
    """Words of the text: at most fifteen of them are kept."""

    words: str
    start: Offset
    end: Offset


class EntityRow(_Record):
    """Somebody or something that is mentioned."""

    id: str
    name: str
    kind: ActorKind
    country: Country | None


class MentionRow(Words):
    """Words that stand for an entity."""

    entity: str
    paragraph: int = Field(ge=1)


class PartyRow(_Record):
    """An actor or target: its entity, the index of its mention, and who would be accepted too."""

    entity: str
    mention: int | None
    accepted: tuple[str, ...] = ()


class VoiceRow(_Record):
    """Who says so: an entity, an outlet or both; the words, where they stand in the text."""

    entity: str | None
    outlet: str | None
    words: str | None
    start: int | None
    end: int | None


class DayRow(_Record):
    """First and last day."""

    start: IsoDate
    end: IsoDate


class PlaceRow(Words):
    """Where it happened."""

    country: Country | None


class EventRow(_Record):
    """One actor, one action, one target; a party is None where nobody is named."""

    id: str
    paragraph: int = Field(ge=1)
    trigger: Words
    type: EventType
    mode: str | None
    types_accepted: tuple[EventType, ...]
    actor: PartyRow | None
    target: PartyRow | None
    reciprocal: bool
    required: bool
    status: Status
    attribution: tuple[VoiceRow, ...]
    day: DayRow | None
    place: PlaceRow | None


class QuotationRow(_Record):
    """Direct speech: who speaks, where, its length in words, its first and last three words."""

    speaker: str | None
    paragraph: int = Field(ge=1)
    start: Offset
    end: Offset
    length: int = Field(ge=1)
    first: str
    last: str


class CorpusDocument(_Record):
    """One annotated article."""

    id: str
    url: str | None
    source: str | None
    split: str
    date: IsoDate | None
    title: str | None
    outlet: str | None
    sha256: str
    readers: tuple[str, ...]
    has_events: bool
    paragraphs: tuple[ParagraphMark, ...]
    entities: tuple[EntityRow, ...]
    mentions: tuple[MentionRow, ...]
    events: tuple[EventRow, ...]
    quotations: tuple[QuotationRow, ...]

    def to_json(self) -> str:
        """Return the row as one line of JSON."""
        return self.model_dump_json()


def read_documents(places: Iterable[Path]) -> Iterator[CorpusDocument]:
    """Yield the documents of files, or of the ``.jsonl`` files of folders, in order.

    Raises
    ------
    SourceNotFound
        If there is no such file, or no ``.jsonl`` file in a folder.
    DataError
        If a line is no row of the corpus.
    """
    for place in places:
        files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
        if not files or not all(is_there(f) for f in files):
            raise SourceNotFound(f"there is no {shown(place)}, or no .jsonl file in it")
        for file in files:
            for number, row in json_lines(file, "documents of the corpus"):
                where = f"{shown(file)}, line {number}"
                yield checked(CorpusDocument, row, where, "no row of the corpus")


def is_corpus(place: Path) -> bool:
    """Tell whether a file, or each ``.jsonl`` file of a folder, holds documents of the corpus."""
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    return bool(files) and all(f.suffix == ".jsonl" and _begins_as_corpus(f) for f in files)


def _begins_as_corpus(file: Path) -> bool:
    try:
        with open_regular(file) as stream:
            row: Any = parse_json(stream.readline(LONGEST_LINE).decode("utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(row, dict) and {"sha256", "entities", "paragraphs"} <= set(row)
