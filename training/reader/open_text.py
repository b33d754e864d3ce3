"""Open text for the teacher to label: the training parts of the treebanks and entity sets, and
articles. Nothing of it is kept in the project.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.events.written import Passage
from training.reader.alignment import mentions_in, spans_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCES_OF_A_TEXT = 8


def treebank_texts(path: Path) -> Iterator[str]:
    """Yield a treebank's documents, some sentences at a time."""
    held: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and held:
                yield " ".join(held)
                held = []
            if line.startswith("# text = "):
                held.append(line[9:].strip())
                if len(held) == SENTENCES_OF_A_TEXT:
                    yield " ".join(held)
                    held = []
    if held:
        yield " ".join(held)


def column_texts(path: Path) -> Iterator[str]:
    """Yield the sentences of an entity set in columns, some at a time."""
    held: list[str] = []
    words: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (*lines, ""):
            if line.strip():
                words.append(line.split()[0])
                continue
            if words and words[0] != "-DOCSTART-":
                held.append(_joined(words))
            words = []
            if len(held) == SENTENCES_OF_A_TEXT:
                yield " ".join(held)
                held = []
    if held:
        yield " ".join(held)


def article_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a JSON Lines file of articles."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _joined(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        apart = text and word[:1] not in ".,;:!?)]'%" and word != "n't" and text[-1] not in "(["
        text += f" {word}" if apart else word
    return text


def unlabelled(doc: Doc, name: str) -> Iterator[Passage]:
    """Yield the sentences of a document with two actors or more, nothing known between them but
    that a second mention of one actor says nothing."""
    actors = doc._.actors
    for number, sentence in enumerate(doc.sents):
        inside = mentions_in(sentence)
        if len({actors[i].id for i in inside}) < 2 or len(sentence) > 120:
            continue
        same = frozenset(
            (a, b)
            for a, one in enumerate(inside)
            for b, other in enumerate(inside)
            if a != b and actors[one].id == actors[other].id
        )
        yield Passage(f"{name}:{number}", sentence.text, spans_in(sentence, inside), {}, same)
