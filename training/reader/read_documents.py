"""Annotated documents read by the program's own stages, up to its actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.extractor import Extractor

Row = Mapping[str, Any]


def read_documents(
    rows: Iterable[Row], texts: Mapping[str, Mapping[str, Any]], extractor: Extractor
) -> Iterator[tuple[Row, Doc]]:
    """Yield each annotated document with its parse, actors and events as the program has them.

    Parameters
    ----------
    rows
        Documents of the corpus; their offsets point into ``texts``.
    texts
        By id: ``text``, ``date``, ``title``, ``outlet``, ``url`` of the article.
    extractor
        The program.
    """
    for row in rows:
        article = texts[row["id"]]
        yield row, extractor.parse(article["text"], date=article.get("date"))
