"""Rows: what of an article is kept, what is checked, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.errors import DataError, SourceNotFound
from extract.evaluate.corpus_articles import SourceArticle
from extract.evaluate.corpus_documents import CorpusDocument, is_corpus, read_documents
from training.corpus.__main__ import main
from training.corpus.checking import check_document, check_documents
from training.corpus.counting import count

INVENTED = Path(__file__).parent / "invented"
ARTICLES = str(INVENTED / "articles.jsonl")


def test_words_stand_where_the_row_says(
    harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    text = articles[harbour.id].text
    for words in (*harbour.mentions, *(e.trigger for e in harbour.events)):
        assert " ".join(text[words.start : words.end].split()) == words.words
    assert list(check_document(harbour, articles[harbour.id])) == []


def test_a_row_holds_no_running_text(
    harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    row = harbour.to_json()
    quotation = harbour.quotations[0]
    assert (quotation.first, quotation.last, quotation.length) == (
        "We will not",
        "now or later",
        13,
    )
    assert "negotiate with those" not in row
    words = articles[harbour.id].text.split()
    assert not [n for n in range(len(words) - 8) if " ".join(words[n : n + 8]) in row]


def test_lists_are_pairs_and_parties_know_their_mentions(harbour: CorpusDocument) -> None:
    met = [e for e in harbour.events if e.trigger.words == "met"]
    pairs = [(e.actor.entity, e.target.entity) for e in met if e.actor and e.target]
    assert pairs == [("e7", "e8"), ("e7", "e2"), ("e8", "e2")]
    refused = next(e for e in harbour.events if e.type == "REJECT")
    assert refused.actor and refused.actor.accepted == ("e2",)
    assert harbour.mentions[refused.actor.mention or 0].words == "Interior Minister Lucía Ramos"
    bombing = next(e for e in harbour.events if e.trigger.words == "bombing")
    assert bombing.target and bombing.target.mention is None


def test_importing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a.jsonl", "b.jsonl"):
        arguments = ["import", str(INVENTED / "ann"), "-a", ARTICLES]
        arguments += ["--split", "dev", "--reader", "one", "-o", str(tmp_path / name)]
        assert main(arguments) == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert [json.loads(line)["id"] for line in made[0].splitlines()] == ["inv-harbour", "inv-match"]
    assert main(["check", str(tmp_path / "a.jsonl"), "-a", ARTICLES]) == 0
    assert is_corpus(tmp_path)


def test_a_file_with_problems_is_not_imported(
    tmp_path: Path, annotation_text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inv-harbour.ann").write_text(annotation_text.replace("REJECT:meet", "REFUSE"))
    arguments = ["import", str(tmp_path), "-a", ARTICLES, "--split", "dev", "--reader", "one"]
    assert main([*arguments, "-o", str(tmp_path / "out.jsonl")]) == 1
    assert "no such type: 'REFUSE'" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_no_word_of_a_test_article_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = {"id": "wn-2019-11-02-secret", "text": "Hidden words."}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article))
    lines = ["DOC | wn-2019-11-02-secret", "EVENTS | no", "E | e1 | Oman | state | OMN", "P | 1"]
    (tmp_path / "x.ann").write_text("\n".join([*lines, "M | e1 | hidden words"]))
    arguments = ["-a", str(tmp_path / "articles.jsonl")]
    assert main(["form", str(tmp_path / "x.ann"), *arguments]) == 1
    assert main(["diff", str(tmp_path / "x.ann"), str(tmp_path / "x.ann"), *arguments]) == 2
    said = capsys.readouterr()
    assert "idden" not in said.out + said.err
    (tmp_path / "x.ann").write_text("\n".join(lines[:2]))
    arguments += ["--reader", "one", "-o", str(tmp_path / "out.jsonl")]
    assert main(["import", str(tmp_path), *arguments, "--split", "train"]) == 1
    assert main(["import", str(tmp_path), *arguments, "--split", "test"]) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r.update(split="spare"), "no such split"),
        (lambda r: r.update(readers=[]), "no reader"),
        (lambda r: r.update(has_events=False), "has_events does not say"),
        (lambda r: r["entities"].pop(0), "entity e1 is not declared"),
        (lambda r: r["entities"][1].update(id="e1"), "two entities share an id"),
        (lambda r: r["entities"][0].update(country="QQQ"), "no such country"),
        (lambda r: r["mentions"].reverse(), "mentions are not in the order"),
        (lambda r: r["mentions"][0].update(start=1), "mention 0 does not stand"),
        (lambda r: r["mentions"][0].update(paragraph=9), "paragraph that is not there"),
        (lambda r: r["events"][0].update(id="v2"), "two events share an id"),
        (lambda r: r["events"][0].update(type="REFUSE"), "no such type: REFUSE"),
        (lambda r: r["events"][0].update(mode="loud"), "COERCE has no mode loud"),
        (lambda r: r["events"][0].update(types_accepted=["COERCE"]), "alternative to itself"),
        (lambda r: r["events"][0].update(actor=None), "required, without actor or target"),
        (lambda r: r["events"][0].update(actor=None, target=None), "neither actor nor target"),
        (lambda r: r["events"][0]["actor"].update(entity="e2"), "is not of e2"),
        (lambda r: r["events"][0]["actor"].update(mention=99), "there is no mention 99"),
        (lambda r: r["events"][0]["trigger"].update(words="held"), "trigger of v1 does not stand"),
        (lambda r: r["events"][0]["day"].update(start="2022-01-01"), "ends before it begins"),
        (lambda r: r["quotations"][0].update(last="never"), "does not begin or end so"),
        (lambda r: r["paragraphs"][0].update(end=20), "paragraph 1 does not stand"),
        (lambda r: r.update(sha256="0"), "not the one annotated"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(
    change: Any, said: str, harbour: CorpusDocument, articles: dict[str, SourceArticle]
) -> None:
    row = json.loads(harbour.to_json())
    change(row)
    changed = CorpusDocument.model_validate(row)
    assert said in " / ".join(check_document(changed, articles[harbour.id]))


def test_rows_among_each_other(documents: list[CorpusDocument]) -> None:
    wrong = dict(check_documents([documents[1], documents[0], documents[1]], None))
    assert wrong == {"inv-match": "stands 2 times", "-": "the rows are not sorted by id"}
    lacking = {message for _, message in check_documents(documents, {})}
    assert lacking == {"its article is not among those given"}


def test_counts(documents: list[CorpusDocument]) -> None:
    counts = count(documents)
    assert counts["totals"]["events"] == 12
    assert counts["totals"]["required events"] == 10
    assert counts["documents by split"] == {"dev": 2}
    assert counts["events by type"]["CONSULT"] == 4
    assert counts["events by status"] == {
        "asserted": 9,
        "historical": 1,
        "negated": 1,
        "planned": 1,
    }


def test_one_document_in_two_files(
    tmp_path: Path, harbour: CorpusDocument, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(harbour.to_json() + "\n")
    assert main(["check", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]) == 1
    assert "b.jsonl: inv-harbour: stands in" in capsys.readouterr().out


def test_numbered_articles(tmp_path: Path) -> None:
    assert main(["number", "-a", ARTICLES, "-o", str(tmp_path / "texts")]) == 0
    text = (tmp_path / "texts" / "inv-match.txt").read_text()
    assert text.endswith("P1: The home side won by three goals.\n\nP2: Nobody was hurt.\n")


def test_stats_are_printed(tmp_path: Path, documents: list[CorpusDocument]) -> None:
    (tmp_path / "dev.jsonl").write_text("".join(d.to_json() + "\n" for d in documents))
    assert main(["stats", str(tmp_path)]) == 0
    assert main(["stats", str(tmp_path), "--json"]) == 0


def test_what_is_no_row_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        list(read_documents([tmp_path]))
    (tmp_path / "a.jsonl").write_text('{"id": "x"}\n')
    with pytest.raises(DataError, match="line 1: no row of the corpus"):
        list(read_documents([tmp_path]))
    assert not is_corpus(tmp_path)
