"""When two addresses are one, and which of two versions of an article is the newer."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

# What newsletters, networks and the papers themselves hang on an address to see where a reader
# came from; it names no other page.
_TAIL = re.compile(
    r"(?:utm_\w+|mc_[ce]id|ns_\w+|at_\w+|hsa_\w+|_hs\w+|pk_\w+|mtm_\w+|vero_\w+|oly_\w+|ga_\w+"
    r"|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|twclid|yclid|igshid|igsh|ttclid|li_fat_id"
    r"|cmpid|cmp|campaign_id|icid|ocid|ito|smid|smtyp|sref|ref|ref_src|ref_url|referrer|source"
    r"|partner|mbid|spm|xtor|rss|feedtype|feedname|traffic_source|amp|share|shared|sharetoken"
    r"|guccounter|guce_\w+|soc_src|soc_trk|__twitter_impression|cid|s_cid|wt\.\w+)",
    re.IGNORECASE,
)
_WORDS_FIRST = ("www.", "m.", "mobile.", "amp.")


def address_of(url: str | None) -> str | None:
    """Return what an address says of the page: without scheme, ``www.``, fragment and tracking
    tails; None for what names no page of its own, such as the front of a site.

    Examples
    --------
    >>> address_of("http://www.post.example/news/a1/?utm_source=rss&id=7#top")
    'post.example/news/a1?id=7'
    >>> address_of("https://post.example/") is None
    True
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    for word in _WORDS_FIRST:
        host = host.removeprefix(word)
    path = parts.path.rstrip("/")
    known = parse_qsl(parts.query, keep_blank_values=True)
    query = sorted(pair for pair in known if not _TAIL.fullmatch(pair[0]))
    if not host or not (path or query):
        return None
    return host + path + (f"?{urlencode(query)}" if query else "")


def forms_of(url: str) -> list[str]:
    """Return the ways in which the part of an address before its query may be written.

    Examples
    --------
    >>> forms_of("https://post.example/a?b=1")[:2]
    ['http://amp.post.example/a', 'http://amp.post.example/a/']
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    for word in _WORDS_FIRST:
        host = host.removeprefix(word)
    path = parts.path.rstrip("/")
    written = {
        f"{scheme}://{first}{host}{path}{end}"
        for scheme in ("http", "https")
        for first in ("", *_WORDS_FIRST)
        for end in ("", "/")
    }
    return sorted({*written, re.split(r"[?#]", url)[0]})


class Version(NamedTuple):
    """How new a text of an article is: the later sorts higher. ``day`` is that of publication,
    ``revision`` what the title says ("UPDATE 2-"), ``text`` the hash of the text."""

    day: str
    revision: int
    text: str
    id: str


_REVISED = re.compile(
    r"\s*(?:(?:UPDATE|WRAPUP)\s(?P<number>\d{1,2})|UPDATED?|CORRECT(?:ED|ION)|REFILE)\b"
)


def revision_of(title: str | None) -> int:
    """Return which revision a title says that it is, 0 where it says nothing.

    Examples
    --------
    >>> [revision_of(title) for title in ("UPDATE 2-Peru recalls", "CORRECTED-Peru", "Peru")]
    [2, 1, 0]
    """
    found = _REVISED.match(title or "")
    return int(found["number"] or 1) if found else 0
