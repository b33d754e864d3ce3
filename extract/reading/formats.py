"""One file to its articles, by its kind; what is wrong is reported, and the rest read."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from extract.models import Article
from extract.reading.cleaning import clean
from extract.reading.decoding import NotText, decode, mend
from extract.reading.lines_of_text import first_bytes, text_lines
from extract.reading.metadata import known_of, parse_date, read_sidecar, split_front_matter
from extract.reading.problems import Problem, Report

_TEXT_KEYS = ("text", "body", "content", "article")
_CSV_FIELD_LIMIT = min(sys.maxsize, 2**31 - 1)


def read_file(path: Path, report: Report) -> Iterator[Article]:
    """Read one file; kinds that are not known are read as plain text.

    Raises
    ------
    OSError
        Where the file cannot be opened.
    """
    kind = path.suffix.lower()
    if kind in (".jsonl", ".ndjson"):
        with path.open("rb") as stream:
            yield from _read_jsonl(text_lines(stream, str(path), report), str(path), report)
        return
    text = _text_of(path.read_bytes(), str(path), report)
    if text is None:
        return
    if kind == ".csv":
        yield from _read_csv(text, str(path), report)
        return
    beside, wrong = _beside(path)
    if kind in (".html", ".htm"):
        text, known, more = _read_html(text)
    else:
        text, known, more = split_front_matter(text)
    for reason in wrong + more:
        report(Problem(str(path), None, reason, skipped=False))
    article = _article(text, {**known, **beside}, str(path), None, report)
    if article:
        yield article


def read_stream(stream: BinaryIO, name: str, report: Report) -> Iterator[Article]:
    """Read standard input: JSON Lines where the first character is ``{``, else one plain text."""
    head = first_bytes(stream)
    if head.endswith(b"{"):
        yield from _read_jsonl(text_lines(stream, name, report, head), name, report)
        return
    text = _text_of(head + stream.read(), name, report)
    if text is None:
        return
    if text.lstrip()[:1] == "{":  # UTF-16, say
        yield from _read_jsonl(enumerate(text.split("\n"), start=1), name, report)
        return
    text, known, wrong = split_front_matter(text)
    for reason in wrong:
        report(Problem(name, None, reason, skipped=False))
    article = _article(text, known, name, None, report)
    if article:
        yield article


def _text_of(raw: bytes, name: str, report: Report) -> str | None:
    if not raw.strip():
        report(Problem(name, None, "empty file"))
        return None
    try:
        text, note = decode(raw)
    except NotText as error:
        report(Problem(name, None, str(error)))
        return None
    if note:
        report(Problem(name, None, note, skipped=False))
    return mend(text)


def _beside(path: Path) -> tuple[dict[str, str], list[str]]:
    sidecar = path.with_suffix(".json")
    if not sidecar.is_file():
        return {}, []
    try:
        return read_sidecar(decode(sidecar.read_bytes())[0])
    except (OSError, NotText):
        return {}, ["the .json beside it cannot be read"]


def _article(
    text: str, known: dict[str, str], source: str, line: int | None, report: Report
) -> Article | None:
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


def _read_jsonl(lines: Iterable[tuple[int, str]], source: str, report: Report) -> Iterator[Article]:
    empty = True
    for number, line in lines:
        if not line.strip():
            continue
        empty = False
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            place = (
                f": {error.msg} at character {error.pos + 1}"
                if isinstance(error, json.JSONDecodeError)
                else ""
            )
            report(Problem(source, number, f"broken JSON{place}"))
            continue
        if not isinstance(fields, dict):
            report(Problem(source, number, "not a JSON object"))
            continue
        yield from _record(fields, source, number, report)
    if empty:
        report(Problem(source, None, "empty file"))


def _read_csv(text: str, source: str, report: Report) -> Iterator[Article]:
    before = csv.field_size_limit(_CSV_FIELD_LIMIT)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        columns = [str(name).strip().casefold() for name in rows.fieldnames or ()]
        if not any(key in columns for key in _TEXT_KEYS):
            report(Problem(source, 1, "no column named text"))
            return
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                report(Problem(source, rows.line_num, f"broken CSV: {error}"))
                continue
            fields = {
                str(key).strip().casefold(): value for key, value in row.items() if key is not None
            }
            yield from _record(fields, source, rows.line_num, report)
    finally:
        csv.field_size_limit(before)


def _record(fields: dict[str, Any], source: str, number: int, report: Report) -> Iterator[Article]:
    text = next((fields[key] for key in _TEXT_KEYS if fields.get(key) is not None), None)
    if not isinstance(text, str):
        report(Problem(source, number, "no text"))
        return
    known, wrong = known_of(fields)
    for reason in wrong:
        report(Problem(source, number, reason, skipped=False))
    article = _article(mend(text), known, source, number, report)
    if article:
        yield article


def _read_html(page: str) -> tuple[str, dict[str, str], list[str]]:
    """Return the article's text of a web page, and what the page says of itself."""
    import trafilatura

    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None:
        return "", {}, []
    fields = found if isinstance(found, dict) else found.as_dict()
    text, title = mend(fields.get("text") or ""), fields.get("title")
    if title and text.startswith(title + "\n"):
        text = text[len(title) + 1 :]
    known, _ = known_of(
        {
            "title": title,
            "outlet": fields.get("sitename"),
            "date": fields.get("date"),
            "url": fields.get("url"),
        }
    )
    return text, known, []
