"""Opening a store that a command asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Store


def opened(path: Path, *, locked: bool = False) -> Store:
    """Open a store for reading; one of an older release is brought to the form of this one first,
    with a message."""
    from graph.store import OlderStore, Store

    try:
        return Store(path, read_only=True, locked=locked)
    except OlderStore:
        Store(path).close()
        return Store(path, read_only=True, locked=locked)


def opened_to_change(path: Path) -> Store:
    """Open a store that is there, for correcting it; where none is, none is made."""
    from graph.store import Store

    if not path.exists():
        return opened(path)  # which says what to do
    return Store(path)
