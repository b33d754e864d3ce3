"""Imports spaCy without its command line, which ``import spacy`` brings in and nothing here needs.

The command line's modules (typer, weasel, httpx, requests ...) take a quarter of the time and of
the memory that spaCy takes to start.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def import_spacy() -> Any:
    """Return spaCy; where it is imported already, as it is.

    ``spacy.info()`` and ``import spacy.cli`` work as ever: the command line is then imported.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_ins = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": ModuleType("info")}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    vars(spacy).pop("cli", None)
    return spacy


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
