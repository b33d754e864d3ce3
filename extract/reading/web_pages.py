"""The article in a web page, and what the page says of itself, by trafilatura.

A page may be anyone's. Before its parser sees it, tags nested without end are taken out (the parser
drops all text below 256 levels), and the work is bounded by the page's size and tags.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import Any, NamedTuple

from extract.reading.decoding import mend
from extract.reading.metadata import known_of
from extract.reading.problems import Refused

# Pages of news have up to five thousand tags, twenty levels deep.
MOST_TAGS = 200_000
_DEEPEST = 200
_DEEPEST_PARAGRAPH = 220
# With more tags than these, trafilatura's second opinion is not asked: it takes their square.
_MOST_TAGS_TWICE = 6_000
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr frame"
_VOID = frozenset(_VOID_NAMES.split())
# Elements that end where the next of their kind begins, and stay however deep they lie: they part
# the text.
_PART_NAMES = "p li td th tr dd dt option thead tbody tfoot"
_PARTS = frozenset(_PART_NAMES.split())
_INLINE_NAMES = "a abbr b big cite code em font i q s small span strong sub sup u"
_INLINE = frozenset(_INLINE_NAMES.split())
_RAW = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea")}


class TooManyTags(Refused):
    """A page of more tags than are read."""


class _Open(NamedTuple):
    name: str
    kept: bool


class _Nesting:
    """The elements that are open at a place in a page, and which tags are left out as too deep."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._kept = 0

    def start(self, name: str) -> bool:
        """Note an opening tag; False where it is left out."""
        if name in _PARTS and self._open and self._open[-1].name == name:
            self._pop()
        kept = self._kept < (_DEEPEST_PARAGRAPH if name in _PARTS else _DEEPEST)
        self._open.append(_Open(name, kept))
        self._names[name] += 1
        self._kept += kept
        return kept

    def end(self, name: str) -> bool:
        """Note a closing tag; False where the tag that it closes was left out."""
        if not self._names[name]:
            return True
        while True:
            closed = self._pop()
            if closed.name == name:
                return closed.kept

    def _pop(self) -> _Open:
        last = self._open.pop()
        self._names[last.name] -= 1
        self._kept -= last.kept
        return last


def flattened(page: str) -> tuple[str, int]:
    """Return a page without the tags that lie too deep, and how many tags it has.

    What is left out leaves a line break, or nothing where it stood inside a line.

    Raises
    ------
    TooManyTags
        If the page has more than 200,000.

    Examples
    --------
    >>> flattened("<p>They <b>met</b>.</p>")
    ('<p>They <b>met</b>.</p>', 4)
    >>> flattened("<div>" * 3000 + "They met." + "</div>" * 3000)[0].count("<div>")
    200
    """
    pieces: list[str] = []
    nesting = _Nesting()
    at = tags = copied = 0
    while True:
        at = page.find("<", at)
        if at < 0:
            break
        end = _end_of_tag(page, at)
        if end < 0:
            break
        found = _NAME.match(page, at + 1)
        if found:
            tags += 1
            name = found[1].lower()
            if not _keeps(nesting, name, page[at + 1] == "/", page[end - 2] == "/"):
                pieces += [page[copied:at], "" if name in _INLINE else "<br>"]
                copied = end
            if name in _RAW and page[at + 1] != "/":
                closing = _RAW[name].search(page, end)
                end = closing.start() if closing else len(page)
        if tags > MOST_TAGS:
            raise TooManyTags(f"more than {MOST_TAGS:,} tags, the most that is read of a page")
        at = end
    return "".join([*pieces, page[copied:]]), tags


def _end_of_tag(page: str, at: int) -> int:
    """Return where the tag or comment that starts here ends, or -1 where it does not."""
    if page.startswith("<!--", at):
        end = page.find("-->", at + 4)
        return end + 3 if end >= 0 else -1
    if not (page[at + 1 : at + 2].isalpha() or page[at + 1 : at + 2] in ("/", "!", "?")):
        return at + 1  # A sign "less than" in the text.
    end = page.find(">", at)
    return end + 1 if end >= 0 else -1


def _keeps(nesting: _Nesting, name: str, closes: bool, closed: bool) -> bool:
    if name in _VOID or (closed and not closes):
        return True
    return nesting.end(name) if closes else nesting.start(name)


def read_page(page: str) -> tuple[str, dict[str, str]]:
    """Return the article's text of a web page, and what the page says of itself.

    Raises
    ------
    TooManyTags
        If the page has more than 200,000.
    """
    import trafilatura

    for library in ("trafilatura", "htmldate", "justext"):
        # What they would print about a page without text, the reader names as a problem.
        if not logging.getLogger(library).handlers:
            logging.getLogger(library).addHandler(logging.NullHandler())
    flat, tags = flattened(page)
    if "html" not in flat[:50].lower():
        flat = "<html>" + flat  # Else a fragment of one element counts as no page.
    large = tags > _MOST_TAGS_TWICE
    found: Any = trafilatura.bare_extraction(
        flat, with_metadata=True, include_comments=False, include_tables=False, fast=large
    )
    fields: dict[str, Any] = {} if found is None else found.as_dict()
    text, title = mend(fields.get("text") or ""), fields.get("title")
    if large:
        text = _longer(text, mend(trafilatura.baseline(flat)[1]))
    if title and text.startswith(title + "\n"):
        text = text[len(title) + 1 :]
    known, _ = known_of(
        {
            "title": title,
            "outlet": fields.get("sitename"),
            "date": fields.get("date"),
            "url": fields.get("url"),
        }
    )
    return text, known


def _longer(text: str, paragraphs: str) -> str:
    """Return the text of all paragraphs where the article that was found is a small part of it."""
    return paragraphs if len(text) < len(paragraphs) / 4 else text
