"""What the pipeline's stages write on a ``Doc``, and read from the stages before them.

Only strings, numbers and tuples of them: spans and models on ``doc._`` would break several
processes and spaCy's memory zones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extract.models import DaySource


class ActorMention(NamedTuple):
    """An actor where the text names it, or refers to it. Token indexes; ``end`` exclusive; unknowns
    are ``""``.

    ``label`` tells readers apart what is only a common noun: "rebels (DR Congo)". ``head`` is the
    token that the clause walk meets: the mention's syntactic head, or the noun that two modifiers
    share ("Turkish and Israeli officials": both mentions have "officials" as their head).
    ``reference_probability`` is how likely a reference means this actor: 1 of what names it, and of
    what a rule reads.
    """

    start: int
    end: int
    head: int
    id: str
    name: str
    kind: str
    country: str
    sectors: tuple[str, ...]
    wikidata: str
    resolved_by: str
    reason: str
    label: str = ""
    reference_probability: float = 1.0


class CodedEvent(NamedTuple):
    """One actor - action - target reading of a trigger. ``actor`` and ``target`` index
    ``doc._.actors``; -1 is none.

    ``status`` is ``""`` where the clause leaves it to the context stage; ``steps`` tells the
    composition, for ``explain``. ``factive`` says that what the event is about has happened
    ("condemns the attack in April").
    """

    trigger_start: int
    trigger_end: int
    trigger: int
    actor: int
    target: int
    type: str
    mode: str
    contexts: tuple[str, ...]
    predicate: str
    reciprocal: bool
    rule: str
    confidence: float
    status: str
    steps: tuple[str, ...]
    factive: bool = False


class SpokenBy(NamedTuple):
    """An attribution: index of the speaker in ``doc._.actors`` or -1, outlet or ``""``, character
    offsets of its words."""

    speaker: int
    outlet: str
    start: int
    end: int


class When(NamedTuple):
    """First and last day (ISO), character offsets of the words that give them (-1, -1 where it is
    the article's own date), and where they come from: ``text``, a ``heading`` that is only a day,
    or the ``article``."""

    first: str
    last: str
    start: int
    end: int
    source: DaySource = "text"


class Where(NamedTuple):
    """A place: name, alpha-3 country or ``""``, coordinates or None, character offsets of its
    words."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    start: int
    end: int


class EventSetting(NamedTuple):
    """What surrounds an event: its status, who says so, when and where."""

    status: str
    attributions: tuple[SpokenBy, ...]
    date: When | None
    place: Where | None


_DEFAULTS: dict[str, object] = {
    "article_id": "",
    "published": "",
    "title": "",
    "outlet": "",
    "url": "",
    "dated": (),
    "told_by": (),
    "actors": (),
    "events": (),
    "settings": (),
    "uncoded": (),
}


def register() -> None:
    """Declare the ``doc._`` attributes; calling it again changes nothing."""
    from extract.light_spacy import import_spacy

    import_spacy()
    from spacy.tokens import Doc

    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
