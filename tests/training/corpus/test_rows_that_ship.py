"""The annotated rows themselves: whole, consistent, and without running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.evaluate.corpus_articles import read_source_articles
from extract.evaluate.corpus_documents import CorpusDocument, read_documents
from training.corpus.checking import check_document
from training.corpus.splits import is_reserved

FOLDER = Path("training/corpus")
FILES = sorted([*FOLDER.glob("*.jsonl"), *FOLDER.glob("second/*.jsonl")])
MOST_WORDS = 15


def documents(path: Path) -> list[CorpusDocument]:
    return list(read_documents([path]))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_rows_keep_to_their_form(path: Path) -> None:
    problems = [p for d in documents(path) for p in check_document(d, None, alone=True)]
    assert problems == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_only_short_words_of_the_articles_are_kept(path: Path) -> None:
    for document in documents(path):
        kept = [m.words for m in document.mentions] + [e.trigger.words for e in document.events]
        assert all(len(words.split()) <= MOST_WORDS for words in kept)
        assert all(
            len(q.first.split()) <= 3 and len(q.last.split()) <= 3 for q in document.quotations
        )


def test_the_months_of_test_are_in_test_alone() -> None:
    for path in FILES:
        for document in documents(path):
            assert is_reserved(document.id) == (document.split == "test"), document.id


def test_every_document_stands_once() -> None:
    ids = [d.id for path in sorted(FOLDER.glob("*.jsonl")) for d in documents(path)]
    assert len(ids) == len(set(ids))


def test_written_items_fit_their_texts() -> None:
    articles = read_source_articles([FOLDER / "articles" / "written.jsonl"])
    for document in documents(FOLDER / "written.jsonl"):
        text = articles[document.id].text
        for mention in document.mentions:
            assert text[mention.start : mention.end] == mention.words
