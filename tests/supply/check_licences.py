"""Whether all that the package installs is under a licence of the list beside this file.

Run it with the Python of the environment to look at: ``python tests/supply/check_licences.py``
(``make audit`` does). It looks at ``realpolitik`` and all that it needs, at any depth; other tools
in the environment are passed over. It ends with exit code 1 and names each package whose licence is
not in ``allowed_licences.csv``: read that licence, then add a row, or do without the package.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ALLOWED = Path(__file__).with_name("allowed_licences.csv")
_LONGEST_NAME = 60


def needed_by(name: str) -> dict[str, Distribution]:
    """Return a package and all that it needs, by name, as far as it is installed."""
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    while waiting:
        one, extras = waiting.pop()
        key = re.sub(r"[-_.]+", "-", one).lower()
        if key in found:
            continue
        try:
            found[key] = distribution(one)
        except PackageNotFoundError:
            continue
        for text in found[key].requires or ():
            wanted = Requirement(text)
            marker = wanted.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *extras)):
                waiting.append((wanted.name, frozenset(wanted.extras)))
    return found


def licences_of(package: Distribution) -> list[list[str]]:
    """Return the licences of a package: all of the outer list hold, one of each inner suffices.

    The expression goes before the classifiers, these before the free text, which may be a whole
    licence.
    """
    told = package.metadata
    expression = told.get("License-Expression")
    if expression:
        return _parted(expression)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License :: ")
    ]
    if classifiers:
        return [classifiers]
    first = (told.get("License") or "unknown").strip().partition("\n")[0]
    return _parted(first[:_LONGEST_NAME].strip())


def _parted(expression: str) -> list[list[str]]:
    bare = expression.replace("(", " ").replace(")", " ")
    return [[one.strip() for one in part.split(" OR ")] for part in bare.split(" AND ")]


def refused(allowed: frozenset[str]) -> Iterator[str]:
    """Yield a line for each package that is not under an allowed licence."""
    for name, package in sorted(needed_by("realpolitik").items()):
        for choices in licences_of(package):
            if not allowed.intersection(choices):
                yield f"{name} {package.version}: {' or '.join(choices)}"


def main() -> int:
    """Print what is not allowed, or how many packages are."""
    with ALLOWED.open(encoding="utf-8") as rows:
        allowed = frozenset(row["licence"] for row in csv.DictReader(rows))
    wrong = list(refused(allowed))
    for line in wrong:
        print(f"licence not in {ALLOWED.name}: {line}")  # noqa: T201
    if not wrong:
        print(f"{len(needed_by('realpolitik'))} packages, all under allowed licences")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
