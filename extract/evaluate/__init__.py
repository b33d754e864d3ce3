"""Quality as a number: compares what the extractor says with gold data, and lists what it gets wrong.

Three kinds of gold are read: a PLV table (``.tsv`` with two marked spans a sentence), gold triples in the contract's own JSON
Lines, and grammar cases (``.jsonl`` with a sentence and its expected triples).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DataError, SourceNotFound
from extract.evaluate.scores import Evaluation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.extractor import Extractor


def evaluate(extractor: Extractor, gold: Path, *, articles: Sequence[Path] | None = None) -> Evaluation:
    """Measure an extractor on gold data.

    Parameters
    ----------
    extractor
        A loaded extractor.
    gold
        A ``.tsv`` or ``.jsonl`` file, or a folder of ``.jsonl`` files.
    articles
        The articles that gold triples are about; without them, each gold sentence is read as an article of its own.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    DataError
        If the file is of no known kind.
    """
    from extract.evaluate.plv import evaluate_plv
    from extract.evaluate.triples import evaluate_triples, is_cases, read_cases, read_gold

    if not gold.exists():
        raise SourceNotFound(f"there is no {gold}; give a .tsv or .jsonl file of gold data, or a folder of .jsonl files")
    if gold.suffix == ".tsv":
        return evaluate_plv(extractor, gold)
    files = sorted(gold.glob("*.jsonl")) if gold.is_dir() else [gold]
    if not files or any(f.suffix != ".jsonl" for f in files):
        raise DataError(f"{gold} holds no gold data that is known here: .tsv (PLV) or .jsonl (triples or grammar cases)")
    cases = (
        [c for f in files for c in read_cases(f)]
        if is_cases(files[0])
        else [c for f in files for c in read_gold(f, articles or ())]
    )
    return evaluate_triples(extractor, cases, str(gold))


__all__ = ["Evaluation", "evaluate"]
