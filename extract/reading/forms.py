"""Tests on the first bytes of something: is it an archive, records, a feed, a table, prose?

Each looks at the first 64 KB and at nothing else, save that the parts of a zip are listed.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache

from extract.reading.coded_events import event_table
from extract.reading.decoding import NotText, decode
from extract.reading.given import Given
from extract.reading.not_read import not_read_by_name
from extract.user_files import parse_json

_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<([\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_ROOTS = frozenset(
    "html head body article main section div p h1 h2 h3 table ul ol span a".split()  # noqa: SIM905
)
_MAIL_HEADS = frozenset(
    "from to subject date received mime-version message-id return-path delivered-to "  # noqa: SIM905
    "content-type".split()
)
_MAIL_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:\s|$)")
SEPARATORS = (",", ";", "\t", "|")
_LEAST_COLUMNS = 2
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def begins(*signs: bytes) -> Callable[[Given], bool]:
    """Return a test for bytes that begin so."""
    return lambda given: given.head.startswith(signs)


def is_pdf(given: Given) -> bool:
    """Whether it is a PDF; some have a little before their mark."""
    return b"%PDF-" in given.head[:1024]


def is_tar(given: Given) -> bool:
    """Whether it is a tar archive of the last forty years."""
    return given.head[257:262] == b"ustar"


def is_zip(given: Given) -> bool:
    """Whether it is a zip, also one that holds nothing."""
    return given.head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def holds(part: str) -> Callable[[Given], bool]:
    """Return a test for a zip that holds a part of this name."""
    return lambda given: is_zip(given) and part in _parts_of(given)


def is_odt(given: Given) -> bool:
    """Whether it is a text of OpenDocument."""
    return is_zip(given) and _declared_type(given).startswith(f"{_OPEN_DOCUMENT}text")


def unread_office_file(given: Given) -> str | None:
    """Return why an office file in a zip is not read, or None."""
    if not is_zip(given):
        return None
    declared = _declared_type(given)
    if declared.startswith(_OPEN_DOCUMENT):
        return (
            f"a file of LibreOffice ({declared.removeprefix(_OPEN_DOCUMENT)}), which is not read: "
            + ("save it as .xlsx, .csv or .odt")
        )
    if declared.startswith("application/epub"):
        return "an electronic book, which is not read: save its chapters as .txt or .html"
    if "ppt/presentation.xml" in _parts_of(given):
        return "slides of PowerPoint, which are not read: save their text as .txt"
    return None


def _declared_type(given: Given) -> str:
    """Return what a zip says that it is, as OpenDocument and electronic books do."""
    if "mimetype" not in _parts_of(given):
        return ""
    try:
        with zipfile.ZipFile(given.stream) as box:
            return box.open("mimetype").read(100).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return ""
    finally:
        given.stream.seek(0)


def is_wacz(given: Given) -> bool:
    """Whether it is a crawl in a zip."""
    if not is_zip(given):
        return False
    parts = _parts_of(given)
    return "datapackage.json" in parts and any(p.startswith("archive/") for p in parts)


def _parts_of(given: Given) -> frozenset[str]:
    """Return the names of the parts of a zip; those at its beginning where it cannot be listed."""
    try:
        given.stream.seek(0)
        return frozenset(zipfile.ZipFile(given.stream).namelist()[:10_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = ("word/document.xml", "xl/workbook.xml")
        return frozenset(name for name in names if name.encode() in given.head)
    finally:
        given.stream.seek(0)


def is_locked_office_file(given: Given) -> bool:
    """Whether it is an Office file with a password: an old container around a new one."""
    return "EncryptedPackage".encode("utf-16-le") in given.head


@lru_cache(maxsize=4)
def _decoded(head: bytes) -> str | None:
    try:
        # A character that is cut at the end of what is looked at is no other encoding.
        return decode(head.decode("utf-8", "ignore").encode() if _is_cut(head) else head)[0]
    except NotText:
        return None


def _is_cut(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 4 and error.reason == "unexpected end of data"
    return False


def text_of(given: Given) -> str:
    """Return what is looked at as text; empty where it is none."""
    return (_decoded(given.head) or "").removeprefix("\ufeff")


def is_binary(given: Given) -> bool:
    """Whether it is no text."""
    return _decoded(given.head) is None


def is_text(given: Given) -> bool:
    """Whether it decodes as text."""
    return not is_binary(given)


def is_json(given: Given) -> bool:
    """Whether it begins as JSON does: ``[Reuters] …`` and ``{{template}}`` do not."""
    text = text_of(given).lstrip()
    follows = text[1:].lstrip()[:1]
    if text[:1] == "{":
        return follows in ('"', "}", "") or given.suffix == ".json"
    if text[:1] == "[":
        return follows in ("{", "]", "") or (given.suffix == ".json")
    return False


def is_json_lines(given: Given) -> bool:
    """Whether its lines are JSON, each by itself."""
    text = text_of(given).lstrip()
    if given.suffix in (".jsonl", ".ndjson"):
        return not text.startswith("[") or not _is_list_of_records(text)
    if text[:1] != "{":
        return False
    lines = [line.strip() for line in text.split("\n", 3) if line.strip()][:2]
    return len(lines) == 2 and lines[1].startswith("{") and any(map(_is_object, lines))


def _is_list_of_records(text: str) -> bool:
    return text[1:].lstrip()[:1] == "{"


def _is_object(line: str) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False


def root_of(given: Given) -> str | None:
    """Return the first element of something that begins as XML or HTML does."""
    found = _ROOT.match(text_of(given))
    return found[1].casefold() if found else None


def is_page(given: Given) -> bool:
    """Whether it is a web page, or a piece of one."""
    return root_of(given) in _PAGE_ROOTS and given.suffix not in (".md", ".markdown")


def is_feed(given: Given) -> bool:
    """Whether it is RSS or Atom."""
    return root_of(given) in ("rss", "feed", "rdf:rdf", "channel")


def is_site_map(given: Given) -> bool:
    """Whether it is a site map."""
    return root_of(given) in ("urlset", "sitemapindex")


def is_mailbox(given: Given) -> bool:
    """Whether it holds mails one after the other."""
    first, _, rest = text_of(given).partition("\n")
    return first.startswith("From ") and _has_mail_heads(rest)


def is_mail(given: Given) -> bool:
    """Whether it begins with the head lines of a mail."""
    return _has_mail_heads(text_of(given))


def _has_mail_heads(text: str) -> bool:
    head = re.split(r"\r?\n\r?\n", text.lstrip(), maxsplit=1)[0][:20_000]
    names = {found[1].lower() for line in head.split("\n") if (found := _MAIL_LINE.match(line))}
    told = names & _MAIL_HEADS
    # A cutting may have "From:", "Date:" and "Subject:"; only a mail says how it travelled.
    travelled = told & {
        "received",
        "mime-version",
        "message-id",
        "return-path",
        "delivered-to",
        "to",
    }
    return "from" in told and bool(told & {"subject", "date"}) and bool(travelled)


def first_line(text: str) -> str:
    """Return the first line that says something; a spreadsheet's ``sep=;`` does not."""
    lines = (line for line in re.split(r"\r\n?|\n", text) if line.strip())
    return next((line for line in lines if not line.casefold().startswith("sep=")), "")


def columns_of(line: str, separator: str) -> list[str]:
    """Return the names in the first line of a table."""
    rows = list(csv.reader([line], delimiter=separator))
    return [name.strip().removeprefix("\ufeff") for name in rows[0]] if rows else []


def separator_of(given: Given) -> str:
    """Return what parts the columns of a table: what gives the most columns that are known."""
    line = first_line(text_of(given))
    known = given.wishes.names.known

    def worth(separator: str) -> tuple[int, int]:
        columns = columns_of(line, separator)
        return len(known(columns)), len(columns)

    return max(SEPARATORS, key=worth)


def is_table(given: Given) -> bool:
    """Whether its name says table, or its first line names the columns of one."""
    if given.suffix in (".csv", ".tsv", ".tab"):
        return True
    line = first_line(text_of(given))
    columns = columns_of(line, separator_of(given)) if len(line) < 10_000 else []
    known = given.wishes.names.known(columns)
    short = all(len(column) < 40 for column in columns)
    return (
        len(columns) >= _LEAST_COLUMNS
        and short
        and len(known) >= 2
        and bool(known & {"text", "title"})
    )


def _other_xml(given: Given) -> str | None:
    root = root_of(given)
    known = is_page(given) or is_feed(given) or is_site_map(given)
    if root is None or known or given.suffix in (".html", ".htm", ".md", ".csv", ".tsv", ".jsonl"):
        return None
    if not (text_of(given).lstrip().startswith("<?xml") or given.suffix == ".xml"):
        return None
    return (
        f"XML of a form that is not read (its first element is <{root[:40]}>): feeds, site maps "
        "and web pages are; save the articles as .txt, .html or .jsonl"
    )


def _own_output(given: Given) -> str | None:
    text = text_of(given).lstrip()[:4000]
    if text.startswith("{") and '"totals"' in text and '"settings"' in text and '"sources"' in text:
        return "the report of a run of this program, which holds no articles"
    if text.startswith("{") and '"action"' in text and '"article"' in text and '"quad"' in text:
        return (
            "triples that this program wrote, not articles: realpolitik load puts them in a store"
        )
    return None


def _named_otherwise(given: Given) -> str | None:
    named = not_read_by_name(given.suffix)
    return named.message if named else None


def _events(given: Given) -> str | None:
    line = first_line(text_of(given))
    return event_table(line) if len(line) < 100_000 else None


REFUSALS: tuple[Callable[[Given], str | None], ...] = (
    _own_output, _events, _other_xml, _named_otherwise,
)  # fmt: skip
"""Texts that are known and hold no articles; each gives the message, or None."""
