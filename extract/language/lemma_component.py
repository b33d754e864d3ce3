"""The spaCy component ``realpolitik_lemmas``: behind any analyser, it mends the lemmas of verbs and
nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extract.language.lemmas import mend

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "realpolitik_lemmas"


@Language.component(NAME, requires=["token.pos"], assigns=["token.lemma"])
def mend_lemmas(doc: Doc) -> Doc:
    """Mend the lemmas of a document in place."""
    return mend(doc)
