"""``evaluate`` on whole documents: the annotated corpus, and a list of documents with triples."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.errors import DataError
from extract.evaluate import evaluate
from extract.evaluate.constructions import construction_of
from extract.evaluate.corpus_articles import fingerprint
from extract.extractor import Extractor

TEXT = 'Iran condemned Israel in Geneva on Monday. "Iran warned Iraq," he said.'


def words(text: str) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"words": text, "start": start, "end": start + len(text)}


def party(mention: int) -> dict[str, Any]:
    return {"entity": f"e{mention + 1}", "mention": mention, "accepted": []}


def row(id_: str = "x-1", split: str = "dev") -> dict[str, Any]:
    names = (("e1", "Iran", "IRN"), ("e2", "Israel", "ISR"))
    event = {
        "id": "v1",
        "paragraph": 1,
        "trigger": words("condemned"),
        "type": "ACCUSE",
        "mode": "disapprove",
        "types_accepted": [],
        "actor": party(0),
        "target": party(1),
        "reciprocal": False,
        "required": True,
        "status": "asserted",
        "attribution": [],
        "day": {"start": "2020-01-06", "end": "2020-01-06"},
        "place": {**words("Geneva"), "country": "CHE"},
    }
    return {
        "id": id_,
        "url": None,
        "source": "Daily Example",
        "split": split,
        "date": "2020-01-08",
        "title": "A title",
        "outlet": "Daily Example",
        "sha256": fingerprint(TEXT),
        "readers": ["one"],
        "has_events": True,
        "paragraphs": [{"start": 0, "end": len(TEXT), "at": 0, "length": len(TEXT), "sha256": "0"}],
        "entities": [{"id": i, "name": n, "kind": "state", "country": c} for i, n, c in names],
        "mentions": [{**words(n), "entity": i, "paragraph": 1} for i, n, _ in names],
        "events": [event],
        "quotations": [],
    }


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a corpus of three splits and its articles."""
    rows = [row("x-1", "dev"), row("x-2", "train"), row("x-3", "test")]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "all.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    articles = [{"id": r["id"], "text": TEXT} for r in rows]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles))
    return tmp_path


@pytest.mark.model
def test_layers_and_tables(extractor: Extractor, folder: Path) -> None:
    result = evaluate(
        extractor, folder / "corpus", articles=[folder / "articles.jsonl"], split="dev"
    )
    assert result.items == 1
    assert (result.headline["precision"], result.headline["recall"]) == (0.5, 1)
    layers = result.tables["layer"]
    assert {n: s.f1 for n, s in layers.items() if n in ("type", "status", "day", "place")} == {
        **dict.fromkeys(("type", "status", "day", "place"), 1.0)
    }
    assert set(layers) > {"triple", "pair", "arguments", "mentions"}
    assert result.tables["construction"]["active verb"].right == 1
    assert result.tables["construction"]["quotation"].extra == 1
    assert result.tables["region"]["Europe"].right == 1
    assert result.tables["outlet"]["Daily Example"].recall == 1
    assert result.tables["type"]["ACCUSE"].precision == 1
    assert result.tables["rule"]["frame"].right == 1
    assert result.failures[0]["extra"][0].startswith("Iran THREATEN Iraq")
    assert sum(b["answers"] for b in result.calibration) == 2


@pytest.mark.model
def test_all_but_test_without_a_split(extractor: Extractor, folder: Path) -> None:
    result = evaluate(extractor, folder / "corpus", articles=[folder / "articles.jsonl"])
    assert result.items == 2


@pytest.mark.model
def test_on_test_nothing_is_listed_and_the_figures_are_recorded(
    extractor: Extractor, folder: Path
) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "one"]):
        subprocess.run(["git", *arguments], cwd=folder / "corpus", check=True)
    articles = [folder / "articles.jsonl"]
    result = evaluate(extractor, folder / "corpus", articles=articles, split="test")
    assert result.items == 1
    assert result.failures == ()
    assert "precision=0.5 recall=1" in (folder / "corpus" / "test-scores.tsv").read_text()


@pytest.mark.model
def test_documents_of_the_older_form(extractor: Extractor, folder: Path) -> None:
    sides = {}
    for side, name, code in (("source", "Iran", "IRN"), ("target", "Israel", "ISR")):
        sides |= {side: name, f"{side}_country": code, f"{side}_aliases": [name]}
        sides |= {f"{side}_alt": [], f"{side}_state": True}
    triple = {
        **sides,
        "plover": "REJECT",
        "plover_alt": ["ACCUSE"],
        "reciprocal": False,
        "status": "claimed",
        "core": True,
        "verb": "condemned",
        "date": "2020-01-06",
        "location": "Geneva",
        "sentence_start": 0,
    }
    gold = [{"id": "x-1", "title": None, "date": "2020-01-08", "triples": [triple]}]
    (folder / "gold.json").write_text(json.dumps(gold))
    result = evaluate(extractor, folder / "gold.json", articles=[folder / "articles.jsonl"])
    assert (result.headline["precision"], result.headline["status right"]) == (0.5, 1)
    assert result.tables["layer"]["place"].right == 1
    assert result.tables["construction"]["active verb"].right == 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("articles", "split", "said"),
    [
        ({}, "dev", "the article x-1 is not in"),
        ({"x-1": TEXT + " More."}, "dev", "is not the one that was annotated"),
        ({"x-1": TEXT}, "spare", "no such split: 'spare'"),
    ],
)
def test_what_cannot_be_measured_is_said(
    articles: dict[str, str], split: str, said: str, extractor: Extractor, folder: Path
) -> None:
    lines = [json.dumps({"id": i, "text": t}) + "\n" for i, t in articles.items()]
    (folder / "articles.jsonl").write_text("".join(lines))
    with pytest.raises(DataError, match=said):
        evaluate(extractor, folder / "corpus", articles=[folder / "articles.jsonl"], split=split)


def test_a_split_is_of_the_corpus_alone(folder: Path) -> None:
    (folder / "cases.tsv").write_text("id\tconstruction\tdate\tsentence\texpected\tnote\n")
    with pytest.raises(DataError, match="has no splits"):
        evaluate(None, folder / "cases.tsv", split="dev")  # type: ignore[arg-type]


def test_the_construction_of_a_trigger() -> None:
    tokens = "Iran was struck ; shells fell on a town hit after talks .".split()
    doc = Doc(
        Vocab(),
        words=tokens,
        pos="PROPN AUX VERB PUNCT NOUN VERB ADP DET NOUN VERB ADP NOUN PUNCT".split(),
        tags="NNP VBD VBN , NNS VBD IN DT NN VBN IN NNS .".split(),
        heads=[2, 2, 2, 2, 5, 2, 8, 8, 5, 8, 11, 5, 2],
        deps=(
            "nsubj:pass aux:pass ROOT punct nsubj parataxis case det obl acl case obl punct"
        ).split(),
    )
    said = {w: construction_of(doc, doc.text.index(w), doc.text.index(w) + len(w)) for w in tokens}
    assert said["struck"] == said["hit"] == "passive"
    assert said["fell"] == "active verb"
    assert said["talks"] == "noun"
    assert said["on"] == "other"
