"""Quality as a number: compares what the extractor says with gold data, and lists what it gets
wrong.

Four kinds of gold are read: a PLV table (``.tsv`` with two marked spans a sentence), grammar cases
(``.tsv`` with a sentence and the events in it), gold triples in the contract's own JSON Lines, and
whole documents: the annotated corpus (``.jsonl``), or a list of documents with their triples
(``.json``).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DataError, SourceNotFound
from extract.evaluate.scores import Evaluation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.extractor import Extractor


def evaluate(
    extractor: Extractor,
    gold: Path,
    *,
    articles: Sequence[Path] | None = None,
    split: str | None = None,
) -> Evaluation:
    """Measure an extractor on gold data.

    Parameters
    ----------
    extractor
        A loaded extractor.
    gold
        A ``.tsv``, ``.jsonl`` or ``.json`` file, or a folder of one of the first two.
    articles
        The articles that gold triples are about; without them, each gold sentence is read as an
        article of its own. Whole documents need them.
    split
        The part of the corpus to measure on; None is all but its test split.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    DataError
        If the file is of no known kind.
    """
    from extract.evaluate.corpus_documents import is_corpus
    from extract.evaluate.corpus_evaluation import evaluate_corpus
    from extract.evaluate.grammar import evaluate_grammar, is_grammar, read_cases
    from extract.evaluate.plv import evaluate_plv
    from extract.evaluate.triples import evaluate_triples, read_gold

    if not gold.exists():
        raise SourceNotFound(
            f"there is no {gold}; give a .tsv or .jsonl file of gold data, or a folder of them"
        )
    if gold.suffix == ".json" or is_corpus(gold):
        return evaluate_corpus(extractor, gold, articles or (), split)
    if split is not None:
        raise DataError(f"{gold} has no splits: leave out --split {split}")
    tables = (
        sorted(gold.glob("*.tsv")) if gold.is_dir() else [gold] if gold.suffix == ".tsv" else []
    )
    if tables and all(is_grammar(t) for t in tables):
        return evaluate_grammar(extractor, (c for t in tables for c in read_cases(t)), str(gold))
    if len(tables) == 1:
        return evaluate_plv(extractor, tables[0])
    files = sorted(gold.glob("*.jsonl")) if gold.is_dir() else [gold]
    if not files or any(f.suffix != ".jsonl" for f in files):
        raise DataError(
            f"{gold} holds no gold data that is known here: .tsv (PLV, grammar cases), "
            ".jsonl (triples, the annotated corpus) or .json (documents with triples)"
        )
    return evaluate_triples(
        extractor, (c for f in files for c in read_gold(f, articles or ())), str(gold)
    )


__all__ = ["Evaluation", "evaluate"]
