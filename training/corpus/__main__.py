"""The tools of the corpus: ``python -m training.corpus COMMAND``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import DataError, RealpolitikError
from extract.evaluate.corpus_articles import SourceArticle, read_source_articles
from extract.evaluate.corpus_documents import SPLITS, CorpusDocument, read_documents
from training.corpus.splits import is_reserved

if TYPE_CHECKING:
    from rich.console import Console

Given = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 where all is well, 1 where something was found, 2 on an error."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except RealpolitikError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_)
        made.set_defaults(run=run)
        return made

    def articles(made: argparse.ArgumentParser, required: bool = True) -> None:
        made.add_argument(
            *("--articles", "-a"),
            nargs="+",
            type=Path,
            required=required,
            metavar="FILE_OR_FOLDER",
            help=".jsonl, folders of .txt with .json beside, or GUM's .conllu(.gz)",
        )

    made = command("number", _number, "write articles as numbered paragraphs, for annotators")
    articles(made)
    made.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER")

    made = command("form", _form, "check .ann files against the form and their articles")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE.ann")
    articles(made)

    made = command("import", _import, "turn a folder of .ann files into rows")
    made.add_argument("folder", type=Path)
    articles(made)
    made.add_argument("--split", required=True, choices=SPLITS)
    made.add_argument("--reader", required=True, action="append", help="may be given twice")
    made.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.jsonl")

    made = command("check", _check, "check rows: ids, references, types, hashes, offsets")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    articles(made, required=False)

    made = command("attach", _attach, "fit the rows to your own copy of the articles")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    articles(made)
    made.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.jsonl")

    made = command("stats", _stats, "count what there is")
    made.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    made.add_argument("--json", action="store_true")

    made = command("score", _score, "score what `realpolitik extract` wrote")
    made.add_argument("gold", type=Path, help="rows, a folder of them, or the older form (.json)")
    made.add_argument("predicted", type=Path, help="triples, a line each")
    made.add_argument("--split", choices=SPLITS, help="without: train and dev")
    made.add_argument("--json", action="store_true")

    made = command("agreement", _agreement, "compare two readings of the same articles")
    made.add_argument("ours", type=Path, metavar="A.jsonl")
    made.add_argument("theirs", type=Path, metavar="B.jsonl")
    made.add_argument("--json", action="store_true")

    made = command("diff", _diff, "compare two .ann files, and draft a third of both")
    made.add_argument("ours", type=Path, metavar="A.ann")
    made.add_argument("theirs", type=Path, metavar="B.ann")
    articles(made)
    made.add_argument("-o", "--out", type=Path, metavar="DRAFT.ann")

    made = command("show", _show, "show an annotated article")
    made.add_argument("id", help="the article's id, or its beginning")
    made.add_argument(
        *("--corpus", "-c"), nargs="+", type=Path, default=[Path(__file__).parent], metavar="FILE"
    )
    articles(made)
    made.add_argument("--html", type=Path, metavar="FILE.html", help="write a page instead")
    return parser


def _number(given: Given) -> int:
    from training.corpus.numbering import numbered_text

    given.out.mkdir(parents=True, exist_ok=True)
    articles = read_source_articles(given.articles)
    for article in articles.values():
        (given.out / f"{article.id}.txt").write_text(numbered_text(article), encoding="utf-8")
    print(f"{len(articles)} articles: {given.out}")
    return 0


def _form(given: Given) -> int:
    from training.corpus.importing import problem_lines, read_file

    articles = read_source_articles(given.articles)
    wrong = 0
    for path in given.files:
        file = read_file(path, articles)
        for line in problem_lines(file):
            print(line)
        wrong += len(file.annotation.problems)
        if is_reserved(file.article.id):
            continue
        for note in file.annotation.notes:
            print(f"{path}:{note.line}: note: {note.message}")
    print(f"{len(given.files)} files, {wrong} problems")
    return int(wrong > 0)


def _import(given: Given) -> int:
    from training.corpus.importing import import_folder

    articles = read_source_articles(given.articles)
    rows, problems = import_folder(given.folder, articles, given.split, given.reader)
    for line in problems:
        print(line, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems: nothing is written", file=sys.stderr)
        return 1
    _write(given.out, rows)
    print(f"{len(rows)} documents, {sum(len(r.events) for r in rows)} events: {given.out}")
    return 0


def _check(given: Given) -> int:
    from training.corpus.checking import check_documents

    articles = read_source_articles(given.articles) if given.articles else None
    wrong = 0
    seen: dict[str, Path] = {}
    for file in given.files:
        rows = list(read_documents([file]))
        for row in rows:
            if row.id in seen and seen[row.id] != file:
                print(f"{file}: {row.id}: stands in {seen[row.id]} too")
                wrong += 1
            seen[row.id] = file
        for id_, message in check_documents(rows, articles):
            print(f"{file}: {id_}: {message}")
            wrong += 1
    print(f"{len(seen)} documents, {wrong} problems")
    return int(wrong > 0)


def _attach(given: Given) -> int:
    from training.corpus.attaching import attach

    articles = read_source_articles(given.articles)
    rows = list(read_documents(given.files))
    made, sought, lost = [], 0, 0
    for row in rows:
        if row.id not in articles:
            print(f"{row.id}: its article is not among those given")
            continue
        fitted = attach(row, articles[row.id])
        made.append(fitted.document)
        sought += fitted.sought
        lost += len(fitted.lost)
        for what in fitted.lost:
            print(f"{row.id}: not placed: {what}")
    _write(given.out, made)
    share = 100 * (1 - lost / max(1, sought))
    print(
        f"{len(made)} of {len(rows)} documents; {sought - lost} of {sought} places ({share:.1f}%)"
    )
    return int(lost > 0 or len(made) < len(rows))


def _stats(given: Given) -> int:
    from training.corpus.counting import count

    counts = count(list(read_documents(given.files)))
    if given.json:
        print(json.dumps(counts, ensure_ascii=False, indent=1))
        return 0
    for name, rows in counts.items():
        _print_table(name, ("", "number"), [(k, str(v)) for k, v in rows.items()])
    return 0


def _score(given: Given) -> int:
    from training.corpus.scoring import LAYERS, score_file

    score = score_file(given.gold, given.predicted, given.split)
    layers = {n: score.layers[n].score() for n in LAYERS if n in score.layers}
    if given.json:
        figures = {n: s.to_dict() for n, s in layers.items()}
        headline = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
        print(json.dumps({**headline, "layers": figures}, indent=1))
        return 0
    print(score.headline())
    rows = [(n, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}") for n, s in layers.items()]
    _print_table("layers", ("layer", "precision", "recall", "F1"), rows)
    return 0


def _agreement(given: Given) -> int:
    from training.corpus.agreement import agreement

    made = agreement(list(read_documents([given.ours])), list(read_documents([given.theirs])))
    if not made.documents:
        raise DataError(f"{given.ours} and {given.theirs} have no article in common")
    if given.json:
        print(json.dumps({"documents": made.documents, **made.figures, "types": made.types}))
        return 0
    rows = [(k, f"{v:.3f}") for k, v in made.figures.items()]
    _print_table(f"{made.documents} documents read by both", ("", "value"), rows)
    for name, score in zip(("B is gold", "A is gold"), made.events, strict=True):
        print(f"{name}: {score.headline()}")
    return 0


def _diff(given: Given) -> int:
    from training.corpus.differing import merge
    from training.corpus.importing import problem_lines, read_file

    articles = read_source_articles(given.articles)
    ours, theirs = read_file(given.ours, articles), read_file(given.theirs, articles)
    for file in (ours, theirs):
        if is_reserved(file.article.id):
            raise DataError(f"{file.article.id} is of the test split, which no tool shows")
        if file.annotation.problems:
            raise DataError(f"{problem_lines(file)[0]}: put it right first")
    if ours.article.id != theirs.article.id:
        raise DataError(f"they are about {ours.article.id} and {theirs.article.id}")
    merged = merge(ours.annotation, theirs.annotation, ours.article)
    for line in merged.differences:
        print(line)
    print(f"{len(merged.differences)} differences")
    if given.out:
        given.out.write_text("\n".join(merged.draft) + "\n", encoding="utf-8")
    return int(bool(merged.differences))


def _show(given: Given) -> int:
    from training.corpus.showing import find_document, refuse_reserved, shown_page, shown_text

    document = find_document(read_documents(given.corpus), given.id)
    refuse_reserved(document)
    article = _its_article(document, read_source_articles(given.articles))
    if given.html:
        given.html.write_text(shown_page(document, article), encoding="utf-8")
    else:
        _console().print(shown_text(document, article))
    return 0


def _its_article(document: CorpusDocument, articles: Mapping[str, SourceArticle]) -> SourceArticle:
    from extract.evaluate.corpus_articles import fingerprint

    article = articles.get(document.id)
    if article is None:
        raise DataError(f"the article {document.id} is not among those given")
    if fingerprint(article.text) != document.sha256:
        raise DataError(f"{document.id} is another copy than was annotated: attach first")
    return article


def _write(path: Path, rows: Sequence[CorpusDocument]) -> None:
    path.write_text("".join(row.to_json() + "\n" for row in rows), encoding="utf-8")


def _print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    made = Table(box=None, pad_edge=False)
    for n, name in enumerate(head):
        made.add_column(name, justify="left" if n == 0 else "right")
    for row in rows:
        made.add_row(*row)
    _console().print(title, style="bold", soft_wrap=True)
    _console().print(made)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


if __name__ == "__main__":
    sys.exit(main())
