from __future__ import annotations

from pathlib import Path

import pytest

from extract.evaluate.corpus_articles import SourceArticle, read_source_articles
from extract.evaluate.corpus_documents import CorpusDocument
from training.corpus.importing import import_folder

INVENTED = Path(__file__).parent / "invented"


@pytest.fixture(scope="session")
def articles() -> dict[str, SourceArticle]:
    return read_source_articles([INVENTED / "articles.jsonl"])


@pytest.fixture(scope="session")
def documents(articles: dict[str, SourceArticle]) -> list[CorpusDocument]:
    rows, problems = import_folder(INVENTED / "ann", articles, "dev", ["one"])
    assert problems == []
    return rows


@pytest.fixture
def harbour(documents: list[CorpusDocument]) -> CorpusDocument:
    return documents[0]


@pytest.fixture(scope="session")
def annotation_text() -> str:
    return (INVENTED / "ann" / "inv-harbour.ann").read_text(encoding="utf-8")
