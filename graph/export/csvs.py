"""Events as CSV that a spreadsheet shows and does not obey: text that would be a formula is written
with a quote before it."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graph.export.core import MORE, TOLD, ToldEvent, flat, of_record, rows_of
from graph.window import Window

if TYPE_CHECKING:
    from graph.store import Store

COLUMNS = (*TOLD, *MORE)
_OBEYED = frozenset("=+-@\t\r\n'")
_FORMS_OF = str.maketrans({"−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-"})


def is_obeyed(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula: by its first sign, in any of the
    forms that Unicode has of it, white space and unseen characters before it or not.

    Examples
    --------
    >>> [is_obeyed(text) for text in ("=1+1", "＝1+1", " ﹢1", "−1", "Turkey", "")]
    [True, True, True, True, False, False]
    """
    if text[:1] in _OBEYED:
        return True
    seen = "".join(c for c in text[:64] if unicodedata.category(c) not in ("Cf", "Cc")).lstrip()
    first = unicodedata.normalize("NFKC", seen[:1]).translate(_FORMS_OF)[:1]
    return first in _OBEYED and first != ""


def as_text(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> as_text('=HYPERLINK("x")'), as_text(-9.0), as_text("'quoted'")
    ('\\'=HYPERLINK("x")', '-9.0', "''quoted'")
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return "'" + text if is_obeyed(text) else text


def of_text(cell: str) -> str:
    """Return what :func:`as_text` was given."""
    return cell[1:] if cell.startswith("'") else cell


def write_csv(store: Store, file: TextIO, window: Window | None) -> None:
    """Write one row an event, with the best sentence and where it was printed."""
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for row in rows_of(store, window):
        record = flat(row)
        writer.writerow([as_text(record[name]) for name in COLUMNS])


def read_csv(path: Path) -> list[ToldEvent]:
    """Return the events of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            of_record({key: of_text(cell) for key, cell in record.items()})
            for record in csv.DictReader(file)
        ]
