"""Annotations fitted to other copies of an article."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument
from training.corpus.attaching import attach
from training.corpus.checking import check_document

SPACES = (" ", "  ", "\n", "\n\n", "\t ", "\u00a0", "\r\n")


def copy_of(article: SourceArticle, text: str) -> SourceArticle:
    return article._replace(text=text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["NFC", "NFD"]))
def test_other_white_space_and_unicode_lose_nothing(
    harbour: CorpusDocument,
    articles: dict[str, SourceArticle],
    chance: random.Random,
    form: str,
) -> None:
    text = re.sub(r"\s+", lambda _: chance.choice(SPACES), articles[harbour.id].text)
    text = chance.choice(("", "\n", "  ")) + unicodedata.normalize(form, text) + "\n"
    other = copy_of(articles[harbour.id], text)
    fitted = attach(harbour, other)
    assert fitted.lost == ()
    assert list(check_document(fitted.document, other)) == []
    assert fitted.document.sha256 == harbour.sha256
    assert [e.id for e in fitted.document.events] == [e.id for e in harbour.events]


def test_there_and_back_is_where_it_was(
    harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    article = articles[harbour.id]
    flat = attach(harbour, copy_of(article, " ".join(article.text.split())))
    back = attach(flat.document, article)
    assert back.lost == ()
    assert back.document.mentions == harbour.mentions
    assert back.document.events == harbour.events


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("Police in", "By our reporter. Police in", []),
        ("on Tuesday", "late on Tuesday evening", []),
        ("the interior ministry said", "it was said", ["mention 2 of e4", "who says v1"]),
        ("demanded", "asked", ["trigger of v4"]),
        ("in Geneva", "abroad", ["place of v9", "place of v10", "place of v11"]),
        ("now or later", "ever", ["end of quotation in P1"]),
        ("\n\nThe group", "\n\nRead more: other news.\n\nThe group", []),
        ("“", '"', []),
    ],
)
def test_small_edits_lose_what_was_taken_out(
    old: str,
    new: str,
    lost: list[str],
    harbour: CorpusDocument,
    articles: dict[str, SourceArticle],
) -> None:
    text = articles[harbour.id].text
    assert old in text
    other = copy_of(articles[harbour.id], text.replace(old, new, 1))
    fitted = attach(harbour, other)
    assert list(fitted.lost) == lost
    assert list(check_document(fitted.document, other)) == []
    assert len(fitted.document.events) == 12 - sum(w.startswith("trigger") for w in lost)
    for mention, before in zip(fitted.document.mentions, harbour.mentions, strict=False):
        if not lost:
            assert (mention.words, mention.entity) == (before.words, before.entity)


def test_what_is_placed_after_edits_is_placed_right(
    harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    """Words put in between move every stretch by a known length."""
    text = articles[harbour.id].text
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311
        made, moved = "", {}
        for token in re.finditer(r"\s+|\S+", text):
            if not token.group().isspace() and chance.random() < 0.05:
                made += "indeed "
            for offset in range(token.start(), token.end()):
                moved[offset] = len(made) + offset - token.start()
            made += token.group()
        fitted = attach(harbour, copy_of(articles[harbour.id], made))
        right = {(m.words, moved[m.start]) for m in harbour.mentions}
        placed = {(m.words, m.start) for m in fitted.document.mentions}
        assert placed <= right
        assert len(placed) >= 0.8 * len(right)


def test_an_article_of_another_text_loses_all(
    harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    fitted = attach(harbour, copy_of(articles[harbour.id], "Nothing of it."))
    assert len(fitted.lost) == fitted.sought
    assert fitted.document.events == ()
