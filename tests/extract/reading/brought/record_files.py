"""Ten files of records that crawlers, scrapers and news APIs leave, and ten tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from brought.stories import CHILE, GHANA, NORWAY, STORIES, Brought, Story, text_file


def _dump(value: Any, **how: Any) -> str:
    return json.dumps(value, ensure_ascii=False, **how)


def _lines(*records: Any) -> str:
    return "".join(_dump(one) + "\n" for one in records)


def _folder(folder: Path) -> Path:
    for number, story in enumerate(STORIES):
        record = {"headline": story.title, "articleBody": story.text, "datePublished": story.day,
                  "publisher": {"name": story.outlet}}  # fmt: skip
        text_file(f"dump/{number}.json", _dump(record, indent=2))(folder)
    return folder / "dump"


def _html(story: Story) -> str:
    return "".join(f"<p>{part}</p>\n" for part in story.text.split("\n\n"))


JSON_FILES = (
    Brought("a list under data", text_file("a.json", _dump({"pagination": {"total": 3}, "data": [
        {"title": s.title, "body": s.text, "source": s.outlet, "published_at": s.day + "T10:00:00+00:00"} for s in STORIES]}))),
    Brought("a list two keys down", text_file("g.json", _dump({"response": {"status": "ok", "results": [
        {"webTitle": s.title, "webUrl": s.url, "webPublicationDate": s.day + "T10:00:00Z", "fields": {"bodyText": s.text}}
        for s in STORIES]}}, indent=1)), checked=("title", "day", "url")),
    Brought("a search engine's hits", text_file("hits.json", _dump({"took": 3, "hits": {"total": {"value": 3}, "hits": [
        {"_index": "news", "_id": str(n), "_score": 1.0, "_source": {"title": s.title, "content": s.text,
         "publisher": s.outlet, "date": s.day}} for n, s in enumerate(STORIES)]}}))),
    Brought("html under rendered", text_file("posts.json", _dump([
        {"id": n, "date": s.day + "T10:00:00", "link": s.url, "title": {"rendered": s.title},
         "content": {"rendered": _html(s), "protected": False}} for n, s in enumerate(STORIES)])),
        checked=("title", "day", "url"), never=("<p", "rendered")),
    Brought("one article a file", _folder),
    Brought("seconds since 1970", text_file("unix.jsonl", _lines(*(
        {"headline": s.title, "full_text": s.text, "created_utc": at, "domain": s.outlet}
        for s, at in zip(STORIES, (1683712800, 1669633200, 1612692000), strict=True))))),
    Brought("names with capitals and spaces", text_file("x.json", _dump([
        {"Article Title": s.title, "Article Text": s.text, "Publication Date": s.short_day, "Source Name": s.outlet}
        for s in STORIES]))),
    Brought("by id", text_file("by_id.json", _dump({f"n{n}": {
        "title": s.title, "maintext": s.text, "date_publish": s.day + " 10:00:00", "sitename": s.outlet}
        for n, s in enumerate(STORIES)}))),
    Brought("objects one after the other", text_file("stream.json", "\n".join(
        _dump({"title": s.title, "story": s.text, "pubDate": s.day, "newspaper": s.outlet}, indent=2) for s in STORIES))),
    Brought("a record broken in the middle", text_file("broken.json", "[" + _dump(
        {"title": GHANA.title, "text": GHANA.text, "date": GHANA.day, "outlet": GHANA.outlet}) + ', {"title": "x", "text": oops},\n'
        + _dump({"title": CHILE.title, "text": CHILE.text, "date": CHILE.day, "outlet": CHILE.outlet}) + "]"), stories=(GHANA, CHILE)),
)  # fmt: skip


def _table(columns: str, rows: list[tuple[str, ...]], separator: str = ",", **how: Any) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\n", **how)
    writer.writerow(columns.split("|"))
    writer.writerows(rows)
    return file.getvalue()


def _rows(*of: Callable[[Story], str]) -> list[tuple[str, ...]]:
    return [tuple(one(story) for one in of) for story in STORIES]


TITLE, DAY, OUTLET, URL, TEXT, SLASHES = (
    lambda s: s.title, lambda s: s.day, lambda s: s.outlet, lambda s: s.url, lambda s: s.text, lambda s: s.slashes)  # fmt: skip
HEADLINES = tuple(s._replace(text=s.title) for s in STORIES)


def _xlsx(name: str, rows: list[list[Any]], sheets: bool = False) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        if sheets:
            book.active.title = "Notes"
            book.active.append(["Made by hand"])
            sheet = book.create_sheet("Articles")
        else:
            sheet = book.active
        for row in rows:
            sheet.append(row)
        book.save(folder / name)
        return folder / name

    return write


def _parquet(folder: Path) -> Path:
    import duckdb

    path = folder / "news.parquet"
    with duckdb.connect() as made:
        made.execute(
            "CREATE TABLE t (headline VARCHAR, body VARCHAR, published DATE, source VARCHAR)"
        )
        made.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", _rows(TITLE, TEXT, DAY, OUTLET))
        made.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


def _excel_rows(day: Callable[[Story], Any]) -> list[list[Any]]:
    return [["Headline", "Date", "Publication", "Body"],
            *([s.title, day(s), s.outlet, s.text] for s in STORIES)]  # fmt: skip


def _as_date(story: Story) -> Any:
    import datetime as dt

    return dt.datetime.fromisoformat(story.day)


TABLES = (
    Brought("commas, other names", text_file("t.csv", _table("Headline|Pub Date|Newspaper|Full Text", _rows(TITLE, DAY, OUTLET, TEXT)))),
    Brought("semicolons, days that settle", text_file("t2.csv", _table("title;date;source;content".replace(";", "|"),
        _rows(TITLE, SLASHES, OUTLET, TEXT), ";"))),
    Brought("tabs under .txt", text_file("t.txt", _table("title|date|outlet|text", _rows(TITLE, DAY, OUTLET, TEXT), "\t"))),
    Brought("bars", text_file("bars.csv", _table("headline|published|outlet|article", _rows(TITLE, DAY, OUTLET, TEXT), "|"))),
    Brought("headlines only, with links", text_file("h.tsv", _table("headline|date|url", _rows(TITLE, DAY, URL), "\t")),
        stories=HEADLINES, checked=("day", "url")),
    Brought("months first", text_file("us.csv", _table("Date|Title|Text|Source",
        [(f"{s.day[5:7]}/{s.day[8:]}/{s.day[:4]}", s.title, s.text, s.outlet) for s in (NORWAY, GHANA, CHILE)])),
        stories=(NORWAY, GHANA, CHILE)),
    Brought("a spreadsheet", _xlsx("news.xlsx", _excel_rows(_as_date))),
    Brought("the second sheet, days as text", _xlsx("two.xlsx", _excel_rows(lambda s: s.slashes), sheets=True)),
    Brought("parquet", _parquet),
    Brought("windows encoding and a mark", text_file("w.csv", b"sep=;\r\n" + _table("titre|date|outlet|text".replace("titre", "title"),
        _rows(TITLE, lambda s: s.slashes.replace("/", "."), OUTLET, lambda s: s.text + " “No,” said José."), ";").encode("cp1252")),
        stories=tuple(s._replace(text=s.text + " “No,” said José.") for s in STORIES)),
)  # fmt: skip
