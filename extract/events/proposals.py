"""Events that no frame tells: the relation network reads a sentence whose frames join no two of its
actors.

All actors of the sentence are marked, and it is read once; a pair is proposed where the grammar
lets the first act on the second (it is the subject, agent or owner of a word that has the second
below it) and the network is sure enough that something is said to happen, and what.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.doc_attributes import ActorMention, CodedEvent
from extract.events import clauses
from extract.events.event_types import EventType
from extract.events.ontology import Ontology
from extract.events.parties import Roles
from extract.events.politics import is_political, may_be_proposed, may_pair
from extract.events.relations import NOTHING, RULE, RelationNetwork
from extract.events.word_classes import words
from extract.language.lemmas import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SURE = 0.65
"""The least probability of a type for a pair to be proposed."""
NEAR, FAR = 2, 5
MOST_ACTORS = 8
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "acl:relcl", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer"})


class Pair(NamedTuple):
    """Two mentions (by index), the word that joins them, and how far below it the second stands."""

    actor: int
    target: int
    trigger: int
    distance: int


def proposals(
    doc: Doc,
    events: Iterable[CodedEvent],
    roles: Roles,
    network: RelationNetwork,
    ontology: Ontology,
) -> Iterator[tuple[int, list[CodedEvent]]]:
    """Yield the numbers of sentences in which no event has both an actor and a target, with what
    the network finds there.

    Parameters
    ----------
    doc
        Parsed, with its actors.
    events
        What the frames told.
    roles
        Its actors by token.
    network
        The relation network.
    ontology
        What the types that it tells are like.
    """
    starts = [m.start for m in roles.mentions]
    joined = sorted(e.trigger for e in events if e.actor >= 0 and e.target >= 0)
    for number, sentence in enumerate(doc.sents):
        at = bisect_left(joined, sentence.start)
        if at < len(joined) and joined[at] < sentence.end:
            continue
        inside = range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        pairs = pairs_of(sentence, inside, roles, ontology)
        if pairs and pairs[0].distance <= NEAR:
            yield number, list(_read(sentence, pairs, roles, network, ontology))


def pairs_of(sentence: Span, inside: Sequence[int], roles: Roles, ontology: Ontology) -> list[Pair]:
    """Return the pairs of actors of a sentence (``inside``, by index) that its grammar joins, the
    nearest first."""
    mentions = roles.mentions
    inside = [i for i in inside if mentions[i].id]
    if len({mentions[i].id for i in inside}) < 2 or not any(
        is_political(mentions[i]) for i in inside
    ):
        return []
    heads = [sentence.doc[mentions[i].head] for i in inside]
    above = {word.i for head in heads for word in (head, *head.ancestors)}
    best: dict[tuple[int, int], Pair] = {}
    for index in sorted(above):
        word = sentence.doc[index]
        doers = _doers(word, roles) if lemma_of(word) not in words("empty_verb") else []
        if not doers:
            continue
        below = _distances(word)
        for actor in doers:
            for target in inside:
                distance = below.get(mentions[target].head, FAR + 1)
                if distance > FAR or mentions[target].head == mentions[actor].head:
                    continue
                if not may_be_proposed(mentions[actor], mentions[target], ontology.types.values()):
                    continue
                pair = Pair(actor, target, word.i, distance)
                if (actor, target) not in best or best[actor, target].distance > distance:
                    best[actor, target] = pair
    if not best or any(lemma_of(t) in words("sport_noun") for t in sentence):
        return []
    return sorted(best.values(), key=lambda p: (p.distance, p.trigger, p.actor, p.target))


def _doers(word: Token, roles: Roles) -> list[int]:
    if clauses.is_verbal(word):
        found = clauses.deep_subjects(word)
    elif word.pos_ == "ADJ":
        found = clauses.surface_subjects(word)
    elif word.pos_ == "NOUN" and not roles.inside_mention(word):
        found = [t for place in ("poss", "mod", "agent") for t in roles.fillers(word, place)]
    else:
        return []
    return [p.mention for p in roles.parties(found, as_actor=True)]


def _distances(word: Token) -> dict[int, int]:
    """Return how far below a word each token stands; a clause of its own is three steps down, the
    subject is not below."""
    found = {word.i: 0}
    open_ = [word]
    while open_:
        token = open_.pop(0)
        for child in token.children:
            own_subject = (
                token.i == word.i and child.dep_ in _SUBJECTS and not clauses.is_passive(word)
            )
            if own_subject or child.dep_ == "obl:agent" or child.i in found:
                continue
            step = 3 if child.dep_ in _CLAUSES and clauses.is_verbal(child) else 1
            if found[token.i] + step <= FAR:
                found[child.i] = found[token.i] + step
                open_.append(child)
    return found


def _read(
    sentence: Span,
    pairs: list[Pair],
    roles: Roles,
    network: RelationNetwork,
    ontology: Ontology,
) -> Iterator[CodedEvent]:
    """Yield the events that the network finds in a sentence: for two actors, whatever their order,
    the likeliest."""
    doc, mentions = sentence.doc, roles.mentions
    marked = sorted({i for p in pairs for i in (p.actor, p.target)})[:MOST_ACTORS]
    pairs = [p for p in pairs if p.actor in marked and p.target in marked]
    if not pairs:
        return
    place = {index: n for n, index in enumerate(marked)}
    spans = [doc[mentions[i].start : mentions[i].end] for i in marked]
    given = [(place[p.actor], place[p.target]) for p in pairs]
    best: dict[frozenset[str], tuple[Pair, CodedEvent]] = {}
    for pair, chances in zip(pairs, network.between(sentence, spans, given), strict=True):
        event = _event(doc, roles, pair, chances, ontology)
        if event is None:
            continue
        key = frozenset({mentions[pair.actor].id, mentions[pair.target].id})
        if key not in best or best[key][1].confidence < event.confidence:
            best[key] = pair, event
    # Who acts in the target's own clause comes before who speaks above it: "NATO warned that Russia
    # threatens Estonia".
    nearest: dict[tuple[str, str], int] = {}
    for pair, event in best.values():
        act = mentions[pair.target].id, event.type
        nearest[act] = min(pair.distance, nearest.get(act, pair.distance))
    told = [e for p, e in best.values() if p.distance == nearest[mentions[p.target].id, e.type]]
    yield from sorted(told, key=lambda e: (e.trigger, e.actor, e.target))


def _event(
    doc: Doc, roles: Roles, pair: Pair, chances: dict[str, float], ontology: Ontology
) -> CodedEvent | None:
    doer, done_to = roles.mentions[pair.actor], roles.mentions[pair.target]
    type_ = max((t for t in chances if t != NOTHING), key=lambda t: chances[t])
    kind = ontology.types[type_]
    if (
        chances[type_] < SURE
        or not may_pair(kind, "", doer, done_to)
        or _is_idle(kind, doer, done_to)
    ):
        return None
    trigger = doc[pair.trigger]
    return CodedEvent(
        trigger_start=trigger.i,
        trigger_end=trigger.i + 1,
        trigger=trigger.i,
        actor=pair.actor,
        target=pair.target,
        type=type_,
        mode="",
        contexts=(),
        predicate=lemma_of(trigger),
        reciprocal=kind.has("mutual"),
        rule=RULE,
        confidence=round(0.8 * chances[type_], 3),
        status="",
        steps=(f"no frame joins two actors here; relation network: {type_} {chances[type_]:.2f}",),
        factive=kind.has("factive"),
    )


def _is_idle(kind: EventType, doer: ActorMention, done_to: ActorMention) -> bool:
    """Tell whether a pair tells nothing of politics: words about a place that is no state, goodwill
    to one's own country."""
    if done_to.kind == "place":
        return kind.is_verbal or kind.has("mutual")
    own = doer.country == done_to.country != "" and done_to.kind in ("state", "people")
    return own and kind.has("mutual")
