"""Sets of words that rules ask for by name: ``data/words/``, one row a word.

``data/words/sets.csv`` says what the words of a set have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from extract.errors import DataError
from extract.lexicon.list_schema import load_schema
from extract.lexicon.reading import names, rows


def word_set(name: str) -> frozenset[str]:
    """Return the words of a set.

    Raises
    ------
    DataError
        If there is no such set.

    Examples
    --------
    >>> "senior" in word_set("loose_modifiers"), "Lt." in word_set("abbreviations")
    (True, True)
    """
    try:
        return _word_sets()[name]
    except KeyError:
        raise DataError(
            f"no set of words is called {name!r}; extract/lexicon/data/words/sets.csv names them"
        ) from None


def set_files() -> tuple[str, ...]:
    """Return the names of the lists that hold sets of words."""
    schema = load_schema()
    return tuple(name for name in names("words") if schema[name].key == ("set", "word"))


@cache
def _word_sets() -> Mapping[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for name in set_files():
        for row in rows(name):
            found.setdefault(row["set"], []).append(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def find_word(word: str) -> Iterator[tuple[str, str]]:
    """Yield where a word or a name stands: the file, and what its row is.

    Examples
    --------
    >>> sorted(name for name, _what in find_word("Kremlin"))
    ['actors/metonyms', 'words/speech_words']
    """
    meanings = {row["set"]: row["meaning"] for row in rows("words/sets")}
    wanted, sets = word.casefold(), set_files()
    for name, schema in load_schema().items():
        for row in rows(name):
            cells = {value.casefold() for cell in row.values() for value in cell.split("|")}
            if wanted not in cells:
                continue
            if name in sets:
                yield name, f"{row['set']}: {meanings.get(row['set'], '')}"
            else:
                yield name, f"{row[schema.key[0]]}: {schema.about}"
