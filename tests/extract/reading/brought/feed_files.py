"""Ten feeds, site maps and mails kept as files."""

from __future__ import annotations

import datetime as dt
import mailbox
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

from brought.stories import CHILE, GHANA, NORWAY, STORIES, Brought, Story, text_file

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MARKUP = ("<item", "<p>", "xmlns", "&lt;", "CDATA", "Read more")


def _when(story: Story) -> str:
    return format_datetime(dt.datetime.fromisoformat(story.day + "T10:00:00+00:00"))


def _html(story: Story) -> str:
    return "".join(f"<p>{part}</p>" for part in story.text.split("\n\n"))


def _item(story: Story, body: str) -> str:
    return (f"<item><title>{story.title}</title><link>{story.url}</link><guid isPermaLink='false'>{story.day}</guid>"
            f"<pubDate>{_when(story)}</pubDate>{body}</item>")  # fmt: skip


def _rss(items: str, title: str = "Wire") -> str:
    return (f"{HEAD}<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
            f"xmlns:media='http://search.yahoo.com/mrss/'><channel><title>{title}</title>"
            f"<link>https://x.example/</link><description>News</description>{items}</channel></rss>")  # fmt: skip


def _atom(body: str) -> str:
    entries = "".join(
        f"<entry><title type='html'>{s.title}</title><id>urn:{n}</id><link href='{s.url}'/><updated>{s.day}T10:00:00Z</updated>"
        f"<source><title>{s.outlet}</title></source>{body.format(text=escape(_html(s)), x=_html(s))}</entry>"
        for n, s in enumerate(STORIES))  # fmt: skip
    return f"{HEAD}<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><updated>2023-06-01T00:00:00Z</updated>{entries}</feed>"


def _rdf() -> str:
    items = "".join(
        f"<item rdf:about='{s.url}'><title>{s.title}</title><link>{s.url}</link><description>{escape(_html(s))}</description>"
        f"<dc:date>{s.day}T10:00:00+01:00</dc:date><dc:publisher>{s.outlet}</dc:publisher></item>" for s in STORIES)  # fmt: skip
    return (f"{HEAD}<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
            f"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://x.example/'><title>Wire</title></channel>{items}</rdf:RDF>")  # fmt: skip


def _sitemap() -> str:
    urls = "".join(
        f"<url><loc>{s.url}</loc><news:news><news:publication><news:name>{s.outlet}</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{s.day}T10:00:00Z</news:publication_date><news:title>{s.title}</news:title>"
        "</news:news></url>" for s in STORIES)  # fmt: skip
    return (f"{HEAD}<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
            f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{urls}</urlset>")  # fmt: skip


def _mail(story: Story, html: bool = False) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{story.outlet} <news@wire.example>", "me@home.example"
    mail["Subject"], mail["Date"] = story.title, _when(story)
    mail.set_content(story.text + "\n")
    if html:
        mail.add_alternative(f"<html><body>{_html(story)}</body></html>", subtype="html")
        mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    return mail


def _mbox(folder: Path) -> Path:
    box = mailbox.mbox(folder / "alerts.mbox")
    for story in STORIES:
        box.add(mailbox.mboxMessage(_mail(story, html=True)))
    box.close()
    return folder / "alerts.mbox"


_CDATA = "<description><![CDATA[{}]]></description>"
HEADLINES = tuple(s._replace(text=s.title) for s in STORIES)
URLS = ("title", "day", "url")
FILES = (
    Brought("rss, escaped", text_file("a.xml", _rss("".join(_item(s, f"<description>{escape(_html(s))}</description>") for s in STORIES))), checked=URLS, never=MARKUP),
    Brought("rss, cdata, named .txt", text_file("saved.txt", _rss("".join(_item(s, _CDATA.format(_html(s))) for s in STORIES))), checked=URLS, never=MARKUP),
    Brought("rss, whole text beside a teaser", text_file("c.rss", _rss("".join(_item(s, _CDATA.format("In short ... <a href='#'>Read more</a>")
        + f"<content:encoded><![CDATA[{_html(s)}]]></content:encoded>") for s in STORIES))), checked=URLS, never=(*MARKUP, "In short")),
    Brought("rss cut off", text_file("d.xml", _rss("".join(_item(s, _CDATA.format(_html(s))) for s in STORIES)).partition("<item><title>Chile")[0]),
        stories=(GHANA, NORWAY), checked=URLS, never=MARKUP),
    Brought("rss of headlines", text_file("e.xml", _rss("".join(_item(s, "") for s in STORIES))), stories=HEADLINES, checked=("day", "url"), never=MARKUP),
    Brought("atom, html", text_file("f.atom", _atom("<content type='html'>{text}</content>")), checked=URLS, never=MARKUP),
    Brought("atom, xhtml", text_file("g.xml", _atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{x}</div></content>")), checked=URLS, never=MARKUP),
    Brought("rss 1.0", text_file("h.rdf", _rdf()), checked=URLS, never=MARKUP),
    Brought("a site map of news", text_file("sitemap.xml", _sitemap()), stories=HEADLINES, checked=("day", "outlet", "url"), never=MARKUP),
    Brought("a mailbox", _mbox, never=("<p>", "PNG", "boundary", "Content-Type", "me@home")),
)  # fmt: skip
MAILS = (
    Brought("one mail", text_file("one.eml", bytes(_mail(CHILE))), stories=(CHILE,), never=("Subject", "home.example")),
)  # fmt: skip
