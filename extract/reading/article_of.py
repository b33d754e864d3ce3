"""A text and what is known of it, made an article; where no date is given, its dateline may name
the day."""

from __future__ import annotations

from typing import Any

from extract.models import Article
from extract.reading.cleaning import clean
from extract.reading.metadata import parse_date
from extract.reading.problems import Problem, Tell


def article_of(
    text: str, known: dict[str, str], source: str, line: int | None, report: Tell
) -> Article | None:
    """Return the article, or None (and say so) where there is no text.

    Parameters
    ----------
    text
        Exactly as given.
    known
        Its title, date, id, outlet and address, where they are known.
    source, line
        Where it was read.
    report
        Told what is wrong, and where a date was taken from the dateline.
    """
    if not text.strip():
        report(Problem(source, line, "no text"))
        return None
    fields: dict[str, Any] = {**known, "source": source if line is None else f"{source}:{line}"}
    if "date" not in known:
        date = _date_of_dateline(text)
        if date:
            fields["date"] = date
            report(Problem(source, line, f"no date given; its dateline says {date}", skipped=False))
    return Article.of(text, **fields)


def _date_of_dateline(text: str) -> str | None:
    """Return the day that a text's first line names in full ("Friday, 4 May 2012"), or None."""
    dateline = clean(text[:500]).dateline
    return parse_date(dateline.date) if dateline and dateline.date else None
