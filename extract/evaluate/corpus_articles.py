"""Articles that a corpus of annotations is about, by id: JSON Lines, folders of text, and
interviews of the GUM treebank."""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from extract.errors import DataError, SourceNotFound
from extract.user_files import is_there, json_lines, open_regular, parse_json, read_text, shown

LARGEST_TREEBANK = 200_000_000


class SourceArticle(NamedTuple):
    """An article as it was given.

    ``source`` is the collection it comes from where that is not its outlet; ``speakers`` holds who
    speaks from which paragraph on, where the source says so."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    source: str | None = None
    speakers: tuple[tuple[int, str], ...] = ()


class Paragraph(NamedTuple):
    """A paragraph: its number from 1, and where it stands in the text."""

    number: int
    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of a text: blocks between blank lines, or its lines where it has no
    blank line.

    Examples
    --------
    >>> [p.start for p in split_paragraphs("One.\nStill one.\n\n Two.")]
    [0, 18]
    >>> len(split_paragraphs("One.\nTwo.\n"))
    2
    """
    blocks = _blocks(text, r"\n[^\S\n]*\n\s*")
    if len(blocks) < 2:
        blocks = _blocks(text, r"\n\s*")
    return tuple(Paragraph(n, start, end) for n, (start, end) in enumerate(blocks, 1))


def normalised(text: str) -> str:
    """Return the text in NFC with each run of white space as one space: what two copies of an
    article share."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()


def read_source_articles(places: Iterable[Path]) -> dict[str, SourceArticle]:
    """Return the articles of files and folders by id, in order of the places.

    The first of an id counts.

    Parameters
    ----------
    places
        ``.jsonl`` files (``id``, ``text``, ``title``, ``date``, ``url``, ``outlet``), ``.txt``
        files (the stem is the id, a ``.json`` beside it holds what is known), CoNLL-U files of GUM
        (``.conllu``, ``.conllu.gz``), or folders of these.

    Raises
    ------
    SourceNotFound
        If there is no such file or folder.
    DataError
        If a file is of another kind, or not what its name says.
    """
    found: dict[str, SourceArticle] = {}
    for place in places:
        if not is_there(place):
            raise SourceNotFound(f"there is no {shown(place)}; give files or folders of articles")
        files = sorted(p for p in place.rglob("*") if _is_known(p)) if place.is_dir() else [place]
        for file in files:
            for article in _articles_of(file):
                found.setdefault(article.id, article)
    return found


def _blocks(text: str, separator: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for match in [*re.finditer(separator, text), None]:
        end = match.start() if match else len(text)
        block = text[start:end]
        if block.strip():
            left = start + len(block) - len(block.lstrip())
            spans.append((left, left + len(block.strip())))
        if match:
            start = match.end()
    return spans


def _is_known(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".jsonl", ".txt", ".conllu", ".conllu.gz"))


def _articles_of(file: Path) -> Iterator[SourceArticle]:
    if file.name.endswith(".jsonl"):
        yield from _of_jsonl(file)
    elif file.name.endswith(".txt"):
        beside = file.with_suffix(".json")
        known = _known_beside(beside) if beside.is_file() else {}
        yield _article(file.stem, read_text(file, "an article"), known)
    elif file.name.endswith((".conllu", ".conllu.gz")):
        yield from _of_conllu(file)
    else:
        raise DataError(
            f"{shown(file)} is no file of articles: give .jsonl, .txt, .conllu or .conllu.gz"
        )


def _known_beside(file: Path) -> dict[str, object]:
    try:
        known = parse_json(read_text(file, "what is known of an article"))
    except ValueError as error:
        raise DataError(f"{shown(file)}: not JSON ({error})") from None
    if not isinstance(known, dict):
        raise DataError(f"{shown(file)}: not a JSON object")
    return known


def _of_jsonl(file: Path) -> Iterator[SourceArticle]:
    for number, row in json_lines(file, "articles"):
        if not isinstance(row.get("text"), str) or "id" not in row:
            raise DataError(f"{shown(file)}, line {number}: an article needs id and text")
        yield _article(row["id"], row["text"], row)


def _article(id_: object, text: str, known: Mapping[str, object]) -> SourceArticle:
    title, date, url, outlet = (
        str(known[k]) if known.get(k) else None for k in ("title", "date", "url", "outlet")
    )
    return SourceArticle(str(id_), text, title, date, url, outlet)


def _of_conllu(file: Path) -> Iterator[SourceArticle]:
    try:
        with open_regular(file) as raw:
            stream = gzip.GzipFile(fileobj=raw) if file.suffix == ".gz" else raw
            content = stream.read(LARGEST_TREEBANK + 1)
            if len(content) > LARGEST_TREEBANK:
                raise DataError(f"{shown(file)} holds more than {LARGEST_TREEBANK:,} bytes")
        text = content.decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{shown(file)} cannot be read as a treebank: {error}") from None
    for document in re.split(r"(?m)^(?=# newdoc)", text):
        lines = document.splitlines()
        if lines and "id = GUM_interview_" in lines[0]:
            yield _of_document(lines)


def _of_document(lines: list[str]) -> SourceArticle:
    """Return an interview of GUM; the first line of its own document names it."""
    reader = _GumReader()
    for line in lines:
        reader.take(line)
    said = {
        "title": reader.known.get("title"),
        "date": reader.known.get("dateCreated"),
        "url": reader.known.get("sourceURL"),
        "outlet": "Wikinews",
    }
    article = _article(lines[0].split(" = ")[1].strip(), "\n\n".join(reader.paragraphs), said)
    return article._replace(source="GUM", speakers=tuple(reader.speakers))


class _GumReader:
    """Gathers paragraphs, speakers and what is known from the comments of a GUM document."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.paragraphs: list[str] = []
        self.speakers: list[tuple[int, str]] = []
        self._space = ""
        self._in_heading = False

    def take(self, line: str) -> None:
        """Read one line: a comment, or a word."""
        if not line.startswith("#"):
            if re.match(r"\d+\t", line):
                self._space = "" if "SpaceAfter=No" in line.rsplit("\t", 1)[-1] else " "
            return
        name, _, value = line.removeprefix("# ").partition(" = ")
        if name.startswith("meta::"):
            self.known[name.removeprefix("meta::")] = value
        elif line == "# newpar":
            self._begin_paragraph()
        elif name == "newpar_block":
            first = len(self.paragraphs) == 1 and not self.speakers
            self._in_heading = first and value.startswith("head")
        elif name == "speaker" and not self._in_heading:
            self._begin_speech(value)
        elif name == "text":
            self._add(value)

    def _begin_paragraph(self) -> None:
        if self._in_heading:  # The title, which is not annotated.
            self.paragraphs.clear()
        self.paragraphs.append("")
        self._in_heading = False

    def _begin_speech(self, speaker: str) -> None:
        here = (len(self.paragraphs), speaker)
        if not self.speakers or self.speakers[-1] != here:
            self.speakers.append(here)

    def _add(self, sentence: str) -> None:
        if not self.paragraphs:
            self.paragraphs.append("")
        self.paragraphs[-1] += (self._space if self.paragraphs[-1] else "") + sentence
