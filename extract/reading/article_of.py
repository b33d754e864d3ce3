"""A text and what is known of it, made an article; where no date is given, its dateline may name
the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.models import Article
from extract.reading.cleaning import clean
from extract.reading.days import parse_date
from extract.reading.mojibake import mend_encoding
from extract.reading.problems import Problem, Tell


def article_of(
    text: str,
    known: Mapping[str, str],
    source: str,
    line: int | None,
    report: Tell,
    *,
    part: str | None = None,
) -> Article | None:
    """Return the article, or None (and say so) where there is no text.

    Parameters
    ----------
    text
        Exactly as given; one that was decoded wrongly before is mended, and said so.
    known
        Its title, date, id, outlet and address, where they are known.
    source, line
        Where it was read.
    report
        Told what is wrong, and where a date was taken from the dateline.
    part
        Which part of the file it is ("document 3", "record 7"), where there are several.
    """
    where = source if part is None else f"{source}, {part}"
    if not text.strip():
        report(Problem(where, line, "no text"))
        return None
    text, mended = mend_encoding(text)
    if mended:
        report(Problem(where, line, "it was decoded wrongly before; mended", skipped=False))
    fields: dict[str, Any] = {
        **{key: mend_encoding(value)[0] for key, value in known.items()},
        "source": source if line is None else f"{source}:{line}",
        "part": part,
    }
    if "date" not in known:
        date = _date_of_dateline(text)
        if date:
            fields["date"] = date
            report(Problem(where, line, f"no date given; its dateline says {date}", skipped=False))
    return Article.of(text, **fields)


def _date_of_dateline(text: str) -> str | None:
    """Return the day that a text's first line names in full ("Friday, 4 May 2012"), or None."""
    dateline = clean(text[:500]).dateline
    return parse_date(dateline.date) if dateline and dateline.date else None
