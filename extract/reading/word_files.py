"""Office documents: .docx, .odt and .rtf, a paragraph a line."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from extract.models import Article
from extract.reading.decoding import mend
from extract.reading.given import Given
from extract.reading.limits import HIGHEST_RATIO, LARGEST_DOCUMENT, LARGEST_TEXT, read_up_to
from extract.reading.problems import Refused, Tell
from extract.reading.prose import articles_of_text

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MANIFEST = "META-INF/manifest.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Boxes that are drawn beside the text, and told again for older readers.
_DRAWN = frozenset(f"{_WORD}{name}" for name in ("pict", "object", "txbxContent"))


def read_docx(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a Word document."""
    text, title = _read_zipped(given, "word/document.xml", "docProps/core.xml", _words_of_docx)
    yield from articles_of_text(text, given, report, {"title": title} if title else None)


def read_odt(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of an OpenDocument text."""
    text, title = _read_zipped(given, "content.xml", "meta.xml", _words_of_odt)
    yield from articles_of_text(text, given, report, {"title": title} if title else None)


def _read_zipped(
    given: Given, body: str, about: str, words_of: Callable[[Any], str]
) -> tuple[str, str | None]:
    stream = given.seekable(LARGEST_DOCUMENT, "a document")
    try:
        with zipfile.ZipFile(stream) as box:
            if any(one.flag_bits & 1 for one in box.infolist()):
                raise Refused("protected by a password: save it without one")
            if _MANIFEST in box.NameToInfo and b"encryption-data" in box.read(_MANIFEST)[:100_000]:
                raise Refused("protected by a password: save it without one")
            root = _tree(box, body)
            title = _title(box, about)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"a damaged document ({str(error)[:80]}): save it anew") from error
    return mend(words_of(root)), title


def _tree(box: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    info = box.getinfo(part)
    if info.file_size > LARGEST_DOCUMENT or info.file_size > HIGHEST_RATIO * max(
        info.compress_size, 100_000
    ):
        raise Refused("more comes out of this document than is read of one")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(box.read(info), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"a damaged document ({str(error)[:80]}): save it anew") from error


def _title(box: zipfile.ZipFile, part: str) -> str | None:
    if part not in box.NameToInfo:
        return None
    try:
        node = _tree(box, part).find(f".//{_TITLE}")
    except Refused:
        return None
    title = " ".join((node.text or "").split()) if node is not None else ""
    return title[:500] or None


def _words_of_docx(root: Any) -> str:
    lines = []
    for paragraph in root.iter(f"{_WORD}p"):
        if any(above.tag in _DRAWN for above in paragraph.iterancestors()):
            continue
        lines.append("".join(_pieces_of_docx(paragraph)))
    return "\n".join(lines)


def _pieces_of_docx(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            if not any(above.tag == f"{_WORD}del" for above in node.iterancestors()):
                yield node.text or ""
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
        elif node.tag == f"{_WORD}tab" and node.getparent().tag == f"{_WORD}r":
            yield "\t"


def _words_of_odt(root: Any) -> str:
    body = root.find(f".//{_OFFICE}text")
    if body is None:
        return ""
    kinds = (f"{_TEXT}p", f"{_TEXT}h")
    return "\n".join("".join(_pieces_of_odt(node)) for node in body.iter(*kinds))


def _pieces_of_odt(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag not in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            yield from _pieces_of_odt(child)
        yield child.tail or ""


def read_rtf(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a rich text."""
    from striprtf.striprtf import rtf_to_text

    raw = read_up_to(given.stream, LARGEST_TEXT, "a rich text")
    text: str = rtf_to_text(raw.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    yield from articles_of_text(mend(text), given, report)
