"""The written sentences: TSV files beside this module (id, type, marked sentence), and the examples of the frames."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from extract.actions.frames import packaged_frames
from extract.actions.ontology import load_ontology
from extract.errors import DataError

_TAG = re.compile(r"<(/?)([st])>")


class Marked(NamedTuple):
    """A sentence with the spans of its actor and target (character offsets) and its type."""

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


def written_sentences(held_out: bool = False) -> Iterator[Marked]:
    """Yield the sentences to train on, in the order of the files' names, or those that are ``held_out`` to calibrate on.

    Raises
    ------
    DataError
        A row has no known type, or marks no actor or target.
    """
    types = load_ontology().types
    for entry in sorted((files("extract.actions") / "training").iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".tsv") or ("heldout" in entry.name) != held_out:
            continue
        with entry.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                text, spans = unmark(row["sentence"] or "")
                if row["type"] not in types or not spans["s"] or not spans["t"]:
                    raise DataError(f"{entry.name}, {row['id']}: needs a known type and both <s>actor</s> and <t>target</t>")
                yield Marked(row["id"], row["type"], text, spans["s"][0], spans["t"][0])


def frame_examples() -> Iterator[Marked]:
    """Yield the examples of the packaged frames that have an actor and a target."""
    for frame in packaged_frames():
        actor, target = frame.example.find(frame.example_actor), frame.example.find(frame.example_target)
        if not frame.example or not frame.example_actor or not frame.example_target or min(actor, target) < 0:
            continue
        yield Marked(
            f"frame:{frame.id}",
            frame.type,
            frame.example,
            (actor, actor + len(frame.example_actor)),
            (target, target + len(frame.example_target)),
        )
