"""Merging as plainly as it can be written: every report at once, by the rules of graph.grouping.

The store merges in SQL, a neighbourhood at a time; tests hold it against this.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from graph.grouping import (
    ReportKeys,
    apply_verdicts,
    assign_events,
    count_voices,
    first_print,
    parties_of,
)
from graph.voices import group_copies


class Merged(NamedTuple):
    """What the store says of an event, in the order in which tests compare."""

    id: str
    actor: str | None
    target: str | None
    mode: str | None
    first: str | None
    last: str | None
    place: str | None
    n_articles: int
    n_outlets: int
    score: float
    predicate: str
    reports: tuple[str, ...]


def is_town(actor):
    return actor is not None and actor.kind == "place" and actor.country is not None


def is_unnamed(actor):
    """People or firms of a country without a name: "CHN-fishermen"."""
    return actor is not None and bool(actor.country) and actor.id.startswith(actor.country + "-")


def side_of(actor):
    """A town that is struck is its country, and so are unnamed people of it."""
    if actor is None:
        return ""
    return actor.country if is_town(actor) or is_unnamed(actor) else actor.id


def apart(*actors):
    words = [a.id if is_unnamed(a) and not is_town(a) else "" for a in actors]
    return " ".join(words) if any(words) else ""


def keys_of(triple, outlet, voice, copies):
    place = triple.place.name if triple.place else ""
    for side in (triple.actor, triple.target):
        if triple.place and side and side.id == triple.place.country and side.name == place:
            place = ""  # the country of a side adds nothing to it
    if is_town(triple.target):
        place = triple.target.name
    first = dt.date.fromisoformat(triple.date.start) if triple.date else None
    last = dt.date.fromisoformat(triple.date.end) if triple.date else None
    if first and triple.date.source == "article":
        first = last = first_print(first, copies)
    parties = [p for p in (triple.actor, triple.target) if p]
    return ReportKeys(
        id=triple.id,
        article=triple.article,
        actor=side_of(triple.actor),
        target=side_of(triple.target),
        type=triple.action.type,
        mode=triple.action.mode or "",
        status=triple.status,
        reciprocal=triple.reciprocal,
        first=first,
        last=last,
        dated_by=triple.date.source if triple.date else "",
        place=place,
        sentence=triple.sentence.text,
        voice=voice,
        outlet=outlet,
        told=tuple(sorted({said.outlet for said in triple.attribution if said.outlet})),
        parties=parties_of(
            [party.name for party in parties],
            [party.mention.text for party in parties if party.mention],
            triple.action.mention.text,
        ),
        countries=tuple(party.country for party in parties if party.country),
        sides=apart(triple.actor, triple.target),
    )


def merge(triples, articles=(), *, same=(), different=()):
    """Return the events of some triples, by id."""
    known = {article.id: article for article in articles}
    voices = group_copies({key: article.text for key, article in known.items() if article.text})
    printed = defaultdict(list)
    for article in known.values():
        if article.date:
            printed[voices.get(article.id, article.id)].append(dt.date.fromisoformat(article.date))
    held = {triple.id: triple for triple in triples}
    keys = {}
    for key, triple in held.items():
        voice = voices.get(triple.article, triple.article)
        article = known.get(triple.article)
        outlet = (article.outlet or "") if article else ""
        keys[key] = keys_of(triple, outlet, voice, printed[voice])
    assigned = apply_verdicts(assign_events(keys.values()), same=same, different=different)
    members = defaultdict(list)
    for key, event in sorted(assigned.items()):
        members[event].append(key)
    return [
        merged(event, [held[key] for key in found], [keys[key] for key in found])
        for event, found in sorted(members.items())
    ]


def merged(event, triples, keys):
    best = min(triples, key=lambda t: (-t.confidence, t.id))
    dates = [t.date for t in triples if t.date]
    dates = [date for date in dates if date.source != "article"] or dates
    placed = [t.place for t, k in zip(triples, keys, strict=True) if t.place and k.place]
    placed = placed or [t.place for t in triples if t.place]
    place = min(placed, key=lambda p: (p.name, p.country or ""), default=None)
    return Merged(
        id=event,
        actor=best.actor.id if best.actor else None,
        target=best.target.id if best.target else None,
        mode=max((t.action.mode for t in triples if t.action.mode), default=None),
        first=min((date.start for date in dates), default=None),
        last=max((date.end for date in dates), default=None),
        place=place.name if place else None,
        n_articles=len({t.article for t in triples}),
        n_outlets=count_voices((k.outlet, k.voice, k.told) for k in keys),
        score=best.action.score,
        predicate=best.action.predicate,
        reports=tuple(t.id for t in triples),
    )
