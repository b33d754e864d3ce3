"""Who is drawn, how large and where, at each level that the page can show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.catalog import aliases_of, country_name, is_country
from extract.errors import QueryError
from graph.events import ActorNode, GraphEvent, Report
from graph.page.layout import place_actors
from graph.page.plain_words import flags
from graph.page.source import Drawable, actors_of
from graph.page.text import clean

MAX_ALIASES = 24
_LONGEST_NAME = 40  # characters of a sentence that may be a name
_BRACKETS = str.maketrans("", "", "[]")
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "us", "our")
)


@dataclass(frozen=True)
class Drawn:
    """One actor of the picture: its number, and where its mark stands."""

    number: int
    label: str
    size: float
    x: float
    y: float


@dataclass(frozen=True)
class Scene:
    """All actors as columns, and the drawn ones by level.

    Attributes
    ----------
    ids
        Id of every actor, by number; states that only a roll-up needs come last.
    columns
        Name, kind, country, sectors, aliases and ``up`` (the number at state level) by field.
    levels
        The drawn actors by level, the heaviest first.
    totals
        How many actors have events, by level.
    """

    ids: list[str]
    columns: dict[str, list[Any]]
    levels: dict[str, list[Drawn]]
    totals: dict[str, int]

    @property
    def number_of(self) -> dict[str, int]:
        """Number of every actor by id."""
        return {actor: number for number, actor in enumerate(self.ids)}


def compose(
    graph: Drawable, *, budget: int, seed: int, focus: str | None = None, levels: Sequence[str]
) -> Scene:
    """Return who is drawn and where.

    Parameters
    ----------
    graph
        The graph of a question.
    budget
        The most actors to draw at a level; the heaviest are.
    seed
        Seed of the layout.
    focus
        An actor that is drawn whatever it weighs.
    levels
        Which of ``actor`` and ``state`` the page offers.
    """
    if budget < 1:
        raise QueryError(f"a page draws at least one actor, it cannot draw {budget}")
    given = actors_of(graph)
    ids = list(given)
    columns = _columns(given)
    if "state" in levels:
        _roll_up(ids, columns)
    else:
        columns["up"] = list(range(len(ids)))
    _name_aliases(ids, columns, graph.events)
    number_of = {actor: number for number, actor in enumerate(ids)}
    drawn, totals = {}, {}
    for level in levels:
        up = columns["up"] if level == "state" else list(range(len(ids)))
        must = up[number_of[focus]] if focus in number_of else None
        drawn[level], totals[level] = _draw(
            graph.events, number_of, up, columns["name"], budget, seed, must
        )
    return Scene(ids, columns, drawn, totals)


def _columns(given: Mapping[str, ActorNode | None]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        name: [] for name in ("name", "kind", "country", "sectors", "aliases")
    }
    for key, actor in given.items():
        known = actor or _of_id(key)
        columns["name"].append(clean(known.name or key, 120).strip() or "(no name)")
        columns["kind"].append(clean(known.kind, 30))
        columns["country"].append(clean(known.country or (key if is_country(key) else ""), 3))
        columns["sectors"].append([clean(sector, 20) for sector in known.sectors])
        columns["aliases"].append([])
    return columns


def _of_id(key: str) -> ActorNode:
    """Return an actor of which nothing is known but its id."""
    if is_country(key):
        return ActorNode(key, country_name(key), "state", key, (), None)
    return ActorNode(key, key, "organisation", None, (), None)


def _roll_up(ids: list[str], columns: dict[str, list[Any]]) -> None:
    """Number every actor's state; a state that no event names by itself is added at the end."""
    number_of = {actor: number for number, actor in enumerate(ids)}
    up = list(range(len(ids)))
    for number, (country, kind) in enumerate(
        zip(list(columns["country"]), list(columns["kind"]), strict=True)
    ):
        if not country or kind == "state" or country == ids[number]:
            continue
        if country not in number_of:
            number_of[country] = len(ids)
            ids.append(country)
            up.append(number_of[country])
            for name, value in (
                ("name", country_name(country)),
                ("kind", "state"),
                ("country", country),
                ("sectors", []),
                ("aliases", []),
            ):
                columns[name].append(value)
        up[number] = number_of[country]
    columns["up"] = up


def _name_aliases(
    ids: list[str], columns: dict[str, list[Any]], events: Sequence[GraphEvent]
) -> None:
    """Add the names by which an actor is found: what the sentences call it, most frequent first,
    then what the lists do."""
    called: dict[str, Counter[str]] = {}
    for event in events:
        for report in event.reports:
            for party, words in _names_in(event, report):
                called.setdefault(party, Counter())[words] += 1
    for number, actor in enumerate(ids):
        found = sorted(called.get(actor, Counter()).items(), key=lambda pair: (-pair[1], pair[0]))
        names = dict.fromkeys([*(text for text, _ in found[:8]), *aliases_of(actor)])
        own = columns["name"][number].casefold()
        told = [text for text in names if text and text.casefold() not in (own, *_PRONOUNS)]
        columns["aliases"][number] = told[:MAX_ALIASES]


def _names_in(event: GraphEvent, report: Report) -> Iterator[tuple[str, str]]:
    """Yield (actor, name) for the words of a report that name a side of its event."""
    sides = {"actor": event.actor, "target": event.target}
    for role, start, end in report.spans:
        party = sides.get(role)
        inside = 0 <= start < end <= len(report.sentence)
        if party is not None and inside and end - start <= _LONGEST_NAME:
            words = _called(report.sentence[start:end])
            if any(char.isupper() for char in words):  # "both countries" is no name
                yield party, words


def _called(words: str) -> str:
    """Return words of a sentence as a name: without an article, and without the brackets that an
    editor put into it ("Ahmed] al-Sharaa")."""
    name = clean(words).translate(_BRACKETS).strip()
    return name.removeprefix("the ").removeprefix("The ")


def _draw(
    events: Sequence[GraphEvent],
    number_of: Mapping[str, int],
    up: Sequence[int],
    names: Sequence[str],
    budget: int,
    seed: int,
    must: int | None,
) -> tuple[list[Drawn], int]:
    """Return the heaviest actors of a level, placed, and how many there are."""
    weights, counts, ties = _weigh(events, number_of, up)
    ranked = sorted(weights, key=lambda number: (number != must, -weights[number], number))[:budget]
    place_of = {number: place for place, number in enumerate(ranked)}
    labels = [clean(names[number], 28) for number in ranked]
    sizes = [round(min(15 + 3 * math.sqrt(counts[number]), 38), 1) for number in ranked]
    kept = {
        (place_of[a], place_of[b]): float(weight)
        for (a, b), weight in ties.items()
        if a in place_of and b in place_of
    }
    points = place_actors(sizes, [len(label) for label in labels], kept, seed)
    marks = zip(ranked, labels, sizes, points, strict=True)
    return [Drawn(number, label, size, *point) for number, label, size, point in marks], len(
        weights
    )


def _weigh(
    events: Sequence[GraphEvent], number_of: Mapping[str, int], up: Sequence[int]
) -> tuple[Counter[int], Counter[int], Counter[tuple[int, int]]]:
    """Return the weight of every actor (by voices), its number of events, and the weight of every
    tie."""
    weights: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    ties: Counter[tuple[int, int]] = Counter()
    for event in events:
        named = [party for party in (event.actor, event.target) if party is not None]
        parties = [up[number_of[party]] for party in named]
        voices = max(1, event.n_outlets)
        for party in set(parties):
            counts[party] += 1
            weights[party] += voices
        if len(set(parties)) == 2:
            ties[min(parties), max(parties)] += voices
    return weights, counts, ties


def flag_colours(columns: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    """Return the flag colours of the countries that the actors belong to."""
    known = flags()
    return {
        country: known[country] for country in sorted(set(columns["country"])) if country in known
    }
