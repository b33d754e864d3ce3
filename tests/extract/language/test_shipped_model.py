from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extract import language
from extract.errors import ModelError
from extract.language.pipeline import load_weights

pytestmark = pytest.mark.model

with (Path(__file__).parent / "splits.tsv").open(encoding="utf8") as file:
    SPLITS = [
        (r["sentences"].split("¦"), r["note"])
        for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]

ARTICLE = """EU weighs new sanctions

BRUSSELS (Reuters) - Turkish and Israeli officials met in Azerbaijan on Wednesday, the Foreign \
Ministry said.
Gen. Michel Aoun did not attend. "We won't go," said Fatima Okafor, 43, a farmer in northern \
Nigeria.

- Rebels seized Afrin
- The U.S. denied it"""


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return language.load()


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    words = [
        (t.text, t.head.i, t.dep_, t.pos_, str(t.morph), t.lemma_, t.is_sent_start) for t in doc
    ]
    return [*words, *((e.start, e.end, e.label_) for e in doc.ents)]


@pytest.mark.parametrize(("sentences", "note"), SPLITS, ids=[s[1] for s in SPLITS])
def test_sentences(nlp: spacy.Language, sentences: list[str], note: str) -> None:
    assert [s.text for s in nlp(" ".join(sentences)).sents] == sentences


def test_a_document_is_the_same_alone_and_among_others(nlp: spacy.Language) -> None:
    texts = [ARTICLE, "Short.", ARTICLE * 6, "word " * 900, ""]
    alone = [annotation(nlp(text)) for text in texts]
    assert [annotation(doc) for doc in nlp.pipe(reversed(texts), batch_size=3)] == alone[::-1]


def test_every_layer_is_written(nlp: spacy.Language) -> None:
    doc = nlp(ARTICLE)
    assert all(t.pos_ and t.dep_ and t.lemma_ for t in doc)
    assert {t.dep_ for t in doc if t.head == t} == {"ROOT"}
    assert all(sum(t.head.i == t.i for t in s if not t.is_space) == 1 for s in doc.sents)
    assert {t.lemma_ for t in doc if t.text in ("met", "said", "officials")} == {
        "meet",
        "say",
        "official",
    }
    met = next(t for t in doc if t.text == "met")
    assert [c.text for c in met.children if c.dep_ == "nsubj"] == ["officials"]
    assert "Tense=Past" in str(met.morph)


def test_names_in_any_case(nlp: spacy.Language) -> None:
    for text in (
        "Syrian troops entered Iraq.",
        "SYRIAN TROOPS ENTERED IRAQ",
        "syrian troops entered iraq.",
    ):
        labels = {e.text.lower(): e.label_ for e in nlp(text).ents}
        assert labels.get("syrian") == "NORP"
        assert labels.get("iraq") == "GPE"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "…",
        "\u200b",
        "a\x00b",
        "🙂 🙂",
        "  leading",
        "trailing \n",
        "مرحبا بالعالم",
        "\r\n\r\nX\r\n",
        "'" * 50,
        "A" * 5000,
    ],
)
def test_any_text_passes(nlp: spacy.Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(t.head.sent == t.sent for t in doc)


def test_a_sentence_too_long_is_cut_and_noted(nlp: spacy.Language) -> None:
    doc = nlp("and the " * 1500)
    assert doc.user_data["cut_sentences"] >= 1
    assert "cut_sentences" not in nlp(ARTICLE).user_data


def test_documents_with_given_words(nlp: spacy.Language) -> None:
    doc = nlp(
        Doc(nlp.vocab, words=["Iran", "freed", "him", "."], spaces=[True, True, False, False])
    )
    assert [t.dep_ for t in doc] == ["nsubj", "ROOT", "obj", "punct"]


def test_memory_zone(nlp: spacy.Language) -> None:
    with nlp.memory_zone():
        assert sum(len(doc) for doc in nlp.pipe([ARTICLE] * 3)) > 100


def test_weights_are_small_and_load_fast() -> None:
    from extract.language.analyser import WEIGHTS
    from extract.language.network import Network

    assert WEIGHTS.stat().st_size < 40 * 2**20
    began = time.process_time()
    Network(WEIGHTS)
    assert time.process_time() - began < 2


def test_missing_and_damaged_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.npz"):
        load_weights(tmp_path / "none.npz")
    (tmp_path / "bad.npz").write_bytes(b"not an archive")
    with pytest.raises(ModelError, match=r"bad\.npz"):
        load_weights(tmp_path / "bad.npz")


def test_no_torch_at_run_time() -> None:
    code = (
        "import sys; from extract import language; language.load()('It works.'); "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
