"""Crawls in WARC files: each answer that is a page, a feed or a document is read with its address
and, where it names no day itself, the day of the crawl left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.models import Article
from extract.reading.formats import read_part
from extract.reading.given import Given
from extract.reading.limits import LARGEST_PAGE
from extract.reading.problems import Problem, Refused, Tell

_READ_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "application/json", "application/pdf",
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml",
)  # fmt: skip


def read_warc(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a crawl; requests, pictures, styles and errors are passed over.

    Raises
    ------
    Refused
        Where it is damaged; what stood before is read.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(given.stream, no_record_parse=False)
    number = 0
    while True:
        try:
            record = next(records, None)
        except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
            told = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
            reason = f"a damaged crawl ({told}): what follows record {number} is not read"
            raise Refused(reason) from error
        if record is None:
            return
        number += 1
        if _is_answer(record):
            yield from _articles_of(record, number, given, report)


def _is_answer(record: Any) -> bool:
    if record.rec_type not in ("response", "resource", "conversion"):
        return False
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and _type_of(record) in _READ_TYPES


def _type_of(record: Any) -> str:
    told = record.http_headers.get_header("Content-Type") if record.http_headers else None
    told = told or ("" if record.http_headers else record.rec_headers.get_header("Content-Type"))
    return (told or "").partition(";")[0].strip().lower()


def _charset_of(record: Any) -> str | None:
    told = (record.http_headers and record.http_headers.get_header("Content-Type")) or ""
    _, sign, name = told.lower().partition("charset=")
    return name.strip("\"' ;") or None if sign else None


def _articles_of(record: Any, number: int, given: Given, report: Tell) -> Iterator[Article]:
    address = record.rec_headers.get_header("WARC-Target-URI")
    where = f"{given.name}, record {number}"
    try:
        content = record.content_stream().read(LARGEST_PAGE + 1)
    except Exception as error:
        report(Problem(where, None, f"its content cannot be read: {str(error)[:100]}"))
        return
    if not content.strip():
        return
    import io

    known = {"url": address.strip("<>")} if address else {}
    part = given.part(
        io.BytesIO(content), f"record {number}", known=known, charset=_charset_of(record)
    )
    for article in read_part(part, report):
        if address and "url" not in article.model_fields_set:
            article = article.model_copy(update={"url": known["url"]})
        yield article
