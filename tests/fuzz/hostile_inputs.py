"""Values and files that a command may be given: what people mean, what they get wrong, and what is
made to break it."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

TEXT = (
    "Turkish officials on Wednesday warned Israel against further strikes. "
    "Iran and Iraq signed an agreement in Baghdad, a diplomat told Reuters."
)
ARTICLE = json.dumps({"id": "n1", "text": TEXT, "title": "Talks", "date": "2025-04-10"})
DEEP = 20_000
KEY = "KEY"
"""Stands for the id of a triple in the store."""

# Words that mean something in some argument, by what is in its name; any argument may get any.
MEANT: dict[str, tuple[str, ...]] = {
    "store": ("good.duckdb", "good.duckdb", "good.duckdb", "new.duckdb"),
    "sources": ("good.txt", "good.jsonl", "news", "good.html", "good.csv", "-", "triples.jsonl"),
    "gold": ("plv.tsv", "cases.tsv", "triples.jsonl", "corpus.jsonl", "older.json", "news"),
    "articles": ("good.jsonl", "news", "n1"),
    "files": ("gdelt.csv", "icews.tsv", "polecat.jsonl", "good.csv"),
    "origin": ("gdelt", "icews", "polecat"),
    "frames": ("own.toml", "own.csv"),
    "verdicts": ("verdicts.csv",),
    "output": ("out.html", "out.jsonl", "-", "out.csv", "out.gexf", "out.parquet", "out.ttl"),
    "plot": ("out.png", "out.svg"),
    "report": ("report.json", "-"),
    "format": (
        "jsonl", "csv", "node-link", "graphml", "gexf", "jsonld", "turtle", "parquet", "cypher",
    ),
    "level": ("actor", "state"),
    "type": ("THREATEN", "AGREE", "ASSAULT"),
    "status": ("asserted", "planned", "negated"),
    "since": ("2025-04-01", "2025-04-09"), "until": ("2025-04-30",), "date": ("2025-04-10",),
    "start": ("2025-04-01", "2025-03-01..2025-03-31"), "end": ("2025-04-30",),
    "by": ("day", "week", "month", "pagerank", "degree", "in", "out"),
    "actor": ("Turkey", "TUR", "Israel", "the Russian president"),
    "name": ("Ankara", "senior Turkish officials"),
    "one": ("Turkey", "Iran"), "other": ("Israel", "Iraq"), "focus": ("Turkey",),
    "sentence": (TEXT, "They met."), "context": (TEXT,), "query": ("select 1", "from events"),
    "verdict": ("same", "different", "reject", "accept", "undo", "list"),
    "split": ("dev", "test", "train"),
    "confidence": ("0", "0.3", "0.9"),
    "model": (),  # There is one only where somebody installed it.
    "key": (KEY,), "ids": (KEY,),
}  # fmt: skip

NUMBERS = ("0", "1", "-1", "7", "1000000000000", "9" * 30, "0.5", "1e400", "nan", "0x10", "", "x")

STRINGS = (
    "", " ", "-", "--", "---", "[bold red]x[/]", "[/]", "[link=http://a.b]x", "\\[", "\x1b[31m",
    "\x07\r\n\t", "a\u202eb\u2066c", "\u200b", "caf\udce9", "\udcff" * 40, "é" * 50, "👨‍👩‍👧",
    "a\u0301" * 30, "ﷺ", "İ", "'; drop table events; --", '"', "'", "%s %d {0} {x}", "$(id)",
    "`id`", "a=b", "x" * 3000, "x " * 300, "select * from read_csv('good.csv')",
    "attach 'other.duckdb' as o", "select 1; select 2", "copy events to 'x.csv'",
    "http://127.0.0.1:9/x", "file:///nonexistent", "s3://a/b", "2025-02-30", "0000-00-00",
    "9999-12-31", "0001-01-01", "10/04/2025", "-2025-04-10", "२०२५-०४-१०", "t-5f2c9a41d07b",
    "a-81d0c2e6f3aa", "1" * 400, "null", "None", "NaN", "a\nb", "a,b", "a|b", "@file", "*", "?",
    "~", "..", ".", "CON", "TUR|ISR", "news/", "news/../news", "x" * 255, "🇹🇷", "<script>",
    "&amp;", "a" * 60 + ".txt",
)  # fmt: skip


def _triples() -> str:
    from extract import Article, Extractor

    article = Article.of(TEXT, id="n1", date="2025-04-10")
    return "".join(t.to_json() + "\n" for t in Extractor.load().pipe([article]))


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", TEXT * 10)
    return made.getvalue()


_PAGE = (
    f"<html><head><title>Talks</title></head><body><article><p>{TEXT}</p></article></body></html>"
)
_GDELT = "\t".join(
    ["1", "20250409", "202504", "2025", "2025.26", "TUR", "TURKEY", "TUR"] + [""] * 53
)
_FRAME = "id,pos,lemma,actor,target,type\nown.defund,verb,defund,subj,obj,SANCTION\n"

# Files that are as they should be.
GOOD: dict[str, Callable[[], str | bytes]] = {
    "good.txt": lambda: TEXT,
    "good.md": lambda: f"---\ntitle: Talks\ndate: 2025-04-10\n---\n{TEXT}",
    "good.html": lambda: _PAGE,
    "good.jsonl": lambda: ARTICLE,
    "good.csv": lambda: f'title,text,date\nTalks,"{TEXT}",2025-04-10\n',
    "triples.jsonl": _triples,
    "plv.tsv": lambda: (
        "id\troot\tactors\tmarked_sentence\n1\tTHREATEN\t1\t<s>Iran</s> warned <t>Iraq</t>.\n"
    ),
    "cases.tsv": lambda: (
        "id\tconstruction\tdate\tsentence\texpected\tnote\n"
        "c1\tactive\t2025-04-10\tIran warned Iraq.\tIran THREATEN Iraq\t\n"
    ),
    "older.json": lambda: '[{"id": "n1", "triples": []}]',
    "corpus.jsonl": lambda: '{"sha256": "0", "entities": [], "paragraphs": []}',
    "gdelt.csv": lambda: _GDELT + "\n",
    "icews.tsv": lambda: "Event ID\tEvent Date\tSource Name\tCAMEO Code\n1\t2025-04-09\tIran\t13\n",
    "polecat.jsonl": lambda: '{"Event Type": "THREATEN", "Event Date": "2025-04-09"}\n',
    "own.csv": lambda: _FRAME,
    "own.toml": lambda: '[types.LAUNCH]\nquad = "material conflict"\nscore = -2\ncameo = "15"\n',
    "verdicts.csv": lambda: "verdict,name,other,reason\nsame,Ankara,TUR,capital\n",
}  # fmt: skip

# What stands in a broken file, whatever its name says.
BROKEN: dict[str, Callable[[], str | bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: "\n \r\n\t",
    "binary": lambda: bytes(range(256)) * 8,
    "nulls": lambda: b"\0" * 5000,
    "not-utf8": lambda: b"caf\xe9,\xff\xfe\n" * 5,
    "utf16": lambda: ARTICLE.encode("utf-16"),
    "lists": lambda: "[" * DEEP,
    "tables": lambda: '{"a":' * DEEP,
    "tags": lambda: "<div>" * DEEP,
    "toml": lambda: "a." * 3000 + "a = 1",
    "number": lambda: '{"text": ' + "9" * 5000 + "}",
    "cell": lambda: "id,pos,lemma,actor,type,verdict,name,other,reason,text\n" + "x" * 200_000,
    "quote": lambda: 'text,"a\n' * 40,
    "commas": lambda: "," * 2000 + "\n" + "\t" * 2000,
    "front": lambda: "---\na: &a [x, x]\nb: *a\ntitle: {{{{\n---\n" + TEXT,
    "signs": lambda: "\"'([{*#-.…😀\u0301" * 60,
    "letters": lambda: "x" * 3000,
    "surrogates": lambda: '{"text": "\\ud800 met \\udfff", "id": "\\ud800", "title": "\\u0000"}',
    "controls": lambda: "They\x1b[31m met\u202e [bold]Iran[/bold]. \x00Iran warned Iraq.",
    "ids": lambda: "".join(
        json.dumps({"id": key, "text": "Iran met Iraq."}) + "\n" for key in (1, "1")
    ),
    "dates": lambda: "".join(
        json.dumps({"text": f"Iran warned Iraq last year. {day}", "date": day}) + "\n"
        for day in ("0001-01-01", "9999-12-31", "2025-13-01")
    ),
    "zip": _zip,
    "half-zip": lambda: _zip()[:60],
    "half-gzip": lambda: gzip.compress(TEXT.encode() * 9)[:30],
    "half-parquet": lambda: b"PAR1" + b"\x15" * 40 + b"PAR1",
    "half-duckdb": lambda: b"\0" * 8 + b"DUCK" + b"\0" * 500,
    "pickle": lambda: b"\x80\x04cos\nsystem\n",
    "page": lambda: "<meta name=\"generator\" content=\"realpolitik\"><script>",
}  # fmt: skip
SUFFIXES = (
    ".txt", ".md", ".html", ".jsonl", ".csv", ".tsv", ".json", ".toml", ".parquet", ".duckdb",
    ".gz", "",
)  # fmt: skip


def _middle(content: bytes, put: bytes) -> bytes:
    """Put something into the last line, after its first separator."""
    start = content.rstrip(b"\n").rfind(b"\n") + 1
    ends = [content.find(sign, start) for sign in (b"\t", b",", b":", b" ")]
    at = min((end for end in ends if end >= 0), default=len(content) - 1) + 1
    return content[:at] + put + content[at:]


# What becomes of a good file: it keeps its kind, and something is wrong inside.
CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) * 2 // 3],
    "short": lambda content: content.rstrip(b"\n").rpartition(b"\t")[0] or content[:-9],
    "head": lambda content: content.partition(b"\n")[0] + b"\n",
    "twice": lambda content: content + content,
    "byte": lambda content: _middle(content, b"\xff\xfe"),
    "cell": lambda content: _middle(content, b"x" * 200_000),
    "lists": lambda content: _middle(content, b"[" * DEEP),
    "digits": lambda content: _middle(content, b"9" * 5000),
    "null": lambda content: _middle(content, b"null"),
    "nul": lambda content: _middle(content, b"\0"),
    "quote": lambda content: _middle(content, b'"'),
    "more": lambda content: _middle(content, b"\t,\t,\t"),
    "blank": lambda content: content.translate(None, b"abcdefghijklmnopqrstuvwxyz"),
    "words": lambda content: content.translate(bytes.maketrans(b"0123456789", b"abcdefghij")),
    "lines": lambda content: content.replace(b"\n", b"\r"),
    "utf16": lambda content: content.decode().encode("utf-16"),
}

# What is no file at all.
OTHERS = ("folder", "pipe.txt", "pipe.jsonl", "nowhere.txt", "loop", "folder.duckdb", "folder.csv")

FILES = (
    *GOOD,
    "news",
    "good.duckdb",
    "other.duckdb",
    *(f"{content}{suffix}" for content in BROKEN for suffix in SUFFIXES),
    *(f"{change}+{name}" for change in CHANGES for name in GOOD),
    *OTHERS,
)


def files_like(names: list[str]) -> list[str]:
    """Return the files that are wrong in the way of good ones of these names: changed, or with the
    suffix of one."""
    suffixes = {Path(name).suffix for name in names if name in FILES}
    return [
        name
        for name in FILES
        if name.partition("+")[2] in names
        or (name.partition(".")[0] in BROKEN and Path(name).suffix in suffixes)
    ]


class Files:
    """Makes the files that a call names, in a folder; each content is computed once.

    Parameters
    ----------
    store
        A store as it should be, to be copied.
    """

    def __init__(self, store: bytes) -> None:
        self._store = store
        self._made: dict[str, bytes] = {}

    def make(self, name: str, folder: Path) -> None:
        """Make a file, a folder, a pipe or a link; other names stay names of nothing."""
        path = folder / name
        if name in ("good.duckdb", "other.duckdb"):
            path.write_bytes(self._store)
        elif name in GOOD:
            path.write_bytes(self._content(name, GOOD[name]))
        elif name == "news":
            path.mkdir()
            for one in ("good.txt", "good.md", "good.csv", "empty.txt"):
                self.make(one, path)
            os.mkfifo(path / "pipe.txt")
        elif name in OTHERS:
            self._make_other(name, path)
        elif "+" in name and name in FILES:
            change, _, good = name.partition("+")
            path.write_bytes(CHANGES[change](self._content(good, GOOD[good])))
        elif name in FILES:
            content = name.partition(".")[0]
            path.write_bytes(self._content(content, BROKEN[content]))

    def _content(self, name: str, make: Callable[[], str | bytes]) -> bytes:
        if name not in self._made:
            made = make()
            self._made[name] = made if isinstance(made, bytes) else made.encode()
        return self._made[name]

    @staticmethod
    def _make_other(name: str, path: Path) -> None:
        if name.startswith("folder"):
            path.mkdir()
        elif name.startswith("pipe"):
            os.mkfifo(path)
        else:
            path.symlink_to("none/at/all" if name == "nowhere.txt" else name)
