"""Where an event happened: a place named in its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.binding import distance, hops
from extract.context.deeds import is_of_another_deed
from extract.context.document import DocumentIndex
from extract.doc_attributes import Where
from extract.grammar.verbs import case_of
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from extract.doc_attributes import CodedEvent

_NEAR = 8
_BY_NAME = frozenset({"alias", "capital", "region", "metonym", "name"})


def place_of(doc: Doc, event: CodedEvent) -> Where | None:
    """Return the place of an event, or None.

    It is a place in a phrase with *in*, *at*, *near* and the like that hangs on the trigger or its
    clause, else the only one of its sentence; it is never the words of the event's own actor or
    target.
    """
    trigger = doc[event.trigger]
    own = [
        (doc._.actors[i].start, doc._.actors[i].end) for i in (event.actor, event.target) if i >= 0
    ]
    targets = [doc._.actors[i] for i in (event.target,) if i >= 0]
    names_a_place = any(m.kind in ("place", "state") for m in targets)
    found: list[tuple[int, int, int, int]] = []
    for token in trigger.sent:
        struck = _is_struck(trigger, token)
        if not struck and (
            not word_set("event_place_prepositions") & set(case_of(token))
            or token.dep_.split(":")[0] not in ("obl", "nmod")
        ):
            continue
        span = _name_in(doc, token)
        if span is None or any(start < span[1] and span[0] < end for start, end in own):
            continue
        if is_of_another_deed(trigger, token, names_a_place):
            continue
        if struck:
            found.append((0, abs(token.i - trigger.i), *span))
        elif hops(trigger, token) <= 1:
            found.append((distance(trigger, token), abs(token.i - trigger.i), *span))
    if not found:
        return None
    near = sorted(f for f in found if f[0] <= _NEAR)
    if not near and len(found) > 1:
        return None
    chosen = near[0] if near else found[0]
    if not near and not _same_clause(trigger, doc[chosen[2]]):
        return None
    return _where(doc, chosen[2], chosen[3])


def _is_struck(trigger: Token, token: Token) -> bool:
    """Whether a nominal is what an act below the trigger strikes: "airstrikes ..., including one
    targeting the base"."""
    verb = token.head
    if (
        token.dep_ != "obj"
        or verb.lemma_ not in word_set("striking_verb")
        or verb.dep_ not in ("acl", "acl:relcl", "advcl")
    ):
        return False
    return verb != trigger and trigger in verb.ancestors


def _same_clause(trigger: Token, word: Token) -> bool:
    return word.sent.root == trigger or not any(
        a.dep_ in ("acl:relcl", "ccomp", "parataxis") for a in word.ancestors if a.sent.root != a
    )


def _name_in(doc: Doc, token: Token) -> tuple[int, int] | None:
    """Return the tokens that name a place in a nominal: itself, or the name beside a word such as
    "city of"."""
    direct = _named(doc, token)
    if direct:
        return direct
    kind = token.lemma_.lower()
    if kind not in word_set("kinds_of_place"):
        return None
    names = [
        c
        for c in token.subtree
        if c.pos_ == "PROPN"
        and c.dep_ in ("compound", "nmod", "appos", "flat", "nmod:desc")
        and c.ent_type_ != "PERSON"
    ]
    if not names:
        return None
    if kind in word_set("named_sites"):
        before = [
            c.i
            for c in token.children
            if c.dep_ in ("compound", "amod", "nmod:desc") and c.pos_ == "PROPN"
        ]
        return (min(before), token.i + 1) if before else _named(doc, names[0])
    return _named(doc, names[0]) or (names[0].i, names[0].i + 1)


def _named(doc: Doc, token: Token) -> tuple[int, int] | None:
    """Return the tokens of the place that a token names: a name that was found, or an actor that is
    one."""
    index = DocumentIndex.of(doc)
    found = index.place_at(token)
    if found is not None:
        return _without_kind(doc, *found)
    for mention in (index.actors[i] for i in index.at(token)):
        inside = mention.start <= token.i < mention.end
        if inside and mention.kind in ("place", "state") and mention.resolved_by in _BY_NAME:
            return mention.start, mention.end
    return None


def _without_kind(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Take the article and "city of" off a name."""
    while end - start > 1 and (
        doc[start].pos_ in ("DET", "ADP") or doc[start].text.lower() == "the"
    ):
        start += 1
    kind = end - start > 2 and doc[start].text.lower() in word_set("kinds_of_place")
    return (start + 2, end) if kind and doc[start + 1].text.lower() == "of" else (start, end)


def _where(doc: Doc, start: int, end: int) -> Where:
    name = doc[start:end].text
    countries = _countries(doc, start, end)
    index = DocumentIndex.of(doc)
    within = (m for m in map(index.actors.__getitem__, index.at(*doc[start:end])))
    mention = next((m for m in within if m.start < end and start < m.end), None)
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    if mention is not None and mention.kind == "state" and mention.resolved_by == "alias":
        return Where(mention.name, mention.country, None, None, first, last)
    from extract.actors.places import locate

    found = locate(name, countries)
    # The name stays as the article spells it; GeoNames often has a local one ("Köln", "Sokhumi").
    written = " ".join(name.split())
    if found is None:
        return Where(
            written, mention.country if mention is not None else "", None, None, first, last
        )
    return Where(written, found.country, found.lat, found.lon, first, last)


def _countries(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the article's countries, that of the same sentence's nearest mention first."""
    index = DocumentIndex.of(doc)
    around = doc[max(0, start - 4) : end + 3]
    beside = [
        m.country
        for m in map(index.actors.__getitem__, index.at(*around))
        if m.country and (0 <= m.start - end <= 2 or 0 <= start - m.end <= 3)
    ]
    return tuple(dict.fromkeys([*beside, *index.countries]))
