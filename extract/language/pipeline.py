"""Builds the pipeline that ships, and checks any other one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

NEEDED = ("nsubj", "obj", "obl", "case", "root")
"""Labels without which a parser does not speak UD."""


def load_pipeline(model: str | None = None) -> Language:
    """See `extract.language.load`."""
    return _load_other(model) if model else load_weights()


def load_weights(path: Path | None = None, threads: int = 1) -> Language:
    """The pipeline with the weights that ship, or with others in the same form."""
    from extract.light_spacy import import_spacy

    spacy = import_spacy()
    import extract.language.analyser  # noqa: F401
    from extract.language.tokenizer import build_tokenizer

    nlp: Language = spacy.blank("en")
    nlp.tokenizer = build_tokenizer(nlp)
    nlp.max_length = 20_000_000
    nlp.add_pipe("realpolitik_analyser", config={"path": str(path or ""), "threads": threads})
    return _with_lemmas_mended(nlp)


def _load_other(model: str) -> Language:
    from extract.light_spacy import import_spacy

    try:
        nlp: Language = import_spacy().load(model)
    except OSError as error:
        raise ModelError(
            f"No spaCy pipeline named {model!r} is installed. Install it, or leave --model out."
        ) from error
    check_speaks_ud(nlp, model)
    return _with_lemmas_mended(nlp)


def _with_lemmas_mended(nlp: Language) -> Language:
    """Put the mending of lemmas behind whatever a pipeline has, unless it is there already."""
    from extract.language.lemma_component import NAME

    if not nlp.has_pipe(NAME):
        nlp.add_pipe(NAME)
    return nlp


def check_speaks_ud(nlp: Language, name: str) -> None:
    """Raise `ModelError` unless the pipeline's parser has UD labels."""
    if nlp.has_pipe("realpolitik_analyser"):
        return
    if not nlp.has_pipe("parser"):
        raise ModelError(
            f"The pipeline {name!r} has no parser, and without a tree no action can be read. "
            "Choose one with a parser that speaks Universal Dependencies."
        )
    labels = {str(label).lower() for label in nlp.get_pipe("parser").labels}  # type: ignore[attr-defined]
    missing = [label for label in NEEDED if label not in labels]
    if missing:
        hint = (
            " (its labels are ClearNLP's, as in spaCy's own English pipelines)"
            if "dobj" in labels or "pobj" in labels
            else ""
        )
        raise ModelError(
            f"The parser of {name!r} does not speak Universal Dependencies{hint}: "
            f"it lacks {', '.join(missing)}. "
            "Choose a pipeline trained on a UD treebank, or leave --model out."
        )
