"""Articles as annotators read them: what is known, then numbered paragraphs."""

from __future__ import annotations

from extract.evaluate.corpus_articles import SourceArticle, split_paragraphs


def numbered_text(article: SourceArticle) -> str:
    """Return an article with a head of its id, date, outlet and title, and numbered paragraphs.

    Examples
    --------
    >>> print(numbered_text(SourceArticle("x-1", "One\\nline.\\n\\nTwo.", title="A title")))
    ID: x-1
    DATE: -
    OUTLET: -
    TITLE: A title
    <BLANKLINE>
    P1: One line.
    <BLANKLINE>
    P2: Two.
    <BLANKLINE>
    """
    head = [
        f"ID: {article.id}",
        f"DATE: {article.date or '-'}",
        f"OUTLET: {article.outlet or '-'}",
        f"TITLE: {article.title or '-'}",
    ]
    if article.speakers:
        turns = "; ".join(f"P{number} {name}" for number, name in article.speakers)
        head.append(f"SPEAKERS: {turns}")
    paragraphs = [
        f"P{p.number}: {' '.join(article.text[p.start : p.end].split())}"
        for p in split_paragraphs(article.text)
    ]
    return "\n\n".join(("\n".join(head), *paragraphs)) + "\n"
