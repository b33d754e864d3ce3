"""The vocabulary that both packages speak: frozen models with the keys of the published contract.

A :class:`Triple` is one coded event as one sentence tells it. Every model is immutable, refuses
unknown keys, and keeps the order of its fields when written, so that the same input gives the same
bytes. Offsets count characters (Unicode code points) of the article's text as it was given, and
``text == article[start:end]`` holds for every mention.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

EventType = Annotated[
    str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", description="a PLOVER type, or one that a user added")
]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Status = Literal["asserted", "planned", "hypothetical", "negated", "historical"]
ActorKind = Literal[
    "state",
    "government",
    "military",
    "armed group",
    "party",
    "person",
    "organisation",
    "igo",
    "ngo",
    "media",
    "company",
    "people",
    "place",
]
DaySource = Literal["text", "heading", "article", "import"]
Country = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


def content_id(prefix: str, *parts: object) -> str:
    """Return a short id that depends on nothing but the content.

    Parameters
    ----------
    prefix
        One letter that says what the id is of: ``a`` article, ``t`` triple, ``e`` event.
    *parts
        Strings, numbers or None; their order matters.

    Examples
    --------
    >>> content_id("a", "Some text")
    'a-a5657dac4c5c'
    >>> content_id("t", "ab", "c") == content_id("t", "a", "bc")
    False
    """
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(packed.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> str:
        """Return the record as one line of JSON, UTF-8 text unescaped, keys in the contract's
        order."""
        return self.model_dump_json()


class Mention(_Record):
    """A stretch of an article's text: ``text == article.text[start:end]``."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _length_fits(self) -> Mention:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"mention {self.text!r} is {len(self.text)} characters, its offsets say "
                f"{self.end - self.start}"
            )
        return self


class Article(_Record):
    """A news article as it was given, and what is known of it.

    Examples
    --------
    >>> article = Article.of("Turkey met Israel.", date="2025-04-10")
    >>> article.id == Article.of("Turkey met Israel.").id
    True
    """

    id: str
    text: str
    title: str | None = None
    date: IsoDate | None = None
    url: str | None = None
    outlet: str | None = None
    source: str | None = Field(
        default=None, description="where it was read from, for the run report"
    )
    part: str | None = Field(
        default=None, description="which document, record or row of the source it is"
    )

    @classmethod
    def of(cls, text: str, *, id: str | None = None, **known: Any) -> Article:  # noqa: A002
        """Make an article; without an id, it gets one hashed from its text."""
        return cls(id=id or content_id("a", text), text=text, **known)


class Actor(_Record):
    """Who acts or is acted on, resolved to a stable id; ``mention`` is None where no text is meant
    (``resolve``)."""

    id: str
    name: str
    kind: ActorKind
    country: Country | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    mention: Mention | None = None
    resolved_by: str
    label: str | None = Field(
        default=None, description="what a reader sees of a mere common noun: rebels (DR Congo)"
    )


class Action(_Record):
    """What was done, as a PLOVER event type with its mode, contexts, quad class and score (-10 to
    +10)."""

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Quad
    score: float = Field(ge=-10, le=10)
    cameo: str
    predicate: str
    mention: Mention


class CodedAction(Action):
    """The answer of ``Extractor.code``: an action with the rule that made it and a calibrated
    confidence."""

    rule: str
    confidence: float = Field(ge=0, le=1)


class Attribution(_Record):
    """Who says so: a speaker, an outlet, or both."""

    speaker: Actor | None = None
    outlet: str | None = None
    mention: Mention


class DateRange(_Record):
    """When: first and last day (ISO), the words that say so, and where it came from: ``text``, a
    ``heading`` that is only a day, the day of publication of the ``article``, or an ``import``."""

    start: IsoDate
    end: IsoDate
    text: str | None = None
    source: DaySource = "text"

    @model_validator(mode="after")
    def _in_order(self) -> DateRange:
        first, last = dt.date.fromisoformat(self.start), dt.date.fromisoformat(self.end)
        if first > last:
            raise ValueError(f"a date range ends before it starts: {self.start} to {self.end}")
        return self


class Place(_Record):
    """Where: a name, its country and coordinates in degrees where they are known."""

    name: str
    country: Country | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    mention: Mention


class Sentence(_Record):
    """The sentence that says it; ``index`` counts the article's sentences from 0."""

    text: str
    index: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Triple(_Record):
    """Actor, action, target: one event as one sentence tells it, with its evidence."""

    id: str
    article: str
    actor: Actor | None
    action: Action
    target: Actor | None
    reciprocal: bool = False
    status: Status
    attribution: tuple[Attribution, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    sentence: Sentence
    rule: str
    confidence: float = Field(ge=0, le=1)
    extractor: str

    @staticmethod
    def id_of(
        article: str,
        sentence_start: int,
        actor: str | None,
        target: str | None,
        event_type: str,
        trigger_start: int,
    ) -> str:
        """Return the id that the contract gives a triple of these parts."""
        return content_id("t", article, sentence_start, actor, target, event_type, trigger_start)
