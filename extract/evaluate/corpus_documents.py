"""Rows of the annotated corpus: one document a line of JSON, stand-off, without its running text.

Offsets count characters of the article as it was given. A row knows its article by ``sha256`` of the
normalised text (:func:`extract.evaluate.corpus_articles.normalised`), and each paragraph by where it
stands in both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.errors import DataError, SourceNotFound
from extract.models import ActorKind, Country, EventType, IsoDate, Status

SPLITS = ("train", "dev", "test")
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
        if not files or not all(f.exists() for f in files):
            raise SourceNotFound(f"there is no {place}, or no .jsonl file in it")
        for file in files:
            with file.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _document(line, f"{file}, line {number}")


def is_corpus(place: Path) -> bool:
    """Tell whether a file, or each ``.jsonl`` file of a folder, holds documents of the corpus."""
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    return bool(files) and all(f.suffix == ".jsonl" and _begins_as_corpus(f) for f in files)


def _begins_as_corpus(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        row: Any = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and {"sha256", "entities", "paragraphs"} <= set(row)


def _document(line: str, where: str) -> CorpusDocument:
    try:
        return CorpusDocument.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        at = ".".join(str(part) for part in problem["loc"])
        raise DataError(f"{where}: no row of the corpus ({at}: {problem['msg']})") from error
