"""Files made to break a reader: each costs at most one article, in bounded time and memory, and is
named with its reason."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from extract.articles import read_articles
from extract.models import Article
from extract.reading.limits import LARGEST_RECORD
from extract.reading.problems import Problem
from extract.reading.web_pages import MOST_TAGS, TooManyTags, flattened

TEXT = "Turkish and Israeli officials met in Baku on Wednesday to talk about Syria."
PROSE = "".join(f"<p>{TEXT} The talks took {days} days, they said.</p>" for days in range(2, 9))


def read(path: Path) -> tuple[list[Article], list[str]]:
    """Return the articles of a file or folder, and the reasons of what was wrong."""
    problems: list[Problem] = []
    articles = list(read_articles(path, problems=problems))
    return articles, [problem.reason for problem in problems]


DEEP = 3000
PAGES = {
    "divisions": "<div>" * DEEP + PROSE + "</div>" * DEEP,
    "divisions, never closed": "<div>" * DEEP + PROSE,
    "spans inside a line": "<p>" + "<span>" * DEEP + TEXT + "</span>" * DEEP + PROSE,
    "bold": "<b>" * DEEP + PROSE,
    "lists": "<ul><li>" * DEEP + PROSE,
    "tables": "<table><tr><td>" * DEEP + PROSE,
    "quotations": "<blockquote>" * DEEP + PROSE + "</blockquote>" * DEEP,
    "paragraphs": "<p>" * DEEP + PROSE,
    "closed and never opened": "</div>" * DEEP + PROSE,
    "beside the article": PROSE + "<div>" * DEEP,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_nested_without_end_keeps_its_article(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><html><head><title>Talks</title></head><body>{page}")
    (article,), problems = read(path)
    assert "The talks took 8 days" in article.text
    assert "<" not in article.text
    assert problems == []


@pytest.mark.parametrize(
    ("page", "flat"),
    [
        ("a < b <i>c</i>", "a < b <i>c</i>"),
        ("<!-- <div> --><p>a", "<!-- <div> --><p>a"),
        ("<script>if (a<b) '<div>'</script><p>a", "<script>if (a<b) '<div>'</script><p>a"),
        ("<br><img src=a><hr/>", "<br><img src=a><hr/>"),
        ("<p>a<p>b", "<p>a<p>b"),
        ("<div", "<div"),
        ("<!--", "<!--"),
        ("", ""),
    ],
)
def test_a_page_that_is_not_too_deep_stays_as_it_is(page: str, flat: str) -> None:
    assert flattened(page)[0] == flat


def test_what_is_left_out_of_a_page_is_its_innermost_tags_and_their_ends() -> None:
    flat, tags = flattened("<div>" * 250 + "a" + "</div>" * 250 + "<em>b</em>")
    assert (flat.count("<div>"), flat.count("</div>"), flat.count("<br>")) == (200, 200, 100)
    assert flat.endswith("<em>b</em>")
    assert tags == 502
    assert flattened("<b>" * 250 + "word")[0] == "<b>" * 200 + "word"


def test_a_page_of_too_many_tags_is_named(tmp_path: Path) -> None:
    with pytest.raises(TooManyTags):
        flattened("<b>" * (MOST_TAGS + 1))
    (tmp_path / "a.html").write_text(PROSE + "<b>" * (MOST_TAGS + 1))
    (tmp_path / "b.txt").write_text(TEXT)
    articles, problems = read(tmp_path)
    assert [article.text for article in articles] == [TEXT]
    assert problems == ["more than 200,000 tags, the most that is read of a page"]


def test_a_large_page_keeps_its_paragraphs(tmp_path: Path) -> None:
    lines = "".join(f"<p>{TEXT} That was day {day}.</p>" for day in range(4000))
    (tmp_path / "a.html").write_text(f"<html><body>{lines}</body></html>")
    (article,), problems = read(tmp_path)
    assert article.text.count("met in Baku") == 4000
    assert problems == []


FRONT_MATTER = {
    "thousands of digits": (f"title: Talks\ndate: 0x{'f' * 5000}", "Talks", "not a date"),
    "a number in base 60": (f"title: Talks\ndate: {'59:' * 3000}59", "Talks", "not a date"),
    "aliases that multiply": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(f"{n}: &{n} [{','.join(['*' + p] * 9)}]" for p, n in pairwise("abcdefghij"))
        + "\ntitle: *j",
        None,
        "aliases",
    ),
    "one alias": ("a: &a Talks\ntitle: *a", None, "aliases"),
    "a table without end": ("title: " + "[" * 5000, None, "nested too deeply"),
    "keys without end": ("? " * 5000 + "title", None, "nested too deeply"),
    "an object": ("title: !!python/object/apply:os.system ['true']", None, "broken"),
    "an object further down": ("tags: [!!python/name:os.system x]\ntitle: Talks", None, "broken"),
    "an open quote": ("title: 'Talks", None, "broken"),
    "a control character": ("title: Talks\x01", None, "broken"),
    "a long title": (f"title: {'x' * 1001}", None, "title has more than 1,000 characters"),
    "a title that is a list": ("title: [Talks]", None, "title is not text"),
}  # fmt: skip


@pytest.mark.parametrize(("front", "title", "reason"), FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_hostile_front_matter(tmp_path: Path, front: str, title: str | None, reason: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n{TEXT}")
    (article,), problems = read(tmp_path)
    assert (article.text, article.title) == (TEXT, title)
    assert len(problems) == 1
    assert reason in problems[0]


@pytest.mark.parametrize(
    ("front", "known"),
    [
        ("title: No", {"title": "No"}),
        ("outlet: 24", {"outlet": "24"}),
        ("title: 'null'\noutlet: null\nurl: ~", {"title": "null"}),
        ("title: >\n  Talks\n  now\ntags: [a, {b: c}]\ndate: 2025-04-10", {"title": "Talks now"}),
        ("authors:\n- name: A\n  title: Editor\ntitle: Talks", {"title": "Talks"}),
        ("? [a, b]\n: c\ntitle: Talks", {"title": "Talks"}),
        ("title: !!str 7", {"title": "7"}),
        ("# nothing", {}),
    ],
)  # fmt: skip
def test_front_matter_as_people_write_it(tmp_path: Path, front: str, known: dict[str, str]) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n{TEXT}")
    (article,), problems = read(tmp_path)
    given = article.model_dump(exclude_none=True, include={"title", "outlet", "url"})
    assert (article.text, given, problems) == (TEXT, known, [])


@pytest.mark.parametrize("prose", ["They met.", "- one\n- two", "*They* met."])
def test_prose_between_two_rules_stays_prose(tmp_path: Path, prose: str) -> None:
    text = f"---\n{prose}\n---\n{TEXT}"
    (tmp_path / "a.md").write_text(text)
    (article,), problems = read(tmp_path)
    assert (article.text, problems) == (text, [])


LINES = {
    "lists without end": ("[" * 100_000, "broken JSON: nested too deeply"),
    "a number of 100,000 digits as text": (f'{{"text": {"1" * 100_000}}}', "no text"),
    "half a line": ('{"text": "They met', "broken JSON: Unterminated string"),
    "a lone mark": ("\ufeff", "broken JSON: Unexpected UTF-8 BOM"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), LINES.values(), ids=LINES)
def test_a_hostile_line_costs_itself_alone(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text("\n".join(['{"text": "They left."}', line, good]))
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == ["They left.", TEXT]
    assert len(problems) == 1
    assert problems[0].startswith(reason)


def test_numbers_without_end_beside_a_text_do_not_lose_it(tmp_path: Path) -> None:
    digits = "9" * 100_000
    line = f'{{"text": "{TEXT}", "views": {digits}, "id": {digits}, "date": -{digits}}}'
    (tmp_path / "a.jsonl").write_text(line)
    (tmp_path / "b.txt").write_text("They left.")
    (tmp_path / "b.json").write_text(f'{{"title": "Talks", "views": {digits}}}')
    (first, second), problems = read(tmp_path)
    assert (first.text, first.id, second.title) == (TEXT, Article.of(TEXT).id, "Talks")
    assert problems == ["id is not text", "date (no plain value) is not a date as YYYY-MM-DD"]


@pytest.mark.parametrize("key", ["id", "title", "url", "outlet"])
def test_a_field_without_end_is_left_out(tmp_path: Path, key: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, key: "x" * 5000}))
    (article,), problems = read(tmp_path)
    assert article.id == Article.of(TEXT).id
    assert [problem.split(" characters")[0].split(" has")[0] for problem in problems] == [key]


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * LARGEST_RECORD})
    lines = [json.dumps({"text": "They met."}), long, json.dumps({"text": "They left."})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == ["They met.", "They left."]
    assert problems == ["larger than 10 MB, the most that is read of one line"]


def test_cells_of_any_length_up_to_the_limit(tmp_path: Path) -> None:
    long = (TEXT + " ") * 4000
    (tmp_path / "a.csv").write_text(f'title,text\nTalks,"{long}"\nMore,They left.\n')
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [long, "They left."]
    assert problems == []


def test_a_quotation_mark_never_closed_costs_rows_and_no_memory(tmp_path: Path) -> None:
    row = f"Talks,{TEXT}\n"
    (tmp_path / "a.csv").write_text(f'title,text\n{row}Talks,"{row * 140_000}')
    articles, problems = read(tmp_path)
    assert articles[0].text == TEXT
    assert problems[0].startswith("broken CSV: field larger than field limit")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_of_all_line_ends(tmp_path: Path, end: str) -> None:
    table = f'\ufefftitle,text{end}Talks,"They met.{end}They left."{end}{end}More,They came.{end}'
    (tmp_path / "a.csv").write_bytes(table.encode())
    articles, problems = read(tmp_path)
    assert [(a.title, a.text) for a in articles] == [
        ("Talks", f"They met.{end}They left."),
        ("More", "They came."),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("", "empty file"),
        ("title,text\n", "no rows below the names of the columns"),
        ("name,date\nTalks,2025-04-10\n", "no column named text or headline: its columns are"),
    ],
)
def test_a_table_without_articles_says_why(tmp_path: Path, table: str, reason: str) -> None:
    (tmp_path / "a.csv").write_text(table)
    articles, (told,) = read(tmp_path)
    assert articles == []
    assert told.startswith(reason)


SIZES = {
    "a.txt": ("larger than 20 MB, the most that is read of one text"),
    "a.md": ("larger than 20 MB, the most that is read of one text"),
    "a.html": ("larger than 10 MB, the most that is read of a web page"),
    "a.jsonl": ("larger than 100 MB, the most that is read of a file in UTF-16"),
    "a.csv": ("larger than 100 MB, the most that is read of a file in UTF-16"),
}


@pytest.mark.parametrize(("name", "reason"), SIZES.items())
def test_files_that_are_too_large_are_named(tmp_path: Path, name: str, reason: str) -> None:
    with (tmp_path / name).open("wb") as file:
        if "UTF-16" in reason:
            file.write(codecs.BOM_UTF16_LE + "text,title\n".encode("utf-16-le"))
            file.truncate(1_000_000_000)  # Holes: the disk does not hold them.
        else:
            file.write((b"<p>word " if name == "a.html" else b"words in ") * 2_600_000)
    (tmp_path / "b.txt").write_text(TEXT)
    articles, problems = read(tmp_path)
    assert ([a.text for a in articles], problems) == ([TEXT], [reason])


def test_a_large_file_beside_an_article_costs_what_it_says_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text(json.dumps({"title": "x" * 1_000_001}))
    (article,), problems = read(tmp_path)
    assert article.title is None
    (reason,) = problems
    assert reason.startswith("the .json beside it is larger than 1 MB")


class _Endless(io.RawIOBase):
    """A stream that begins with some bytes and then gives others again and again, up to a size."""

    def __init__(self, head: bytes, piece: bytes, size: int) -> None:
        self._next = head + piece * (65536 // len(piece))
        self._again = piece * (65536 // len(piece))
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer
        if self._left <= 0:
            return 0
        given = self._next[: len(buffer)]
        self._left -= len(given)
        self._next = self._again
        buffer[: len(given)] = given
        return len(given)


ENDLESS = {
    "a line": (b'{"text": "', b"x", "larger than 64 MB"),
    "a text": (b"", b"word ", "larger than 20 MB"),
    "blanks": (b"", b" ", "larger than 20 MB"),
    "nulls": (b"{", b"\0", "larger than 64 MB"),
}


@pytest.mark.parametrize(("head", "piece", "reason"), ENDLESS.values(), ids=ENDLESS)
def test_streams_without_end_are_read_in_bounded_memory(
    monkeypatch: pytest.MonkeyPatch, head: bytes, piece: bytes, reason: str
) -> None:
    stream = io.BufferedReader(_Endless(head, piece, 150_000_000), 1 << 17)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    problems: list[Problem] = []
    tracemalloc.start()
    try:
        articles = list(read_articles("-", problems=problems))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert articles == []
    assert problems[0].reason.startswith(reason)
    assert peak < 250_000_000


def test_only_the_first_thousand_broken_lines_of_a_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n" * 5000 + json.dumps({"text": TEXT}))
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    assert len(problems) == 1001
    assert problems[-1] == "4,000 more problems"


def test_two_articles_of_one_id_are_not_mixed_up(tmp_path: Path) -> None:
    rows = [
        {"id": "n1", "text": TEXT},
        {"id": "n1", "text": "Iran accused Iraq."},
        {"id": "n1", "text": TEXT, "title": "Again"},
        {"id": "n2", "text": TEXT},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    articles, problems = read(tmp_path)
    assert [(a.id, a.text) for a in articles] == [("n1", TEXT), ("n2", TEXT)]
    assert problems == [
        "its id 'n1' is that of another article, read before; give each article an id of its own",
        "a copy of an article that was read before; read once",
    ]


def test_the_same_text_twice_is_one_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    os.link(tmp_path / "a.txt", tmp_path / "c.txt")
    problems: list[Problem] = []
    articles = list(read_articles([tmp_path, tmp_path / "b.txt"], problems=problems))
    assert [a.source for a in articles] == [str(tmp_path / "a.txt")]
    assert [Path(p.source).name for p in problems] == ["b.txt", "c.txt", "b.txt"]
    assert {p.reason for p in problems} == {"a copy of an article that was read before; read once"}
