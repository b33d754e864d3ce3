"""Long articles, read in parts that end at paragraphs, with the context of each part carried over.

An article is read whole up to a length that no news story reaches; a report, a debate or a book is
read part by part, so that memory and time grow with its length alone. Before each part the reader
sees the article's beginning, which names its persons in full, and the paragraphs just before the
part, which its pronouns mean; what they tell is told by their own parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.models import Actor, Article, Mention, Triple
from extract.report import Reading, UncodedSentence

LONGEST_WHOLE = 200_000
"""Characters of an article that is read as one."""
PART = 150_000
LEAD = 6_000
BEFORE = 4_000
_BREAK = "\n\n"


@dataclass(frozen=True)
class Part:
    """A part of an article: its place, and that of what is read before it.

    Offsets are those of the article. The lead is ``[0, lead)``; what stands before the part is
    ``[before, start)``; the part is ``[start, end)``.
    """

    lead: int
    before: int
    start: int
    end: int

    def text_of(self, whole: str) -> str:
        """Return what is read: the lead, what stands before the part, the part."""
        lead = whole[: self.lead] + _BREAK if self.lead else ""
        return lead + whole[self.before : self.end]

    @property
    def own(self) -> int:
        """Where the part begins in what is read."""
        return self.start - self.shift

    @property
    def shift(self) -> int:
        """What an offset behind the lead is less in what is read than in the article."""
        return self.before - (self.lead + len(_BREAK) if self.lead else 0)

    def placed(self, offset: int) -> int:
        """Return the offset in the article of an offset in what is read."""
        return offset if offset < self.lead else offset + self.shift


def parts_of(text: str, size: int = PART) -> Iterator[Part]:
    """Yield the parts of a long text; together they are the text.

    Examples
    --------
    >>> text = "One paragraph.\\n\\nAnother one.\\n\\nA third."
    >>> [text[part.start : part.end] for part in parts_of(text, 20)]
    ['One paragraph.\\n\\n', 'Another one.\\n\\n', 'A third.']
    """
    lead = _cut(text, 0, min(LEAD, size // 4))
    start = 0
    while start < len(text):
        end = _cut(text, start, start + size)
        before = _next_break(text, max(lead, start - min(BEFORE, size // 4)), start)
        yield Part(0, 0, 0, end) if not start else Part(lead, before, start, end)
        start = end


def _cut(text: str, start: int, most: int) -> int:
    """Return where the text from ``start`` is cut so that it ends by ``most``: behind a paragraph,
    else a line, a sentence, a word."""
    if most >= len(text):
        return len(text)
    for mark in (_BREAK, "\n", ". ", " "):
        at = text.rfind(mark, start + (most - start) // 2, most)
        if at >= 0:
            return at + len(mark)
    return most


def _next_break(text: str, start: int, end: int) -> int:
    """Return where the first whole paragraph from ``start`` begins, or sentence, up to ``end``."""
    for mark in (_BREAK, "\n", ". ", " "):
        at = text.find(mark, start, end)
        if at >= 0:
            return at + len(mark)
    return end


def as_article(article: Article, part: Part) -> Article:
    """Return what is read of a part as an article of the same id."""
    return article.model_copy(update={"text": part.text_of(article.text)})


class Joining:
    """Puts the readings of an article's parts together, with the article's own offsets."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._triples: dict[str, Triple] = {}
        self._uncoded: list[UncodedSentence] = []
        self._notes: dict[str, None] = {}
        self._sentences = self._words = 0

    def add(self, reading: Reading, part: Part, words: int) -> None:
        """Take what a part tells, and leave what its context tells; ``words`` are the part's."""
        told = [t for t in reading.triples if t.sentence.start >= part.own]
        missed = [u for u in reading.uncoded if u.start >= part.own]
        # The numbers of sentences go on from part to part; each sentence is in one of the two.
        first = min([*(t.sentence.index for t in told), *(u.index for u in missed)], default=0)
        shift = self._sentences - first
        for triple in told:
            moved = _moved(triple, part, shift)
            self._triples.setdefault(moved.id, moved)
        for one in missed:
            place = {
                "index": one.index + shift,
                "start": part.placed(one.start),
                "end": part.placed(one.end),
            }
            self._uncoded.append(one.model_copy(update=place))
        self._sentences += reading.sentences - first if told or missed else 0
        self._words += words
        self._notes |= dict.fromkeys(reading.notes)

    def whole(self) -> Reading:
        """Return the reading of the article."""
        return Reading(
            article=self._article,
            triples=tuple(self._triples.values()),
            sentences=self._sentences,
            words=self._words,
            uncoded=tuple(self._uncoded),
            notes=tuple(self._notes),
        )


def _moved(triple: Triple, part: Part, shift: int) -> Triple:
    """Return a triple with the offsets of the article."""
    sentence = triple.sentence.model_copy(
        update={
            "index": triple.sentence.index + shift,
            "start": part.placed(triple.sentence.start),
            "end": part.placed(triple.sentence.end),
        }
    )
    action = triple.action.model_copy(update={"mention": _moved_words(triple.action.mention, part)})
    actor, target = _moved_actor(triple.actor, part), _moved_actor(triple.target, part)
    made = {
        "id": Triple.id_of(
            triple.article,
            sentence.start,
            actor.id if actor else None,
            target.id if target else None,
            action.type,
            action.mention.start,
        ),
        "actor": actor,
        "target": target,
        "action": action,
        "sentence": sentence,
        "attribution": tuple(
            a.model_copy(
                update={
                    "speaker": _moved_actor(a.speaker, part),
                    "mention": _moved_words(a.mention, part),
                }
            )
            for a in triple.attribution
        ),
        "place": triple.place
        and triple.place.model_copy(update={"mention": _moved_words(triple.place.mention, part)}),
    }
    return triple.model_copy(update=made)


def _moved_words(words: Mention, part: Part) -> Mention:
    return words.model_copy(
        update={"start": part.placed(words.start), "end": part.placed(words.end - 1) + 1}
    )


def _moved_actor(actor: Actor | None, part: Part) -> Actor | None:
    if actor is None or actor.mention is None:
        return actor
    return actor.model_copy(update={"mention": _moved_words(actor.mention, part)})
