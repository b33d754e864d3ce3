"""Several articles in one text, as news archives export them and people keep them.

Each archive has a module: how its export is known, where an article begins, and what its head
lines say. Head, keyword, classification and correction lines are no prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.reading.article_of import article_of
from extract.reading.exports.clipping import Export
from extract.reading.problems import Problem, Tell

if TYPE_CHECKING:
    from extract.models import Article
    from extract.reading.given import Given

__all__ = ["Export", "articles_of_export", "export_of"]


def export_of(text: str) -> Export | None:
    """Return the archive whose export a text is, by its beginning; None for other texts.

    Examples
    --------
    >>> export_of("They met.") is None
    True
    """
    from extract.reading.exports.factiva import CODED, SHOWN
    from extract.reading.exports.head_lines import LABELLED, RULED
    from extract.reading.exports.nexis import NEXIS
    from extract.reading.exports.nexis_uni import NEXIS_UNI
    from extract.reading.exports.proquest import PROQUEST

    archives = (NEXIS, NEXIS_UNI, PROQUEST, CODED, SHOWN, LABELLED, RULED)
    return next((export for export in archives if export.fits(text)), None)


def articles_of_export(
    export: Export, lines: Iterable[str], given: Given, report: Tell
) -> Iterator[Article]:
    """Yield the articles of an export; one without a text is named."""
    clean = (line.rstrip().removeprefix("\ufeff").replace("\f", "") for line in lines)
    for number, document in enumerate(export.documents(clean), start=1):
        part = f"document {number}"
        clipping = export.clipping(document)
        if clipping is None or not clipping.text:
            report(Problem(f"{given.name}, {part}", None, "no text"))
            continue
        known = {**given.known, **clipping.known()}
        article = article_of(clipping.text, known, given.name, None, report, part=part)
        if article:
            yield article
