"""Runs the extractor over articles with gold of whole documents, and tells where it is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import DataError
from extract.evaluate.constructions import construction_of
from extract.evaluate.corpus_articles import SourceArticle, fingerprint, read_source_articles
from extract.evaluate.corpus_documents import (
    APART,
    SPLITS,
    CorpusDocument,
    read_documents,
)
from extract.evaluate.corpus_gold import (
    GoldDocument,
    GoldTriple,
    gold_of_document,
    read_older_gold,
)
from extract.evaluate.corpus_ledger import score_on_test
from extract.evaluate.corpus_scores import CorpusScore, Tally, add_document
from extract.evaluate.regions import region_of
from extract.evaluate.scores import Evaluation, Score, reliability
from extract.models import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.extractor import Extractor

_LAYERS = ("triple", "pair", "type", "status", "day", "place", "arguments", "mentions")
Offsets = tuple[int, int] | None
_Constructions = dict[tuple[str, Offsets, str], str]


def evaluate_corpus(
    extractor: Extractor, gold: Path, articles: Sequence[Path], split: str | None = None
) -> Evaluation:
    """Measure whole extraction on documents of the corpus, or of the older form (``.json``).

    Parameters
    ----------
    extractor
        A loaded extractor.
    gold
        A file of the corpus, a folder of them, or a list of documents in the older form.
    articles
        Files and folders of the articles.
    split
        ``train``, ``dev`` or ``test``; None is all but test. On test no failure is listed, and the
        figures are recorded beside the gold, once a day.

    Raises
    ------
    DataError
        If an article is lacking, or its text is not the one that was annotated.
    """
    texts = read_source_articles(articles)
    if gold.suffix == ".json":
        documents = [d for d in read_older_gold(gold) if d.id in texts]
        if not documents:
            raise DataError(f"none of the articles of {gold} is in {_named(articles)}")
    else:
        rows = _of_split(read_documents([gold]), split, gold)
        for row in rows:
            _require(row, texts, articles)
        documents = [gold_of_document(row) for row in rows]
    if split != "test":
        return measure_documents(extractor, documents, texts, str(gold))
    made: list[Evaluation] = []

    def figures() -> str:
        made.append(measure_documents(extractor, documents, texts, str(gold), failures=False))
        return " ".join(f"{name}={value}" for name, value in made[0].headline.items())

    score_on_test(gold if gold.is_dir() else gold.parent, figures)
    return made[0]


def measure_documents(
    extractor: Extractor,
    documents: Sequence[GoldDocument],
    texts: Mapping[str, SourceArticle],
    name: str,
    *,
    failures: bool = True,
) -> Evaluation:
    """Run the extractor on documents, one after the other, and score what it says."""
    score = CorpusScore()
    constructions: _Constructions = {}
    for document in documents:
        article = Article(
            id=document.id,
            text=texts[document.id].text,
            title=document.title,
            date=document.date,
        )
        with extractor.nlp.memory_zone():
            doc = extractor.parse_article(article)
            said = [t.model_dump(mode="json") for t in extractor.collect(article, doc).triples]
            before = len(score.judged)
            add_document(score, document, said)
            _mentions(score.layers["mentions"], doc, document)
            for judged in score.judged[before:]:
                at = _trigger_of(judged.said)
                constructions[document.id, at, ""] = construction_of(doc, *at)
            for triple in document.triples:
                constructions[document.id, triple.trigger, triple.words] = _gold_construction(
                    doc, triple
                )
    outlets = {d.id: d.outlet or texts[d.id].outlet or "none" for d in documents}
    return _evaluation(score, constructions, outlets, name, failures)


def _evaluation(
    score: CorpusScore,
    constructions: _Constructions,
    outlets: Mapping[str, str],
    name: str,
    failures: bool,
) -> Evaluation:
    layers = {n: score.layers[n].score() for n in _LAYERS if n in score.layers}
    tables = {"layer": {n: s for n, s in layers.items() if s != Score()}}
    tables["type"] = _by(score, lambda _d, t: t["action"]["type"], lambda _d, g: g.type)
    tables["rule"] = _by_rule(score)
    tables["region"] = _by(score, lambda _d, t: _region_said(t), lambda _d, g: _region_gold(g))
    tables["outlet"] = _by(score, lambda d, _t: outlets[d], lambda d, _g: outlets[d])
    tables["construction"] = _by(
        score,
        lambda d, t: constructions[d, _trigger_of(t), ""],
        lambda d, g: constructions[d, g.trigger, g.words],
    )
    answers = score.answers()
    return Evaluation(
        data=name,
        items=score.documents,
        headline={
            "precision": round(score.precision, 3),
            "recall": round(score.recall, 3),
            "f1": round(score.f1, 3),
            "required": score.required,
            "status right": score.status_right,
            "area under the curve": round(_area(answers), 3),
            "calibration error": round(_gap(answers), 3),
        },
        tables=tables,
        calibration=reliability(answers),
        failures=tuple(_failures(score)) if failures else (),
    )


def _by(
    score: CorpusScore,
    of_said: Callable[[str, Mapping[str, Any]], str],
    of_gold: Callable[[str, GoldTriple], str],
) -> dict[str, Score]:
    rows: dict[str, Tally] = defaultdict(Tally)
    for judged in score.judged:
        if judged.counts:
            right = bool(judged.meets)
            rows[of_said(judged.document, judged.said)].add(right, not right, 0)
    for found, gold in ((True, score.found), (False, score.missed)):
        for one in gold:
            rows[of_gold(one.document, one.triple)].find(found)
    for row in rows.values():
        row.found = row.found or 0
    return {name: rows[name].score() for name in sorted(rows)}


def _by_rule(score: CorpusScore) -> dict[str, Score]:
    """Count by the first part of a rule's name; recall is the share of all required ones that it
    finds."""
    rows: dict[str, Tally] = defaultdict(Tally)
    met: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for judged in score.judged:
        if judged.counts:
            rule = judged.said["rule"].partition(":")[0]
            rows[rule].add(bool(judged.meets), not judged.meets, 0)
            met[rule] |= {(judged.document, id(g)) for g in judged.meets if g.required}
    for rule, row in rows.items():
        row.found, row.missed = len(met[rule]), score.required - len(met[rule])
    return {name: rows[name].score() for name in sorted(rows)}


def _mentions(tally: Tally, doc: Doc, document: GoldDocument) -> None:
    if document.mentions is None:
        return
    said = set()
    for actor in doc._.actors:
        span = doc[actor.start : actor.end]
        said.add((span.start_char, span.end_char))
    gold = document.mentions
    tally.add(len(said & gold), len(said - gold), len(gold - said))


def _gold_construction(doc: Doc, triple: GoldTriple) -> str:
    if triple.trigger:
        return construction_of(doc, *triple.trigger)
    start = doc.text.find(triple.words)
    if start < 0 or not triple.words:
        return "other"
    return construction_of(doc, start, start + len(triple.words))


def _trigger_of(triple: Mapping[str, Any]) -> tuple[int, int]:
    mention = triple["action"]["mention"]
    return mention["start"], mention["end"]


def _region_said(triple: Mapping[str, Any]) -> str:
    places = (triple.get("place"), triple["actor"], triple["target"])
    return region_of(next((p["country"] for p in places if p and p.get("country")), None))


def _region_gold(gold: GoldTriple) -> str:
    place = gold.place[1] if gold.place else None
    return region_of(place or gold.actor.country or gold.target.country)


def _failures(score: CorpusScore) -> Iterable[dict[str, Any]]:
    by_document: dict[str, dict[str, Any]] = {}
    for judged in score.judged:
        if judged.counts and not judged.meets:
            t = judged.said
            row = by_document.setdefault(judged.document, {"id": judged.document})
            row.setdefault("extra", []).append(
                f"{t['actor']['name']} {t['action']['type']} {t['target']['name']} ({t['rule']})"
            )
    for one in score.missed:
        row = by_document.setdefault(one.document, {"id": one.document})
        g = one.triple
        row.setdefault("missed", []).append(f"{g.actor.name} {g.type} {g.target.name} ({g.words})")
    return [by_document[name] for name in sorted(by_document)]


def _area(answers: Sequence[tuple[float, bool]]) -> float:
    good = [c for c, right in answers if right]
    bad = [c for c, right in answers if not right]
    above = sum((a > b) + (a == b) / 2 for a in good for b in bad)
    return above / max(1, len(good) * len(bad))


def _gap(answers: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, float] = defaultdict(float)
    for confidence, right in answers:
        bins[min(9, int(confidence * 10))] += confidence - right
    return sum(abs(b) for b in bins.values()) / max(1, len(answers))


def _of_split(
    rows: Iterable[CorpusDocument], split: str | None, gold: Path
) -> list[CorpusDocument]:
    if split is not None and split not in SPLITS:
        raise DataError(f"no such split: {split!r}; it is one of {', '.join(SPLITS)}")
    kept = [r for r in rows if (r.split not in APART if split is None else r.split == split)]
    if not kept:
        raise DataError(f"{gold} holds no document of the split {split or 'train or dev'}")
    return kept


def _require(
    row: CorpusDocument, texts: Mapping[str, SourceArticle], articles: Sequence[Path]
) -> None:
    if row.id not in texts:
        raise DataError(
            f"the article {row.id} is not in {_named(articles)}: give its file or folder by "
            f"--articles"
        )
    if fingerprint(texts[row.id].text) != row.sha256:
        raise DataError(
            f"the text of {row.id} is not the one that was annotated: "
            "fit the corpus to your copy by python -m training.corpus attach"
        )


def _named(articles: Sequence[Path]) -> str:
    return ", ".join(map(str, articles)) or "--articles (none given)"
