"""Hand-built documents: one line a sentence, ``form/lemma/POS/head/label`` for each word, heads
counted from 1, 0 the root."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.doc_attributes import ActorMention, CodedEvent, register

_MORPHS = {"*": "Tense=Past|VerbForm=Fin", "~": "VerbForm=Ger"}
_GLUED = frozenset({".", ",", "?", "n't", "'s", ")", ":"})


@pytest.fixture
def tree() -> Callable[..., Doc]:
    """Return a function that builds a document from lines of words; ``*`` after a POS marks the
    past tense, ``~`` a gerund."""

    def build(*lines: str, published: str = "") -> Doc:
        register()
        rows: list[tuple[list[str], int]] = []
        for line in lines:
            base = len(rows)
            rows += [(word.split("/"), base) for word in line.split()]
        words = [row[0] for row, _ in rows]
        heads = [
            base + int(row[3]) - 1 if row[3] != "0" else i for i, (row, base) in enumerate(rows)
        ]
        doc = Doc(
            Vocab(),
            words=words,
            spaces=[i + 1 < len(words) and words[i + 1] not in _GLUED for i in range(len(words))],
            lemmas=[row[1] or row[0].lower() for row, _ in rows],
            pos=[row[2].rstrip("*~") for row, _ in rows],
            heads=heads,
            deps=["ROOT" if row[3] == "0" else row[4] for row, _ in rows],
            morphs=[_MORPHS.get(row[2][-1], "") for row, _ in rows],
        )
        doc._.published = published
        return doc

    return build


@pytest.fixture
def event() -> Callable[..., CodedEvent]:
    """Return a function that makes a coded event of the word given."""

    def make(doc: Doc, word: str, **changed: Any) -> CodedEvent:
        at = next(t.i for t in doc if t.text == word)
        made = CodedEvent(
            at, at + 1, at, -1, -1, "ASSAULT", "", (), word, False, "frame:test", 0.9, "", ()
        )
        return made._replace(**changed)

    return make


@pytest.fixture
def mention() -> Callable[..., ActorMention]:
    """Return a function that makes a mention of the words from ``first`` to ``last``."""

    def make(
        doc: Doc,
        first: str,
        last: str = "",
        *,
        kind: str = "state",
        country: str = "",
        how: str = "alias",
    ) -> ActorMention:
        start = next(t.i for t in doc if t.text == first)
        end = next(t.i for t in doc if t.text == (last or first) and t.i >= start) + 1
        return ActorMention(start, end, end - 1, first, first, kind, country, (), "", how, "")

    return make
