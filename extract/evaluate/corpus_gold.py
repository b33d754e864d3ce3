"""Gold triples of whole documents: of the corpus's rows, and of the older form, a list in JSON.

The older form has, for each document, ``id``, ``title``, ``date`` and ``triples`` with ``source``,
``target``, their ``_country``, ``_aliases``, ``_alt`` and ``_state``, ``plover``, ``plover_alt``,
``reciprocal``, ``status``, ``core``, ``date``, ``location``, ``verb`` and ``sentence_start``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import DataError
from extract.evaluate.corpus_documents import CorpusDocument, PartyRow
from extract.user_files import parse_json, read_text, shown

PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "we",
        "us",
        "our",
        "i",
        "my",
        "me",
        "you",
    ]
)
_OLDER_STATUS = {"actual": "asserted", "claimed": "asserted"}


class GoldParty(NamedTuple):
    """Who is meant: a name, its country, and the names and words that mean it too, all plain."""

    name: str
    country: str | None
    is_state: bool
    names: frozenset[str]
    forms: frozenset[str]
    mention: tuple[int, int] | None = None


class GoldTriple(NamedTuple):
    """One expected triple. ``trigger`` and mentions are offsets; None where they are not known."""

    actor: GoldParty
    target: GoldParty
    type: str
    types: frozenset[str]
    required: bool
    reciprocal: bool
    status: str
    words: str
    trigger: tuple[int, int] | None = None
    day: tuple[str, str] | None = None
    place: tuple[str, str | None] | None = None


class GoldDocument(NamedTuple):
    """The expected triples of a document; ``mentions`` is None where they were not annotated."""

    id: str
    title: str | None
    date: str | None
    outlet: str | None
    split: str | None
    triples: tuple[GoldTriple, ...]
    mentions: frozenset[tuple[int, int]] | None = None
    quotations: tuple[tuple[int, int], ...] = ()


def plain(name: str | None) -> str:
    """Return a name without accents, case, article and signs.

    Examples
    --------
    >>> plain("The Álvaro-Uribe government")
    'alvaro uribe government'
    """
    letters = unicodedata.normalize("NFKD", name or "")
    folded = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9 ]+", " ", re.sub(r"^(the|a|an) ", "", folded)).strip()


def gold_of_document(document: CorpusDocument) -> GoldDocument:
    """Return what a row of the corpus expects; an event without actor or target is no triple.

    Raises
    ------
    DataError
        If an event names an entity or a mention that the row has not.
    """
    triples = []
    for event in document.events:
        if event.actor is None or event.target is None:
            continue
        triples.append(
            GoldTriple(
                actor=_party(document, event.actor),
                target=_party(document, event.target),
                type=event.type,
                types=frozenset((event.type, *event.types_accepted)),
                required=event.required,
                reciprocal=event.reciprocal,
                status=event.status,
                words=event.trigger.words,
                trigger=(event.trigger.start, event.trigger.end),
                day=(event.day.start, event.day.end) if event.day else None,
                place=(event.place.words, event.place.country) if event.place else None,
            )
        )
    return GoldDocument(
        document.id,
        document.title,
        document.date,
        document.outlet,
        document.split,
        tuple(triples),
        frozenset((m.start, m.end) for m in document.mentions) if document.has_events else None,
        tuple((q.start, q.end) for q in document.quotations),
    )


def read_older_gold(path: Path) -> list[GoldDocument]:
    """Read documents of the older form.

    Raises
    ------
    DataError
        If the file is not of that form.
    """
    wanted = (
        f"{shown(path)} is no list of documents in JSON; each has an id and triples, "
        "and each triple source, target, plover and core"
    )
    try:
        rows = parse_json(read_text(path, "documents with triples"))
    except ValueError as error:
        raise DataError(f"{wanted}; it is not JSON ({error})") from None
    try:
        return [
            GoldDocument(
                row["id"],
                row.get("title"),
                row.get("date"),
                None,
                None,
                tuple(_older(t) for t in row["triples"]),
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        missing = f"; {error.args[0]} is missing" if isinstance(error, KeyError) else ""
        raise DataError(wanted + missing) from None


def unique(triples: Sequence[GoldTriple]) -> list[GoldTriple]:
    """Return one triple for each name, type and name; a required one goes before an optional."""
    kept: dict[tuple[str, str, str], GoldTriple] = {}
    for triple in triples:
        key = (triple.actor.name, triple.target.name, triple.type)
        if key not in kept or triple.required:
            kept[key] = triple
    return list(kept.values())


def _party(document: CorpusDocument, party: PartyRow) -> GoldParty:
    entities = {e.id: e for e in document.entities}
    accepted = set(party.accepted)
    unknown = sorted({party.entity, *accepted} - set(entities))
    if unknown:
        raise DataError(f"{document.id}: an event names {unknown[0]!r}, which is no entity of it")
    if party.mention is not None and not 0 <= party.mention < len(document.mentions):
        raise DataError(f"{document.id}: an event names mention {party.mention}, which it has not")
    entity = entities[party.entity]
    words = {plain(m.words) for m in document.mentions if m.entity == entity.id}
    names = {plain(entity.name)} | {plain(entities[a].name) for a in accepted}
    names |= {plain(m.words) for m in document.mentions if m.entity in accepted} - PRONOUNS
    mention = document.mentions[party.mention] if party.mention is not None else None
    return GoldParty(
        entity.name,
        entity.country,
        entity.kind == "state",
        frozenset(names),
        frozenset(words - PRONOUNS),
        (mention.start, mention.end) if mention else None,
    )


def _older(row: dict[str, Any]) -> GoldTriple:
    first, _, last = (row.get("date") or "").partition("/")
    return GoldTriple(
        actor=_older_party(row, "source"),
        target=_older_party(row, "target"),
        type=row["plover"],
        types=frozenset((row["plover"], *(row.get("plover_alt") or ()))),
        required=bool(row["core"]),
        reciprocal=bool(row.get("reciprocal")),
        status=_OLDER_STATUS.get(row["status"], row["status"]),
        words=row.get("verb") or "",
        day=(first, last or first) if first else None,
        place=(row["location"], None) if row.get("location") else None,
    )


def _older_party(row: dict[str, Any], side: str) -> GoldParty:
    name = row[side]
    alternatives = {plain(x) for x in row.get(side + "_alt") or ()}
    return GoldParty(
        name,
        row.get(side + "_country"),
        bool(row.get(side + "_state")),
        frozenset({plain(name)} | alternatives),
        frozenset({plain(x) for x in row[side + "_aliases"]} - PRONOUNS),
    )
