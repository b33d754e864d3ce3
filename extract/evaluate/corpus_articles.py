"""Articles that a corpus of annotations is about, by id: JSON Lines, folders of text, and interviews of the GUM treebank."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.errors import DataError, SourceNotFound


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
    r"""Return the paragraphs of a text: blocks between blank lines, or its lines where it has no blank line.

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
    """Return the text in NFC with each run of white space as one space: what two copies of an article share."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the normalised text, in hexadecimal."""
    return hashlib.sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()


def read_source_articles(places: Iterable[Path]) -> dict[str, SourceArticle]:
    """Return the articles of files and folders by id, in order of the places; the first of an id counts.

    Parameters
    ----------
    places
        ``.jsonl`` files (``id``, ``text``, ``title``, ``date``, ``url``, ``outlet``), ``.txt`` files (the stem is the id, a
        ``.json`` beside it holds what is known), CoNLL-U files of GUM (``.conllu``, ``.conllu.gz``), or folders of these.

    Raises
    ------
    SourceNotFound
        If there is no such file or folder.
    DataError
        If a file is of another kind, or not what its name says.
    """
    found: dict[str, SourceArticle] = {}
    for place in places:
        if not place.exists():
            raise SourceNotFound(f"there is no {place}; give files or folders of articles")
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
        known = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
        yield _article(file.stem, file.read_text(encoding="utf-8"), known)
    elif file.name.endswith((".conllu", ".conllu.gz")):
        yield from _of_conllu(file)
    else:
        raise DataError(f"{file} is no file of articles: give .jsonl, .txt, .conllu or .conllu.gz")


def _of_jsonl(file: Path) -> Iterator[SourceArticle]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield _article(row["id"], row["text"], row)
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{file}, line {number}: an article needs id and text ({error})"
                ) from error


def _article(id_: str, text: str, known: dict[str, object]) -> SourceArticle:
    title, date, url, outlet = (
        str(known[k]) if known.get(k) else None for k in ("title", "date", "url", "outlet")
    )
    return SourceArticle(str(id_), text, title, date, url, outlet)


def _of_conllu(file: Path) -> Iterator[SourceArticle]:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    for document in re.split(r"(?m)^(?=# newdoc)", content.decode("utf-8")):
        yield from _of_document(document.splitlines())


def _of_document(lines: list[str]) -> Iterator[SourceArticle]:
    if not lines or "id = GUM_interview_" not in lines[0]:
        return
    known: dict[str, str] = {}
    paragraphs: list[str] = []
    speakers: list[tuple[int, str]] = []
    space, heading = "", False
    for line in lines:
        name, _, value = line.removeprefix("# ").partition(" = ")
        if line.startswith("# meta::"):
            known[name.removeprefix("meta::")] = value
        elif line == "# newpar":
            if heading:  # the title, which is not annotated
                paragraphs.clear()
            paragraphs.append("")
            heading = False
        elif name == "newpar_block" and line.startswith("#"):
            heading = len(paragraphs) == 1 and not speakers and value.startswith("head")
        elif name == "speaker" and line.startswith("#") and not heading:
            if not speakers or speakers[-1] != (len(paragraphs), value):
                speakers.append((len(paragraphs), value))
        elif name == "text" and line.startswith("#"):
            if not paragraphs:
                paragraphs.append("")
            paragraphs[-1] += (space if paragraphs[-1] else "") + value
        elif re.match(r"\d+\t", line):
            space = "" if "SpaceAfter=No" in line.rsplit("\t", 1)[-1] else " "
    said = {
        "title": known.get("title"),
        "date": known.get("dateCreated"),
        "url": known.get("sourceURL"),
        "outlet": "Wikinews",
    }
    id_ = lines[0].split(" = ")[1].strip()
    yield _article(id_, "\n\n".join(paragraphs), dict(said))._replace(
        source="GUM", speakers=tuple(speakers)
    )
