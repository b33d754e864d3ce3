"""Quality as a number: compares what the extractor says with gold data, and lists what it gets
wrong.

Four kinds of gold are read: a PLV table (``.tsv`` with two marked spans a sentence), grammar cases
(``.tsv`` with a sentence and the events in it), gold triples in the contract's own JSON Lines, and
whole documents: the annotated corpus (``.jsonl``), or a list of documents with their triples
(``.json``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DataError, SourceNotFound
from extract.evaluate.scores import Evaluation
from extract.user_files import is_there, shown

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
        The part of the corpus to measure on; None is its train and dev splits.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    DataError
        If the file is of no known kind.
    """
    if not is_there(gold):
        raise SourceNotFound(
            f"there is no {shown(gold)}; give a .tsv or .jsonl file of gold data, "
            "or a folder of them"
        )
    kind, files = _kind_of(gold)
    if split is not None and kind != "corpus":
        raise DataError(f"{shown(gold)} has no splits: leave out --split {split}")
    return _MEASURES[kind](extractor, gold, files, articles or (), split)


def _kind_of(gold: Path) -> tuple[str, list[Path]]:
    """Return which gold data a file or folder holds, and the files."""
    from extract.evaluate.corpus_documents import is_corpus
    from extract.evaluate.grammar import is_grammar

    if gold.suffix == ".json" or is_corpus(gold):
        return "corpus", [gold]
    tables = _files_of(gold, ".tsv")
    if tables and all(is_grammar(table) for table in tables):
        return "grammar", tables
    if len(tables) == 1:
        return "plv", tables
    rows = _files_of(gold, ".jsonl")
    if rows:
        return "triples", rows
    raise DataError(
        f"{shown(gold)} holds no gold data that is known here: .tsv (one PLV table, grammar "
        "cases), .jsonl (triples, the annotated corpus) or .json (documents with triples)"
    )


def _files_of(gold: Path, suffix: str) -> list[Path]:
    if gold.is_dir():
        return sorted(gold.glob(f"*{suffix}"))
    return [gold] if gold.suffix == suffix else []


def _measure_corpus(
    extractor: Extractor, gold: Path, _: list[Path], articles: Sequence[Path], split: str | None
) -> Evaluation:
    from extract.evaluate.corpus_evaluation import evaluate_corpus

    return evaluate_corpus(extractor, gold, articles, split)


def _measure_grammar(extractor: Extractor, gold: Path, files: list[Path], *_: object) -> Evaluation:
    from extract.evaluate.grammar import evaluate_grammar, read_cases

    cases = (case for file in files for case in read_cases(file))
    return evaluate_grammar(extractor, cases, shown(gold))


def _measure_plv(extractor: Extractor, _gold: Path, files: list[Path], *_: object) -> Evaluation:
    from extract.evaluate.plv import evaluate_plv

    return evaluate_plv(extractor, files[0])


def _measure_triples(
    extractor: Extractor, gold: Path, files: list[Path], articles: Sequence[Path], _: str | None
) -> Evaluation:
    from extract.evaluate.triples import evaluate_triples, read_gold

    cases = (case for file in files for case in read_gold(file, articles))
    return evaluate_triples(extractor, cases, shown(gold))


_MEASURES: dict[str, Callable[..., Evaluation]] = {
    "corpus": _measure_corpus,
    "grammar": _measure_grammar,
    "plv": _measure_plv,
    "triples": _measure_triples,
}


__all__ = ["Evaluation", "evaluate"]
