"""Articles from their places, their paragraphs, and the text that all copies share."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import DataError, SourceNotFound
from extract.evaluate.corpus_articles import (
    fingerprint,
    normalised,
    read_source_articles,
    split_paragraphs,
)
from training.corpus.normal import NormalText

INTERVIEW = """\
# newdoc id = GUM_interview_cook
# meta::dateCreated = 2008-01-09
# meta::sourceURL = https://example.org/cook
# meta::title = A cook
# newpar
# newpar_block = head (1 s)
# sent_id = GUM_interview_cook-1
# text = A cook
1\tA\ta\tDET\tDT\t_\t2\tdet\t2:det\t_
2\tcook\tcook\tNOUN\tNN\t_\t0\troot\t0:root\t_

# newpar
# newpar_block = sp who:::"#Asker" (2 s)
# sent_id = GUM_interview_cook-2
# speaker = Asker
# text = Well?
1\tWell\twell\tINTJ\tUH\t_\t0\troot\t0:root\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t1:punct\tSpaceAfter=No

# sent_id = GUM_interview_cook-3
# speaker = Asker
# text = —Salt?
1\t—Salt\tsalt\tNOUN\tNN\t_\t0\troot\t0:root\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t1:punct\t_

# newpar
# sent_id = GUM_interview_cook-4
# speaker = Cook
# text = Yes.
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t0:root\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t1:punct\t_

# newdoc id = GUM_news_other
# newpar
# text = Not read.
1\tNot\tnot\tPART\tRB\t_\t0\troot\t0:root\t_

"""


@pytest.mark.parametrize("name", ["gum.conllu", "gum.conllu.gz"])
def test_interviews_of_a_treebank(name: str, tmp_path: Path) -> None:
    content = INTERVIEW.encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    (article,) = read_source_articles([tmp_path]).values()
    assert article.id == "GUM_interview_cook"
    assert article.text == "Well?—Salt?\n\nYes."
    assert article.speakers == ((1, "Asker"), (2, "Cook"))
    assert (article.title, article.date, article.source) == ("A cook", "2008-01-09", "GUM")


def test_text_with_what_is_known_beside_it(tmp_path: Path) -> None:
    (tmp_path / "storm.txt").write_text("One.\n\nTwo.")
    (tmp_path / "storm.json").write_text(json.dumps({"title": "Storm", "outlet": "Daily Example"}))
    (article,) = read_source_articles([tmp_path]).values()
    assert (article.id, article.title, article.outlet, article.date) == (
        *("storm", "Storm"),
        *("Daily Example", None),
    )


def test_what_is_not_there_or_not_known_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        read_source_articles([tmp_path / "none.jsonl"])
    (tmp_path / "a.jsonl").write_text('{"id": "x"}\n')
    with pytest.raises(DataError, match="line 1: an article needs id and text"):
        read_source_articles([tmp_path])
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(DataError, match="no file of articles"):
        read_source_articles([tmp_path / "a.csv"])


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One,\nstill.\n \n\n Two. \n", ["One,\nstill.", "Two."]),
        ("One.\nTwo.\n\n", ["One.", "Two."]),
        ("One.", ["One."]),
        ("", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[p.start : p.end] for p in split_paragraphs(text)] == paragraphs


@given(st.text(alphabet=st.sampled_from("ab é e\u0301\n\t\u00a0각\u1100\u1161\u11a8ো\u0308.")))
def test_the_normalised_text_knows_the_way_back(text: str) -> None:
    normal = NormalText(text)
    assert normal.text == normalised(text)
    for n in range(len(normal.text)):
        start, end = normal.back(n, n + 1)
        assert start < end
        assert normal.text[n] in normalised(f".{text[start:end]}.")
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(text)
