"""Predicate frames: which words say which event, and where their actor and target stand.

Frames are rows of the CSV files in ``data/frames`` (columns in :data:`COLUMNS`); a user's own file
adds to them. The places are written for the active voice; voice, coordination and control are the
clause walk's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.errors import DataError
from extract.events.ontology import Ontology, extend_ontology, load_ontology
from extract.user_files import list_at, read_text, read_toml, shown, table_rows

COLUMNS = (
    "id",
    "pos",
    "lemma",
    "particle",
    "object",
    "actor",
    "target",
    "type",
    "mode",
    "contexts",
    "reciprocal",
    "example",
    "example_actor",
    "example_target",
)
PARTS_OF_SPEECH = ("verb", "noun", "adj")
_OBJECTS = {"@event", "@actor", "@any", "@none"}
_IN_OBJECT = r"obj\.(?:poss|mod|of|agent|prep:[a-z][a-z_ ]*)"
_PLACE = re.compile(
    rf"subj|head\.subj|obj|iobj|agent|poss|mod|of|prep:[a-z][a-z_ ]*|{_IN_OBJECT}|comp\.subj|none"
)


@dataclass(frozen=True)
class Frame:
    """One row: a trigger, what its object must be, the places of actor and target, and the event
    that follows."""

    id: str
    pos: str
    lemmas: tuple[str, ...]
    particle: str
    objects: frozenset[str]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    type: str
    mode: str
    contexts: tuple[str, ...]
    reciprocal: bool
    example: str = ""
    example_actor: str = ""
    example_target: str = ""
    order: int = 0
    source: str = field(default="", compare=False)

    @property
    def specificity(self) -> int:
        """How much the row asks for: the row that asks for more is tried first."""
        asked = 0 if not self.objects else 4
        if "@event" in self.objects:
            asked = 3
        elif self.objects & {"@actor", "@any", "@none"}:
            asked = 1
        return 2 * asked + bool(self.particle)

    @property
    def key(self) -> tuple[str, tuple[str, ...], str, frozenset[str]]:
        """What selects the row before its places are looked at."""
        return (self.pos, self.lemmas, self.particle, self.objects)


class FrameIndex:
    """Frames by part of speech and lemma, the most specific first.

    Examples
    --------
    >>> row = {"id": "bomb", "pos": "verb", "lemma": "bomb|shell", "actor": "subj",
    ...        "target": "obj", "type": "ASSAULT"}
    >>> index = FrameIndex([frame_of(row, load_ontology(), "here")])
    >>> [frame.id for frame in index.of("verb", "shell")]
    ['bomb']
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames: tuple[Frame, ...] = tuple(frames)
        table: dict[tuple[str, str], list[Frame]] = {}
        for frame in self.frames:
            for lemma in frame.lemmas:
                table.setdefault((frame.pos, lemma), []).append(frame)
        self._table = {
            key: tuple(sorted(rows, key=lambda f: (-f.specificity, f.order)))
            for key, rows in table.items()
        }

    def of(self, pos: str, lemma: str) -> Sequence[Frame]:
        """Return the frames of a trigger, most specific first."""
        return self._table.get((pos, lemma), ())

    def event_nouns(self) -> dict[str, str]:
        """Return the lemmas that have a noun frame, each with the type of its first row."""
        return {lemma: rows[0].type for (pos, lemma), rows in self._table.items() if pos == "noun"}

    def __len__(self) -> int:
        return len(self.frames)


@cache
def packaged_frames() -> tuple[Frame, ...]:
    """Return every frame that ships with the package, in the order of the files' names."""
    folder = files("extract.events") / "data" / "frames"
    frames: list[Frame] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".csv"):
            rows = _csv_rows(entry.read_text(encoding="utf-8"), entry.name)
            frames.extend(_framed(rows, load_ontology(), entry.name, len(frames)))
    return tuple(frames)


def load_frames(extra: str | Path | None = None) -> tuple[Ontology, FrameIndex]:
    """Load the package's ontology and frames, and what a user's own file adds to them.

    Parameters
    ----------
    extra
        A CSV file with the columns of :data:`COLUMNS` (only id, pos, lemma, actor and type are
        required), or a TOML file with ``[types.NAME]`` tables as in ``data/ontology.toml`` and
        ``[[frames]]`` tables with the same keys as the CSV's columns. A user's row is preferred to
        a packaged one that asks for as much.

    Raises
    ------
    SourceNotFound
        There is no such file.
    DataError
        A row breaks the schema; the message names file, row and column.
    """
    if extra is None:
        return load_ontology(), FrameIndex(packaged_frames())
    name = shown(extra)
    ontology = load_ontology()
    rows: Iterable[tuple[str, Mapping[str, Any]]]
    if Path(extra).suffix.lower() == ".toml":
        given = read_toml(extra, "the frames")
        ontology = extend_ontology(ontology, given, name)
        told = list_at(given, "frames", dict, name)
        rows = [(f"{name}: frame {n}", row) for n, row in enumerate(told, 1)]
    else:
        rows = _csv_rows(read_text(extra, "the frames"), name)
    own = packaged_frames()
    added = list(_framed(rows, ontology, name, -1_000_000))
    taken = {frame.id for frame in own}
    for frame in added:
        if frame.id in taken:
            raise DataError(f"{name}: the id {frame.id!r} is taken; choose another")
        taken.add(frame.id)
    return ontology, FrameIndex((*added, *own))


def frame_of(
    row: Mapping[str, Any], ontology: Ontology, where: str, order: int = 0, source: str = ""
) -> Frame:
    """Read one row; raise DataError, naming ``where``, if a value is not one of those allowed."""
    cell = {column: str(row.get(column) or "").strip() for column in COLUMNS}
    unknown = sorted(str(column) for column in set(row) - set(COLUMNS) if column is not None)
    if unknown:
        raise DataError(
            f"{where}: unknown column {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"
        )
    for column in ("id", "pos", "lemma", "type"):
        if not cell[column]:
            raise DataError(f"{where}: {column} is empty")
    if cell["pos"] not in PARTS_OF_SPEECH:
        raise DataError(
            f"{where}: pos is {cell['pos']!r}; one of {', '.join(PARTS_OF_SPEECH)} is expected"
        )
    kind = ontology.types.get(cell["type"])
    if kind is None:
        raise DataError(
            f"{where}: no event type {cell['type']!r}; there are {', '.join(ontology.types)}"
        )
    if cell["mode"] and cell["mode"] not in kind.modes:
        raise DataError(
            f"{where}: {kind.name} has no mode {cell['mode']!r}; it has "
            f"{', '.join(kind.modes) or 'none'}"
        )
    contexts = _split(cell["contexts"])
    for context in contexts:
        if context not in ontology.contexts:
            raise DataError(f"{where}: no context {context!r}")
    for column in ("actor", "target"):
        for place in _split(cell[column]):
            if not _PLACE.fullmatch(place):
                raise DataError(f"{where}: {column} names no place {place!r}")
    objects = frozenset(_split(cell["object"]))
    if objects & _OBJECTS and len(objects) > 1:
        raise DataError(f"{where}: object is either one of {', '.join(sorted(_OBJECTS))}, or nouns")
    if cell["reciprocal"] not in ("", "yes"):
        raise DataError(f"{where}: reciprocal is 'yes' or empty, not {cell['reciprocal']!r}")
    return Frame(
        id=cell["id"],
        pos=cell["pos"],
        lemmas=_split(cell["lemma"]),
        particle=cell["particle"],
        objects=objects,
        actor=tuple(p for p in _split(cell["actor"]) if p != "none"),
        target=tuple(p for p in _split(cell["target"]) if p != "none"),
        type=cell["type"],
        mode=cell["mode"],
        contexts=contexts,
        reciprocal=cell["reciprocal"] == "yes",
        example=cell["example"],
        example_actor=cell["example_actor"],
        example_target=cell["example_target"],
        order=order,
        source=source,
    )


def find_conflicts(frames: Sequence[Frame]) -> list[str]:
    """Say which rows can never be chosen, or contradict one another.

    A row is unreachable where an earlier one has the same trigger, particle and object, and each of
    its actor and target places; if the two differ in type as well, they conflict.
    """
    found = []
    ids: dict[str, str] = {}
    by_key: dict[tuple[str, str, str, frozenset[str]], list[Frame]] = {}
    for frame in frames:
        if frame.id in ids:
            found.append(f"{frame.source}: id {frame.id} is already used in {ids[frame.id]}")
        ids.setdefault(frame.id, frame.source)
        for lemma in frame.lemmas:
            rows = by_key.setdefault((frame.pos, lemma, frame.particle, frame.objects), [])
            for other in rows:
                if set(frame.target) <= set(other.target) and set(frame.actor) <= set(other.actor):
                    verb = "contradicts" if other.type != frame.type else "is shadowed by"
                    found.append(f"{frame.source}: {frame.id} {verb} {other.id} ({lemma})")
                    break
            rows.append(frame)
    return found


def _framed(
    rows: Iterable[tuple[str, Mapping[str, Any]]], ontology: Ontology, source: str, first: int
) -> Iterator[Frame]:
    for number, (where, row) in enumerate(rows):
        yield frame_of(row, ontology, where, first + number, source)


def _csv_rows(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for line, row in table_rows(text, name, {"id", "pos", "lemma", "actor", "type"}):
        yield f"{name}, line {line}", row


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
