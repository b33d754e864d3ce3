"""The judge's recipe: ``python -m training.reader --rows FILE... --articles FILE_OR_FOLDER...``.

Reads the annotated articles with the program's own rules and network, fits the judge's weights on
what they bear out, and writes ``extract/events/data/judge.json``. The thresholds are arguments,
since they are chosen on the dev split. A few minutes on one core; needs the ``train`` extra.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract import Extractor
from extract.evaluate.corpus_articles import SourceArticle, read_source_articles
from extract.evaluate.corpus_documents import CorpusDocument, read_documents
from extract.evaluate.corpus_gold import gold_of_document
from extract.events.candidates import candidates
from extract.events.coder import ClauseCoder
from extract.events.relations import packaged_relations
from extract.events.signs import signs_of
from training.reader.fit_judge import Seen, choose, fit
from training.reader.labels import labels_of

JUDGE = Path("extract/events/data/judge.json")
LEAST_WEIGHT = 0.005
"""A weight nearer to nothing than this is left out of the file."""


def seen_in(
    documents: Sequence[CorpusDocument], articles: dict[str, SourceArticle], extractor: Extractor
) -> Iterator[Seen]:
    """Yield what the judge learns from: every candidate with both parties, and whether it is
    right."""
    stage: Any = extractor.nlp.get_pipe("realpolitik_actions")
    network = packaged_relations()
    if network is None:
        raise SystemExit("the relation network is not trained yet: make model")
    for document in documents:
        article = articles[document.id]
        doc = extractor.parse(article.text, date=article.date)
        coder = ClauseCoder(doc, stage.ontology, stage.matcher)
        found = candidates(doc, coder.match()[0], coder.roles, network, stage.ontology)
        right = labels_of(gold_of_document(document).triples, doc, found)
        for c, signs, hits in zip(found, signs_of(doc, found, stage.ontology), right, strict=True):
            if c.event.actor >= 0 and c.event.target >= 0:
                yield Seen(document.id, signs, bool(hits))


def main() -> None:
    """Fit the judge and write its file."""
    parser = argparse.ArgumentParser(description="Fit the judge on annotated articles.")
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=JUDGE)
    parser.add_argument("--threshold", type=float, default=0.36)
    parser.add_argument("--of-rules", type=float, default=0.03)
    parser.add_argument("--beside-rules", type=float, default=0.9)
    given = parser.parse_args()
    articles = read_source_articles(given.articles)
    documents = [d for d in read_documents(given.rows) if d.split == "train" and d.id in articles]
    seen = list(seen_in(documents, articles, Extractor.load()))
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
    print(
        f"{len(seen)} candidates, {sum(s.right for s in seen)} right, loss "
        f"{notes['losses'][strength]:.4f}"
    )


if __name__ == "__main__":
    main()
