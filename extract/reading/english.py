"""Whether a text is English: cheap by its function words, by ``py3langid`` where those leave a
doubt."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from extract.lexicon import word_set

ENOUGH_LETTERS = 120
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


def other_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of a text that is not English; None where it is, or
    is too short to tell.

    Parameters
    ----------
    text
        An article; the first 6,000 characters are looked at.

    Notes
    -----
    A text with fewer than 120 letters is taken as English unless nearly none of its letters are
    Latin. Method of the classifier: Lui and Baldwin 2012 (langid.py). The answer depends on nothing
    but the text.

    Examples
    --------
    >>> other_language("The ministers met in the capital on Wednesday to talk of peace.") is None
    True
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if _is_foreign_script(letters):
        language, _ = _identify(sample)
        return language if language != "en" else "und"
    if len(letters) < ENOUGH_LETTERS or _has_common_words(sample):
        return None
    language, lead = _identify(sample)
    return None if language == "en" or lead < 0.9 else language


def _is_foreign_script(letters: list[str]) -> bool:
    latin = sum(1 for c in letters if c < "\u0250" or "LATIN" in unicodedata.name(c, ""))
    return len(letters) >= 20 and latin < 0.5 * len(letters)


def _has_common_words(sample: str) -> bool:
    """Whether so many words are the commonest of English that no classifier need be asked."""
    common = word_set("commonest_words")
    words = _WORD.findall(sample.casefold())
    return sum(1 for w in words if w in common) > 0.22 * len(words)


def _identify(sample: str) -> tuple[str, float]:
    """Return the likeliest language and its probability among all those known."""
    ranked = _identifier().rank(sample)
    return str(ranked[0][0]), float(ranked[0][1])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
