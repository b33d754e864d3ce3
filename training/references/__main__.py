"""Trains the learned references: ``python -m training.references CORPORA --rows FILE... --articles
FILE_OR_FOLDER...``.

Reads GUM's training part (``treebank/gum-train.conllu.gz``), GAP's development part
(``references/gap-development.tsv.gz``) and the corpus' training rows with the analyser that ships,
fits the ranker, and writes ``extract/actors/weights/antecedents.npz``. Some minutes on one core;
needs the ``train`` extra.
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path

from extract import Extractor
from extract.actors.antecedent_ranker import WEIGHTS
from extract.evaluate.corpus_articles import read_source_articles
from extract.evaluate.corpus_documents import read_documents
from training.references.fit_ranker import Sizes, fit, write
from training.references.lessons import lessons_of
from training.references.marked_texts import read_corpus, read_gap, read_gum


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description="Train the learned references.")
    parser.add_argument("corpora", type=Path, help="the folder of treebank/ and references/")
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--least", type=float, default=LEAST, help="probability of an answer")
    parser.add_argument("--rounds", type=int, default=Sizes.rounds)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    extractor = Extractor.load()
    for stage in ("realpolitik_actors", "realpolitik_actions", "realpolitik_context"):
        extractor.nlp.remove_pipe(stage)
    rows = [d for d in read_documents(given.rows) if d.split == "train"]
    marked = chain(
        read_gum(given.corpora / "treebank", "train", extractor),
        read_gap(given.corpora / "references", "development", extractor),
        read_corpus(rows, read_source_articles(given.articles), extractor),
    )
    texts = [lessons_of(text) for text in marked]
    network, whitening = fit(texts, Sizes(rounds=given.rounds))
    write(network, whitening, given.least, given.out)
    print(f"{sum(len(t.lessons) for t in texts)} words that refer, of {len(texts)} texts")


LEAST = 0.35
"""Chosen on the dev splits of GUM and of the corpus."""

if __name__ == "__main__":
    main()
