"""How much of the articles' own words is passed on: all, the first characters of each sentence, or
nothing, for those who may read articles and not pass them on.

What is coded (who, what, to whom, when, where) and where it was printed (outlet, day, address,
offsets) is always told; it is the wording of the articles that is held back, their titles too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract import Actor, Triple
    from extract.models import Mention

MASK = "·"
"""Stands for each character that is held back where a length has to stay."""


def quoted(text: str, limit: int | None) -> str:
    """Return as much of a sentence as may be passed on; None is all of it.

    Examples
    --------
    >>> quoted("Turkey met Israel.", None), quoted("Turkey met Israel.", 6)
    ('Turkey met Israel.', 'Turkey…')
    >>> quoted("Turkey met Israel.", 0), quoted("Short.", 6)
    ('', 'Short.')
    """
    if limit is None or len(text) <= limit:
        return text
    return text[:limit].rstrip() + "…" if limit else ""


def quoted_title(title: str | None, limit: int | None) -> str | None:
    """Return as much of a title as may be passed on; a title often is a sentence of its article."""
    return None if title is None else quoted(title, limit) or None


def kept_length(text: str, limit: int | None) -> int:
    """Return how many characters of a sentence stand in what is passed on of it."""
    return len(text) if limit is None else min(len(text), limit)


def held_back(triple: Triple, limit: int | None) -> Triple:
    """Return a triple without the words of its article that may not be passed on.

    Mentions keep their offsets, so that whoever has the article finds them; their characters are
    masked. The phrase of a date goes.
    """
    if limit is None:
        return triple
    start = triple.sentence.start
    end = start + kept_length(triple.sentence.text, limit)

    def mention(given: Mention) -> Mention:
        if start <= given.start and given.end <= end:
            return given
        return given.model_copy(update={"text": MASK * len(given.text)})

    def party(given: Actor | None) -> Actor | None:
        if given is None or given.mention is None:
            return given
        return given.model_copy(update={"mention": mention(given.mention)})

    changes: dict[str, object] = {
        "actor": party(triple.actor),
        "target": party(triple.target),
        "action": triple.action.model_copy(update={"mention": mention(triple.action.mention)}),
        "attribution": tuple(
            said.model_copy(
                update={"speaker": party(said.speaker), "mention": mention(said.mention)}
            )
            for said in triple.attribution
        ),
        "sentence": triple.sentence.model_copy(
            update={"text": quoted(triple.sentence.text, limit)}
        ),
    }
    if triple.date is not None:
        changes["date"] = triple.date.model_copy(update={"text": None})
    if triple.place is not None:
        changes["place"] = triple.place.model_copy(
            update={"mention": mention(triple.place.mention)}
        )
    return triple.model_copy(update=changes)
