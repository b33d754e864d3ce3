"""Passages as the program will meet them: with every actor that it finds in them, and in its own
words for them.

Whom a writer left unmarked takes part in nothing: a town where talks were held, a team that
somebody leads. A second name of a party ("Mali ... Bamako") is no bystander, and between it and the
other party the writer said nothing. Parties and bystanders get the bounds that the program finds,
or else the bounds would give the bystanders away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from training.events.written import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.doc_attributes import ActorMention

MOST = 4
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def as_found(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages with their bystanders, and with the pairs of second names unknown."""
    import extract.actors
    from extract.doc_attributes import register
    from extract.language import load

    register()
    extract.actors.register()
    nlp = load()
    nlp.add_pipe("realpolitik_actors")
    listed = list(passages)
    for passage, doc in zip(listed, nlp.pipe((p.text for p in listed), batch_size=64), strict=True):
        yield with_bystanders(passage, doc)


def characters_of(doc: Doc, mention: ActorMention) -> tuple[int, int]:
    """Return where a mention stands in the text of its document."""
    last = doc[mention.end - 1]
    return doc[mention.start].idx, last.idx + len(last)


def with_bystanders(passage: Passage, doc: Doc) -> Passage:
    """Return a passage with the actors that ``doc``, its text, holds besides the marked ones."""
    found = [(m.id, *characters_of(doc, m)) for m in doc._.actors]
    ids = [
        {i for i, start, end in found if start < mark[1] and mark[0] < end}
        for mark in passage.actors
    ]
    marked = set().union(*ids)
    others: list[tuple[int, int]] = []
    for id_, start, end in found:
        apart = all(end <= a or b <= start for a, b in (*passage.actors, *others))
        if id_ and id_ not in marked and apart and len(others) < MOST:
            others.append((start, end))
    unknown = frozenset(
        (one, other)
        for one in range(len(ids))
        for other in range(len(ids))
        if one != other
        and (one, other) not in passage.events
        and _is_told(one, other, ids, passage)
    )
    parties = [
        _as_found(mark, [(start, end) for _, start, end in found], passage.text)
        for mark in passage.actors
    ]
    if len(set(parties)) < len(parties):  # two marks lie in one actor
        parties = list(passage.actors)
    return passage._replace(actors=(*parties, *others), unknown=unknown)


def _as_found(mark: tuple[int, int], found: list[tuple[int, int]], text: str) -> tuple[int, int]:
    """Return the actor that shares most with a mark, or the mark itself, without its article, where
    none is found in it."""
    shared = [(min(end, mark[1]) - max(start, mark[0]), -start, end) for start, end in found]
    most, start, end = max(shared, default=(0, 0, 0))
    if most > 0:
        return (-start, end)
    article = _ARTICLE.match(text, *mark)
    return (article.end(), mark[1]) if article and article.end() < mark[1] else mark


def _is_told(one: int, other: int, ids: list[set[str]], passage: Passage) -> bool:
    """Tell whether an event between other names of these two is told."""
    return any(
        (one == a or ids[one] & ids[a]) and (other == t or ids[other] & ids[t])
        for a, t in passage.events
    )
