"""Every list of words and names that the stages ask for, and the one reader of them.

The lists are CSV files in ``data/``, grouped by what they are: ``actors``, ``places``, ``words``.
``data/schema.toml`` says what stands in each; ``python -m extract.lexicon WORD`` says where a word
stands.
"""

from __future__ import annotations

from extract.lexicon.list_schema import load_schema, values
from extract.lexicon.reading import Row, names, rows
from extract.lexicon.word_sets import find_word, set_files, word_set

__all__ = ["Row", "find_word", "load_schema", "names", "rows", "set_files", "values", "word_set"]
