"""PDFs with a text layer: columns in their order, heads and feet of pages left out, words that are
broken at a line's end joined.

The text is put together from the places of its pieces, so offsets count in what was put together.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from extract.models import Article
from extract.reading.decoding import mend
from extract.reading.given import Given
from extract.reading.limits import LARGEST_DOCUMENT, LARGEST_TEXT
from extract.reading.problems import Problem, Refused, Tell
from extract.reading.prose import articles_of_text
from extract.reading.wrapped_words import joined_lines

_MOST_PAGES = 5000
_NUMBERS = re.compile(r"\d+")
_EDGE_LINES = 3
_GUTTER = 12.0
_LINE_STEP = 1.6


class _Piece(NamedTuple):
    x: float
    y: float
    size: float
    text: str


class _Line(NamedTuple):
    x: float
    y: float
    size: float
    end: float
    text: str


def read_pdf(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of a PDF.

    Raises
    ------
    Refused
        Where it is damaged, protected by a password, or holds pictures of pages only.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PdfReadError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # What it would print is told below.
    stream = given.seekable(LARGEST_DOCUMENT, "a PDF")
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("protected by a password: save it without one")
        pages = [_lines_of(page) for page, _ in zip(reader.pages, range(_MOST_PAGES), strict=False)]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError:
        raise Refused("encrypted: save it without a password") from None
    except Refused:
        raise
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            RecursionError) as error:  # fmt: skip
        told = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
        raise Refused(f"a damaged PDF ({told}): print or save it anew") from error
    text = text_of_pages(pages)
    if not text.strip():
        raise Refused(
            "a PDF without text, of pictures of its pages: recognise its text (OCR) first"
        )
    if len(text) > LARGEST_TEXT:
        report(Problem(given.name, None, "a very long PDF; its beginning is read", skipped=False))
    known = {"title": str(title)[:500]} if title and str(title).lower() not in _NO_TITLES else None
    yield from articles_of_text(mend(text[:LARGEST_TEXT]), given, report, known)


_NO_TITLES = ("untitled", "(anonymous)", "unspecified", "document", "microsoft word")


def _lines_of(page: Any) -> list[_Line]:
    """Return the lines of a page in reading order."""
    pieces: list[_Piece] = []

    def take(text: str, matrix: Any, placed: Any, font: Any, size: float) -> None:
        if text.strip():
            x = placed[4] * matrix[0] + placed[5] * matrix[2] + matrix[4]
            y = placed[4] * matrix[1] + placed[5] * matrix[3] + matrix[5]
            pieces.append(_Piece(float(x), float(y), abs(float(size or 10)), text.strip("\n")))

    whole = page.extract_text(visitor_text=take)
    if any("\n" in piece.text for piece in pieces) or len(pieces) < 2:
        return [_Line(0, -n, 10, 0, line) for n, line in enumerate(whole.splitlines())]
    return _in_order(_joined_pieces(pieces))


def _joined_pieces(pieces: list[_Piece]) -> list[_Line]:
    """Join the pieces that follow each other in a line."""
    lines: list[_Line] = []
    for piece in pieces:
        end = piece.x + _width(piece)
        last = lines[-1] if lines else None
        gap = piece.x - last.end if last else 0.0
        if last and abs(last.y - piece.y) < 0.4 * piece.size and -2 * piece.size < gap < _GUTTER:
            space = " " if gap > 0.15 * piece.size and not last.text.endswith(" ") else ""
            lines[-1] = last._replace(text=f"{last.text}{space}{piece.text}", end=end)
        else:
            lines.append(_Line(piece.x, piece.y, piece.size, end, piece.text))
    return lines


def _width(piece: _Piece) -> float:
    return 0.48 * piece.size * len(piece.text)


def _in_order(lines: list[_Line]) -> list[_Line]:
    """Return lines as they are read: what goes across first, then each column downward."""
    if not lines:
        return []
    starts = Counter(round(line.x / 10) for line in lines)
    right = [x for x, count in starts.items() if count >= 2]
    left_edge = min(line.x for line in lines)
    columns = sorted(x * 10.0 for x in right if x * 10 - left_edge > 100)
    cut = next((x - 10 for x in columns if _parts(lines, x - 10)), None)
    if cut is None:
        return sorted(lines, key=lambda line: (-round(line.y, 1), line.x))
    tops = [line.y for line in lines if line.x >= cut and line.text.strip()]
    beside = _beside(lines, cut)
    top = max(tops) if not beside else max(beside)
    above = [line for line in lines if line.y > top + 1]
    below = [line for line in lines if line.y <= top + 1]
    ordered = sorted(above, key=lambda line: (-line.y, line.x))
    for column in (
        [line for line in below if line.x < cut],
        [line for line in below if line.x >= cut],
    ):
        ordered += sorted(column, key=lambda line: (-line.y, line.x))
    return ordered


def _parts(lines: list[_Line], cut: float) -> bool:
    """Whether a place parts two columns: at least two lines begin right of it, beside others that
    end left of it."""
    return len(_beside(lines, cut)) >= 2


def _beside(lines: list[_Line], cut: float) -> list[float]:
    """Return the heights at which a line ends left of a place and another begins right of it."""
    found = [
        one.y
        for one in lines
        if one.x >= cut
        and any(abs(o.y - one.y) < 3 and o.x < cut and o.end < cut + 20 for o in lines)
    ]
    # A head line is one height far above; columns are heights that follow each other.
    heights = sorted(set(found), reverse=True)
    return [y for y in heights if any(other != y and abs(other - y) < 40 for other in heights)]


def text_of_pages(pages: list[list[_Line]]) -> str:
    """Return the text of all pages, without what is repeated at their edges."""
    repeated = _heads_and_feet(pages)
    texts = []
    for lines in pages:
        kept = [line for line in lines if not _is_edge(line, lines, repeated)]
        texts.append(joined_lines(_paragraphs(kept)))
    joined = ""
    for text in filter(None, texts):
        if joined and not joined.rstrip().endswith((".", "!", "?", '"', "”", ":")):
            joined = joined_lines([*joined.splitlines(), *text.splitlines()])
        else:
            joined = f"{joined}\n\n{text}" if joined else text
    return joined


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Return lines with an empty one where the gap between two is wide."""
    out: list[str] = []
    for number, line in enumerate(lines):
        if number:
            before = lines[number - 1]
            step = before.y - line.y
            if (
                step > _LINE_STEP * max(before.size, line.size)
                and before.size > 0
                and line.x - before.x < 100
            ):
                out.append("")
        out.append(line.text.strip())
    return out


def _heads_and_feet(pages: list[list[_Line]]) -> set[str]:
    """Return lines that stand at the edges of several pages, numbers apart."""
    seen: Counter[str] = Counter()
    for lines in pages:
        edges = {_plain(line.text) for line in [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]}
        seen.update(edges)
    return {text for text, count in seen.items() if count > 1 and count >= 0.3 * len(pages)}


def _plain(text: str) -> str:
    return " ".join(_NUMBERS.sub("#", text).split())


def _is_edge(line: _Line, lines: list[_Line], repeated: set[str]) -> bool:
    """Whether a line is a page's head or foot: repeated, a number, or capitals beside a number."""
    if line not in lines[:_EDGE_LINES] and line not in lines[-_EDGE_LINES:]:
        return False
    text = line.text.strip()
    if _plain(text) in repeated or re.fullmatch(
        r"[-–—\s]*(?:[Pp]age )?\d{1,4}(?: of \d+)?[-–—\s]*", text
    ):
        return True
    numbers = [one for one in lines if abs(one.y - line.y) < 3 and one.text.strip().isdigit()]
    return bool(numbers) and text.isupper()
