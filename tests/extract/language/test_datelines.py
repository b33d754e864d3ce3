from __future__ import annotations

import pytest
import spacy

from extract.language.datelines import dateline_length
from extract.language.tokenizer import build_tokenizer
from extract.language.world import World

TOKENIZER = build_tokenizer(spacy.blank("en"))
WORLD = World()


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KABUL, April 3 (Reuters) - Two men fled.", "KABUL, April 3 (Reuters) -"),
        ("MOSCOW (AP) — Russia accused Ukraine.", "MOSCOW (AP) —"),
        ("ANKARA/ISTANBUL - Turkish police said so.", "ANKARA/ISTANBUL -"),
        ("Nairobi, Kenya - Protesters met the police.", "Nairobi, Kenya -"),
        ("LONDON - U.S. officials left.", "LONDON -"),
        ("Beirut (AFP) – The army left.", "Beirut (AFP) –"),
        ("NATO - the alliance - met.", ""),
        ("Iran - the country - met.", ""),
        ("COVID-19 spread fast.", ""),
        ("RUSSIA - NATO TALKS FAIL", ""),
        ("The army - and the navy - left.", ""),
        ("Two men left.", ""),
    ],
)
def test_dateline(text: str, dateline: str) -> None:
    doc = TOKENIZER(text)
    ends = [0, *(t.idx + len(t) for t in doc)]
    length = dateline_length(
        [t.text for t in doc], [text[a : t.idx] for a, t in zip(ends, doc, strict=False)], WORLD
    )
    assert doc[:length].text == dateline
