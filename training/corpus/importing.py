"""Reads the files of annotators, and makes the rows of the corpus of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extract.errors import DataError, SourceNotFound
from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument
from training.corpus.annotation import Annotation
from training.corpus.annotation_form import document_id, read_annotation
from training.corpus.rows import document_of
from training.corpus.splits import is_reserved


class AnnotatedFile(NamedTuple):
    """An ``.ann`` file, the article that it is about, and what it says."""

    path: Path
    article: SourceArticle
    annotation: Annotation


def read_file(path: Path, articles: Mapping[str, SourceArticle]) -> AnnotatedFile:
    """Read one ``.ann`` file.

    Raises
    ------
    SourceNotFound
        If there is no such file.
    DataError
        If it does not say what it is about, or its article is not among those given.
    """
    if not path.is_file():
        raise SourceNotFound(f"there is no {path}")
    text = path.read_text(encoding="utf-8")
    id_ = document_id(text)
    if id_ is None:
        raise DataError(f"{path} has no line DOC | document id")
    if id_ not in articles:
        raise DataError(f"{path} is about {id_}, which is not among the articles given")
    return AnnotatedFile(path, articles[id_], read_annotation(text, articles[id_]))


def problem_lines(file: AnnotatedFile) -> list[str]:
    """Return what is wrong with a file, a line each; without words for one of the test split."""
    said = []
    for problem in file.annotation.problems:
        message = problem.message
        if is_reserved(file.article.id):
            message = "breaks the form (an article of the test split: its words are not shown)"
        said.append(f"{file.path}:{problem.line}: {message}")
    return said


def import_folder(
    folder: Path, articles: Mapping[str, SourceArticle], split: str, readers: Sequence[str]
) -> tuple[list[CorpusDocument], list[str]]:
    """Return the rows of all ``.ann`` files of a folder by id, and what is wrong with the rest.

    Raises
    ------
    SourceNotFound
        If there is none.
    DataError
        If two files are about one article, or a file's article is lacking.
    """
    files = [read_file(path, articles) for path in sorted(folder.glob("*.ann"))]
    if not files:
        raise SourceNotFound(f"there is no .ann file in {folder}")
    problems = [line for file in files for line in problem_lines(file)]
    rows: dict[str, CorpusDocument] = {}
    for file in files:
        if file.annotation.problems:
            continue
        if file.article.id in rows:
            raise DataError(f"two files of {folder} are about {file.article.id}")
        if is_reserved(file.article.id) != (split == "test"):
            problems.append(f"{file.path}:1: does not belong to the split {split}")
            continue
        rows[file.article.id] = document_of(file.annotation, file.article, split, readers)
    return [rows[id_] for id_ in sorted(rows)], problems
