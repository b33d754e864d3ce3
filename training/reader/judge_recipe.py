"""The judge's recipe: ``python -m training.reader judge``.

Reads the annotated articles with the program's own rules and a network, fits the judge's weights on
what they bear out, and writes ``extract/events/data/judge.json``. A network that has learned from
the articles of some folds may only be asked about the others: ``--network FILE=0,1`` names the
folds that it has not read. The thresholds are arguments, since they are chosen on the dev split. A
few minutes on one core; needs the ``train`` extra.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract import Extractor
from extract.evaluate.corpus_articles import SourceArticle, read_source_articles
from extract.evaluate.corpus_documents import CorpusDocument, read_documents
from extract.evaluate.corpus_gold import gold_of_document
from extract.events.candidates import candidates
from extract.events.coder import ClauseCoder
from extract.events.relations import RelationNetwork, packaged_relations
from extract.events.signs import signs_of
from training.reader.fit_judge import FOLDS, Seen, choose, fit, fold_of
from training.reader.labels import labels_of

log = logging.getLogger(__name__)

JUDGE = Path("extract/events/data/judge.json")
LEAST_WEIGHT = 0.005
"""A weight nearer to nothing than this is left out of the file."""


def seen_in(
    documents: Sequence[CorpusDocument],
    articles: dict[str, SourceArticle],
    extractor: Extractor,
    networks: Mapping[int, RelationNetwork],
) -> Iterator[Seen]:
    """Yield what the judge learns from: every candidate with both parties, and whether it is
    right.

    ``networks`` has the network of each fold; documents of other folds are left out.
    """
    stage: Any = extractor.nlp.get_pipe("realpolitik_actions")
    for document in documents:
        network = networks.get(fold_of(document.id))
        if network is None:
            continue
        article = articles[document.id]
        doc = extractor.parse(article.text, date=article.date)
        coder = ClauseCoder(doc, stage.ontology, stage.matcher)
        found = candidates(doc, coder.match()[0], coder.roles, network, stage.ontology)
        right = labels_of(gold_of_document(document).triples, doc, found)
        for c, signs, hits in zip(found, signs_of(doc, found, stage.ontology), right, strict=True):
            if c.event.actor >= 0 and c.event.target >= 0:
                yield Seen(document.id, signs, bool(hits))


def networks_of(named: Sequence[str]) -> dict[int, RelationNetwork]:
    """Return the network of each fold, from ``FILE=0,1``; without any, the one that ships."""
    found: dict[int, RelationNetwork] = {}
    for each in named:
        path, _, folds = each.rpartition("=")
        network = RelationNetwork(Path(path))
        found |= {int(fold): network for fold in folds.split(",")}
    if not named and (shipped := packaged_relations()) is not None:
        return dict.fromkeys(range(FOLDS), shipped)
    return found


def judge_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this step."""
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--network", action="append", default=[], help="FILE=FOLDS it has not read")
    parser.add_argument("--out", type=Path, default=JUDGE)
    parser.add_argument("--threshold", type=float, default=0.36)
    parser.add_argument("--of-rules", type=float, default=0.03)
    parser.add_argument("--beside-rules", type=float, default=0.9)


def write_judge(given: argparse.Namespace) -> None:
    """Fit the judge and write its file."""
    articles = read_source_articles(given.articles)
    documents = [d for d in read_documents(given.rows) if d.split == "train" and d.id in articles]
    seen = list(seen_in(documents, articles, Extractor.load(), networks_of(given.network)))
    strength, _, notes = choose(seen)
    weights = {n: round(w, 4) for n, w in fit(seen, strength).items() if abs(w) >= LEAST_WEIGHT}
    judge = {
        "threshold": given.threshold,
        "of_rules": given.of_rules,
        "beside_rules": given.beside_rules,
        "weights": weights,
    }
    text = json.dumps(judge, indent=1, sort_keys=True) + "\n"
    given.out.write_text(text, encoding="utf-8")
    right, loss = sum(s.right for s in seen), notes["losses"][strength]
    log.info("%d candidates, %d right, loss %.4f", len(seen), right, loss)
