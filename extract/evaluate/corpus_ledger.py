"""The record of scores on the test split: one run a day, so that nobody tunes on it."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path

from extract.errors import DataError
from extract.user_files import read_text

LEDGER = "test-scores.tsv"
_HEAD = "date\tcommit\tfigures\n"


def score_on_test(folder: Path, measure: Callable[[], str]) -> str:
    """Measure on the test split and write the figures into the folder's record.

    Parameters
    ----------
    folder
        Where the record (``test-scores.tsv``) is kept: beside the gold.
    measure
        Returns the figures in one line; it is not called if today's run is made already.

    Returns
    -------
    str
        The figures.

    Raises
    ------
    DataError
        If another state of the project was scored today, or this one gave other figures.
    """
    path = folder / LEDGER
    today, commit = dt.date.today().isoformat(), _commit(folder)
    rows = read_text(path, "the record of scores").splitlines()[1:] if path.exists() else []
    of_today = [[*row.split("\t"), "", ""] for row in rows if row.startswith(today)]
    if any(row[1] != commit for row in of_today):
        raise DataError(
            f"the test split was scored today, at commit {of_today[0][1][:12]}: it is read once"
            f" a day; "
            "measure on --split dev, or come back tomorrow"
        )
    figures = measure()
    if any(row[2] != figures for row in of_today):
        raise DataError(
            "the test split was scored today at this very commit, with other figures: the files "
            "have changed since; it is read once a day"
        )
    if not of_today:
        with path.open("a", encoding="utf-8") as record:
            record.write(("" if rows else _HEAD) + f"{today}\t{commit}\t{figures}\n")
    return figures


def _commit(folder: Path) -> str:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise DataError(
            f"{folder} is in no git repository: scores on the test split are recorded by commit"
        ) from error
    return done.stdout.strip()
