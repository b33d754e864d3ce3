"""What newspapers, posts and wikis leave between their sentences: links, signatures, credits,
bylines, markup.

Each rule is bounded in length, so that a text of one endless line costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.reading.edits import Edit, blank

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})"
_GAP = r"[^\S\n]{0,3}"
_LINK = re.compile(
    r"(?:https?://|ftp://|www\.[^\W_]|pic\.twitter\.com/|(?<![\w.])(?:t\.co|bit\.ly|youtu\.be"
    r"|goo\.gl)/)[^\s<>\"]{0,2000}",
    re.IGNORECASE,
)
_TRAIL = ".,;:!?)]}'\""
_AGENCIES = r"(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|Anadolu)"
_PICTURE = (
    r"(?:[Pp]hoto(?:graph)?|PHOTO|[Ii]mage|IMAGE|[Pp]icture|[Vv]ideo|[Cc]redit|[Gg]raphic"
    r"|[Ss]creengrab)s?"
    r"(?: (?:credit|courtesy|by|via|from|of)\b[^()\[\]\n]{0,80}|\s?[:/|][^()\[\]\n]{0,100}|)"
)
_CLOCK = r"(?:\d{1,2}:\d\d [AaPp]\.?[Mm]\.?,? ?[·-]? ?)?"

# kind, pattern: the whole match goes.
_INLINE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.MULTILINE))
    for kind, pattern in (
        # No sentence holds a word of thousands of signs; files in letters and broken encodings do.
        ("data", r"\S{2001,}"),
        (
            "post",
            rf"(?:[-–—&]{_GAP})?[^\n()@]{{1,60}}\(@\w{{1,30}}\){_GAP}(?:on |·"
            rf"|,)?{_GAP}{_CLOCK}{_DAY}",
        ),
        ("handle", r"\((?:on )?@\w{1,30}\)"),
        (
            "handle",
            r"^[^\S\n]{0,9}(?:RT |via )?[@#]\w{1,60}:?"
            r"(?:[^\S\n]{1,9}[@#]\w{1,60}){0,30}[^\S\n]{0,9}$",
        ),
        ("handle", r"^[^\S\n]{0,9}RT @\w{1,30}:"),
        ("mail", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
        ("credit", rf"[(\[](?:AP |AFP |EPA |Reuters |Getty |File |file )?{_PICTURE}[)\]]"),
        ("credit", rf"\((?:[A-Z][\w.'-]{{0,20}} ){{0,3}}[A-Z][\w.'-]{{0,20}}/{_AGENCIES}\)"),
        (
            "credit",
            r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^"
            r"()\n]{2,300}\)",
        ),
        ("markup", r"(?i:<ref\b[^<>]{0,200}(?:/>|>[^<>]{0,1000}</ref>))"),
        ("markup", r"<!--[^<>]{0,2000}-->"),
        ("markup", r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>\n]{0,500})?/?>"),
        ("markup", r"(?i:\[\[(?:File|Image|Category|Media):[^\[\]\n]{0,500}\]\])"),
        ("markup", r"\{\{[^{}]{0,1000}\}\}"),
        ("markup", r"!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,1000}\))?"),
        (
            "markup",
            r"(?i:\[(?:edit|sic|\d{1,3}|citation needed|note \d{1,2}|\.\.\.|…|inaudible"
            r"|laughter|applause)\])",
        ),
        ("markup", r"^[^\S\n]{0,3}(?:#{1,6}|>+|={2,6})(?=\s|\w)|={2,6}(?=[^\S\n]{0,9}$)"),
        ("markup", r"'{2,3}|\*\*|(?<=\s)__(?=\w)|(?<=\w)__(?=\s)"),
    )
)
_PIPED = re.compile(r"\[\[([^\[\]|\n]{1,200})\|([^\[\]|\n]{1,200})\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,300})\](\([^()\s]{1,1000}(?: \"[^\"\n]{0,200}\")?\))")
_ENTITIES = {
    "amp": "&", "nbsp": " ", "quot": '"', "apos": "'", "lt": " ", "gt": " ", "lsquo": "'",
    "rsquo": "'", "ldquo": '"', "rdquo": '"', "ndash": "–", "mdash": "—", "hellip": "…",
}  # fmt: skip
_ENTITY = re.compile(rf"&(?:({'|'.join(_ENTITIES)})|#(\d{{2,5}}));")
_CODES = {
    34: '"',
    38: "&",
    39: "'",
    160: " ",
    8211: "–",
    8212: "—",
    8216: "'",
    8217: "'",
    8220: '"',
    8221: '"',
    8230: "…",
}
_BRACKETED_LETTER = re.compile(r"(?<!\w)\[([A-Za-z])\](?=[a-z])")

_NAME_WORD = r"[A-Z][\w.'-]{0,30}"
_ADVERTISEMENTS = (
    r"advertisement|advertising|sponsored content|promoted|loading\W*|print|e-?mail|share|tweet"
    r"|comments?(?: \(\d+\))?",
    r"(?:story|article) continues (?:below|after).{0,40}|continue reading.{0,60}",
    r"read (?:also|more|next)\b.{0,180}|also read\b.{0,180}|see also\s?:.{0,180}",
    r"(?:more|related)(?: stories| articles| coverage| news| on this story)?\s?:.{0,180}"
    r"|related (?:stories|articles|topics)",
    r"recommended\b.{0,40}|watch\s?:.{0,180}|listen\s?:.{0,180}|view (?:image|picture"
    r"|gallery).{0,60}",
    r"sign up (?:for|to)\b.{0,180}|subscribe\b.{0,180}|click here.{0,120}|download (?:our"
    r"|the) app.{0,80}",
    r"follow (?:us|him|her|\w+ \w+) on (?:twitter|facebook|x|instagram|telegram).{0,140}|share "
    r"(?:this|on|via)\b.{0,80}",
    r"this (?:article|story) (?:was|has been|first|originally).{0,150}",
    r"(?:last )?updated?\s?:? .{0,12}\d.{0,40}|published\s?:? .{0,12}\d.{0,40}",
)
_CREDITED = (
    r"file photo|file image|photo|photos|photograph|image|images|picture|pictured|video|graphic"
    r"|screengrab|photo credit"
    r"|image credit|credit|courtesy|getty images|ap photo"
)

# kind, length, pattern: a line of at most that length that is all of it goes as a whole; longer
# lines are prose.
_LINE: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, longest, re.compile(pattern))
    for kind, longest, pattern in (
        (
            "byline", 120,
            rf"(?:By|BY|Written by|Reported by|Story by) (?!the\b){_NAME_WORD}"
            rf"(?: (?:{_NAME_WORD}|and|de|van|von|al|bin|el|of|for|in|&),?){{0,12}}(?:["
            rf"|,] ?[^.\n]{{0,60}})?",
        ),
        ("byline", 300, r"(?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled"
                        r"|Edited) by [A-Z].{0,280}"),
        ("advertisement", 200, rf"(?i:(?:{'|'.join(_ADVERTISEMENTS)})[.!]?)"),
        ("copyright", 250, r"(?i:(?:©|\(c\)|copyright\b).{0,240}|all rights reserved\W*)"),
        ("copyright", 250, r".{0,40}\b(?:AP|AFP|Reuters|Associated Press) (?:contributed"
                           r"|writer)\b.{0,120}"),
        ("credit", 250, rf"(?i:\(?(?:{_CREDITED})(?:\s?[:/|].{{0,240}}|s? (?:by|via"
                        rf"|courtesy)\b.{{0,200}}|\.?)\)?)"),
        ("credit", 120, rf".{{0,60}}(?:/| via ){_AGENCIES}(?: via [A-Z].{{0,30}})?"),
        ("caption", 450, r".{1,400}[.;)\]\s](?:Image|Photo|Picture|Photo credit|File photo"
                         r"|Credit|Source)s?: [^.\n:]{2,60}\.?"),
        ("caption", 320, r".{1,300}[;.(,] ?(?:from )?file(?: photo)?(?:, \d{4})?\W{0,2}"),
        ("caption", 320, r".{1,300}\((?:file|archive)(?: photo)?\)\.?"),
    )
)  # fmt: skip
_RULE = re.compile(r"[\W_]+")


def inline_junk(text: str) -> Iterator[Edit]:
    """Find what stands inside lines; an edit of kind ``""`` only respells."""
    for found in _LINK.finditer(text):
        end = found.start() + len(found[0].rstrip(_TRAIL))
        yield blank(found.start(), end, "link")
    for kind, pattern in _INLINE:
        for found in pattern.finditer(text):
            start = found.start()
            if kind == "post":
                start = _start_of_signature(found)
            yield blank(start, found.end(), kind)
    for found in _PIPED.finditer(text):
        yield blank(found.start(), found.start(2), "markup")
        yield blank(found.end(2), found.end(), "markup")
    for found in _MARKDOWN_LINK.finditer(text):
        yield blank(found.start(2), found.end(), "link")
    for found in _ENTITY.finditer(text):
        sign = _ENTITIES[found[1]] if found[1] else _CODES.get(int(found[2]), " ")
        yield Edit(found.start(), found.end(), sign.rjust(len(found[0])), "")
    for found in _BRACKETED_LETTER.finditer(text):
        yield Edit(found.start(), found.end(), "  " + found[1], "")
    for at in re.finditer(r"[\[\]{}]", text):
        yield Edit(at.start(), at.end(), " ", "")


def _start_of_signature(found: re.Match[str]) -> int:
    """Return where a post's signature begins: at its last dash, else at its last sentence end, else
    where it was found."""
    head = found[0][: found[0].rfind("(@")]
    for mark in ("—", "–", " - ", ". ", "! ", "? ", '" '):
        at = head.rfind(mark)
        if at >= 0:
            return found.start() + at + (0 if mark in "—–" else len(mark) - 1)
    return found.start()


def line_junk(text: str) -> Iterator[Edit]:
    """Find lines that are no prose at all."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start <= 2000:
            line = text[start:end]
            kind = _kind_of(line.strip())
            if kind:
                left = len(line) - len(line.lstrip())
                yield blank(start + left, start + len(line.rstrip()), kind)
        start = end + 1


def _kind_of(line: str) -> str | None:
    if not line:
        return None
    for kind, longest, pattern in _LINE:
        if len(line) <= longest and pattern.fullmatch(line):
            return kind
    return "rule" if _RULE.fullmatch(line) else None
