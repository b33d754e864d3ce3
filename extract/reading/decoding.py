"""Bytes to text: UTF-8, UTF-16 with a byte order mark, else a Western single-byte encoding, said
so."""

from __future__ import annotations

import codecs
import re

from extract.reading.problems import Refused

_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh",
    b"MZ\x90", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"RIFF", b"OggS", b"ID3", b"\xfd7zXZ",
    b"{\\rtf",
)  # fmt: skip
# Signs that stand in no word of a Western language: one between letters says "another encoding".
_ODD_IN_WORDS = re.compile(
    r"(?<=[A-Za-z])[\xa1-\xb3\xb5-\xbf\xd7\xf7](?=[a-z])|[\xb3\xbf\xb9](?=[a-z]{2})"
)
_MOSTLY_FOREIGN = 0.2
_PIECE = 200_000
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Pages that say the left-hand name mean the right-hand one, as browsers read them.
_MEANT = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "iso-8859-9": "cp1254", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "tis-620": "cp874", "iso-8859-11": "cp874", "x-sjis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONE = re.compile("[\ud800-\udfff]")
_CONTROL = bytes(sorted(set(range(32)) - {9, 10, 12, 13, 27}))


class NotText(Refused):
    """The bytes are not text; the message says what they look like."""


def decode(raw: bytes) -> tuple[str, str | None]:
    """Return the text of a file and, where the encoding had to be guessed, a note about it.

    Raises
    ------
    NotText
        For binary files: known signatures, or many control bytes.

    Examples
    --------
    >>> decode("Zürich".encode("utf-16"))
    ('Zürich', None)
    >>> decode("Zürich".encode("latin-1"))
    ('Zürich', 'not UTF-8; read as Windows-1252')
    """
    marked = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), None)
    if marked:
        return _decode_marked(raw[len(marked[0]) :], marked[1])
    if is_binary(raw):
        raise NotText("binary file, not text")
    wide = _unmarked_utf16(raw)
    if wide is not None:
        return wide, "UTF-16 without a byte order mark"
    head = raw[:65536]
    if len(head) - len(head.translate(None, _CONTROL)) > max(2, len(head) // 50):
        raise NotText("binary file, not text")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if error.start > 0 and _mostly_utf8(raw):
            return mend(raw.decode("utf-8", "replace")), "broken UTF-8; bad bytes became \ufffd"
    return _of_one_byte(raw)


def _of_one_byte(raw: bytes) -> tuple[str, str]:
    """Return text that is not UTF-8: Windows-1252, unless that makes no words."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    beyond = sum(byte > 127 for byte in raw[:_PIECE])
    letters = sum(65 <= byte < 128 for byte in raw[:_PIECE])
    if not text or beyond > _MOSTLY_FOREIGN * max(1, letters) or _ODD_IN_WORDS.search(text):
        guess = _guessed(raw)
        if guess is not None:
            return raw.decode(guess, "replace"), f"not UTF-8; read as {guess}, which is a guess"
    if text:
        return text, "not UTF-8; read as Windows-1252"
    return raw.decode("latin-1"), "not UTF-8; read as Latin-1"


def _guessed(raw: bytes) -> str | None:
    """Return the encoding that charset-normalizer finds likeliest, by the first 200,000 bytes."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_PIECE]).best()
    return None if best is None or best.encoding == "ascii" else best.encoding


def decode_page(raw: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of a page: in the encoding that it or its server declares, if that fits.

    Parameters
    ----------
    declared
        What was declared outside of the page.

    Examples
    --------
    >>> decode_page('<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"))[0][-4:]
    'Łódź'
    """
    if any(raw.startswith(mark) for mark, _ in _MARKS):
        return decode(raw)
    try:
        return raw.decode("utf-8"), None  # What is sound UTF-8 is, whatever it declares.
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(raw[:8192])
    inside = (found[1] or found[2]).decode("ascii", "replace") if found else None
    for name in (declared, inside):
        if name is None or is_binary(raw):
            continue
        name = _MEANT.get(name.lower(), name)
        try:
            text = raw.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
        if text.count("\ufffd") <= len(text) // 1000:
            return text, None
    return decode(raw)


def is_binary(raw: bytes) -> bool:
    """Tell whether bytes begin as a known kind of binary file does (a PDF, a picture, an archive).

    Examples
    --------
    >>> is_binary(b"%PDF-1.7"), is_binary(b"They met.")
    (True, False)
    """
    return raw.startswith(_MAGIC)


def _decode_marked(raw: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError:
        note = f"broken {encoding.upper()}; bad bytes became \ufffd"
        return mend(raw.decode(encoding, "replace")), note


def mend(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, by U+FFFD; the length stays.

    Examples
    --------
    >>> mend("a" + chr(0xD800) + "b")
    'a�b'
    """
    return _LONE.sub("\ufffd", text)


def _unmarked_utf16(raw: bytes) -> str | None:
    head = raw[:4096]
    if len(head) < 8 or len(head) % 2:
        return None
    for nulls, encoding in ((head[1::2], "utf-16-le"), (head[0::2], "utf-16-be")):
        if nulls.count(0) > 0.8 * len(nulls) and head.count(0) < 0.6 * len(head):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _mostly_utf8(raw: bytes) -> bool:
    """Whether most characters beyond ASCII are sound UTF-8, so that the rest is damage rather than
    another encoding."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if ord(c) > 127) - broken
    return sound > 3 * broken
