"""Pieces of HTML, as feeds and APIs give texts, to plain paragraphs."""

from __future__ import annotations

import html
import re

from extract.reading.web_pages import flattened

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|blockquote|table|section"
    r"|article|html|body)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote figure section article "  # noqa: SIM905
    "hr".split()
)
_LEFT_OUT = frozenset(
    ["script", "style", "figcaption", "iframe", "svg", "noscript", "head", "title"]
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def is_marked_up(text: str) -> bool:
    """Tell whether a text is HTML: it has tags, or entities.

    Examples
    --------
    >>> is_marked_up("<p>They met.</p>"), is_marked_up("1 < 2 & 3 > 2")
    (True, False)
    """
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def plain_of(fragment: str) -> str:
    """Return the words of a piece of HTML, a paragraph a line.

    Examples
    --------
    >>> plain_of("<p>They <b>met</b>.</p><p>It rained.</p>"), plain_of("A &amp; B")
    ('They met.\\nIt rained.', 'A & B')
    """
    if not _TAG.search(fragment):
        return html.unescape(fragment)
    from lxml import etree
    from lxml import html as parser

    flat, _ = flattened(fragment)
    try:
        root = parser.fromstring(f"<div>{flat}</div>")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(node.tail or "")
            continue
        if not isinstance(node.tag, str):
            continue
        if node.tag in _BLOCKS:
            pieces.append("\n")
        if node.tag in _LEFT_OUT:
            node.clear(keep_tail=True)
        pieces.append((node.text if event == "start" else node.tail) or "")
    # A break of the source is a space, a break of a block is kept.
    text = _SPACES.sub(" ", "".join(p if p == "\n" else p.replace("\n", " ") for p in pieces))
    return _BREAKS.sub("\n", text).strip()
