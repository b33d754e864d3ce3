"""Tokens as the English Universal Dependencies treebanks cut them.

spaCy's English rules are close to UD already; what differs is changed here: prefixes such as
*anti-* and *non-* stay on their word, hashtags and handles stay whole, brackets and ranges come
apart, typed contractions too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.language.long_words import BoundedTokenizer
from extract.lexicon import rows, values, word_set

if TYPE_CHECKING:
    from spacy.language import Language


def build_tokenizer(nlp: Language) -> BoundedTokenizer:
    """Make the tokenizer for a pipeline; spaCy's own English rules, changed where UD differs.

    Parameters
    ----------
    nlp
        An English pipeline, blank or not; its defaults are read, not altered.
    """
    from spacy.lang.char_classes import (
        ALPHA,
        ALPHA_LOWER,
        ALPHA_UPPER,
        CONCAT_QUOTES,
        HYPHENS,
        LIST_ELLIPSES,
        LIST_ICONS,
    )
    from spacy.symbols import ORTH  # type: ignore[import-not-found, unused-ignore]
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found, unused-ignore]
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    runs = r"(?:[!?]{2,}|={2,}|\*{2,}|_{2,}|\${2,}|<{2,}|>{2,}|~{2,}|#{2,}|\+{2,}|-{2,}|•+)"
    rules = {
        **(nlp.Defaults.tokenizer_exceptions or {}),
        **{a: [{ORTH: a}] for a in sorted(word_set("abbreviations"))},
        **{
            row["word"]: [{ORTH: part} for part in values(row["parts"])]
            for row in rows("words/split_words")
        },
    }
    prefixes = "|".join(sorted(word_set("bound_prefixes")))
    infixes = [
        runs,
        "—",
        "”(?=[\\w—–])",
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+*](?=[0-9-])",
        r"(?<=[0-9])[-–](?=[0-9][0-9,.]*(?:$|[^0-9-]))",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9.])(?:{HYPHENS})(?=[{ALPHA}0-9\"'“])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])/(?=[{ALPHA}0-9])",
        r"[()\[\]](?=\w)",
        r"(?<=\w)[(\[]",
    ]
    kept = [rule for rule in nlp.Defaults.prefixes or [] if rule != "#"]
    prefix = compile_prefix_regex(
        [runs, *kept, r"#(?![A-Za-z0-9_])", r"(?:-|–|—|~|\+|\*)(?=[A-Za-z$£€“\"'])", r"/(?=\w)"]
    )
    suffix = compile_suffix_regex(
        [
            runs,
            *(nlp.Defaults.suffixes or []),
            r"(?<=\w)/",
            r"(?<=[A-Za-z0-9])[-–—]",
            r"(?<=[a-z])\.(?=$)",
            r"['’]s",
            r"(?<=[a-z])[\"”*]",
        ]
    )
    bound = re.compile(rf"^(?:{prefixes})[-‐‑][{ALPHA}0-9]+$", re.IGNORECASE)
    plain = nlp.Defaults.token_match
    whole = re.compile(
        r"^(?:[#@]\w+|\w+(?:\.\w+)*@\w[\w.-]*\.\w+|[:;8=]['^]?[-o]?[()DPp/|]+|\d{3}-\d{3,4}"
        r"(?:-\d{4})?|(?:[A-Z]\.){2,}|\d+/\d+(?:/\d+)?)$"
    )

    def token_match(text: str) -> object:
        return whole.match(text) or bound.match(text) or (plain(text) if plain else None)

    return BoundedTokenizer(
        Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=prefix.search,
            suffix_search=suffix.search,
            infix_finditer=compile_infix_regex(infixes).finditer,
            token_match=token_match,
            url_match=nlp.Defaults.url_match,
        )
    )
