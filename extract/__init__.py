"""realpolitik's reader: news articles to actor - action - target triples.

The public surface is what ``__all__`` lists; everything is loaded on first use, so that ``import
extract`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.articles import read_articles
    from extract.errors import RealpolitikError
    from extract.extractor import Extractor
    from extract.models import (
        Action,
        Actor,
        Article,
        Attribution,
        CodedAction,
        DateRange,
        Mention,
        Place,
        Sentence,
        Triple,
    )

__version__ = "0.2.0"

_HOMES = {
    "Action": "extract.models",
    "Actor": "extract.models",
    "Article": "extract.models",
    "Attribution": "extract.models",
    "CodedAction": "extract.models",
    "DateRange": "extract.models",
    "Extractor": "extract.extractor",
    "Mention": "extract.models",
    "Place": "extract.models",
    "RealpolitikError": "extract.errors",
    "Sentence": "extract.models",
    "Triple": "extract.models",
    "read_articles": "extract.articles",
}

__all__ = [
    "Action",
    "Actor",
    "Article",
    "Attribution",
    "CodedAction",
    "DateRange",
    "Extractor",
    "Mention",
    "Place",
    "RealpolitikError",
    "Sentence",
    "Triple",
    "__version__",
    "read_articles",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
