"""Countries, capitals and peoples that are never missed, and the kind of place that a name is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.lexicon import Row, rows, values, word_set

Span = tuple[int, int, str]


class Listed(NamedTuple):
    """A name that is never missed: its kind as the analyser tells them, and whether it is a
    country's."""

    name: str
    kind: str
    country: bool = False


class World:
    """Looks up the listed states, places, cities and peoples in the words of a document."""

    def __init__(self) -> None:
        self._names: dict[str, dict[tuple[str, ...], str]] = {}
        self._countries: set[tuple[str, ...]] = set()
        for listed in listed_names():
            self.add(listed.name, listed.kind, listed.country)

    def add(self, name: str, kind: str, country: bool = False) -> None:
        """Add one name; hyphens stand as words of their own, as the tokenizer leaves them."""
        name = name.removeprefix("the ").removeprefix("The ")
        parts = tuple(name.replace("-", " - ").replace("'s", " 's").replace(",", " ,").split())
        lower = tuple(p.lower() for p in parts)
        self._names.setdefault(lower[0], {}).setdefault(lower, kind)
        if country:
            self._countries.add(lower)

    def is_country(self, words: Sequence[str]) -> bool:
        """Whether the words are the name of a country."""
        return tuple(w.lower() for w in words) in self._countries

    def kind(self, words: Sequence[str]) -> str:
        """Kind of a whole name, or an empty string."""
        lower = [w.lower() for w in words]
        if lower and lower[0] == "the":
            lower = lower[1:]
        return self._names.get(lower[0], {}).get(tuple(lower), "") if lower else ""

    def find(self, words: Sequence[str], proper: Sequence[bool]) -> list[Span]:
        """All names of the list, longest first, left to right.

        Parameters
        ----------
        words
            The words of a document.
        proper
            Whether the analyser takes each word for a name or an adjective; a lower-case word that
            is also common English needs it.
        """
        found, i = [], 0
        while i < len(words):
            end, kind = self._match(words, i)
            if end and self._is_name(words, i, end, kind, proper):
                found.append((i, end, kind))
                i = end
            else:
                i += 1
        return found

    def _match(self, words: Sequence[str], i: int) -> tuple[int, str]:
        names = self._names.get(words[i].lower())
        if not names:
            return 0, ""
        for size in range(min(6, len(words) - i), 0, -1):
            kind = names.get(tuple(w.lower() for w in words[i : i + size]))
            if kind:
                return i + size, kind
        return 0, ""

    @staticmethod
    def _is_name(
        words: Sequence[str], start: int, end: int, kind: str, proper: Sequence[bool]
    ) -> bool:
        word = words[start]
        if word in word_set("acronyms_of_countries") or not word[0].isalpha():
            return True
        if word.lower() in word_set("acronyms_of_countries_as_words"):
            return False
        if word[0].isupper():
            return (
                word.lower() not in word_set("names_that_are_words")
                or end - start > 1
                or proper[start]
            )
        return (word.lower() not in word_set("names_that_are_words") and (len(word) > 3)) or (
            proper[start] and len(word) > 3
        )


def listed_names() -> Iterator[Listed]:
    """Yield the names of the lists of peoples, states and places; the first kind of a name
    counts."""
    states, regions = rows("actors/states"), rows("places/regions")
    for row in rows("actors/peoples"):
        yield from (Listed(name, "NORP") for name in _names_of(row))
    for word in sorted(word_set("party_members") | word_set("adherents")):
        yield Listed(word, "NORP")
    for row in (*states, *regions):
        yield from (Listed(name, "NORP") for name in values(row["demonyms"]))
    for row in regions:
        yield from (Listed(name, row["kind"]) for name in _names_of(row))
    yield from (Listed(row["name"], "GPE") for row in rows("places/world_cities"))
    for row in states:
        yield from (Listed(name, "GPE", country=True) for name in _names_of(row))
        yield from (Listed(name, "GPE") for name in values(row["capital"]))


def _names_of(row: Row) -> tuple[str, ...]:
    return (row["name"], *values(row["aliases"]))


def place_kind(words: Sequence[str], guess: str, world: World) -> str:
    """GPE, LOC or FAC of a place that the network found; the list and the name's own words decide
    before it."""
    known = world.kind(words)
    if known in ("GPE", "LOC"):
        return known
    ends = {words[-1].lower(), words[0].lower()}
    if ends & word_set("natural_places"):
        return "LOC"
    if len(words) > 1 and words[-1].lower() in word_set("sites"):
        return "FAC"
    return guess


def add_known(
    spans: list[Span], words: Sequence[str], proper: Sequence[bool], world: World
) -> list[Span]:
    """Bring the network's spans and the list together.

    Names of the list that lie in no span are added. A span that is such a name takes its kind,
    except that a city may be a club and a country a person's name ("Georgia Meloni", "Jordan"); a
    people's name inside a longer span stays part of it ("Turkish Airlines").
    """
    spans = _apart(
        _trim(words, span) for span in spans if not _is_address(words[span[0] : span[1]])
    )
    known = world.find(words, proper)
    kinds = {(s, e): kind for s, e, kind in known}
    taken = {i for s, e, _ in spans for i in range(s, e)}
    result = [(s, e, k) for s, e, k in known if not taken.intersection(range(s, e))]
    for start, end, kind in spans:
        listed = kinds.get((start, end), kind)
        result.append((start, end, _kind_of_span(words[start:end], kind, listed, world)))
    return sorted(result)


def _kind_of_span(words: Sequence[str], kind: str, listed: str, world: World) -> str:
    """Choose between the network's kind of a name and the list's."""
    if kind in ("GPE", "LOC", "FAC"):
        return place_kind(words, kind, world)
    sure = kind in ("NORP", "EVENT") or (kind == "ORG" and world.is_country(words))
    return listed if sure else kind


def _is_address(words: Sequence[str]) -> bool:
    """Whether a span is an e-mail address or a web address, and so no name."""
    return len(words) == 1 and (
        "." in words[0][1:-1]
        and ("@" in words[0][1:] or words[0].lower().startswith(("www.", "http")))
    )


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Leave out what a company's name took in with its legal form: "LLP", read as a name too."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _trim(words: Sequence[str], span: Span) -> Span:
    """A company with its legal form; a place without lower-case words around it ("northern Syria",
    "US government")."""
    start, end, kind = span
    if kind == "ORG":
        return start, _with_form(words, end), kind
    if kind == "GPE" and any(w[0].isupper() for w in words[start:end]):
        while words[start][0].islower() and words[start].lower() not in word_set("name_openers"):
            start += 1
        while words[end - 1][0].islower() and end - start > 1:
            end -= 1
    return start, end, kind


def _with_form(words: Sequence[str], end: int) -> int:
    """End of a company's name with the legal form that follows it: *Inc.*, *Ltd*."""
    after = end + 1 if end + 1 < len(words) and words[end] == "," else end
    return (
        after + 1
        if after < len(words) and words[after].rstrip(".").lower() in word_set("legal_forms")
        else end
    )
