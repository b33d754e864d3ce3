"""Reading files, folders and standard input; what is wrong is named, and the rest is read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from extract.articles import read_articles
from extract.errors import SourceNotFound
from extract.models import Article
from extract.reading.problems import Problem

TEXT = "Turkish and Israeli officials met in Baku on Wednesday to talk about Syria."
GERMAN = ("Die Minister trafen sich am Mittwoch in der Hauptstadt, um über die Lage an der "
          "Grenze zu sprechen. "
          "Ein Ergebnis gab es nicht, "
          "sagte ein Sprecher nach dem Ende der Gespräche.")  # fmt: skip


def read(*sources: object) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read_articles([str(s) for s in sources], problems=problems)), problems


def test_plain_text_with_metadata_beside_it(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT)
    (tmp_path / "talks.json").write_text(
        json.dumps(
            {"title": "Talks", "date": "2025-04-10", "url": None, "outlet": "The Example", "x": [1]}
        )
    )
    (article,), problems = read(tmp_path / "talks.txt")
    assert (article.text, article.title, article.date, article.url, article.outlet) == (
        TEXT,
        "Talks",
        "2025-04-10",
        None,
        "The Example",
    )
    assert article.id == Article.of(TEXT).id
    assert problems == []


def test_the_id_of_the_metadata_is_kept(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT)
    (tmp_path / "talks.json").write_text('{"id": "n1"}')
    assert read(tmp_path)[0][0].id == "n1"


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_front_matter(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_text(
        f"---\ntitle: 'Talks: day one'\ndate: 2025-04-10\ntags: [a, b]\n---\n\n{TEXT}\n"
    )
    (article,), problems = read(tmp_path)
    assert (article.text, article.title, article.date) == (
        TEXT + "\n",
        "Talks: day one",
        "2025-04-10",
    )
    assert problems == []


def test_front_matter_cannot_make_objects(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        f"---\ntitle: !!python/object/apply:os.system ['true']\n---\n{TEXT}"
    )
    (article,), problems = read(tmp_path)
    assert article.title is None
    assert [p.reason for p in problems] == ["its YAML front matter is broken"]


def test_a_web_page(tmp_path: Path) -> None:
    body = "".join(
        f"<p>{TEXT} Sentence number {n} adds a little more to what the paragraph says.</p>"
        for n in range(6)
    )
    page = ("<html><head><title>Talks</title><meta property='og:site_name' content='The Example'>"
            "<meta property='article:published_time' content='2025-04-10T08:00:00Z'></head>"
            f"<body><nav>Home News Sport</nav><article><h1>Talks</h1>{body}</article>"
            "<footer>Imprint</footer></body></html>")  # fmt: skip
    (tmp_path / "a.html").write_text(page)
    (article,), problems = read(tmp_path)
    assert article.text.startswith(TEXT)
    assert "Home News" not in article.text
    assert (article.title, article.date, article.outlet) == ("Talks", "2025-04-10", "The Example")
    assert problems == []


def test_a_page_that_breaks_its_parser_loses_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(page: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("extract.reading.pages.read_page", fails)
    (tmp_path / "a.html").write_text("<p>text</p>")
    (tmp_path / "b.txt").write_text(TEXT)
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    assert [p.reason for p in problems] == ["cannot be read: RecursionError: too deep"]


@pytest.mark.parametrize(
    "page",
    [
        "",
        " ",
        "<",
        "<html>",
        "<p>" * 3000,
        "\x00<p>a</p>",
        "<!DOCTYPE html><html><body></body></html>",
    ],
)
def test_odd_pages(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page)
    articles, problems = read(tmp_path)
    assert len(articles) + len([p for p in problems if p.skipped]) == 1


def test_json_lines_with_a_broken_line(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": TEXT, "date": "2025-04-10"}),
             '{"id": "b", "text": ', "[1]", "",
             json.dumps({"id": "d", "title": "no text"}),
             json.dumps({"id": "e", "text": TEXT + " They left.", "date": "10.4.25"})]  # fmt: skip
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines))
    articles, problems = read(path)
    assert [(a.id, a.date, a.source) for a in articles] == [
        ("a", "2025-04-10", f"{path}:1"),
        ("e", None, f"{path}:6"),
    ]
    assert [(p.line, p.skipped) for p in problems] == [(2, True), (3, True), (5, True), (6, False)]
    assert problems[0].reason.startswith("broken JSON")
    assert "'10.4.25' is not a date" in problems[3].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    texts = ["Envoys met in Asunción.", "Envoys left Asunción."]
    lines = [json.dumps({"text": text, "date": "2025-04-10"}, ensure_ascii=False) for text in texts]
    (tmp_path / "a.jsonl").write_bytes("\n\n".join([*lines, ""]).encode(encoding))
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == texts
    assert len(problems) == (encoding == "cp1252")


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text(f"{line}\n{{broken\n")
    problems: list[Problem] = []
    articles = read_articles(tmp_path, problems=problems)
    assert next(articles).text == TEXT
    assert problems == []
    assert list(articles) == []
    assert [p.line for p in problems] == [2]


def test_empty_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n \n")
    assert read(tmp_path) == ([], [Problem(str(tmp_path / "a.jsonl"), None, "empty file")])


def test_hostile_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(
        '{"text": "Lone \\ud800 half, and a \\u0000 null, in a text."}\n'
        + "[" * 100_000
        + '\n{"text": 7}\n{"text": "'
        + TEXT
        + '", "title": {"a": 1}}\n'
    )
    articles, problems = read(path)
    assert [a.text for a in articles] == ["Lone \ufffd half, and a \x00 null, in a text.", TEXT]
    assert [p.line for p in problems] == [2, 3, 4]
    assert articles[0].model_dump_json()


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(
        f'ID,Title,Text,Published\n1,"Talks, again","{TEXT}\nThey left.",2025-04-10\n'
        "2,Empty,,2025-04-10\n",
        newline="",
    )
    articles, problems = read(path)
    assert [(a.id, a.title, a.text, a.date) for a in articles] == [
        ("1", "Talks, again", TEXT + "\nThey left.", "2025-04-10")
    ]
    assert [p.reason for p in problems] == ["no text"]


def test_csv_without_a_text_column(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("a,b\n1,2\n")
    articles, problems = read(tmp_path)
    assert articles == []
    (problem,) = problems
    assert problem.reason.startswith("no column named text or headline: its columns are a, b; ")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", "UTF-16 without"),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, note: str | None) -> None:
    text = "Envoys of Türkiye and Côte d'Ivoire met in Asunción to speak of peace."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (article,), problems = read(tmp_path)
    assert article.text == text
    assert ([note in p.reason and not p.skipped for p in problems] if note else problems) == (
        [True] if note else []
    )


def test_line_ends_are_kept_as_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"They met.\r\nThey left.\r\n")
    assert read(tmp_path)[0][0].text == "They met.\r\nThey left.\r\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "empty file"), (b" \n\t ", "empty file"),
     (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture (PNG), which is not read: "),
     (bytes(range(256)) * 20, "binary file, not text"),
     (b"%PDF-1.7 text", "a damaged PDF (")],
)  # fmt: skip
def test_bad_files_do_not_stop_the_rest(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt").write_text(TEXT)
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    (problem,) = problems
    assert (problem.source, problem.line) == (str(tmp_path / "a.txt"), None)
    assert problem.reason.startswith(reason)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "b.txt").write_text(TEXT)
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [TEXT]
    assert len(problems) == 1
    assert problems[0].reason.startswith("cannot be read")


def test_five_megabytes_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((TEXT + " ") * 70_000)
    (article,), problems = read(tmp_path)
    assert len(article.text) > 5_000_000
    assert problems == []


def test_folders_in_order_without_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.md",
        "a.txt",
        "README.md",
        "LICENSE.txt",
        ".hidden.txt",
        ".git/x.txt",
        "b/1.json",
        "map.png",
        "c.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            "text\n" + name if name == "c.csv" else "{}" if name.endswith("json") else name
        )
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == ["a.txt", "b/1.md", "b/2.txt", "c.csv"]
    assert problems == []


def test_a_readme_named_outright_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TEXT)
    assert len(read(tmp_path / "README.md")[0]) == 1


def test_sources_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TEXT)
    with pytest.raises(SourceNotFound, match="no articles in"):
        read_articles(tmp_path)
    with pytest.raises(SourceNotFound, match="no such file or folder"):
        read_articles([tmp_path / "x.txt"])
    with pytest.raises(SourceNotFound):
        read_articles(["a\0b"])
    with pytest.raises(SourceNotFound):
        read_articles([])


def test_other_languages_are_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN)
    (tmp_path / "b.txt").write_text("Россия и Турция провели переговоры в Москве о перемирии.")
    (tmp_path / "c.txt").write_text(TEXT)
    (tmp_path / "d.txt").write_text("Nein, danke.")
    articles, problems = read(tmp_path)
    assert [a.text for a in articles] == [TEXT, "Nein, danke."]
    assert "German" in problems[0].reason
    assert "not English" in problems[1].reason
    assert len(list(read_articles(tmp_path, check_language=False))) == 4


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(raw: str) -> tuple[list[Article], list[Problem]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw.encode())))
        return read("-")

    assert [a.text for a in given(TEXT)[0]] == [TEXT]
    assert [
        a.id
        for a in given(
            json.dumps({"id": "x", "text": TEXT}) + "\n" + json.dumps({"id": "y", "text": TEXT})
        )[0]
    ] == [
        "x",
        "y",
    ]
    assert [a.id for a in given('\ufeff \n{"id": "x", "text": "They met."}')[0]] == ["x"]
    assert [a.text for a in given("\ufeff" + TEXT)[0]] == [TEXT]
    assert given("")[1] == [Problem("standard input", None, "empty file")]


def test_a_dateline_dates_an_article_without_a_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Thursday, April 10, 2025\n\n{TEXT}")
    (tmp_path / "b.txt").write_text(f"BAKU, April 10 (Reuters) - {TEXT}")
    articles, problems = read(tmp_path)
    assert [a.date for a in articles] == ["2025-04-10", None]
    assert [p.reason for p in problems] == ["no date given; its dateline says 2025-04-10"]


def test_problems_may_go_to_a_function(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    told: list[str] = []
    assert list(read_articles(tmp_path, problems=lambda problem: told.append(str(problem)))) == []
    assert told == [f"{tmp_path / 'a.txt'}: empty file (left out)"]
