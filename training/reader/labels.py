"""Which candidates an annotated document bears out.

A candidate is right where the annotators have an event of its type (or of one that they accept)
between its actor and its target, anywhere in the document: an event that is told again is annotated
once. Parties agree by the annotators' entity where a mention of the program overlaps one of theirs,
by name, or by country where theirs is a state and the program's node is too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from training.reader.alignment import entities_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.events.candidates import Candidate

Row = Mapping[str, Any]
_PRONOUNS = frozenset(
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


def labels_of(row: Row, doc: Doc, candidates: Sequence[Candidate]) -> list[frozenset[int]]:
    """Return for each candidate the annotated events, by number, that bear it out; mostly none."""
    entities = {e["id"]: e for e in row["entities"]}
    names: dict[str, set[str]] = {id_: {norm(e["name"])} for id_, e in entities.items()}
    for mention in row["mentions"]:
        names[mention["entity"]].add(norm(mention["words"]))
    for forms in names.values():
        forms -= _PRONOUNS
    overlaps = entities_of(row, doc)
    known: dict[int, frozenset[str]] = {}

    def stands_for(index: int) -> frozenset[str]:
        if index not in known:
            actor = doc._.actors[index]
            words = norm(doc[actor.start : actor.end].text)
            found = set(overlaps.get(index, ()))
            for id_, entity in entities.items():
                if (
                    norm(actor.name) in names[id_]
                    or (words in names[id_] and entity["country"] in (None, actor.country or None))
                    or (
                        entity["kind"] == actor.kind == "state"
                        and entity["country"] == actor.country
                    )
                ):
                    found.add(id_)
            known[index] = frozenset(found)
        return known[index]

    def meets(index: int, party: Row | None) -> bool:
        if party is None or index < 0:
            return party is None and index < 0
        wanted = {party["entity"], *party.get("accepted", ())}
        return bool(stands_for(index) & wanted)

    def borne_out_by(c: Candidate, event: Row) -> bool:
        if c.event.type not in (event["type"], *event.get("types_accepted", ())):
            return False
        if meets(c.event.actor, event["actor"]) and meets(c.event.target, event["target"]):
            return True
        return bool(
            event["reciprocal"]
            and meets(c.event.actor, event["target"])
            and meets(c.event.target, event["actor"])
        )

    return [
        frozenset(n for n, event in enumerate(row["events"]) if borne_out_by(c, event))
        for c in candidates
    ]


def norm(text: str) -> str:
    """Return a name without article, accents, case and punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9 ]+", " ", re.sub(r"^(the|a|an) ", "", plain)).strip()
