"""Two readings compared, and drawn together for a third reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument
from training.corpus.__main__ import main
from training.corpus.agreement import agreement, kappa
from training.corpus.annotation_form import read_annotation
from training.corpus.differing import merge
from training.corpus.rows import document_of

INVENTED = Path(__file__).parent / "invented"
ARTICLES = str(INVENTED / "articles.jsonl")
Changes = list[tuple[str, str]]
SHORTER = [
    ("M | e5 | Interior Minister Lucía", "M | e5 | Minister Lucía"),
    ('e5 "Interior Minister', 'e5 "Minister'),
]


def reading(text: str, changes: Changes, article: SourceArticle) -> CorpusDocument:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    made = read_annotation(text, article)
    assert made.problems == []
    return document_of(made, article, "dev", ["two"])


@pytest.mark.parametrize(
    ("changes", "figure", "value"),
    [
        ([], "events F1, mean", 1.0),
        ([], "linking, B-cubed F1", 1.0),
        ([], "type where the parties agree, kappa", 1.0),
        ([("| send doctors | AID/AGREE", "| send doctors | RETREAT")], "events F1, mean", 0.905),
        (
            [("| send doctors | AID/AGREE", "| send doctors | RETREAT")],
            "type where the parties agree, share",
            0.909,
        ),
        ([("| planned |", "| asserted |")], "status where the triple agrees", 0.909),
        ([("M | e1 | them\n", "")], "mentions F1, exact", 0.974),
        (SHORTER, "mentions F1, exact", 0.95),
        (SHORTER, "mentions F1, head", 1.0),
        (
            [("M | e7 | it\n", "M | e8 | it\n"), ('e7 "it"', 'e8 "it"')],
            "linking, B-cubed F1",
            0.929,
        ),
    ],
)
def test_figures(
    changes: Changes,
    figure: str,
    value: float,
    harbour: CorpusDocument,
    annotation_text: str,
    articles: dict[str, SourceArticle],
) -> None:
    other = reading(annotation_text, changes, articles[harbour.id])
    made = agreement([harbour], [other])
    assert made.documents == 1
    assert made.figures[figure] == value


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([], 0.0),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], value: float) -> None:
    assert kappa(pairs) == value


def test_agreement_command(
    tmp_path: Path, documents: list[CorpusDocument], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("".join(d.to_json() + "\n" for d in documents))
    assert main(["agreement", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    assert "2 documents read by both" in capsys.readouterr().out
    (tmp_path / "b").write_text("")
    assert main(["agreement", str(tmp_path / "a"), str(tmp_path / "b")]) == 2


def renamed(text: str) -> str:
    """Return a form whose entities have other numbers."""
    for old, new in (("e1", "e11"), ("e8", "e1"), ("e7", "e8")):
        text = text.replace(f" {old} ", f" {new} ").replace(f" {old}\n", f" {new}\n")
    return text


def test_what_is_the_same_by_other_numbers_does_not_differ(
    harbour: CorpusDocument, annotation_text: str, articles: dict[str, SourceArticle]
) -> None:
    article = articles[harbour.id]
    ours, theirs = (
        read_annotation(t, article) for t in (annotation_text, renamed(annotation_text))
    )
    assert theirs.problems == []
    merged = merge(ours, theirs, article)
    assert merged.differences == ()
    again = read_annotation("\n".join(merged.draft), article)
    assert again.problems == []
    assert document_of(again, article, "dev", ["one"]) == harbour


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("M | e1 | them\n", "", "only A: P2 M | e1 | them"),
        ("| e7 | Brazil | state | BRA", "| e7 | Brasil | state | BRA", "B: E | e7 | Brasil"),
        ("| planned |", "| asserted |", "status differ; B: V | 2 | send doctors"),
        ("REJECT:meet |", "REJECT |", "mode differ; B: V | 1 | negotiate | REJECT |"),
        ("V | 3 | talks", "V | 3 | were held", "trigger differ; B: V | 3 | were held"),
        ('later | e5 "Interior Minister Lucía Ramos"', "later | e4", "speaker differs; B: Q | 1"),
        ("M | e1 | Front\n", "M | e2 | No talks\nM | e1 | Front\n", "only B: P3 M | e2 | No talks"),
    ],
)
def test_a_difference_is_told_and_stands_in_the_draft(
    old: str,
    new: str,
    said: str,
    harbour: CorpusDocument,
    annotation_text: str,
    articles: dict[str, SourceArticle],
) -> None:
    article = articles[harbour.id]
    assert old in annotation_text
    ours = read_annotation(annotation_text, article)
    theirs = read_annotation(annotation_text.replace(old, new), article)
    merged = merge(ours, theirs, article)
    assert len(merged.differences) == 1
    assert merged.differences[0].startswith(said)
    assert [line for line in merged.draft if line.startswith("#?")]
    assert read_annotation("\n".join(merged.draft), article).problems == []


def test_diff_command_writes_the_draft(
    tmp_path: Path, annotation_text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.ann").write_text(annotation_text.replace("| planned |", "| asserted |"))
    ours = str(INVENTED / "ann" / "inv-harbour.ann")
    arguments = ["diff", ours, str(tmp_path / "b.ann"), "-a", ARTICLES]
    assert main([*arguments, "-o", str(tmp_path / "draft.ann")]) == 1
    assert "1 differences" in capsys.readouterr().out
    assert main(["form", str(tmp_path / "draft.ann"), "-a", ARTICLES]) == 0
