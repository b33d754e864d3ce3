"""Names in a form that spellings share: case, accents, apostrophes, hyphens, Arabic articles.

Two spellings that come out the same here are the same name; nothing else is ever merged because it
looks alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.lexicon import word_set

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "ß": "ss",
        "ə": "e",
        "Ə": "E",
    }
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_]\.[^\W\d_]\b")
_ARTICLE = re.compile(
    r"(?<![\w'])(?:el|ul|ash|as|ad|ar|at|an|az|es|er|ed)-(?=[^\W\d_]{2,})", re.IGNORECASE
)
_INNER = re.compile(r"(?<=[^\W_]{2})'(?!s\b)(?=[^\W_])", re.IGNORECASE)
_PIECE = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text without accents and with plain quotes and dashes; its case stays.

    Examples
    --------
    >>> plain("Élysée"), plain("Erdoğan’s")
    ('Elysee', "Erdogan's")
    """
    text = text.translate(_PLAIN)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """Cut a name into the pieces that two spellings of it share.

    Examples
    --------
    >>> pieces("U.S. Navy"), pieces("el-Sharaa") == pieces("Al Sharaa"), pieces("Qa'ida")
    (('us', 'navy'), True, ('qaida',))
    >>> pieces("People’s Liberation Army")
    ('people', 's', 'liberation', 'army')
    >>> pieces("OPEC+")
    ('opec', 'plus')
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return tuple(text.lower().split())
    text = plain(text).replace("&", " and ").replace("+", " plus ")
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _INNER.sub("", _ARTICLE.sub("al-", text)).casefold()
    return tuple(_PIECE.findall(text))


def key(text: str) -> str:
    """Return one string for a name's pieces, without a leading article *the*.

    Examples
    --------
    >>> key("The Élysée"), key("Ahmed al-Sharaa") == key("Ahmed Al Sharaa")
    ('elysee', True)
    """
    cut = pieces(text)
    return " ".join(cut[1:] if len(cut) > 1 and cut[0] in ("the", "a", "an") else cut)


def slug(text: str) -> str:
    """Return a stable id for a name that no list knows.

    Examples
    --------
    >>> slug("Ahmed al-Sharaa"), slug("Foro de São Paulo")
    ('ahmed-al-sharaa', 'foro-de-sao-paulo')
    """
    return key(text).replace(" ", "-") or "unnamed"


def is_acronym(text: str) -> bool:
    """Say whether a name is written as an acronym: at most seven capitals, dots and digits allowed.

    Examples
    --------
    >>> is_acronym("U.S."), is_acronym("PKK"), is_acronym("Iran")
    (True, True, False)
    """
    bare = text.replace(".", "").replace("-", "").replace(" ", "")
    return 1 < len(bare) <= 7 and bare.isupper() and bare.isalnum() and not bare.isdigit()


def surname(name: str) -> str:
    """Return the key of a person's family name, with its particle; it stands first in Chinese and
    Korean names.

    Examples
    --------
    >>> surname("Hakan Fidan"), surname("Bashar al-Assad")
    ('fidan', 'al assad')
    >>> surname("Ursula von der Leyen"), surname("Joe Biden Jr.")
    ('von der leyen', 'biden')
    >>> surname("Lee Myung-bak"), surname("Xi Jinping")
    ('lee', 'xi')
    """
    cut = [piece for piece in pieces(name) if piece not in word_set("name_suffixes")] or list(
        pieces(name)
    )
    if len(cut) > 1 and cut[0] in word_set("family_names_first"):
        return cut[0]
    last = len(cut) - 1
    while last > 1 and cut[last - 1] in word_set("family_name_particles"):
        last -= 1
    return " ".join(cut[last:])
