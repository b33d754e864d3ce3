"""An annotated article to look at; never one of the test split."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import DataError
from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument
from training.corpus.__main__ import main
from training.corpus.showing import find_document, shown_page, shown_text

ARTICLES = str(Path(__file__).parent / "invented" / "articles.jsonl")


def test_in_a_terminal(harbour: CorpusDocument, articles: dict[str, SourceArticle]) -> None:
    shown = shown_text(harbour, articles[harbour.id])
    assert articles[harbour.id].text in shown.plain
    assert "v1 P1 Police in Iquitos COERCE:arrest (arrested) Free River Front" in shown.plain
    assert len(shown.spans) > 20


def test_as_a_page(harbour: CorpusDocument, articles: dict[str, SourceArticle]) -> None:
    hostile = harbour.model_copy(update={"title": "<script>alert(1)</script>"})
    page = shown_page(hostile, articles[harbour.id])
    assert "<script>" not in page
    assert '<mark title="v1 COERCE">arrested</mark>' in page
    assert "<i title" in page


@pytest.mark.parametrize(
    "change", [{"split": "test"}, {"id": "wn-2019-12-01-something-of-december"}]
)
def test_the_test_split_is_not_shown(
    change: dict[str, str], harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    reserved = harbour.model_copy(update=change)
    for show in (shown_text, shown_page):
        with pytest.raises(DataError, match="never shown"):
            show(reserved, articles[harbour.id])


def test_show_command(
    tmp_path: Path, documents: list[CorpusDocument], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dev.jsonl").write_text("".join(d.to_json() + "\n" for d in documents))
    arguments = ["show", "inv-h", "-c", str(tmp_path), "-a", ARTICLES]
    assert main(arguments) == 0
    assert main([*arguments, "--html", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_text().startswith("<!doctype html>")
    capsys.readouterr()
    assert main(["show", "inv", *arguments[2:]]) == 2
    assert "2 documents have an id" in capsys.readouterr().err
    assert find_document(iter(documents), "inv-match").id == "inv-match"
