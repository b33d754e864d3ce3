"""What surrounds an event: its status, who says so, when and where.

Each of :func:`status_of`, :func:`attributions_of`, :func:`date_of` and :func:`place_of` takes a
parsed document and one of its coded events, reads the stages before, and returns plain values. The
component ``realpolitik_context`` writes them all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.context.attribution import attributions_of
    from extract.context.place import place_of
    from extract.context.status import status_of
    from extract.context.time import date_of

_HOMES = {
    "attributions_of": "extract.context.attribution",
    "date_of": "extract.context.time",
    "place_of": "extract.context.place",
    "status_of": "extract.context.status",
}
__all__ = ["attributions_of", "date_of", "place_of", "register", "status_of"]


def register() -> None:
    """Make the component known to spaCy; calling it again changes nothing."""
    import_module("extract.context.context_component")


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extract.context' has no attribute {name!r}")
