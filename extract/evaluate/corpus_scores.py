"""Scores triples of whole documents against gold, by layer.

A triple is right when its type is the gold's or an accepted one, and its actor and target are the
gold's: by name (or an accepted name, or words that mean it in the document), by country where the
gold's node is a state, or by mention where no country contradicts. The order is free only where the
gold says reciprocal. Recall is over required triples; optional ones are never errors. A negated
triple meets only a negated one, and an unmatched negated one counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extract.evaluate.corpus_gold import GoldDocument, GoldParty, GoldTriple, plain, unique
from extract.evaluate.scores import Score


class Judged(NamedTuple):
    """A triple that was said, and the gold triples that it meets; ``counts`` is False set aside."""

    document: str
    said: Mapping[str, Any]
    meets: tuple[GoldTriple, ...]
    pairs: tuple[GoldTriple, ...]
    counts: bool


class Missed(NamedTuple):
    """A required triple that nothing met."""

    document: str
    triple: GoldTriple


@dataclass
class Tally:
    """Right, extra and missed; ``found`` counts gold where one answer is not one of gold."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    found: int | None = None

    def add(self, right: int, extra: int, missed: int) -> None:
        """Add counts."""
        self.right += right
        self.extra += extra
        self.missed += missed

    def find(self, found: bool) -> None:
        """Count one of gold, found or missed."""
        self.found = (self.found or 0) + found
        self.missed += not found

    def score(self) -> Score:
        """Return the counts with their ratios."""
        return Score(self.right, self.extra, self.missed, self.found)


@dataclass
class CorpusScore:
    """What was judged, document by document."""

    documents: int = 0
    judged: list[Judged] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    found: list[Missed] = field(default_factory=list)
    layers: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    @property
    def right(self) -> int:
        """Triples said that meet gold."""
        return sum(bool(j.meets) for j in self.judged)

    @property
    def extra(self) -> int:
        """Triples said that meet none, and are not set aside."""
        return sum(j.counts and not j.meets for j in self.judged)

    @property
    def required(self) -> int:
        """Gold triples that recall is over."""
        return len(self.missed) + len(self.found)

    @property
    def precision(self) -> float:
        """Right among those said."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Found among those required."""
        return 1 - len(self.missed) / max(1, self.required)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    @property
    def status_right(self) -> int:
        """Right triples whose status is right too."""
        return self.layers["status"].right

    def headline(self) -> str:
        """Return the figures in one line."""
        aside = sum(not j.counts for j in self.judged)
        return (
            f"precision {self.precision:.3f} recall {self.recall:.3f} F1 {self.f1:.3f}; "
            f"{self.documents} documents, {self.required} required; "
            f"status right {self.status_right}/{self.right}; unmatched negated {aside}"
        )

    def answers(self) -> list[tuple[float, bool]]:
        """Return the confidence of each triple that counts, and whether it is right."""
        return [(j.said["confidence"], bool(j.meets)) for j in self.judged if j.counts]


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean; 0 of two zeros."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def score_documents(
    gold: Iterable[GoldDocument], said: Mapping[str, Sequence[Mapping[str, Any]]]
) -> CorpusScore:
    """Score triples in the contract's form, by the id of their article.

    Parameters
    ----------
    gold
        The documents to score on; one that nothing was said of counts as missed.
    said
        Triples as plain values.
    """
    score = CorpusScore()
    for document in gold:
        add_document(score, document, said.get(document.id, ()))
    return score


def add_document(
    score: CorpusScore, document: GoldDocument, said: Sequence[Mapping[str, Any]]
) -> None:
    """Judge the triples of one document and count them."""
    score.documents += 1
    wanted = unique(document.triples)
    met: set[int] = set()
    paired: set[int] = set()
    for triple in distinct(said):
        pairs = [i for i, gold in enumerate(wanted) if _is_pair(triple, gold)]
        hits = [i for i in pairs if triple["action"]["type"] in wanted[i].types]
        met.update(hits)
        paired.update(pairs)
        judged = Judged(
            document.id,
            triple,
            tuple(wanted[i] for i in hits),
            tuple(wanted[i] for i in pairs),
            bool(hits) or triple["status"] != "negated",
        )
        score.judged.append(judged)
        _count_layers(score.layers, judged)
    for i, gold in enumerate(wanted):
        if gold.required:
            (score.found if i in met else score.missed).append(Missed(document.id, gold))
            score.layers["triple"].find(i in met)
            score.layers["pair"].find(i in paired)
    _count_arguments(score.layers["arguments"], document, said)


def _is_pair(triple: Mapping[str, Any], gold: GoldTriple) -> bool:
    """Tell whether the parties are the gold's; what is negated meets only what is negated."""
    same = (triple["status"] == "negated") == (gold.status == "negated")
    return same and meets_pair(triple, gold)


def distinct(said: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield triples with both parties, the surest first, one for each name, type and name."""
    seen = set()
    for triple in sorted(said, key=lambda t: -float(t["confidence"])):
        actor, target = triple["actor"], triple["target"]
        if not actor or not target:
            continue
        key = (actor["name"], triple["action"]["type"], target["name"])
        if key not in seen:
            seen.add(key)
            yield triple


def meets_pair(triple: Mapping[str, Any], gold: GoldTriple) -> bool:
    """Tell whether actor and target are the gold's, whatever the type."""
    actor, target = triple["actor"], triple["target"]
    return (is_party(actor, gold.actor) and is_party(target, gold.target)) or (
        gold.reciprocal and is_party(actor, gold.target) and is_party(target, gold.actor)
    )


def is_party(actor: Mapping[str, Any], gold: GoldParty) -> bool:
    """Tell whether an actor of a triple is who the gold means."""
    name = plain(actor["name"])
    if name in gold.names or name in gold.forms:
        return True
    country = actor.get("country")
    if gold.is_state and actor.get("kind") == "state":
        return bool(country == gold.country)
    mention = plain((actor.get("mention") or {}).get("text"))
    return mention in gold.forms and (not gold.country or country in (gold.country, None))


def _count_layers(layers: dict[str, Tally], judged: Judged) -> None:
    said, hits = judged.said, judged.meets
    if judged.counts:
        layers["triple"].add(bool(hits), not hits, 0)
    if judged.counts or judged.pairs:
        layers["pair"].add(bool(judged.pairs), not judged.pairs, 0)
    if judged.pairs:
        _one_of(layers["type"], bool(hits))
    if not hits:
        return
    _one_of(layers["status"], any(said["status"] == g.status for g in hits))
    date = said.get("date")
    day = (date["start"], date["end"]) if date and date.get("source") != "article" else None
    _optional(layers["day"], day, [g.day for g in hits], lambda one, other: one == other)
    _optional(layers["place"], said.get("place"), [g.place for g in hits], _same_place)


def _one_of(tally: Tally, right: bool) -> None:
    tally.add(right, not right, not right)


def _optional(tally: Tally, said: Any, gold: Sequence[Any], same: Any) -> None:
    wanted = [g for g in gold if g is not None]
    if said is not None and any(same(said, g) for g in wanted):
        tally.right += 1
        return
    tally.extra += said is not None
    tally.missed += len(wanted) == len(gold)


def _same_place(said: Mapping[str, Any], gold: tuple[str, str | None]) -> bool:
    words, country = gold
    if country and said.get("country") and country != said["country"]:
        return False
    names = {plain(said.get("name")), plain((said.get("mention") or {}).get("text"))}
    wanted = {plain(words), plain(words.split(",")[0])}
    return bool(names & wanted - {""})


def _count_arguments(
    tally: Tally, document: GoldDocument, said: Sequence[Mapping[str, Any]]
) -> None:
    if document.mentions is None:
        return
    gold = {
        party.mention
        for triple in document.triples
        for party in (triple.actor, triple.target)
        if party.mention
    }
    given = set()
    for triple in said:
        for party in (triple["actor"], triple["target"]):
            mention = (party or {}).get("mention")
            if mention:
                given.add((mention["start"], mention["end"]))
    tally.add(len(given & gold), len(given - gold), len(gold - given))
