"""The verbs of speech (``words/speech_verbs.csv`` of the lexicon), told on a token."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extract.grammar.verbs import is_verbal
from extract.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

_HANGS_ON = frozenset({"xcomp", "amod", "advmod", "obj", "compound:prt", "obl", "case", "ccomp"})


class SpeechVerb(NamedTuple):
    """A row of the list.

    ``word`` must hang on the verb ("make clear"). ``sense`` is what the subject does with it,
    ``content`` how what is said stands to it: ``clause``, ``act``, ``quotation``, ``finding``,
    ``citation``. ``issues`` marks verbs with which a body opens a text that it issues.
    """

    lemma: str
    word: str
    sense: str
    content: str
    issues: bool

    @property
    def asserts(self) -> bool:
        """Whether the subject says that what is said is so, or should be."""
        return self.sense not in ("denies", "asks", "hints")


@cache
def speech_verbs() -> Mapping[str, tuple[SpeechVerb, ...]]:
    """Return the rows by lemma, those that ask for another word first.

    Examples
    --------
    >>> [verb.sense for verb in speech_verbs()["hint"]]
    ['hints']
    """
    found: dict[str, list[SpeechVerb]] = {}
    for row in rows("words/speech_verbs"):
        verb = SpeechVerb(
            row["lemma"], row["with"], row["sense"], row["content"], row["issues"] == "yes"
        )
        found.setdefault(verb.lemma, []).append(verb)
    return {
        lemma: tuple(sorted(verbs, key=lambda verb: not verb.word))
        for lemma, verbs in found.items()
    }


@cache
def issuing_verbs() -> frozenset[str]:
    """Return the lemmas of the verbs of speech with which a body opens a text that it issues."""
    return frozenset(
        lemma for lemma, verbs in speech_verbs().items() if any(verb.issues for verb in verbs)
    )


def speech_verb(token: Token, *contents: str) -> SpeechVerb | None:
    """Return the row of which a token is the verb, None where it is no verb of speech.

    Parameters
    ----------
    token
        A token of a parsed document.
    contents
        The kinds of content that will do; without any, all do.
    """
    listed = speech_verbs().get(token.lemma_.lower())
    if listed is None or not is_verbal(token):
        return None
    for verb in listed:
        if not verb.word or _has(token, verb.word):
            return verb if not contents or verb.content in contents else None
    return None


def is_speech_verb(token: Token) -> bool:
    """Tell whether a token is a verb whose subject says something in words of its own."""
    return speech_verb(token, "clause", "act", "quotation") is not None


def _has(token: Token, word: str) -> bool:
    return any(
        child.dep_ in _HANGS_ON and word in (child.lemma_.lower(), child.text.lower())
        for child in token.children
    )
