"""A web page kept as a file: decoded as it declares, then read."""

from __future__ import annotations

from collections.abc import Iterator

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.decoding import NotText, decode_page, mend
from extract.reading.given import Given
from extract.reading.limits import LARGEST_PAGE, read_up_to
from extract.reading.problems import Problem, Tell
from extract.reading.prose import beside_of
from extract.reading.web_pages import read_page


def read_web_page(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the article of a page.

    Raises
    ------
    Refused
        Where it is empty, too large, or no text.
    """
    raw = read_up_to(given.stream, LARGEST_PAGE, "a web page")
    if not raw.strip():
        raise NotText("empty file")
    page, note = decode_page(raw, given.charset)
    if note:
        report(Problem(given.name, None, note, skipped=False))
    text, told = read_page(mend(page))
    beside, wrong = beside_of(given.path)
    for reason in wrong:
        report(Problem(given.name, None, reason, skipped=False))
    article = article_of(text, {**given.known, **told, **beside}, given.name, None, report)
    if article:
        yield article
