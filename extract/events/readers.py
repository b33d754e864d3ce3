"""Which network and judge read a document: the small ones of this package, or the large ones of a
package of their own.

The large reader knows more and takes longer; it is installed beside this package
(``pip install ./large``) and asked for by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from types import MappingProxyType
from typing import NamedTuple

from extract.errors import DataError
from extract.events.judge import Judge, packaged_judge, read_judge
from extract.events.relations import RelationNetwork, packaged_relations

SMALL, LARGE = "small", "large"
PACKAGES: Mapping[str, str] = MappingProxyType({LARGE: "realpolitik_large"})
"""The package of each reader that does not ship with this one."""
READERS = (SMALL, *PACKAGES)


class Weights(NamedTuple):
    """What a reader knows: its network and its judge, or None where they have not been trained."""

    network: RelationNetwork | None
    judge: Judge | None


def checked(reader: str) -> str:
    """Return a reader's name if it is there.

    Raises
    ------
    DataError
        There is no reader of that name, or it is not installed.
    """
    if reader not in READERS:
        raise DataError(f"there is no reader {reader!r}; choose one of {', '.join(READERS)}.")
    if reader in PACKAGES and find_spec(PACKAGES[reader]) is None:
        raise DataError(
            f"the reader {reader!r} is not installed: run `pip install ./large` in a clone of the "
            f"project, or choose the reader {SMALL!r}."
        )
    return reader


@cache
def weights_of(reader: str) -> Weights:
    """Return the network and the judge of a reader.

    Raises
    ------
    DataError
        There is no reader of that name, or it is not installed.
    """
    if checked(reader) == SMALL:
        return Weights(packaged_relations(), packaged_judge())
    package = PACKAGES[reader]
    folder = files(package)
    with as_file(folder / "relations.npz") as path:
        network = RelationNetwork(path)
    judge = read_judge((folder / "judge.json").read_text(encoding="utf-8"), f"{package}/judge.json")
    return Weights(network, judge)
