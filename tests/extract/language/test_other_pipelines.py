from __future__ import annotations

import subprocess
import sys

import pytest
import spacy

from extract.errors import ModelError
from extract.language import load
from extract.language.pipeline import NEEDED, check_speaks_ud


def pipeline(*labels: str) -> spacy.Language:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    return nlp


def test_a_parser_with_ud_labels_is_taken() -> None:
    check_speaks_ud(pipeline(*NEEDED, "amod"), "some_ud_model")


@pytest.mark.parametrize(
    ("nlp", "word"),
    [
        (spacy.blank("en"), "no parser"),
        (pipeline("nsubj", "dobj", "pobj", "prep"), "ClearNLP"),
        (pipeline("nsubj", "root"), "obj"),
    ],
)
def test_one_that_does_not_speak_ud_is_refused_with_the_reason(
    nlp: spacy.Language, word: str
) -> None:
    with pytest.raises(ModelError, match=word):
        check_speaks_ud(nlp, "en_other")


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="en_not_there"):
        load("en_not_there")


def test_import_is_light() -> None:
    code = (
        "import sys, extract.language; "
        "sys.exit(any(m in sys.modules for m in ('spacy', 'onnxruntime', 'numpy', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
