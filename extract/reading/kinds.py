"""What a file is, told by its first bytes and its form; the registry of readers.

Each kind has a test on what is given and a reader, in one ordered table: the first that fits
reads. Another package adds a kind by the entry-point group ``realpolitik.readers``: an object with
``name``, ``fits(given)`` and ``read(given, report)``, asked before those of this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, NamedTuple

from extract.models import Article
from extract.reading import forms
from extract.reading.given import Given
from extract.reading.not_read import guessed_name, not_read_by_bytes, not_read_by_name
from extract.reading.problems import Refused, Tell

GROUP = "realpolitik.readers"

Read = Callable[[Given, Tell], Iterator[Article]]


class Kind(NamedTuple):
    """A kind of file: its name, whether something is of it, and where its reader is
    (``module:function``)."""

    name: str
    fits: Callable[[Given], bool]
    reader: str

    def read(self, given: Given, report: Tell) -> Iterator[Article]:
        """Yield the articles of something of this kind."""
        module, _, function = self.reader.partition(":")
        read: Read = getattr(import_module(f"extract.reading.{module}"), function)
        return read(given, report)


def _is_named(*endings: str) -> Callable[[Given], bool]:
    return lambda given: given.suffix in endings


# Boxes and office files, by their bytes.
_BY_BYTES = (
    Kind("PDF", forms.is_pdf, "pdf_files:read_pdf"),
    Kind("Word document (.docx)", forms.holds("word/document.xml"), "word_files:read_docx"),
    Kind("workbook (.xlsx)", forms.holds("xl/workbook.xml"), "tables:read_xlsx"),
    Kind("OpenDocument text (.odt)", forms.is_odt, "word_files:read_odt"),
    Kind("crawl (WACZ)", forms.is_wacz, "boxes:read_wacz"),
    Kind("archive (.zip)", forms.is_zip, "boxes:read_zip"),
    Kind("compressed file (.gz)", forms.begins(b"\x1f\x8b\x08"), "boxes:read_gzip"),
    Kind("compressed file (.bz2)", forms.begins(b"BZh"), "boxes:read_bzip2"),
    Kind("compressed file (.xz)", forms.begins(b"\xfd7zXZ"), "boxes:read_xz"),
    Kind("compressed file (.zst)", forms.begins(b"\x28\xb5\x2f\xfd"), "boxes:read_zst"),
    Kind("archive (.tar)", forms.is_tar, "boxes:read_tar"),
    Kind("rich text (.rtf)", forms.begins(b"{\\rtf"), "word_files:read_rtf"),
    Kind("table (Parquet)", forms.begins(b"PAR1"), "tables:read_parquet"),
    Kind("crawl (WARC)", forms.begins(b"WARC/"), "crawls:read_warc"),
)
# Texts, by their form.
_BY_FORM = (
    Kind("mailbox (.mbox)", forms.is_mailbox, "mails:read_mailbox"),
    Kind("mail (.eml)", forms.is_mail, "mails:read_mail"),
    Kind("JSON Lines", forms.is_json_lines, "json_files:read_json_lines"),
    Kind("JSON", forms.is_json, "json_files:read_json"),
    Kind("web page", forms.is_page, "pages:read_web_page"),
    Kind("feed", forms.is_feed, "feeds:read_feed"),
    Kind("site map", forms.is_site_map, "feeds:read_site_map"),
    Kind("web page", _is_named(".html", ".htm", ".xhtml"), "pages:read_web_page"),
    Kind("table", forms.is_table, "tables:read_table"),
    Kind("text", forms.is_text, "prose:read_prose"),
)


@cache
def added_kinds() -> tuple[Any, ...]:
    """Return the kinds that other packages add."""
    return tuple(one.load() for one in entry_points(group=GROUP))


def kind_of(given: Given) -> Any:
    """Return the kind of what is given.

    Raises
    ------
    Refused
        Where it is empty, of a kind that is known and not read, or of none that is known.

    Examples
    --------
    >>> import io
    >>> kind_of(Given.of(io.BytesIO(b'{"text": "They met."}'), "a.txt")).name
    'JSON'
    """
    if not given.head.strip():
        raise Refused("empty file")
    unread = forms.unread_office_file(given) if not forms.is_odt(given) else None
    if unread is not None:
        raise Refused(unread)
    for kind in (*added_kinds(), *_BY_BYTES):
        if kind.fits(given):
            return kind
    known = not_read_by_bytes(given.head, given.suffix)
    if known is not None:
        if forms.is_locked_office_file(given):
            raise Refused("an Office file protected by a password: save it without one")
        raise Refused(known.message)
    if forms.is_binary(given):
        named = not_read_by_name(given.suffix)
        if named is not None:
            raise Refused(named.message)
        guess = guessed_name(given.head)
        raise Refused(
            f"binary file, not text{f' ({guess})' if guess else ''}; this kind is not read: "
            "save what it says as text, JSON Lines or a table"
        )
    for refusal in forms.REFUSALS:
        reason = refusal(given)
        if reason is not None:
            raise Refused(reason)
    for kind in _BY_FORM:
        if kind.fits(given):
            return kind
    raise Refused("not text, and of no kind that is read")
