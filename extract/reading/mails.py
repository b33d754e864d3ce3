"""Mails and mailboxes: the text of each, its subject as the title, its day, its sender as the
outlet."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO, cast

from extract.models import Article
from extract.reading.article_of import article_of
from extract.reading.decoding import mend
from extract.reading.fragments import plain_of
from extract.reading.given import Given
from extract.reading.limits import LARGEST_TEXT, TooLarge, read_up_to
from extract.reading.problems import Problem, Tell


def read_mail(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the article of a mail."""
    raw = read_up_to(given.stream, LARGEST_TEXT, "one mail")
    article = _article_of(raw, given, report, None)
    if article:
        yield article


def read_mailbox(given: Given, report: Tell) -> Iterator[Article]:
    """Yield the articles of the mails of a mailbox."""
    for number, raw in enumerate(_mails_of(given.stream), start=1):
        part = f"mail {number}"
        if len(raw) > LARGEST_TEXT:
            reason = str(TooLarge(LARGEST_TEXT, "one mail"))
            report(Problem(f"{given.name}, {part}", None, reason))
            continue
        article = _article_of(raw, given, report, part)
        if article:
            yield article


def _mails_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the mails of a mailbox; one begins at ``From `` after an empty line."""
    lines: list[bytes] = []
    size = 0
    after_empty = True
    begun = False
    for line in stream:
        if after_empty and line.startswith(b"From "):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif size <= LARGEST_TEXT:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        after_empty = not line.strip()
    if begun:
        yield b"".join(lines)


def _article_of(raw: bytes, given: Given, report: Tell, part: str | None) -> Article | None:
    where = given.name if part is None else f"{given.name}, {part}"
    mail = message_from_bytes(raw, policy=policy.default)
    try:
        text = _text_of(mail)
    except (LookupError, ValueError, KeyError, AttributeError, TypeError) as error:
        report(Problem(where, None, f"a broken mail: {str(error)[:100]}"))
        return None
    return article_of(text, {**given.known, **_known_of(mail)}, given.name, None, report, part=part)


def _text_of(mail: EmailMessage) -> str:
    """Return what a mail says: its plain text, else its page."""
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        if body is None:
            continue
        text = mend(str(cast(EmailMessage, body).get_content()).replace("\r\n", "\n"))
        text = plain_of(text) if kind == "html" else text
        if text.strip():
            return text
    return ""


def _known_of(mail: EmailMessage) -> dict[str, str]:
    known: dict[str, str] = {}
    for key, name in (("title", "Subject"), ("outlet", "From"), ("date", "Date")):
        try:
            value = mend(" ".join(str(mail[name] or "").split()))
            if key == "outlet":
                value = parseaddr(value)[0]
            elif key == "date" and value:
                value = parsedate_to_datetime(value).date().isoformat()
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):
            continue
        if value and len(value) <= 1000:
            known[key] = value
    return known
