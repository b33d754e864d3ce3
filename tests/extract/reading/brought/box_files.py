"""Ten boxes: office files, printed pages, archives, crawls; and texts in ten encodings."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from brought.stories import CHILE, GHANA, NORWAY, STORIES, Brought, Story, text_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str) -> bytes:
    """Return a small .docx; a paragraph that starts with ``<`` is taken as it stands."""
    body = "".join(
        p if p.startswith("<") else f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs
    )
    return zipped({
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<?xml version="1.0"?><c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>On envoys</dc:title></c:coreProperties>',
    })  # fmt: skip


def odt(*paragraphs: str) -> bytes:
    """Return a small .odt."""
    body = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>",
    })  # fmt: skip


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a .zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return made.getvalue()


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """Return a PDF; each page is a list of lines, each with the place where it starts (x, y)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = "".join(f"BT /F1 10 Tf {x} {y} Td ({line}) Tj ET\n" for x, y, line in lines).encode(
            "latin-1"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects))  # fmt: skip
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % at for at in places)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def page(story: Story, charset: str = "utf-8") -> str:
    """Return a web page of a story."""
    body = "".join(f"<p>{part}</p>" for part in story.text.split("\n\n"))
    return (f'<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{story.title}</title>'
            f'<meta property="og:site_name" content="{story.outlet}"><meta property="article:published_time" content="{story.day}T10:00:00Z">'
            f"</head><body><nav><a href='/'>Front page</a></nav><article><h1>{story.title}</h1>{body}<p>The ministry gave no further "
            "details, and said that a longer statement would be made on the matter in the days to come.</p></article></body></html>")  # fmt: skip


def warc(*stories: Story) -> bytes:
    """Return a crawl: what was asked, what came, and a picture."""
    made = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2023-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/warc-fields\r\nContent-Length: 8\r\n\r\nsoft: x\n\r\n\r\n"
    for number, story in enumerate(stories):
        for kind, head, body in (
            ("request", "GET / HTTP/1.1\r\nHost: x.example\r\n\r\n", b""),
            ("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", page(story).encode()),
            ("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", b"\x89PNG\r\n\x1a\n"),
            ("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", b"<html><p>Peru attacked Chile.</p></html>"),
        ):  # fmt: skip
            payload = head.encode() + body
            made += (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {story.url}\r\nWARC-Date: 2023-06-01T00:00:00Z\r\n"
                     f"WARC-Record-ID: <urn:uuid:{kind}{number}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
                     f"Content-Length: {len(payload)}\r\n\r\n").encode() + payload + b"\r\n\r\n"  # fmt: skip
    return made


def tar(parts: dict[str, str], how: str = "w:gz") -> bytes:
    """Return a .tar of these texts."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=how) as box:
        for name, text in parts.items():
            raw = text.encode()
            one = tarfile.TarInfo(name)
            one.size = len(raw)
            box.addfile(one, io.BytesIO(raw))
    return made.getvalue()


def _lines() -> str:
    return "".join(
        json.dumps({"title": s.title, "text": s.text, "date": s.day, "outlet": s.outlet}) + "\n"
        for s in STORIES
    )


def _zst(folder: Path) -> Path:
    import zstandard

    return text_file("news.jsonl.zst", zstandard.ZstdCompressor().compress(_lines().encode()))(
        folder
    )


RTF = (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Notes}{\author X}}\f0\fs24 "
       r"Chile thanked Bolivia for its help on {\b Friday}.\par}")  # fmt: skip
ONE_COLUMN = "Ghana expelled the ambassador of Togo on Tuesday, and Togo recalled its envoy."
GHANA_ONE = GHANA._replace(text=ONE_COLUMN)
_NAMED = {
    f"news/{n}.txt": f"---\ntitle: {s.title}\ndate: {s.day}\noutlet: {s.outlet}\n---\n{s.text}"
    for n, s in enumerate(STORIES)
}
FILES = (
    Brought("docx", text_file("a.docx", docx(*GHANA.text.split("\n\n"))), stories=(GHANA,), checked=()),
    Brought("docx, words in runs, deleted words", text_file("b.docx", docx(
        "<w:p><w:r><w:t xml:space='preserve'>Chile </w:t></w:r><w:del><w:r><w:delText>insulted</w:delText></w:r></w:del><w:ins><w:r><w:t>thanked</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> Bolivia for its help on Friday.</w:t></w:r></w:p>")), stories=(CHILE,), checked=(), never=("insulted",)),
    Brought("odt", text_file("c.odt", odt(*NORWAY.text.split("\n\n"))), stories=(NORWAY,), checked=()),
    Brought("rtf", text_file("d.rtf", RTF), stories=(CHILE,), checked=(), never=("Arial", "\\par")),
    Brought("pdf in two columns, with heads and a broken word", text_file("e.pdf", pdf(
        [(50, 780, "THE VOLTA HERALD"), (500, 780, "3"), (50, 700, "Ghana expelled the ambassa-"), (320, 700, "and Togo recalled its"),
         (50, 686, "dor of Togo on Tuesday,"), (320, 686, "envoy.")])), stories=(GHANA_ONE,), checked=(), never=("ambassa-",)),
    Brought("gzip of json lines, by another name", text_file("news.dat", gzip.compress(_lines().encode()))),
    Brought("zstandard", _zst),
    Brought("tar", text_file("news.tar.gz", tar(_NAMED))),
    Brought("zip in a zip", text_file("all.zip", zipped({"in/more.zip": zipped({**_NAMED, "__MACOSX/._a.txt": "\0\0"}), "picture.png": b"\x89PNG\r\n\x1a\n"}))),
    Brought("crawl, not compressed", text_file("crawl.warc", warc(GHANA, CHILE)), stories=(GHANA, CHILE), checked=("day", "outlet", "url"),
        never=("Peru", "HTTP/1.1", "Front page")),
    Brought("wacz", text_file("crawl.wacz", zipped({"datapackage.json": "{}", "archive/data.warc.gz": gzip.compress(warc(NORWAY)),
        "indexes/index.cdx": "example,x)/ 2023", "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n{"url": "https://x.example/", "text": "Peru attacked Chile."}\n'})),
        stories=(NORWAY,), checked=("day", "outlet", "url"), never=("Peru",)),
    Brought("bzip2", text_file("one.txt.bz2", bz2.compress(CHILE.text.encode())), stories=(CHILE,), checked=()),
)  # fmt: skip

POLISH = "Łódź hosted Ondřej Říha, said Sławomir Dąbrowski, and Chile thanked Bolivia for its help — “at last”."
QUOTED = "Peru’s minister said: “No” — and São Tomé’s consul left Zürich, he said…"

PLAINER = QUOTED.replace("”", '"').replace("“", '"')


def _named(text: str) -> Story:
    return CHILE._replace(text=text)


def _page(charset: str, text: str, declared: str | None = None) -> Callable[[Path], Path]:
    return text_file(f"{charset}.html", page(_named(text), declared or charset).encode(charset))


def _encoded(name: str, text: str, raw: bytes) -> Brought:
    return Brought(name, text_file("a.txt", raw), stories=(_named(text),), checked=())


CHARSETS = (
    Brought("page in windows-1250", _page("cp1250", POLISH, "windows-1250"), stories=(_named(POLISH),), checked=("day",)),
    Brought("page in koi8-r", _page("koi8-r", "The paper Правда said that Chile thanked Bolivia for its help."),
        stories=(_named("The paper Правда said that Chile thanked Bolivia for its help."),), checked=("day",)),
    Brought("page in gb18030, said to be gb2312", _page("gb18030", "The paper 人民日报 said that Chile thanked Bolivia for its help.", "gb2312"),
        stories=(_named("The paper 人民日报 said that Chile thanked Bolivia for its help."),), checked=("day",)),
    Brought("page that declares latin-1 and is windows-1252", _page("cp1252", "“Chile thanked Bolivia,” said José.", "iso-8859-1"),
        stories=(_named("“Chile thanked Bolivia,” said José."),), checked=("day",)),
    Brought("page that declares nothing it is", _page("utf-8", POLISH, "utf8mb4-nonsense"), stories=(_named(POLISH),), checked=("day",)),
    _encoded("utf-8 read as windows-1252", PLAINER, PLAINER.encode("utf-8").decode("cp1252").encode("utf-8")),
    _encoded("bare controls", QUOTED, QUOTED.encode("cp1252").decode("latin-1").encode("utf-8")),
    _encoded("windows-1252", QUOTED, QUOTED.encode("cp1252")),
    _encoded("utf-16 without a mark", "Chile thanked Bolivia.", "Chile thanked Bolivia.".encode("utf-16-le")),
    _encoded("sound utf-8 with odd signs stays", "The cost was 3 â for ‘Ã’, wrote Añez; naïve façade.", "The cost was 3 â for ‘Ã’, wrote Añez; naïve façade.".encode()),
)  # fmt: skip
