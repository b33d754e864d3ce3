"""Files that are cut off, empty, locked, of another kind than their name says, or made to fill the
memory: each is named with its reason, and the rest of the run goes on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from brought import box_files, feed_files, record_files
from brought.stories import CHILE, GHANA

from extract.articles import read_articles
from extract.reading.problems import Problem


def _locked() -> bytes:
    """Return a zip whose part says that it is encrypted."""
    made = bytearray(box_files.zipped({"a.txt": GHANA.text}))
    made[6] |= 1
    made[made.find(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def _xlsx(folder: Path) -> bytes:
    return record_files.TABLES[6].write(folder).read_bytes()


DOCX = box_files.docx(GHANA.text)
GZ = gzip.compress(("word " * 20_000 + GHANA.text).encode())
BAD = {
    "cut.docx": (DOCX[: len(DOCX) // 2], "a damaged document"),
    "cut.zip": (box_files.zipped({"a.txt": GHANA.text})[:60], "a damaged archive"),
    "empty.zip": (b"PK\x05\x06" + bytes(18), None),
    "locked.zip": (_locked(), "protected by a password"),
    "cut.txt.gz": (GZ[: len(GZ) // 2], "Compressed file ended"),
    "bomb.txt.gz": (gzip.compress(b"word " * 20_000_000, 9), "300 times as much"),
    "bomb.gz": (gzip.compress(gzip.compress(bytes(300_000_000))), "binary file, not text"),
    "cut.pdf": (box_files.pdf([(50, 700, "They met.")])[:200], "a damaged PDF"),
    "page.pdf": (box_files.page(GHANA).encode(), None),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a document of Word before 2007"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "protected by a password",
    ),
    "cut.json": (b'[{"text": "They met.", "date": "2025-04-10"}, {"text": "They l', "broken JSON"),
    "odd.xml": (b"<?xml version='1.0'?><TEI><text>They met.</text></TEI>", "XML of a form"),
    "empty.rss": (feed_files._rss("").encode(), "a feed without items"),
    "cut.warc": (box_files.warc(GHANA)[:900], None),
    "refs.ris": (b"TY  - NEWS\nTI  - Talks\nER  -\n", "a list of citations (RIS)"),
    "x.sqlite": (b"SQLite format 3\0" + bytes(100), "an SQLite database"),
    "odd.bin": (bytes(range(256)) * 20, "binary file, not text"),
}


@pytest.mark.parametrize(("name", "made"), BAD.items(), ids=BAD)
def test_what_is_wrong_is_named_and_the_rest_is_read(
    tmp_path: Path, name: str, made: tuple[bytes, str | None]
) -> None:
    raw, reason = made
    bad, good = tmp_path / name, tmp_path / "z.txt"
    bad.write_bytes(raw)
    good.write_text(CHILE.text)
    problems: list[Problem] = []
    articles = list(read_articles([bad, good], problems=problems))
    assert articles[-1].text == CHILE.text
    told = [str(problem) for problem in problems]
    if reason is not None:
        assert any(reason in one and name in one for one in told), told


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    raw = _xlsx(tmp_path)
    (tmp_path / "cut.xlsx").write_bytes(raw[: len(raw) // 2])
    problems: list[Problem] = []
    assert list(read_articles(tmp_path / "cut.xlsx", problems=problems)) == []
    assert len(problems) == 1
