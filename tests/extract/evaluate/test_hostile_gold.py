"""Gold data that is short, empty, deep or not text: one message with file, line and what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, cast

import pytest

from extract.errors import DataError, InputError
from extract.evaluate import evaluate
from extract.evaluate.actor_spans import measure
from extract.evaluate.corpus_articles import read_source_articles
from extract.evaluate.grammar import read_cases
from extract.evaluate.marked import unmark
from extract.evaluate.reference_scores import read_documents

NO_EXTRACTOR = cast(Any, None)  # Nothing of these files gets as far as being read by one.
PLV = "id\troot\tmarked_sentence\n"
CASES = "id\tconstruction\tdate\tsentence\texpected\tnote\n"

GOLD = {
    "PLV without a root": ("a.tsv", PLV + "1\t\t<s>A</s> met <t>B</t>", "line 2: no root ''"),
    "PLV with another root": ("a.tsv", PLV + "1\tMEET\t<s>A</s> met <t>B</t>", "no root 'MEET'"),
    "PLV with an empty span": ("a.tsv", PLV + "1\tCONSULT\t<s></s>met <t>B</t>", "span is empty"),
    "PLV with a span turned": ("a.tsv", PLV + "1\tCONSULT\tmet</s> <t>B</t> <s>", "no answer"),
    "PLV with too many cells": ("a.tsv", PLV + "1\tAID\tx\ty\tz", "line 2: more cells"),
    "PLV with a huge cell": ("a.tsv", PLV + "1\tAID\t" + "x" * 200_000, "line 2: not a table"),
    "a table of something else": ("a.tsv", "a\tb\n1\t2", "lacks id, marked_sentence, root"),
    "an empty table": ("a.tsv", "", "lacks id, marked_sentence, root"),
    "a table that is not UTF-8": ("a.tsv", b"id\troot\tmarked_sentence\n1\tAID\t\xff", "line 2"),
    "a case without a day": ("a.tsv", CASES + "c\tx\t\tThey met.\tnone\t", "not a day"),
    "a case of an odd day": ("a.tsv", CASES + "c\tx\t2025-13-01\tThey met.\tnone\t", "not a day"),
    "a case without a sentence": ("a.tsv", CASES + "c\tx\t2025-04-10\t\tnone\t", "no sentence"),
    "a case that ends early": ("a.tsv", CASES + "c\tx\t2025-04-10", "no sentence"),
    "a case without events": ("a.tsv", CASES + "c\tx\t2025-04-10\tThey met.", "not an event"),
    "a case of a long event": (
        "a.tsv", CASES + "c\tx\t2025-04-10\tThey met.\t" + "A AID " * 20_000, "not an event",
    ),
    "lines that are no triples": ("a.jsonl", '{"id": "t"}', "line 1: not a triple of the contract"),
    "lines without an end": ("a.jsonl", "[" * 100_000, "line 1: not JSON"),
    "lines that are no objects": ("a.jsonl", "\n[1]", "line 2: not a JSON object"),
    "lines that are not UTF-8": ("a.jsonl", b'{"a": "\xff"}', "line 1: not UTF-8"),
    "a row of the corpus cut short": (
        "a.jsonl", json.dumps({"sha256": 1, "entities": [], "paragraphs": []}), "line 1: no row",
    ),
    "documents without an end": ("a.json", "[" * 100_000, "no list of documents"),
    "documents that are numbers": ("a.json", "[1, 2]", "no list of documents"),
    "documents with odd triples": ("a.json", '[{"id": "a", "triples": [[]]}]', "no list of docum"),
    "no gold at all": ("a.txt", "They met.", "holds no gold data"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), GOLD.values(), ids=GOLD)
def test_hostile_gold_is_one_message(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        evaluate(_Answerless(), path)
    message = str(caught.value)
    assert name in message
    assert words in message
    assert "\n" not in message
    assert "Error(" not in message
    assert len(message) < 1000


class _Answerless:
    """An extractor that has no answer for any span, as one has for spans without a word."""

    def code(self, text: str, actor: tuple[int, int], target: tuple[int, int]) -> None:
        raise ValueError(f"no answer for {actor}, {target}")


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl", "a.json", "a.txt"])
def test_gold_that_is_no_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(InputError):
        evaluate(NO_EXTRACTOR, tmp_path / name)
    with pytest.raises(InputError):
        evaluate(NO_EXTRACTOR, tmp_path)
    with pytest.raises(InputError, match="there is no"):
        evaluate(NO_EXTRACTOR, tmp_path / f"none-{name}" / ("x" * 300))


ARTICLES = {
    "a.jsonl": [b"[" * 100_000, b'{"id": 1}', b'{"id": 1, "text": 2}', b"\xff", b"[]"],
    "a.txt": [b"\xff", b"\0\xff"],
    "a.conllu": [b"\xff"],
    "a.conllu.gz": [b"no gzip", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x00" + b"x" * 100],
    "a.csv": [b"id,text"],
}


@pytest.mark.parametrize(("name", "content"), [(n, c) for n in ARTICLES for c in ARTICLES[n]])
def test_articles_of_gold_that_cannot_be_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=name):
        read_source_articles([tmp_path / name])


@pytest.mark.parametrize("known", [b"[1]", b"\xff", b"[" * 100_000, b"{"])
def test_what_is_known_of_an_article_that_cannot_be_read(tmp_path: Path, known: bytes) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "a.json").write_bytes(known)
    with pytest.raises(DataError, match=r"a\.json"):
        read_source_articles([tmp_path])


def test_tables_of_marked_sentences_and_treebanks(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\tactors\n1\t1\n")
    with pytest.raises(DataError, match="marked_sentence"):
        list(measure(tmp_path / "a.tsv", None))
    (tmp_path / "gum-dev.conllu.gz").write_bytes(b"none")
    for split in ("dev", "test"):
        with pytest.raises(DataError, match=f"gum-{split}"):
            list(read_documents(tmp_path, split))


def test_a_line_of_cases_is_named(tmp_path: Path) -> None:
    good = "c1\tx\t2025-04-10\tThey met.\tnone\t\n"
    (tmp_path / "a.tsv").write_text(CASES + good + good + "c3\tx\ttoday\tThey met.\tnone\t\n")
    with pytest.raises(DataError, match="line 4, c3"):
        list(read_cases(tmp_path / "a.tsv"))


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("", "", ()),
        ("</s></t>", "", (("s", 0, 0), ("t", 0, 0))),
        ("<s><t>A</t></s>", "A", (("s", 0, 1), ("t", 0, 1))),
        ("a <s>B", "a B", ()),
        ("<s>A</s> <s>B</s>", "A B", (("s", 0, 1), ("s", 2, 3))),
    ],
)
def test_odd_marks(marked: str, text: str, spans: tuple[tuple[str, int, int], ...]) -> None:
    assert (unmark(marked).text, unmark(marked).spans) == (text, spans)
