"""The English analyser that ships with the package, and the door to other pipelines that speak UD.

>>> from extract import language
>>> nlp = language.load()                                       # doctest: +SKIP
>>> [(t.text, t.dep_) for t in nlp("Turkey recalled its envoy.")]  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(model: str | None = None) -> Language:
    """Load the pipeline: tokens, sentences, tags, lemmas, dependencies and entities.

    Parameters
    ----------
    model
        Name of an installed spaCy package, or the path of one, to use instead of the model that
        ships; its parser must have Universal Dependencies labels.

    Raises
    ------
    ModelError
        If the weights or the named package are missing, or the package's parser does not speak UD.
    """
    from extract.language.pipeline import load_pipeline

    return load_pipeline(model)
