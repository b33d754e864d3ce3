"""Feeds and site maps kept as files: one article an item, with its link and day."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.fragments import plain_of
from extract.reading.given import Given
from extract.reading.limits import LARGEST_DOCUMENT, read_up_to
from extract.reading.metadata import known_of
from extract.reading.problems import Problem, Refused, Tell

_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_MOST_TEASERS = 0.5


def read_feed(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of RSS or Atom; of a feed cut off, the items before the break.

    Raises
    ------
    Refused
        Where no item can be read.
    """
    import feedparser

    raw = read_up_to(given.stream, LARGEST_DOCUMENT, "a feed")
    feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    fault = feed.get("bozo_exception")
    if feed.get("bozo") and not isinstance(fault, feedparser.CharacterEncodingOverride):
        told = str(fault).splitlines()[0][:100] if str(fault) else "it is broken"
        if not feed.entries:
            raise Refused(f"a broken feed without items: {told}")
        report(
            Problem(
                given.name, None, f"a broken feed ({told}); its items that can be read are", False
            )
        )
    if not feed.entries:
        raise Refused("a feed without items")
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        yield from _article_of_entry(entry, number, outlet, given, report)


def _article_of_entry(
    entry: Any, number: int, outlet: str | None, given: Given, report: Tell
) -> Iterator[Article]:
    part = f"item {number}"
    if fault := _is_cut(entry):
        report(Problem(f"{given.name}, {part}", None, fault))
        return
    title = plain_of(entry.get("title") or "")
    bodies = [plain_of(one.get("value") or "") for one in entry.get("content", ())]
    bodies.append(plain_of(entry.get("summary") or ""))
    text = max(bodies, key=len).strip() or title
    source = entry.get("source") or {}
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    known, wrong = known_of(
        {
            "title": title,
            "url": entry.get("link"),
            "date": time.strftime("%Y-%m-%d", when) if when else entry.get("published"),
            "outlet": entry.get("publisher") or source.get("title") or outlet,
        }
    )
    for reason in wrong:
        report(Problem(f"{given.name}, {part}", None, reason, skipped=False))
    article = article_of(text, {**given.known, **known}, given.name, None, report, part=part)
    if article:
        yield article


def _is_cut(entry: Any) -> str | None:
    """Say that an item ended before it told anything; None for a whole one."""
    told = entry.get("title") or entry.get("summary") or entry.get("content")
    return None if told else "an item without a title or a text"


def read_site_map(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the headlines of a site map of news.

    Raises
    ------
    Refused
        For a site map that lists addresses only.
    """
    from lxml import etree

    raw = read_up_to(given.stream, LARGEST_DOCUMENT, "a site map")
    parser = etree.iterparse(
        io.BytesIO(raw), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    number = listed = 0
    for _, node in parser:
        if not isinstance(node.tag, str) or etree.QName(node).localname not in ("url", "sitemap"):
            continue
        listed += 1
        found = {etree.QName(one).localname: one for one in node.iter() if isinstance(one.tag, str)}
        title = _words(found.get("title"))
        if title:
            number += 1
            known, _ = known_of(
                {
                    "title": title,
                    "url": _words(found.get("loc")),
                    "date": _words(found.get("publication_date")) or _words(found.get("lastmod")),
                    "outlet": _words(found.get("name")),
                }
            )
            part = f"item {number}"
            article = article_of(title, known, given.name, None, report, part=part)
            if article:
                yield article
        node.clear()
    if not number:
        raise Refused(
            f"a site map of {listed:,} addresses without titles, which holds no text: "
            "fetch the pages and name their folder"
        )


def _words(node: Any) -> str | None:
    return " ".join("".join(node.itertext()).split()) or None if node is not None else None
