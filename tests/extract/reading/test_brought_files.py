"""Files as people bring them: each is read as what it is, and gives its articles and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from brought import box_files, export_files, feed_files, record_files
from brought.stories import Brought

from extract.articles import read_articles
from extract.reading.problems import Problem

KINDS = {
    "exports": export_files.FILES,
    "json": record_files.JSON_FILES,
    "tables": record_files.TABLES,
    "feeds": feed_files.FILES,
    "mail": feed_files.MAILS,
    "boxes": box_files.FILES,
    "charsets": box_files.CHARSETS,
}
CASES = [
    pytest.param(one, id=f"{kind}: {one.name}") for kind, files in KINDS.items() for one in files
]
_FIELD = {"day": "date"}


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES)
def test_a_file_gives_its_articles(case: Brought, tmp_path: Path) -> None:
    problems: list[Problem] = []
    articles = list(read_articles([case.write(tmp_path)], problems=problems, check_language=False))
    told = "; ".join(map(str, problems))
    assert len(articles) == len(case.stories), told
    for article, story in zip(articles, case.stories, strict=True):
        assert _words(story.text) in _words(article.text)
        for name in case.checked:
            assert getattr(article, _FIELD.get(name, name)) == getattr(story, name)
        for words in case.never:
            assert words not in article.text
        assert story.text == story.title or not article.text.startswith(story.title)
