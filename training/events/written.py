"""What was written to train on: TSV files beside this module, and the examples of the frames.

``sentences-*.tsv`` (id, type, sentence) mark one actor and one target; ``passages-*.tsv`` (id,
sentence, events) mark every actor that could take part in an event, and name the events between
them, so that every other pair is known to have none. All of it is invented to be learned from: the
names are of the world, what they are said to have done need not be.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from extract.errors import DataError
from extract.events.frames import packaged_frames
from extract.events.ontology import load_ontology
from extract.events.relations import NOTHING

_TAG = re.compile(r"<(/?)([st])>")
_MARK = re.compile(r"\{(\d+)\|([^{}]*)\}")
_EVENT = re.compile(r"(\d+)(<?>)(\d+) ([A-Z]+)")


class Marked(NamedTuple):
    """A sentence with the spans of its actor and target (character offsets) and its type
    (:data:`NOTHING` for none)."""

    id: str
    type: str
    text: str
    actor: tuple[int, int]
    target: tuple[int, int]


def unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Return a sentence without its tags, and the spans of ``<s>`` and ``<t>``.

    Examples
    --------
    >>> unmark("<s>Oman</s> met <t>Iran</t>.")
    ('Oman met Iran.', {'s': [(0, 4)], 't': [(9, 13)]})
    """
    text, at, opened = "", 0, dict.fromkeys("st", -1)
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            spans[tag[2]].append((opened[tag[2]], len(text)))
        else:
            opened[tag[2]] = len(text)
    return text + marked[at:], spans


class Passage(NamedTuple):
    """A sentence with the spans of its actors (character offsets) and the types of the events
    between them, by place.

    Of the pairs in ``unknown`` nothing is known, neither an event nor that there is none.
    """

    id: str
    text: str
    actors: tuple[tuple[int, int], ...]
    events: dict[tuple[int, int], str]
    unknown: frozenset[tuple[int, int]] = frozenset()

    def pairs(self) -> Iterator[Marked]:
        """Yield every ordered pair of actors of which something is known, those without an event as
        :data:`NOTHING`."""
        for one in range(len(self.actors)):
            for other in range(len(self.actors)):
                if one != other and (one, other) not in self.unknown:
                    type_ = self.events.get((one, other), NOTHING)
                    yield Marked(
                        f"{self.id}:{one}:{other}",
                        type_,
                        self.text,
                        self.actors[one],
                        self.actors[other],
                    )


def read_passage(name: str, marked: str, events: str) -> Passage:
    """Return a passage from its line.

    Raises
    ------
    DataError
        The marks are not numbered from 1 in order, or an event names a mark that is not there.

    Examples
    --------
    >>> read_passage("1", "{1|Oman} met {2|Iran}.", "1<>2 CONSULT").events
    {(0, 1): 'CONSULT', (1, 0): 'CONSULT'}
    """
    text, at, actors = "", 0, []
    for number, mark in enumerate(_MARK.finditer(marked), 1):
        if int(mark[1]) != number:
            raise DataError(f"passage {name}: mark {mark[1]} stands where {number} is due")
        text += marked[at : mark.start()]
        actors.append((len(text), len(text) + len(mark[2])))
        text, at = text + mark[2], mark.end()
    found: dict[tuple[int, int], str] = {}
    for part in filter(None, (p.strip() for p in events.split(";"))):
        event = _EVENT.fullmatch(part)
        if event is None or not {int(event[1]), int(event[3])} <= set(range(1, len(actors) + 1)):
            raise DataError(f"passage {name}: no event between marks: {part!r}")
        one, other = int(event[1]) - 1, int(event[3]) - 1
        found[one, other] = event[4]
        if event[2] == "<>":
            found[other, one] = event[4]
    return Passage(name, text + marked[at:], tuple(actors), found)


def written_passages(held_out: bool = False) -> Iterator[Passage]:
    """Yield the passages to train on, or every tenth (by a hash of its id), which is held out to
    calibrate on.

    Raises
    ------
    DataError
        A passage is badly marked, or an event has no known type.
    """
    types = load_ontology().types
    for entry in _files("passages-"):
        for row in _rows(entry):
            passage = read_passage(row["id"], row["sentence"] or "", row["events"] or "")
            if unknown := set(passage.events.values()) - set(types):
                raise DataError(f"{entry.name}, {row['id']}: no such type: {sorted(unknown)}")
            if (hashlib.sha256(passage.id.encode()).digest()[0] % 10 == 0) == held_out:
                yield passage


def written_sentences(held_out: bool = False) -> Iterator[Marked]:
    """Yield the sentences to train on, in the order of the files' names, or those that are
    ``held_out`` to calibrate on.

    Raises
    ------
    DataError
        A row has no known type, or marks no actor or target.
    """
    types = load_ontology().types
    for entry in _files("sentences-"):
        if ("heldout" in entry.name) != held_out:
            continue
        for row in _rows(entry):
            text, spans = unmark(row["sentence"] or "")
            if row["type"] not in types or not spans["s"] or not spans["t"]:
                raise DataError(
                    f"{entry.name}, {row['id']}: needs a known type and both <s>actor</s> and "
                    f"<t>target</t>"
                )
            yield Marked(row["id"], row["type"], text, spans["s"][0], spans["t"][0])


def frame_examples() -> Iterator[Marked]:
    """Yield the examples of the packaged frames that have an actor and a target."""
    for frame in packaged_frames():
        actor, target = (
            frame.example.find(frame.example_actor),
            frame.example.find(frame.example_target),
        )
        if (
            not frame.example
            or not frame.example_actor
            or not frame.example_target
            or min(actor, target) < 0
        ):
            continue
        yield Marked(
            f"frame:{frame.id}",
            frame.type,
            frame.example,
            (actor, actor + len(frame.example_actor)),
            (target, target + len(frame.example_target)),
        )


def _files(start: str) -> list[Traversable]:
    folder = files("training.events")
    found = [e for e in folder.iterdir() if e.name.startswith(start) and e.name.endswith(".tsv")]
    return sorted(found, key=lambda e: e.name)


def _rows(entry: Traversable) -> Iterator[dict[str, str]]:
    with entry.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
